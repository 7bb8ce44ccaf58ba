import { afterAll, expect, test } from 'vitest'
import { partsOf, readPdf, wordsIn } from '../../platform/documents/testing.ts'
import { listHeld } from '../../platform/exports/contract.ts'
import { exports } from '../../platform/exports/index.ts'
import { records } from '../../platform/records/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { overlaps } from '../overlaps/index.ts'
import { overview } from '../overview/index.ts'
import { addActivity, addProgramme } from '../programmes/contract.ts'
import { activity, circle, programme, refused, registerPlatform, share, written } from '../programmes/testing.ts'
import { safeguards } from '../safeguards/index.ts'
import * as contract from './contract.ts'
import { briefs } from './index.ts'

const { platform, personOf, officer, iraq, niger } = await registerPlatform(
  ...[exports, records, overlaps, overview, safeguards, briefs],
)
afterAll(() => platform[Symbol.asyncDispose]())
const other = await personOf('IOM', { roles: ['officer'] })

const year = (y: number) => ({ date: `${y}-01-01`, precision: 'year' as const })
const [theme] = await platform.owner.selectFrom('themes').select('code').orderBy('sort').limit(1).execute()
const here = { themes: [theme!.code], pillars: ['II'], states: ['IRQ'], audience: [circle('everyone')] }
const add = async (title: string, fields: object = {}) =>
  (await officer.call(addProgramme, programme({ ...here, title: written(title), ...fields }) as never)).head.id

await add('Began then', { start: year(2020), end: year(2021) })
await add('Went on', { start: year(2019), end: year(2021) })
await add('Ended before', { start: year(2018), end: year(2019), status: 'completed' })
await add('=cmd() #panic("x") </w:t>', { start: year(2020), handling: ['no_quote'] })
const secret = await add('Planted for Iraq alone', {
  ...{ audience: [share(iraq.organisation)], level: 1, start: year(2020) },
})
const kept = await add('Planted and kept', { start: year(2020), handling: ['no_export'] })
await officer.call(addActivity, activity({ ...here, title: written('A workshop there'), leads: ['UNODC'] }) as never)
await other.call(
  addProgramme,
  programme({ ...here, title: written('The like by another'), leads: ['IOM'], start: year(2020) }) as never,
)
await add('An office there', {
  type: 'office',
  states: [],
  office: { hosts: ['IRQ'], agreement: null, staff: { n: 7, comparator: 'ge' }, contacts: ['UNODC'] },
})

type Described = {
  title: string
  marking: string
  level: number
  basis: string
  blocks: { is: string; caption?: string; rows: unknown[][] }[]
}
const described = async (
  person: TestPerson,
  input: object = {},
  of: typeof contract.exportCountry = contract.exportCountry,
) => {
  const reply = await person.ask(of, { code: 'IRQ', year: 2020, format: 'json', ...input })
  expect(reply.statusCode, reply.body).toBe(200)
  return { body: reply.body, name: reply.headers['content-disposition'], ...(JSON.parse(reply.body) as Described) }
}

test('a brief on a State says what is done there and by whom, where, like what, and what changed, for its reader', async () => {
  const { body, title, level, marking, basis, blocks } = await described(niger)
  expect({ title, level, marking }).toEqual({ title: 'Iraq', level: 0, marking: 'Unclassified · Not for quotation' })
  expect(basis).toContain('of Niger')
  for (const words of ['Began then', 'A workshop there', 'The like by another', 'at least 7', 'A/75/729'])
    expect(body, words).toContain(words)
  // Four of UNODC, its office and one of IOM; what is kept from export is told of, and in no figure.
  expect(body).toContain('6 programmes and 1 activity')
  expect(body).toContain('1 record that you may read is left out')
  const table = (caption: string) => blocks.find((block) => block.caption === caption)!.rows
  expect(table('Who works on which pillar').map((row) => row.slice(1))).toEqual([
    ['–', '5', '–', '–', '5', '1'],
    ['–', '1', '–', '–', '1', '–'],
  ])
  expect(table('1 overlap')[0]).toMatchObject([
    expect.any(String),
    'Iraq',
    expect.stringMatching(/IOM.*UNODC/),
    '5',
    'Possible',
  ])
  expect(JSON.stringify(table('Began in 2020'))).toContain('Began then')
  expect(table('Ended in 2019')).toHaveLength(1)
  expect(body).toContain('Safeguards not recorded here')
})

