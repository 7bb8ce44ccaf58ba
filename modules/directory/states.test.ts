import { afterAll, expect, test } from 'vitest'
import { LANGUAGES } from '../../platform/text.ts'
import { listRegions, listStates, listTaxonomies, readState } from './contract.ts'
import { directory } from './index.ts'
import { referencePlatform } from './testing.ts'

const platform = await referencePlatform(directory)
afterAll(() => platform[Symbol.asyncDispose]())
const { nobody } = platform

test('195 States are given to anyone at once, each with a name and a formal name in six languages', async () => {
  const { items, total } = await nobody.call(listStates, {})
  expect(total).toBe(195)
  expect(items).toHaveLength(195)
  for (const state of items)
    for (const language of LANGUAGES) {
      expect(state.names[language], `${state.code} ${language}`).toMatch(/\S/)
      expect(state.formal[language], `${state.code} ${language}`).toMatch(/\S/)
    }
  expect(items.filter((s) => s.kind === 'observer_state').map((s) => s.code)).toEqual(['VAT', 'PSE'])
})

test('States stand in the order of the United Nations whatever the language', async () => {
  const inEnglish = await nobody.call(listStates, {}, { language: 'en' })
  const names = inEnglish.items.map((s) => s.names.en)
  expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare))
  expect(names.slice(0, 3)).toEqual(['Afghanistan', 'Albania', 'Algeria'])
  for (const language of LANGUAGES) {
    const { items } = await nobody.call(listStates, {}, { language })
    expect(items.map((s) => s.code)).toEqual(inEnglish.items.map((s) => s.code))
  }
})

test.each([
  ['TUR', '2021-01-29', 'Turkey', '土耳其'],
  ['TUR', '2022-05-31', 'Turkey', '土耳其'],
  ['TUR', '2022-06-01', 'Türkiye', '土耳其'],
  ['NLD', '2021-01-29', 'Netherlands', '荷兰'],
])('%s on %s is called %s', async (code, on, english, chinese) => {
  const { names } = await nobody.call(readState, { code, on })
  expect([names.en, names.zh]).toEqual([english, chinese])
})

test('a State remembers its earlier names, and whether the day they ended is established', async () => {
  const [turkiye, netherlands] = [
    await nobody.call(readState, { code: 'TR' }),
    await nobody.call(readState, { code: 'NLD' }),
  ]
  expect(turkiye.formerNames).toMatchObject([
    {
      short: { texts: { en: 'Turkey' } },
      formal: { texts: { en: 'the Republic of Turkey' } },
      until: '2022-05-31',
      untilKnown: true,
    },
  ])
  expect(netherlands.formerNames).toMatchObject([
    { short: { texts: { en: 'Netherlands' } }, until: '2021-01-29', untilKnown: false },
  ])
  expect(
    (await nobody.call(listStates, { on: '2021-01-29' })).items.filter((s) =>
      /^(Turkey|Netherlands)$/.test(s.names.en),
    ),
  ).toHaveLength(2)
})

test.each([
  ['turquie', ['TUR']],
  ['Turkey', ['TUR']],
  ['cote d’ivoire', ['CIV']],
  ['العراق', ['IRQ']],
  ['ايران', ['IRN']],
  ['尼日尔', ['NER']],
  ['нигер', ['NER', 'NGA']],
  ['irq', ['IRQ']],
  ['république du niger', ['NER']],
  ['MG', ['MDG']],
  ['368', ['IRQ']],
  ['%', []],
])('%s finds %j', async (q, codes) => {
  const { items, total } = await nobody.call(listStates, { q })
  expect(items.map((s) => s.code)).toEqual(expect.arrayContaining(codes))
  if (codes.length < 2) expect(items.map((s) => s.code)).toEqual(codes)
  expect(total).toBe(items.length)
})

test('regions of the standard, regions as reports name them and development groups narrow the list', async () => {
  const count = async (input: Parameters<typeof nobody.call<typeof listStates.input, typeof listStates.output>>[1]) =>
    (await nobody.call(listStates, input)).total
  expect(await count({ regions: ['002'] })).toBe(54)
  expect(await count({ regions: ['002', '143'] })).toBe(59)
  expect(await count({ regions: ['sahel'] })).toBe(10)
  expect(await count({ development: 'lldc', regions: ['central_asia'] })).toBe(5)
  const { regions, named } = await nobody.call(listRegions, {}, { language: 'fr' })
  expect(regions.filter((r) => r.parent === null).map((r) => r.name.text)).toContain('Afrique')
  expect(named.find((r) => r.code === 'sahel')?.members).toContain('NER')
})

test('a list may be read page by page', async () => {
  const pages = await Promise.all([1, 2, 3, 4].map((page) => nobody.call(listStates, { page, size: 50 })))
  expect(pages.map((p) => [p.items.length, p.total])).toEqual([
    [50, 195],
    [50, 195],
    [50, 195],
    [45, 195],
  ])
  expect(new Set(pages.flatMap((p) => p.items.map((s) => s.id))).size).toBe(195)
})

test('a State that does not exist is not found', async () => {
  await expect(nobody.call(readState, { code: 'ZZZ' })).rejects.toMatchObject({ code: 'not_found', status: 404 })
  await expect(nobody.call(readState, { code: 'UNDP' })).rejects.toMatchObject({ code: 'not_found', status: 404 })
})

test('pillars, themes and short lists come in the language asked for', async () => {
  const { pillars, themes, vocabularies } = await nobody.call(listTaxonomies, {}, { language: 'zh' })
  expect(pillars.map((p) => p.code)).toEqual(['I', 'II', 'III', 'IV'])
  expect(themes).toHaveLength(59)
  expect(themes[0]).toMatchObject({ code: 'pve', name: { language: 'zh' } })
  expect(Object.keys(vocabularies).toSorted()).toEqual([
    'activityTypes',
    'audiences',
    'comparators',
    'modalities',
    'organisationKinds',
    'precisions',
    'programmeTypes',
    'statuses',
  ])
})
