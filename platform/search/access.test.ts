import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CIRCLES } from '../access/refs.ts'
import type { Share } from '../records/contract.ts'
import { share, withdrawFrom } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import { query, suggest } from './contract.ts'
import { search } from './index.ts'
import { addSearchedThings, makeSearched, written } from './testing.ts'

const platform = await testPlatform(records, search)
let officer: TestPerson
let reader: TestPerson
beforeAll(async () => {
  await addSearchedThings(platform)
  officer = await platform.person(undefined, { roles: ['officer'] })
  reader = await platform.person(undefined, { roles: ['officer'] })
})
afterAll(() => platform[Symbol.asyncDispose]())

const to = (organisation: string, more: Partial<Share> = {}): Share => ({
  to: { kind: 'organisation', id: organisation },
  gives: 'read',
  ...more,
})
const make = (words: string, audience: Share[] = [], more: Parameters<typeof makeSearched>[2] = {}) =>
  officer.act((tx) =>
    makeSearched(
      tx,
      { title: { en: words }, body: { en: `${words} in full` }, day: '2020-01-01' },
      { audience, ...more },
    ),
  )
const found = async (who: TestPerson, q: string) => (await who.call(query, { q })).items.map(({ id }) => id)

const QUESTIONS = ['giraffes and zebras', 'elefant', 'PRG-77', 'giraffe okapi']
/** All that a viewer is told, of every question: hits, order, snippets, facets, suggestions, counts, corrections, pages. */
async function told(who: TestPerson): Promise<string[]> {
  const answers = []
  for (const q of QUESTIONS) {
    answers.push((await who.ask(query, { q, page: 2, size: 2 })).body)
    answers.push((await who.ask(query, { q, kinds: ['test.thing'], years: ['2020'] })).body)
    for (let typed = 3; typed <= q.length; typed += 4)
      answers.push((await who.ask(suggest, { q: q.slice(0, typed) })).body)
  }
  return answers
}

test('nothing that the viewer may not see changes anything they are told', async () => {
  for (const words of ['Giraffe and elephant', 'Giraffe', 'Elephant and zebra', 'Zebra, giraffe, giraffe'])
    await make(words, [to(reader.organisation)])
  const before = await told(reader)
  const hidden: string[] = []
  for (let n = 0; n < 12; n++)
    hidden.push(
      await officer.act((tx) =>
        makeSearched(tx, { title: { en: `Giraffe okapi elefant ${n}` }, code: `PRG-77${n}`, day: '2020-06-01' }),
      ),
    )
  hidden.push(await make('Okapi and zebra', [to(reader.organisation)], { level: 2 }))
  const low = await platform.person(reader.organisation, { roles: ['reader'], clearance: 0 })
  const lowBefore = await told(low)
  expect(await told(reader)).not.toEqual(before)
  await officer.act((tx) => sql`delete from records where id = ${hidden.at(-1)}`.execute(tx))
  expect(await told(reader)).toEqual(before)
  expect(await told(low)).toEqual(lowBefore)
  expect(lowBefore).toEqual(before)
  await officer.act((tx) =>
    sql`update things set title = ${written({ en: 'Zebra zebra giraffe' })} where id = any (${hidden}::uuid[])`.execute(
      tx,
    ),
  )
  expect(await told(reader)).toEqual(before)
  await officer.act((tx) => sql`delete from records where id = any (${hidden}::uuid[])`.execute(tx))
  expect(await told(reader)).toEqual(before)
})

