import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../database.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import type { Share } from './contract.ts'
import { records } from './index.ts'
import { makeRecords, shareRecords } from './make.ts'
import { addThings, makeThing } from './testing.ts'

// A change of one record's audience settles what depends on it: copies that were taken, records made from it. With tens of
// thousands of copies and records, looking through all of them took minutes; here the database may not where it need not.

const platform = await testPlatform(records)
let officer: TestPerson
let reader: TestPerson
beforeAll(async () => {
  await addThings(platform)
  officer = await platform.person(undefined, { roles: ['officer'] })
  reader = await platform.person(undefined, { roles: ['officer'] })
})
afterAll(() => platform[Symbol.asyncDispose]())

const readers = (gives: Share['gives'] = 'read'): Share[] => [
  { to: { kind: 'organisation', id: reader.organisation }, gives },
]

/** How often all records were looked through by this work, where an index was always preferred. */
async function lookedThroughAll(tx: Tx, work: () => Promise<unknown>): Promise<number> {
  const looked = async () => {
    const { rows } = await sql<{ n: number }>`
      select seq_scan::int as n from pg_stat_xact_user_tables where relname = 'records'`.execute(tx)
    return rows[0]!.n
  }
  await sql`set local enable_seqscan = off`.execute(tx)
  // Plans that were made before stay otherwise.
  await sql`discard plans`.execute(tx)
  const before = await looked()
  await work()
  return (await looked()) - before
}

test('an audience is widened and narrowed, and a level raised, without looking through all records', async () => {
  const source = await officer.act((tx) => makeThing(tx, 'Source', { audience: readers() }))
  const derived = await officer.act((tx) => makeThing(tx, 'Derived', { audience: readers(), sources: [source] }))
  await reader.act((tx) => sql`select note_export('trial', 'x.csv', 'csv', ${[derived]}::uuid[])`.execute(tx))
  const due = async () => {
    const { rows } = await sql<{ due: string | null }>`select due from copies where record = ${derived}`.execute(
      platform.owner,
    )
    return rows.map((row) => row.due)
  }
  expect(await due()).toEqual([null])
  await officer.act(async (tx) => {
    expect(await lookedThroughAll(tx, () => shareRecords(tx, [source], readers('comment')))).toBe(0)
    expect(await lookedThroughAll(tx, () => sql`update records set level = 1 where id = ${source}`.execute(tx))).toBe(0)
    expect(
      await lookedThroughAll(tx, () =>
        sql`update grants set revoked_at = now() where record = ${source} and grantee = ${reader.organisation} and revoked_at is null`.execute(
          tx,
        ),
      ),
    ).toBe(0)
  })
  expect(await due()).toEqual(['right'])
})

test('many audiences narrowed at once look at each copy a few times, not all copies for each record', async () => {
  const MANY = 100
  const ids = await officer.act((tx) => makeRecords(tx, { kind: 'test.thing', level: 0, audience: readers() }, MANY))
  await reader.act((tx) => sql`select note_export('trial', 'many.csv', 'csv', ${ids}::uuid[])`.execute(tx))
  const { rows } = await officer.act(async (tx) => {
    await sql`update grants set revoked_at = now() where record = any (${ids}) and grantee = ${reader.organisation}`.execute(
      tx,
    )
    return sql<{ read: number }>`
      select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'copies'`.execute(
      tx,
    )
  })
  expect(rows[0]!.read).toBeLessThan(10 * MANY)
  const { rows: settled } = await sql<{ n: number }>`
    select count(*)::int as n from copies where record = any (${ids}) and due = 'right'`.execute(platform.owner)
  expect(settled[0]!.n).toBe(MANY)
})
