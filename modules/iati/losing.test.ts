import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { setClock } from '../../platform/clock.ts'
import { downloadResult } from '../../platform/jobs/contract.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { LANGUAGES, type Language } from '../../platform/text.ts'
import { readParticulars, saveAttendance, saveSdgs } from '../particulars/contract.ts'
import { particulars } from '../particulars/index.ts'
import * as programmes from '../programmes/contract.ts'
import { registerPlatform } from '../programmes/testing.ts'
import { results } from '../results/index.ts'
import { askIatiExport, askIatiImport } from './contract.ts'
import { iati } from './index.ts'
import { activitiesIn, brokenRules, schemaErrors, schemas } from './valid.testing.ts'

const TODAY = '2021-01-29'
setClock(() => new Date(`${TODAY}T12:00:00Z`))
afterAll(() => setClock())
const { platform, officer, personOf } = await registerPlatform(particulars, results, iati)
afterAll(() => platform[Symbol.asyncDispose]())
const undp = await personOf('UNDP', { roles: ['officer'] })

/** Words with all that is hard to write in XML, and letters of all six languages. */
const said = fc
  .array(
    fc.constantFrom(
      'Judges',
      '& <law>',
      '"law"',
      ']]>',
      'a\r\nb',
      'a\tb',
      'العدالة',
      '司法',
      'Право',
      'éè',
      '𠀀',
      '\u200f',
      '  x',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((words) => `Say ${words.join(' ').trim()}`)
const text = fc
  .tuple(fc.subarray([...LANGUAGES], { minLength: 1 }), fc.infiniteStream(said), fc.nat(5))
  .map(([languages, words, n]) => ({
    original: languages[n % languages.length]!,
    texts: Object.fromEntries(languages.map((l) => [l, words.next().value!])) as Partial<Record<Language, string>>,
  }))
const some = <T>(of: readonly T[], least = 0) => fc.subarray([...of], { minLength: least })
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const amount = fc.record({ n: fc.nat(5000), comparator: fc.constantFrom('eq', 'ge', 'gt', 'lt') })
const known = (from: number, until: number) =>
  fc
    .tuple(
      fc.integer({ min: from, max: until }),
      fc.constantFrom('day', 'month', 'year'),
      fc.integer({ min: 1, max: 12 }),
    )
    .map(([year, precision, month]) => ({
      precision,
      date: `${year}-${precision === 'year' ? '01' : String(month).padStart(2, '0')}-${precision === 'day' ? '17' : '01'}`,
    }))
const ORGANISATIONS = ['UNDP', 'CTED', 'WHO', 'NER', 'IMO', 'UNODC']
const common = {
  code: fc.constantFrom('', 'A/1 & "2"', 'PRG <7>', 'S\tT'),
  title: text,
  summary: orNull(text),
  statusOn: fc.constantFrom('2020-11-30', '2021-01-29'),
  datesFrom: fc.constantFrom('source', 'elsewhere'),
  pillars: some(['I', 'II', 'III', 'IV']),
  themes: some(['cft', 'prisons', 'criminal_justice', 'victims', 'border_travel']),
  states: some(['NER', 'MLI', 'IRQ', 'PSE']),
  regions: some(['sahel', 'west_africa', 'central_asia', 'africa']),
  places: fc.array(fc.record({ name: text, state: fc.constantFrom(null, 'NER', 'IRQ') }), { maxLength: 3 }),
  statesReached: orNull(amount),
  start: known(2015, 2020),
  end: orNull(known(2020, 2023)),
  source: fc.record({
    document: fc.constantFrom('', 'A/75/729', 'A & "B" <c>'),
    paragraphs: some([1, 58, 9999]),
    also: some(['note 3', 'annex <I>']),
  }),
}
const programme = fc.record({
  ...common,
  type: fc.constantFrom('project', 'programme'),
  status: fc.constantFrom('proposed', 'planned', 'ongoing', 'completed'),
  funders: some(['NER', 'IRQ', 'WHO']),
  beneficiaries: orNull(text),
  mandates: some(['2462 (2019)', 'S/RES/2178 & <2396>']),
})
const activity = fc.record({
  ...common,
  type: fc.constantFrom('workshop', 'technical_assistance'),
  status: fc.constantFrom('planned', 'ongoing', 'completed'),
  modality: orNull(fc.constantFrom('onsite', 'virtual', 'hybrid')),
  participants: orNull(amount),
  events: orNull(amount),
})
const taking = fc.tuple(some(ORGANISATIONS, 1), fc.nat(5)).map(([who, n]) => {
  const leads = who.slice(0, 1 + (n % who.length))
  return { leads, partners: who.slice(leads.length) }
})
/** Unofficial renderings are of languages in which the title is, but not of the first. */
const whole = (of: fc.Arbitrary<{ title: { original: Language; texts: object }; source: { document: string } }>) =>
  fc.tuple(of, taking, fc.boolean()).map(([fields, who, isRendered]) => ({
    ...fields,
    ...who,
    // What is under way without a document that tells of it has to pass the gate.
    ...(fields.source.document === '' && { status: 'planned' }),
    unofficial: isRendered ? Object.keys(fields.title.texts).filter((l) => l !== fields.title.original) : [],
    request: randomUUID(),
  }))
const inOrder = ({ start, end }: { start: { date: string }; end: { date: string } | null }) =>
  !end || start.date <= end.date

const COUNT = 25
/** Nobody gives a symbol twice. */
const sample = (of: fc.Arbitrary<{ code: string }>, seed: number) =>
  fc
    .sample(
      of.filter((one) => inOrder(one as never)),
      { seed, numRuns: COUNT },
    )
    .map((one, n) => ({ ...one, code: one.code && `${one.code} ${seed}-${n}` }))
const SDGS = ['16', '16.3', '16.a', '5', '17.18']

/** Of each record all that it says, by its number in the order of entry; numbers of records as that. */
async function sayings(person: TestPerson, ids: { programmes: string[]; activities: string[] }) {
  const all: unknown[] = []
  for (const id of ids.programmes) {
    const { head: _, ...content } = await person.call(programmes.readProgramme, { id })
    all.push({ ...content, sdgs: (await person.call(readParticulars, { id })).sdgs })
  }
  for (const id of ids.activities) {
    const { head: _, programme: of, ...content } = await person.call(programmes.readActivity, { id })
    const { attendance, sdgs } = await person.call(readParticulars, { id })
    all.push({ ...content, attendance, sdgs, of: of && ids.programmes.indexOf(of.id) })
  }
  return all
}

test('of what people enter nothing is lost on the way out and in again', { timeout: 300_000 }, async () => {
  const made: { programmes: string[]; activities: string[] } = { programmes: [], activities: [] }
  for (const [n, fields] of sample(whole(programme as never) as never, 2020).entries()) {
    const { head } = await officer.call(programmes.addProgramme, fields as never)
    const sdgs = SDGS.filter((_, at) => (n >> (at % 3)) & 1)
    if (sdgs.length > 0) await officer.call(saveSdgs, { id: head.id, version: head.version, sdgs })
    made.programmes.push(head.id)
  }
  for (const [n, fields] of sample(whole(activity as never) as never, 2021).entries()) {
    const of = n % 3 === 0 ? null : made.programmes[n % made.programmes.length]!
    const { head } = await officer.call(programmes.addActivity, { ...(fields as object), programme: of } as never)
    const rows = [{ function: 'law_enforcement', women: { n, comparator: 'ge' as const }, men: null, other: null }]
    if (n % 2) await officer.call(saveAttendance, { id: head.id, version: head.version, rows })
    made.activities.push(head.id)
  }
  const { job } = await officer.call(askIatiExport, {})
  await drainJobs(platform, [iati])
  const xml = (await officer.ask(downloadResult, { id: job })).body
  const found = activitiesIn(xml)
  expect(found).toHaveLength(2 * COUNT)
  for (const one of found) expect(brokenRules(one, TODAY)).toEqual([])
  const folder = schemas()
  if (folder) expect(await schemaErrors(xml, folder)).toEqual([])

  const reply = await platform.app.inject({
    ...{
      method: 'POST',
      url: askIatiImport.path,
      payload: Buffer.from(xml.replaceAll('CONCORD-UNODC', 'CONCORD-UNDP')),
    },
    headers: { 'x-test-person': undp.id, 'x-concord': '1', 'content-type': 'application/xml' },
  })
  expect(reply.statusCode, reply.body).toBe(200)
  await drainJobs(platform, [iati])
  const sheet = (await undp.ask(downloadResult, { id: reply.json().job })).body
  expect(sheet.match(/,Added,/g), sheet).toHaveLength(2 * COUNT)
  const identifiers = await platform.owner.selectFrom('iati_identifiers').select(['id', 'identifier']).execute()
  const copyOf = (id: string) => identifiers.find(({ identifier }) => identifier === `CONCORD-UNDP-${id}`)!.id
  const copies = { programmes: made.programmes.map(copyOf), activities: made.activities.map(copyOf) }
  const [before, after] = [await sayings(officer, made), await sayings(undp, copies)]
  for (const [n, one] of before.entries()) expect(after[n], `record ${n}`).toEqual(one)
})
