import { afterAll, expect, test } from 'vitest'
import { setClock } from '../../platform/clock.ts'
import { downloadResult, readJob } from '../../platform/jobs/contract.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import type { TestPerson } from '../../platform/testing.ts'
import * as programmes from '../programmes/contract.ts'
import { activity, circle, programme, refused, registerPlatform, share, written } from '../programmes/testing.ts'
import { askIatiExport, askIatiImport, checkIati, surveyIati } from './contract.ts'
import { iati } from './index.ts'
import { FOREIGN } from './sample.testing.ts'
import { activitiesIn, brokenRules, type Parsed, schemaErrors, schemas } from './valid.testing.ts'

setClock(() => new Date('2021-01-29T12:00:00Z'))
afterAll(() => setClock())
const { platform, officer, niger, personOf } = await registerPlatform(iati)
afterAll(() => platform[Symbol.asyncDispose]())
const undp = await personOf('UNDP', { roles: ['officer'] })
const cted = await personOf('CTED', { roles: ['officer'] })

async function fileOf(person: TestPerson, input: object = {}): Promise<string> {
  const { job } = await person.call(askIatiExport, input)
  await drainJobs(platform, [iati])
  expect(await person.call(readJob, { id: job })).toMatchObject({
    state: 'done',
    file: { name: expect.stringMatching(/^iati-.*\.xml$/) },
  })
  return (await person.ask(downloadResult, { id: job })).body
}
const upload = async (person: TestPerson, { path }: { path: string }, xml: string) => {
  const reply = await platform.app.inject({
    ...{ method: 'POST', url: path, payload: Buffer.from(xml) },
    headers: { 'x-test-person': person.id, 'x-concord': '1', 'content-type': 'application/xml' },
  })
  return { status: reply.statusCode, ...reply.json() }
}
/** Takes a file over; what became of each activity. */
async function takeOver(person: TestPerson, xml: string): Promise<string[]> {
  const { job } = await upload(person, askIatiImport, xml)
  await drainJobs(platform, [iati])
  const sheet = (await person.ask(downloadResult, { id: job })).body
  return sheet
    .split('\r\n')
    .slice(1)
    .flatMap((line) => line.split(',')[2] ?? [])
}
const listed = async (person: TestPerson, q: string) =>
  (await person.call(programmes.listProgrammes, { q } as never)).items

const add = (fields: object) => officer.call(programmes.addProgramme, programme(fields) as never)
const whole = await add({
  ...{
    code: 'JUS-1',
    title: { original: 'fr', texts: { fr: 'Justice & <droit>', en: 'Justice and law', ar: 'العدالة' } },
  },
  ...{
    summary: { original: 'en', texts: { en: 'Work with judges.\nAnd prosecutors.' } },
    beneficiaries: written('Judges'),
  },
  ...{
    type: 'project',
    partners: ['UNDP', 'CTED'],
    funders: ['NER'],
    pillars: ['II', 'III'],
    themes: ['criminal_justice', 'cft', 'prisons'],
  },
  ...{
    states: ['NER', 'MLI', 'BFA'],
    regions: ['sahel'],
    mandates: ['2462 (2019)'],
    statesReached: { n: 3, comparator: 'ge' },
  },
  ...{ start: { date: '2020-03-01', precision: 'month' }, end: { date: '2022-01-01', precision: 'year' } },
  places: [{ name: written('Niamey'), state: 'NER' }],
  source: { document: 'A/75/729', paragraphs: [58], also: ['note 3'] },
})
const office = {
  hosts: ['NER'],
  agreement: { reference: 'AG/1', signed: null },
  staff: { n: 4, comparator: 'gt' },
  contacts: ['UNODC'],
}
await add({
  type: 'office',
  title: written('Office in Niger'),
  office,
  start: { date: '2019-05-07', precision: 'day' },
  regions: ['west_africa'],
})
await add({
  title: written('Only planned, for the world'),
  status: 'proposed',
  start: { date: '2030-01-01', precision: 'year' },
})
await officer.call(
  programmes.addActivity,
  activity({
    ...{ programme: whole.head.id, title: written('Training of judges'), modality: 'virtual' },
    participants: { n: 40, comparator: 'gt' },
  }) as never,
)
await add({ title: written('Without a start') })
await add({ title: written('Confided'), level: 1, start: { date: '2020-01-01', precision: 'day' } })
await add({
  title: written('Not to be quoted'),
  handling: ['no_quote'],
  start: { date: '2020-01-01', precision: 'day' },
})
await add({
  title: written('Read by Niger'),
  audience: [share(niger.organisation)],
  start: { date: '2020-01-01', precision: 'day' },
})
await add({
  title: written('Open to all'),
  audience: [circle('everyone')],
  start: { date: '2020-01-01', precision: 'day' },
})

test('what may be published is counted, and why the rest is not', async () => {
  expect(await officer.call(surveyIati, {})).toEqual({
    ...{ programmes: 5, activities: 1, reporting: 'CONCORD-UNODC' },
    kept: [
      { why: 'handling', count: 1 },
      { why: 'level', count: 1 },
      { why: 'no_start', count: 1 },
    ],
  })
  expect(await niger.call(surveyIati, {})).toMatchObject({
    programmes: 1,
    activities: 0,
    kept: [{ why: 'not_open', count: 1 }],
  })
  expect(await refused(platform.nobody.call(surveyIati, {}))).toBe('401 access.sign_in')
})