test('each way of not seeing a record keeps it from search', async () => {
  const circle: Share = { to: { kind: 'circle', id: CIRCLES.members }, gives: 'read' }
  const source = await make('Walrus source')
  const seen = await make('Walrus open', [circle])
  const hidden = {
    alone: await make('Walrus alone'),
    denied: await make('Walrus denied', [circle, to(reader.organisation, { gives: 'deny' })]),
    discovered: await make('Walrus discovered', [to(reader.organisation, { gives: 'discover' })]),
    later: await make('Walrus later', [
      to(reader.organisation, { from: new Date(Date.now() + 86_400_000).toISOString() }),
    ]),
    derived: await make('Walrus derived', [circle], { sources: [source] }),
  }
  expect(await found(reader, 'walrus')).toEqual([seen])
  expect(new Set(await found(officer, 'walrus'))).toEqual(new Set([source, seen, ...Object.values(hidden)]))
  expect(await found(platform.nobody, 'walrus')).toEqual([])
  const withoutFactor = await platform.person(reader.organisation, { secondFactor: false })
  const secret = await make('Walrus confidential', [to(reader.organisation)], { level: 1 })
  expect(await found(reader, 'walrus')).toContain(secret)
  expect(await found(withoutFactor, 'walrus')).toEqual([seen])
})

test('who looks through another’s eyes finds what that other finds', async () => {
  const shared = await make('Tapir shared', [to(reader.organisation)])
  const own = await make('Tapir own')
  const through = await officer.call(query, { q: 'tapir' }, { viewAs: reader.organisation })
  expect(through.items.map(({ id }) => id)).toEqual([shared])
  expect(await found(officer, 'tapir')).toHaveLength(2)
  expect(await found(officer, 'tapir')).toContain(own)
})

test('from the moment a grant is withdrawn, and within that transaction, nothing is found', async () => {
  const id = await make('Pangolin', [to(reader.organisation)])
  expect(await found(reader, 'pangolin')).toEqual([id])
  await officer.call(withdrawFrom, { from: { kind: 'organisation', id: reader.organisation }, records: [id] })
  expect(await found(reader, 'pangolin')).toEqual([])
  expect((await reader.call(suggest, { q: 'pango' })).items).toEqual([])
  await officer.call(share, { ids: [id], audience: [to(reader.organisation)], request: randomUUID() })
  expect(await found(reader, 'pangolin')).toEqual([id])
})

test('names of groups that are not open to all are found by their members only', async () => {
  const { id } = await platform.owner
    .insertInto('groups')
    .values({ kind: 'ad_hoc', code: 'FRIENDS-X', names: written({ en: 'Friends of the quagga' }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  expect((await reader.call(query, { q: 'quagga' })).items).toEqual([])
  expect((await reader.call(query, { q: 'quaga' })).corrected).toEqual([])
  expect((await reader.call(suggest, { q: 'FRIENDS' })).items).toEqual([])
  await platform.owner
    .insertInto('group_members')
    .values({ group_id: id, organisation: reader.organisation, verified: true })
    .execute()
  expect((await reader.call(query, { q: 'quagga' })).items).toMatchObject([{ kind: 'group', code: 'FRIENDS-X' }])
  expect((await officer.call(query, { q: 'quagga' })).items).toEqual([])
})

test('nobody writes what is searched by hand', async () => {
  const id = await make('Numbat', [to(reader.organisation)])
  const as = (who: TestPerson, statement: ReturnType<typeof sql>) => who.act((tx) => statement.execute(tx))
  await expect(
    as(
      reader,
      sql`insert into search_names (source, row_key, kind, subject, language, said, folded, stems, raw) values ('themes', 'x', 'theme', 'x', 'en', 'x', 'x', '{}', '{}')`,
    ),
  ).rejects.toThrow('permission denied')
  expect((await as(reader, sql`update search_entries set words = '' where record = ${id}`)).numAffectedRows).toBe(0n)
  await expect(as(reader, sql`select readers from search_entries`)).rejects.toThrow('permission denied')
})

test('the same statements run whether what is looked for is hidden or not there', async () => {
  await make('Axolotl')
  const plan = (q: string) =>
    reader.act(
      async (tx) =>
        (await sql<{ n: number }>`select count(*)::int as n from search_hits(array[${`'${q}'`}::tsquery])`.execute(tx))
          .rows,
    )
  expect(await plan('axolotl')).toEqual(await plan('axolotm'))
  const [hidden, absent] = [await reader.ask(query, { q: 'axolotl' }), await reader.ask(query, { q: 'axolotm' })]
  expect(hidden.body).toBe(absent.body)
})
