import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { records } from '../records/index.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import { query, suggest } from './contract.ts'
import { search } from './index.ts'
import { addSearchedThings, makeSearched, written } from './testing.ts'

const platform = await testPlatform(records, search)
let officer: TestPerson
let reader: TestPerson
let chad: string
const ids: Record<string, string> = {}
beforeAll(async () => {
  await addSearchedThings(platform)
  officer = await platform.person(undefined, { roles: ['officer'] })
  reader = await platform.person(undefined, { roles: ['officer'] })
  chad = await platform.organisation({ code: 'TCD', kind: 'state', name: 'Chad' })
  const toReader = {
    audience: [{ to: { kind: 'organisation' as const, id: reader.organisation }, gives: 'read' as const }],
  }
  const make = async (name: string, ...[thing, record = toReader]: [Parameters<typeof makeSearched>[1], object?]) => {
    ids[name] = await officer.act((tx) => makeSearched(tx, thing, record))
  }
  await make('teachers', {
    title: {
      en: 'Training of teachers',
      ar: 'تدريب المعلمين',
      ru: 'Подготовка преподавателей',
      zh: '教师培训',
      fr: 'Formation d’enseignants',
      es: 'Formación de docentes',
    },
    body: {
      en: 'Resilience against violent extremism under resolution S/RES/2178 (2014), in schools of the Lake Chad Basin.',
    },
    code: 'PRG-901',
    states: [chad],
    day: '2020-05-01',
  })
  await make('prisons', {
    title: { en: 'Management of prisons', fr: 'Gestion des établissements pénitentiaires' },
    body: { fr: 'Évaluation de la sécurité des établissements.' },
    day: '2019-01-01',
  })
  await make('maritime', { title: { es: 'Seguridad marítima en el golfo' } })
  await make(
    'hidden',
    { title: { en: 'Secret training of teachers for zanzibarite' }, code: 'PRG-902', states: [chad] },
    {},
  )
})
afterAll(() => platform[Symbol.asyncDispose]())

const codesOf = async (q: string, who = reader) => {
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  return (await who.call(query, { q })).items.map((hit) => names.get(hit.id) ?? hit.code)
}

test.each([
  ['teacher', 'another ending'],
  ['training teachers', 'two words'],
  ['والمعلمين', 'Arabic with a conjunction and another case'],
  ['معلم', 'Arabic in the singular, without article'],
  ['преподаватель', 'Russian in the nominative'],
  ['教师', 'a Chinese word'],
  ['enseignant', 'French in the singular'],
  ['formacion docente', 'Spanish without marks'],
  ['extremists', 'a word of the text'],
  ['PRG-901', 'the symbol'],
  ['prg-90', 'a symbol begun'],
  ['S/RES/2178', 'the symbol of a document'],
  ['resolution 2178', 'its number'],
  ['Chad', 'the State it is about'],
  ['TCD', 'the code of the State'],
  ['teechers', 'a wrong letter'],
  ['teahcers', 'letters swapped'],
])('finds the record by %s: %s', async (q) => {
  expect(await codesOf(q)).toContain('teachers')
})

test('words without accents find those with, and capitals do not matter', async () => {
  expect(await codesOf('MARITIMA')).toEqual(['maritime'])
  expect(await codesOf('penitentiaire securite')).toEqual(['prisons'])
})

test('what is not there is not found, and no words find nothing', async () => {
  for (const q of ['', '   ', '?', 'zeppelin', '飞艇']) expect((await reader.call(query, { q })).total, q).toBe(0)
})

test('the text that was found is shown with its language, and what was found in it marked', async () => {
  const { items } = await reader.call(query, { q: 'sécurité' }, { language: 'en' })
  expect(items[0]).toMatchObject({
    id: ids['prisons'],
    title: { language: 'en', pieces: [{ text: 'Management of prisons', found: false }] },
    snippet: { language: 'fr' },
    level: 0,
    originator: { id: officer.organisation },
  })
  expect(items[0]!.snippet!.pieces.filter((p) => p.found).map((p) => p.text)).toEqual(['sécurité'])
  const chinese = await reader.call(query, { q: '教师' }, { language: 'zh' })
  expect(chinese.items[0]!.title.pieces).toEqual([
    { text: '教师', found: true },
    { text: '培训', found: false },
  ])
})

