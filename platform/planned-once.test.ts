import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from './database.ts'
import { recordHeads } from './records/head.ts'
import { records } from './records/index.ts'
import { addThings, makeThing } from './records/testing.ts'
import { testPlatform } from './testing.ts'

const platform = await testPlatform(records)
beforeAll(() => addThings(platform))
afterAll(() => platform[Symbol.asyncDispose]())

const headOf = (tx: Tx, id: string) => recordHeads(tx, [id], { language: 'en' })

test('a marked statement is planned once on a connection, for whoever asks; what is not marked, each time', async () => {
  const [officer, other] = [await platform.person(undefined, { roles: ['officer'] }), await platform.person()]
  const id = await officer.act((tx) => makeThing(tx, 'Planned once'))
  const heads = () =>
    sql<{ runs: number; generic: number }>`
      select (generic_plans + custom_plans)::int as runs, generic_plans::int as generic
        from pg_prepared_statements where statement like '%planned once%' and statement like '%from records r%'`
  // One connection serves both in turn: that which was free last is taken first.
  const runs: { runs: number; generic: number }[] = []
  const sizes: number[] = []
  for (let n = 0; n < 8; n++) {
    sizes.push(await officer.act(async (tx) => (await headOf(tx, id)).size))
    sizes.push(await other.act(async (tx) => (await headOf(tx, id)).size))
    runs.push((await other.act(async (tx) => (await heads().execute(tx)).rows))[0]!)
  }
  // What it is planned for never tells one viewer what another sees.
  expect(sizes).toEqual(Array.from({ length: 8 }, () => [1, 0]).flat())
  expect(runs.map(({ runs }) => runs)).toEqual(runs.map((_, n) => runs[0]!.runs + 2 * n))
  expect(runs.at(-1)!.generic).toBeGreaterThan(0)
  const unmarked = await other.act(
    async (tx) =>
      (
        await sql<{
          n: number
        }>`select count(*)::int as n from pg_prepared_statements where statement not like '%planned once%'`.execute(tx)
      ).rows[0]!.n,
  )
  expect(unmarked).toBe(0)
})
