import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { z } from 'zod'
import type { Module } from '../../platform/module.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { registerPlatform, written } from '../programmes/testing.ts'
import type { giveConsent } from './consent-contract.ts'
import { addRecommendation, listRecommendations } from './contract.ts'
import { recommendations } from './index.ts'
import type { ConsentForm } from './rules.ts'

/** A platform with an officer of CTED, the focal points of Niger and Iraq, officers of UNODC and UNDP, and a donor. */
export async function consentPlatform(...more: Module[]) {
  const { platform, personOf, officer, niger, iraq } = await registerPlatform(recommendations, ...more)
  return {
    platform,
    personOf,
    niger,
    iraq,
    unodc: officer,
    cted: await personOf('CTED', { roles: ['officer'] }),
    undp: await personOf('UNDP', { roles: ['officer'] }),
    donor: await personOf('DEU', { roles: ['donor'] }),
  }
}

/** A recommendation of an assessment of Niger to enter; the words say which. */
export const ofNiger = (words: string, fields: object = {}) => ({
  request: randomUUID(),
  kind: 'assessment' as const,
  state: 'NER',
  title: written(`Title ${words}`),
  body: written(`Body ${words}`),
  themes: ['cft'],
  pillars: ['II' as const],
  need: true,
  ...fields,
})

export const entered = async (by: TestPerson, words: string, fields: object = {}): Promise<string> =>
  (await by.call(addRecommendation, ofNiger(words, fields))).head.id

export const consent = (
  recommendations: string[],
  form: ConsentForm,
  to: string | z.input<typeof giveConsent.input>['to'],
  fields: object = {},
) => ({
  ...{ recommendations, form, reference: 'Note verbale 17', request: randomUUID() },
  to: typeof to === 'string' ? [{ kind: 'organisation' as const, code: to }] : to,
  ...(form === 'redacted' && {
    redactions: recommendations.map((recommendation) => ({
      recommendation,
      title: written('Redacted title'),
      body: written('Redacted body'),
    })),
  }),
  ...fields,
})

/** What someone's register holds: form and title. */
export const register = async (by: TestPerson, input: object = {}): Promise<string[]> =>
  (await by.call(listRecommendations, { sort: 'title', dir: 'asc', ...input })).items.map(
    ({ form, title }) => `${form}: ${title.text}`,
  )

/** Tables in which this person finds one of these words, in any column that the server's role may read at all. */
export async function tablesSaying(words: readonly string[], by: TestPerson): Promise<string[]> {
  return by.act(async (tx) => {
    const { rows: tables } = await sql<{ name: string; columns: string }>`
      select c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_column_privilege('app', c.oid, a.attnum, 'select')
       group by 1`.execute(tx)
    expect(tables.length).toBeGreaterThan(50)
    const hits: string[] = []
    for (const { name, columns } of tables) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from (select ${sql.raw(columns)} from ${sql.table(name)}) t
         where t::text ~* ${words.join('|')}`.execute(tx)
      if (rows[0]!.n > 0) hits.push(name)
    }
    return hits
  })
}