test('the file holds every rule of the standard, opened by another library, and the official schema where it is there', async () => {
  const xml = await fileOf(officer, { reporting: 'XM-DAC-41128' })
  const found = activitiesIn(xml)
  expect(found).toHaveLength(6)
  for (const one of found) expect(brokenRules(one, '2021-01-29')).toEqual([])
  const justice = found.find(
    (one) =>
      one['concord:content'] &&
      (one['title'] as { narrative: { '#text': string }[] }).narrative[0]!['#text'] === 'Justice & <droit>',
  )!
  expect(justice).toMatchObject({
    '@hierarchy': '1',
    'iati-identifier': `XM-DAC-41128-${whole.head.id}`,
    'activity-status': { '@code': '2' },
    'activity-date': [
      { '@type': '2', '@iso-date': '2020-03-01', '@concord:precision': 'month' },
      { '@type': '3', '@iso-date': '2022-12-31', '@concord:precision': 'year' },
    ],
    'recipient-country': [
      { '@code': 'NE', '@percentage': '33.34' },
      { '@code': 'ML', '@percentage': '33.33' },
      { '@code': 'BF', '@percentage': '33.33' },
    ],
  })
  expect(xml).not.toMatch(/Confided|Not to be quoted|Without a start/)
  const folder = schemas()
  if (folder) expect(await schemaErrors(xml, folder)).toEqual([])
  else console.warn('.data/iati does not hold the official schemas: the file is held to its rules only')
})

test('what goes out comes in the same, and once more changes nothing', async () => {
  const xml = await fileOf(officer)
  expect(await takeOver(officer, xml)).toEqual(Array(6).fill('Unchanged'))
  const own = xml.replaceAll('CONCORD-UNODC', 'CONCORD-UNDP')
  expect(await takeOver(undp, own)).toEqual(Array(6).fill('Added'))
  const theirs = (await listed(undp, 'droit')).find(({ head }) => head.own)!
  const copy = await undp.call(programmes.readProgramme, { id: theirs.id })
  expect({ ...copy, head: null }).toEqual({
    ...(await officer.call(programmes.readProgramme, { id: whole.head.id })),
    head: null,
  })
  expect(copy.head).toMatchObject({ level: 0, own: true })
  const activities = (await undp.call(programmes.listActivities, { programme: theirs.id } as never)).items
  expect(activities).toMatchObject([
    { title: { text: 'Training of judges' }, participants: { n: 40, comparator: 'gt' } },
  ])
  expect(await takeOver(undp, own)).toEqual(Array(6).fill('Unchanged'))
  const again = await fileOf(undp)
  const of = (file: string) =>
    activitiesIn(file)
      .map((one): Parsed => ({ ...one, 'reporting-org': null }))
      .toSorted((a, b) => String(a['iati-identifier']).localeCompare(String(b['iati-identifier'])))
  expect(of(again).filter((one) => (one['iati-identifier'] as string).startsWith('CONCORD-UNDP-'))).toEqual(of(own))
  expect(await takeOver(undp, own.replace('Justice and law', 'Law and justice'))).toContain('Changed')
})

test('a file of others is read dry first: what is wrong is told by line and element, and nothing is kept', async () => {
  const dry = await upload(cted, checkIati, FOREIGN)
  expect(dry).toMatchObject({ status: 200, activities: 2, fit: 1, known: 0 })
  const said = dry.problems.map((p: { line: number; element: string }) => `${p.line} ${p.element}`)
  expect(said).toEqual(['25 activity-date', '18 participating-org', '18 recipient-country', '18 activity-status'])
  expect(await listed(cted, 'Sahel')).toEqual([])
  expect((await takeOver(cted, FOREIGN)).toSorted()).toEqual(['Added', 'Refused', 'Refused', 'Refused', 'Refused'])
  const [taken] = await listed(cted, 'Sahel')
  expect(taken).toMatchObject({
    ...{ title: { text: 'Support to justice in the Sahel' }, start: { date: '2020-01-15', precision: 'day' } },
    ...{ leads: [{ code: 'UNODC' }], funders: [{ code: 'NER' }], states: [{ code: 'NER' }, { code: 'MLI' }] },
  })
  expect(await listed(niger, 'Support to justice in the Sahel')).toEqual([])
  expect(activitiesIn(await fileOf(cted)).map((one) => one['iati-identifier'])).toContain('XM-DAC-41114-SAHEL-1')
})

test('who may not write takes nothing over; what is no file of activities is refused with a reason', async () => {
  const reader = await platform.person(officer.organisation, { roles: ['reader'] })
  expect((await upload(reader, checkIati, FOREIGN)).status).toBe(403)
  expect(await upload(officer, askIatiImport, '<!DOCTYPE a>')).toMatchObject({ status: 400, code: 'iati.nothing_fits' })
  expect(await upload(officer, checkIati, '')).toMatchObject({ status: 400, code: 'iati.empty' })
  expect(await refused(officer.call(askIatiExport, { reporting: 'with space' }))).toBe('400 input')
})