test('what is hidden, and what is kept from export, is in no form of it; who may read it finds it and its level', async () => {
  for (const person of [niger, iraq]) expect((await described(person)).body).not.toContain('Planted and kept')
  expect((await described(officer)).body).toContain('Planted and kept')
  const [hidden, open] = [await described(niger), await described(iraq)]
  expect(hidden.body).not.toContain('Planted')
  expect(hidden.body).toContain('1 record that you may read')
  expect(open.body).toContain('Planted for Iraq alone')
  expect(open).toMatchObject({ level: 1, marking: 'Confidential · Not for quotation' })
  expect(open.name).toContain('country-IRQ-confidential.json')
  const entity = (person: TestPerson) => described(person, { code: 'UNODC' }, contract.exportEntity)
  expect((await entity(niger)).body).not.toContain('Planted')
  expect((await entity(iraq)).body).toContain('Planted for Iraq alone')
  expect((await entity(niger)).title).toBe('United Nations Office on Drugs and Crime')
  for (const [person, found] of [
    [niger, false],
    [iraq, true],
  ] as const) {
    const pdf = await readPdf((await person.ask(contract.exportCountry, { code: 'IRQ', year: 2020 })).rawPayload)
    expect(pdf.text.includes('Planted for Iraq alone')).toBe(found)
    expect(pdf.all).not.toContain('Planted and kept')
    expect(pdf.text).toContain('=cmd() #panic("x") </w:t>')
  }
})

test('in Arabic the State has its name of the United Nations, and Word holds the same', async () => {
  const ask = { code: 'IRQ', year: 2020, language: 'ar' } as const
  const pdf = await readPdf((await iraq.ask(contract.exportCountry, ask)).rawPayload)
  expect(pdf).toMatchObject({ title: 'العراق', language: 'ar', isTagged: true })
  const word = wordsIn(
    partsOf((await iraq.ask(contract.exportCountry, { ...ask, format: 'docx' })).rawPayload)['word/document.xml']!,
  )
  for (const words of [
    'العراق',
    'جمهورية العراق',
    'Planted for Iraq alone',
    'مكتب الأمم المتحدة المعني بالمخدرات والجريمة',
  ])
    expect(word, words).toContain(words)
  expect(word).not.toContain('Planted and kept')
})

test('each record of others in it is noted as a copy, and what is not in it is not', async () => {
  const held = async (record: string) =>
    (await officer.call(listHeld, { record, state: 'any' })).items.map(
      ({ holder, format }) => `${holder.code} ${format}`,
    )
  expect(new Set(await held(secret))).toEqual(new Set(['IRQ json', 'IRQ pdf', 'IRQ docx']))
  expect(await held(kept)).toEqual([])
})

test('who may not read programmes gets none; a State is no entity, and what does not exist is not found', async () => {
  const auditor = await personOf('UNODC', { roles: ['auditor'] })
  expect(await refused(auditor.call(contract.exportCountry, { code: 'IRQ' }))).toMatch(/^403/)
  expect((await platform.nobody.ask(contract.exportCountry, { code: 'IRQ' })).statusCode).toBe(401)
  for (const code of ['UNODC', 'XXX'])
    expect(await refused(iraq.call(contract.exportCountry, { code }))).toBe('404 not_found')
  for (const code of ['IRQ', 'NOBODY'])
    expect(await refused(iraq.call(contract.exportEntity, { code }))).toBe('404 not_found')
  expect(await refused(iraq.call(contract.exportCountry, { code: 'IRQ', format: 'exe' } as never))).toMatch(/^400/)
})

test('a brief on what has nothing that is shared says so', async () => {
  const { body } = await described(niger, { code: 'TUV' })
  expect(body).toContain('Nothing that is shared with you names this State.')
  expect(body).toContain('cite no document')
})