test('what the words name is found itself, first, and said', async () => {
  const found = await reader.call(query, { q: 'Chad' })
  expect(found.items[0]).toMatchObject({ kind: 'state', code: 'TCD', level: null, snippet: null })
  expect(found.named).toMatchObject([{ kind: 'state', code: 'TCD', name: { text: 'Chad' } }])
  expect(found.total).toBe(2)
})

test('facets count what is found, each under the others’ filters', async () => {
  const all = await reader.call(query, { q: 'training prisons' })
  expect(all.facets.kinds).toEqual([{ kind: 'test.thing', count: 2 }])
  expect(all.facets.years).toEqual([
    { year: 2020, count: 1 },
    { year: 2019, count: 1 },
  ])
  expect(all.facets.states).toMatchObject([{ code: 'TCD', name: { text: 'Chad' }, count: 1 }])
  const narrowed = await reader.call(query, { q: 'training prisons', years: ['2019'] })
  expect(narrowed.total).toBe(1)
  expect(narrowed.facets.years).toEqual(all.facets.years)
  expect(narrowed.facets.states).toEqual([])
  const none = await reader.call(query, { q: 'training prisons', originators: ['NOBODY'] })
  expect(none).toMatchObject({ total: 0, items: [] })
})

test('pages follow each other without gap or repetition', async () => {
  const whole = await reader.call(query, { q: 'training prisons Chad' })
  const pages = []
  for (let page = 1; page <= whole.total; page++)
    pages.push(...(await reader.call(query, { q: 'training prisons Chad', page, size: 1 })).items)
  expect(pages).toEqual(whole.items)
  expect((await reader.call(query, { q: 'training', page: 1000, size: 100 })).items).toEqual([])
})

test('suggestions complete names, titles and symbols', async () => {
  const labels = async (q: string) =>
    (await reader.call(suggest, { q })).items.map(({ kind, code }) => `${kind} ${code}`)
  expect(await labels('cha')).toContain('state TCD')
  expect(await labels('training of tea')).toEqual(['test.thing PRG-901'])
  expect(await labels('المعل')).toEqual(['test.thing PRG-901'])
  expect(await labels('教')).toEqual(['test.thing PRG-901'])
  expect(await labels('prg-9')).toEqual(['test.thing PRG-901'])
  expect(await labels('')).toEqual([])
  // A stop word that stems to nothing, beside another.
  expect(await labels('в 一')).toEqual([])
})

test('a correction is a word that the viewer may see, and is told', async () => {
  const { corrected, items } = await reader.call(query, { q: 'pennitentiaires et prizons' })
  expect(corrected).toEqual([
    { from: 'pennitentiaires', to: 'penitentiaires' },
    { from: 'prizons', to: 'prisons' },
  ])
  expect(items[0]!.id).toBe(ids['prisons'])
  expect((await reader.call(query, { q: 'zanzebarite' })).corrected).toEqual([])
  expect((await officer.call(query, { q: 'zanzebarite' })).corrected).toEqual([
    { from: 'zanzebarite', to: 'zanzibarite' },
  ])
})

test('an edit is found by its new words and no longer by its old ones, at once', async () => {
  await officer.act(async (tx) => {
    const id = await makeSearched(tx, { title: { en: 'Aardvark' } })
    const found = async (q: string) =>
      (await sql<{ n: number }>`select count(*)::int as n from search_hits(array[${`'${q}'`}::tsquery])`.execute(tx))
        .rows[0]!.n
    expect(await found('aardvark')).toBe(1)
    await sql`update things set title = ${written({ en: 'Buffalo' })} where id = ${id}`.execute(tx)
    expect(await found('aardvark')).toBe(0)
    expect(await found('buffalo')).toBe(1)
    await sql`delete from records where id = ${id}`.execute(tx)
    expect(await found('buffalo')).toBe(0)
  })
})
