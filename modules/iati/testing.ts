import type { z } from 'zod'
import type { TestPerson } from '../../platform/testing.ts'
import { addLink, saveAttendance, saveJoint, saveSdgs } from '../particulars/contract.ts'
import * as programmes from '../programmes/contract.ts'
import { activity, circle, programme, share, written } from '../programmes/testing.ts'
import { readResults, saveIndicator, saveMeasurement, saveResult } from '../results/contract.ts'

type Entered = z.output<typeof programmes.addProgramme.output>

/** Goals, roles, a link and a chain with all that IATI can say and all that it cannot. */
async function say(officer: TestPerson, whole: Entered, office: Entered): Promise<void> {
  const { id } = whole.head
  let { version } = await officer.call(saveSdgs, { id, version: whole.head.version, sdgs: ['16', '16.3', '5'] })
  const parts = [{ organisation: 'UNDP', does: written('Finds the judges') }]
  ;({ version } = await officer.call(saveJoint, { id, version, isJoint: true, parts }))
  await officer.call(addLink, { id, version, kind: 'part_of', other: office.head.id })
  let now = await officer.call(readResults, { record: id })
  const claim = () => ({ record: id, version: now.version })
  now = await officer.call(saveResult, { ...claim(), kind: 'outcome', statement: written('Fair trials') })
  const parent = now.items[0]!.id
  now = await officer.call(saveResult, {
    ...claim(),
    kind: 'output',
    parent,
    statement: written('Judges know the law'),
  })
  now = await officer.call(saveResult, { ...claim(), kind: 'output', statement: written('Without an indicator') })
  const measured = { date: '2020-06-01', precision: 'month' as const }
  now = await officer.call(saveIndicator, {
    ...{ ...claim(), result: now.items[1]!.id, name: written('Judges & clerks trained'), unit: written('people') },
    ...{ dimensions: ['sex', 'disability', 'state'], definition: written('Each once'), verification: written('Lists') },
    ...{ baseline: 10, baselineOn: { date: '2019-01-01', precision: 'year' }, target: 100, targetOn: measured },
  })
  const indicator = now.items[1]!.indicators[0]!.id
  now = await officer.call(saveMeasurement, {
    ...{ ...claim(), indicator, measured, value: 40, comparator: 'gt', note: written('Two lists are missing') },
    parts: [
      { by: 'sex', of: 'women', value: 18 },
      { by: 'sex', of: 'men', value: 22 },
      { by: 'disability', of: 'with_disability', value: 2 },
      { by: 'state', of: 'NER', value: 30 },
    ],
  })
  await officer.call(saveIndicator, {
    ...{ ...claim(), result: parent, name: written('Trials within a year'), unit: written('%') },
    ...{ baseline: 30.5, target: 20 },
  })
}

/** The work of an entity: five programmes and an activity that may be published, with all of it in `whole`, and what may not. */
export async function enterWork(officer: TestPerson, niger: TestPerson) {
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
  const fields = {
    hosts: ['NER'],
    agreement: { reference: 'AG/1', signed: null },
    staff: { n: 4, comparator: 'gt' },
    contacts: ['UNODC'],
  }
  const office = await add({
    type: 'office',
    title: written('Office in Niger'),
    office: fields,
    start: { date: '2019-05-07', precision: 'day' },
    regions: ['west_africa'],
  })
  await add({
    title: written('Only planned, for the world'),
    status: 'proposed',
    start: { date: '2030-01-01', precision: 'year' },
  })
  const trained = await officer.call(
    programmes.addActivity,
    activity({
      ...{ programme: whole.head.id, title: written('Training of judges'), modality: 'virtual' },
      participants: { n: 40, comparator: 'gt' },
    }) as never,
  )
  await officer.call(saveAttendance, {
    ...{ id: trained.head.id, version: trained.head.version },
    rows: [
      {
        function: 'law_enforcement',
        women: { n: 18, comparator: 'eq' },
        men: { n: 22, comparator: 'gt' },
        other: null,
      },
    ],
  })
  await say(officer, whole, office)
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
  return { whole, office, trained }
}
