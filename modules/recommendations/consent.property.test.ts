import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { readRecord } from '../../platform/records/contract.ts'
import { records } from '../../platform/records/index.ts'
import { query as searchFor } from '../../platform/search/contract.ts'
import { search } from '../../platform/search/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { written } from '../programmes/testing.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { CONSENT_FORMS, type ConsentForm, fullest, type Given, type Reader, seenBy } from './rules.ts'
import { consent, consentPlatform, entered } from './testing.ts'

const { platform, personOf, niger, unodc, undp, donor, iraq, cted } = await consentPlatform(records, search)
const low = await personOf('UNODC', { roles: ['officer'], clearance: 0 })
afterAll(() => platform[Symbol.asyncDispose]())

const VIEWERS: readonly TestPerson[] = [unodc, undp, donor, iraq, low]
const TO = [
  { kind: 'organisation', code: 'UNODC' },
  { kind: 'organisation', code: 'UNDP' },
  { kind: 'organisation', code: 'DEU' },
  { kind: 'circle', code: 'compact' },
  { kind: 'circle', code: 'donors' },
] as const
const MATTERS = 2

const plan = fc.array(
  fc.record({
    matter: fc.nat({ max: MATTERS - 1 }),
    form: fc.constantFrom(...CONSENT_FORMS),
    to: fc.nat({ max: TO.length - 1 }),
    fate: fc.constantFrom('stands', 'stands', 'stands', 'revoked', 'begins later'),
  }),
  { minLength: 1, maxLength: 6 },
)

let round = 0
test('over random consents, what anyone has by any way is what the consents say, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (consents) => {
      const mark = `Zebra${++round}`
      const originals: string[] = []
      for (let m = 0; m < MATTERS; m++) originals.push(await entered(cted, `${mark}original${m}`))
      /** The words that each consent discloses, known by the ids of what it made. */
      const given: (Given & { matter: number; disclosed: string })[] = []
      for (const [n, { matter, form, to, fate }] of consents.entries()) {
        const redaction = { title: written(`${mark}redacted${n}`), body: written(`${mark}redacted${n} body`) }
        await niger.call(asked.giveConsent, {
          ...consent([originals[matter]!], form, [TO[to]!]),
          ...(form === 'redacted' && { redactions: [{ recommendation: originals[matter]!, ...redaction }] }),
          ...(fate === 'begins later' && { from: new Date(Date.now() + 3_600_000).toISOString() }),
        })
        const [last] = (await niger.call(asked.listConsents, { recommendation: originals[matter]!, size: 1 })).items
        if (fate === 'revoked') await niger.call(asked.revokeConsent, { consents: [last!.id] })
        const { rows } = await sql<{ disclosed: string; to_id: string; revoked_at: Date | null }>`
          select disclosed, to_id, revoked_at from consents where id = ${last!.id}`.execute(platform.owner)
        const { disclosed, to_id, revoked_at } = rows[0]!
        given.push({
          matter,
          form,
          to: to_id,
          from: new Date(last!.from),
          until: null,
          revokedAt: revoked_at,
          disclosed,
        })
      }
      const now = new Date()
      for (const viewer of VIEWERS) {
        const reader = await viewer.act(
          async (_tx, v): Promise<Reader> => ({ principals: v.principals, level: v.level }),
        )
        const covered = (one: Given) => seenBy(reader, [one], 1, now).length > 0
        const may = new Set(given.filter(covered).map(({ disclosed }) => disclosed))
        const expected = originals.flatMap((_, matter): ConsentForm[] => {
          const seen = fullest(
            seenBy(
              reader,
              given.filter((g) => g.matter === matter),
              1,
              now,
            ),
          )
          return seen === null ? [] : [seen]
        })
        await sees(viewer, { mark, may, all: [...originals, ...given.map(({ disclosed }) => disclosed)], expected })
      }
      // So that a later round does not find what this one left.
      await sql`delete from records where kind = 'recommendations.recommendation'`.execute(platform.owner)
    }),
    { numRuns: 3, seed: 20 },
  )
}, 120_000)

type Expected = { mark: string; may: ReadonlySet<string>; all: readonly string[]; expected: readonly ConsentForm[] }

async function sees(viewer: TestPerson, { mark, may, all, expected }: Expected): Promise<void> {
  const list = await viewer.call(contract.listRecommendations, { states: 'NER' as never })
  expect(list.items.map(({ form }) => form).toSorted()).toEqual([...expected].toSorted())
  expect(list.total).toBe(expected.length)
  for (const { head } of list.items) expect(may).toContain(head.id)
  for (const id of all) {
    const statuses = [
      (await viewer.ask(contract.readRecommendation, { id })).statusCode,
      (await viewer.ask(readRecord, { id })).statusCode,
    ]
    expect(statuses).toEqual(may.has(id) ? [200, 200] : [404, 404])
  }
  const file = await viewer.ask(contract.exportRecommendations, { format: 'json', states: 'NER' })
  const lines = JSON.parse(file.body) as { rows?: unknown[]; items?: unknown[] }
  expect((lines.rows ?? lines.items)!.length).toBe(expected.length)
  for (const word of ['original0', 'original1']) {
    const hits = await viewer.ask(searchFor, { q: `${mark}${word}` })
    expect(hits.statusCode).toBe(200)
    const ids = all.filter((id) => hits.body.includes(id))
    for (const id of ids) expect(may).toContain(id)
  }
  const rows = await viewer.act(async (tx) => {
    const { rows: found } = await sql<{ id: string }>`
      select id from recommendations union select record from search_entries where record = any (${all}::uuid[])
      union select id from records where kind = 'recommendations.recommendation'`.execute(tx)
    return found.map(({ id }) => id).toSorted()
  })
  expect(rows).toEqual([...may].toSorted())
}
