import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import type { Tx } from '../../platform/database.ts'
import type { Format } from '../../platform/exports/kinds.ts'
import { Share } from '../../platform/records/contract.ts'
import { beaten } from '../../platform/testing.ts'
import { makeActivities } from './actions/activities.ts'
import * as contract from './contract.ts'
import { activity, circle, registerPlatform } from './testing.ts'

const { platform, officer, niger } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

/** More than are read at a time, and more than a thousand. */
const MANY = 1_203
const code = (n: number) => `A-${String(n).padStart(4, '0')}`
const CODES = Array.from({ length: MANY }, (_, n) => code(n + 1))

const given = (own: string) => contract.addActivity.input.parse(activity({ themes: ['cft'], code: own }))
const ids = await officer.act((tx, viewer) => {
  const seen = {
    level: 0 as const,
    handling: [],
    card: undefined,
    audience: [Share.parse(circle('members'))],
    invented: false,
  }
  return makeActivities(tx, seen, CODES.map(given), { viewer, language: 'en', at: new Date() })
})

const asked = (format: Format = 'csv') =>
  niger.ask(contract.exportActivities, { themes: ['cft'], sort: 'code', format })
const codesOf = (body: string) => [...body.matchAll(/^(A-\d{4}),/gm)].map(([, found]) => found)
const copies = async () => {
  const { rows } = await sql<{ record: string }>`
    select c.record from copies c where c.export = (select id from exports order by taken_at desc limit 1)`.execute(
    platform.owner,
  )
  return rows.map(({ record }) => record)
}

test('an export of more records than are read at a time holds each once, in order, and each is noted as taken', async () => {
  const { body, statusCode } = await asked()
  expect(statusCode).toBe(200)
  expect(codesOf(body)).toEqual(CODES)
  expect((await copies()).sort()).toEqual([...ids].sort())
  const { items } = (await asked('json')).json<{ items: { code: string }[] }>()
  expect(items.map((item) => item.code)).toEqual(CODES)
})

test('what is changed, denied or removed while it is written is in it as it was when it began, and noted so', async () => {
  const [changed, denied, removed] = [ids[1_100]!, ids[1_150]!, ids[1_200]!]
  const meanwhile = async (tx: Tx) => {
    // Names of terms are read between the list and the first of its records: there the export waits.
    await sql`lock table vocabulary_terms in access exclusive mode`.execute(tx)
    await sql`update activities set title = jsonb_set(title, '{texts,en}', '"Changed meanwhile"') where id = ${changed}`.execute(
      tx,
    )
    await sql`insert into grants (record, grantee_kind, grantee, gives)
      values (${denied}, 'organisation', ${niger.organisation}, 'deny')`.execute(tx)
    await sql`delete from records where id = ${removed}`.execute(tx)
  }
  const { body, statusCode } = await beaten(platform, meanwhile as never, () => asked())
  expect(statusCode).toBe(200)
  expect(codesOf(body)).toEqual(CODES)
  expect(body).not.toContain('Changed meanwhile')
  expect((await copies()).sort()).toEqual([...ids].sort())
})
