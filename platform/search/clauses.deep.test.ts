import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CIRCLES } from '../access/refs.ts'
import type { Share } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { GUARD } from '../records/testing.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import { query } from './contract.ts'
import { search } from './index.ts'
import { addSearchedThings, makeSearched } from './testing.ts'

// Search asks with the owner's rights, so each clause of the conjunction must hold in it too: one after the other is taken
// out, and something that was hidden is found, or counted.

const policy = /\$policy\$([\s\S]*?)\$policy\$/.exec(GUARD)![1]!
const clauses = policy.split('\n').filter((line) => /^\s+and /.test(line) && !line.includes('preview_org'))

const platform = await testPlatform(records, search)
let officer: TestPerson
let reader: TestPerson
let third: TestPerson
const later = new Date(Date.now() + 86_400_000).toISOString()
const to = (who: TestPerson, more: Partial<Share> = {}): Share => ({
  to: { kind: 'organisation', id: who.organisation },
  gives: 'read',
  ...more,
})
beforeAll(async () => {
  await addSearchedThings(platform)
  const person = () => platform.person(undefined, { roles: ['officer'], clearance: 1 })
  ;[officer, reader, third] = [await person(), await person(), await person()]
  const make = (who: TestPerson, audience: Share[], more: object = {}) =>
    who.act((tx) => makeSearched(tx, { title: { en: 'Walrus' } }, { audience, ...more }))
  const members: Share = { to: { kind: 'circle', id: CIRCLES.members }, gives: 'read' }
  const everyone: Share = { to: { kind: 'circle', id: CIRCLES.everyone }, gives: 'read' }
  const source = await make(officer, [])
  await make(officer, [to(reader), to(third)])
  await make(officer, [members, to(reader, { gives: 'deny' })])
  await make(officer, [to(reader, { from: later })])
  await make(officer, [members], { sources: [source] })
  await make(third, [to(officer), to(reader)])
  await make(third, [everyone])
  await make(third, [everyone, to(reader, { gives: 'deny' })])
  await make(third, [to(officer), to(reader), { ...everyone, from: later }])
  const high = await make(officer, [to(reader)])
  await sql`update records set level = 2 where id = ${high}`.execute(platform.owner)
})
afterAll(() => platform[Symbol.asyncDispose]())

/** How many each finds, also through the eyes of the reader. */
const told = async () => [
  (await reader.call(query, { q: 'walrus' })).total,
  (await third.call(query, { q: 'walrus' })).total,
  (await officer.call(query, { q: 'walrus' }, { viewAs: reader.organisation })).total,
  (await third.call(query, { q: 'walrus' }, { viewAs: reader.organisation })).total,
]

async function searchWith(condition: string): Promise<void> {
  const where = condition.replaceAll('%1$s', 'readers').replaceAll('%2$s', 'read').replaceAll('%3$s', 'record')
  await sql
    .raw(`create or replace function search_hits(questions tsquery[]) returns table (hit uuid, held integer, kind text, originator uuid, subjects integer[], years integer[])
      stable security definer set search_path = public set work_mem = '64MB' set enable_sort = off language sql begin atomic
      select e.record, bit_or(1 << (c.n - 1)::integer), any_value(e.kind), any_value(e.owner_org), any_value(e.subjects), any_value(e.years)
        from unnest(questions) with ordinality c(q, n) join search_entries e on e.words @@ c.q where ${where} group by e.record; end`)
    .execute(platform.owner)
}

test('the conjunction was read', () => expect(clauses.length).toBe(9))

test.each(clauses)('without%s more is found', async (clause) => {
  const whole = await told()
  await searchWith(policy.replace(clause, ''))
  const without = await told()
  await searchWith(policy)
  expect(await told()).toEqual(whole)
  expect(without).not.toEqual(whole)
})
