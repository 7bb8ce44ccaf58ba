import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { CIRCLES } from '../../platform/access/refs.ts'
import { type TestPerson, testPlatform } from '../../platform/testing.ts'
import { directory, loadReference } from '../directory/index.ts'
import * as contract from './contract.ts'
import { programmes } from './index.ts'

const platform = await testPlatform(directory, programmes)
await loadReference(platform.ownerUrl)
afterAll(() => platform[Symbol.asyncDispose]())

const idOf = async (code: string) =>
  (await platform.owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
const officer = await platform.person(await idOf('UNODC'), { roles: ['officer'] })
const iraq = await platform.person(await idOf('IRQ'), { roles: ['focal_point'] })
const niger = await platform.person(await idOf('NER'), { roles: ['focal_point'] })

const written = (en: string) => ({ original: 'en' as const, texts: { en } })
const programme = (fields: object = {}) => ({
  request: randomUUID(),
  title: written('Judicial cooperation in the Sahel'),
  type: 'programme',
  status: 'ongoing' as const,
  leads: ['UNODC'],
  ...fields,
})
const activity = (fields: object = {}) => ({
  request: randomUUID(),
  title: written('Workshop on electronic evidence'),
  type: 'workshop',
  status: 'completed' as const,
  leads: ['UNODC'],
  start: { date: '2020-03-01', precision: 'month' as const },
  ...fields,
})
const share = (id: string, gives: 'read' | 'contribute' | 'deny' | 'discover' = 'read') => ({
  to: { kind: 'organisation' as const, id },
  gives,
})
const circle = (name: keyof typeof CIRCLES) => ({ to: { kind: 'circle' as const, id: CIRCLES[name] }, gives: 'read' as const })
/** An edit of the record as it stands: the same words, organisations by code. */
function asEdited(record: object): object {
  const { head, leads, partners, funders, states, places, ...rest } = record as Found
  const codes = (of: { code: string }[]) => of.map(({ code }) => code)
  return {
    ...rest,
    ...(funders && { funders: codes(funders) }),
    leads: codes(leads),
    partners: codes(partners),
    states: codes(states),
    places: places.map(({ name, state }) => ({ name, state: state?.code ?? null })),
    id: head.id,
    version: head.version,
  }
}
type Found = { head: { id: string; version: number }; places: { name: object; state: { code: string } | null }[] } & Record<
  'leads' | 'partners' | 'states' | 'funders',
  { code: string }[]
>
const refused = (call: Promise<unknown>) => call.then(() => 'done', (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`)

test('a programme is entered with all that is known of it, and shown with names for codes', async () => {
  const made = await officer.call(
    contract.addProgramme,
    programme({
      code: 'PRG-900',
      summary: { original: 'en', texts: { en: 'What it does.', fr: 'Ce que cela fait.' } },
      partners: ['CTED', 'UNODC', 'CTED'],
      funders: ['EU', 'NLD'],
      pillars: ['II', 'III'],
      themes: ['criminal_justice'],
      states: ['NER', 'MLI'],
      regions: ['sahel'],
      places: [{ name: written('Niamey'), state: 'NER' }],
      statesReached: { n: 15, comparator: 'gt' },
      start: { date: '2020-03-01', precision: 'month' },
      end: { date: '2021-01-01', precision: 'year' },
      mandates: ['S/RES/2462 (2019)'],
      source: { document: 'A/75/729', paragraphs: [58], also: [] },
      audience: [circle('everyone')],
    }),
  )
  expect(made).toMatchObject({
    code: 'PRG-900',
    leads: [{ code: 'UNODC', name: { text: 'United Nations Office on Drugs and Crime' } }],
    partners: [{ code: 'CTED' }],
    funders: [{ code: 'EU' }, { code: 'NLD', kind: 'state' }],
    states: [{ code: 'NER' }, { code: 'MLI' }],
    places: [{ name: { texts: { en: 'Niamey' } }, state: { code: 'NER' } }],
    statesReached: { n: 15, comparator: 'gt' },
    source: { document: 'A/75/729', paragraphs: [58] },
    head: { own: true, mine: 'contribute', version: 1, level: 0, originator: { code: 'UNODC' } },
  })
  const seen = await niger.call(contract.readProgramme, { id: made.head.id }, { language: 'fr' })
  expect(seen).toMatchObject({ head: { own: false, mine: 'read' }, leads: [{ name: { language: 'fr' } }] })
  const { items } = await niger.call(contract.listProgrammes, { q: 'judicial PRG-900' }, { language: 'fr' })
  expect(items).toMatchObject([{ title: { text: 'Judicial cooperation in the Sahel', language: 'en' } }])
})

test('the same request makes one record, however often it arrives', async () => {
  const input = programme({ title: written('Entered on a bad line') })
  const [first, again] = [await officer.call(contract.addProgramme, input), await officer.call(contract.addProgramme, input)]
  expect(again.head.id).toBe(first.head.id)
  expect((await officer.call(contract.listProgrammes, { q: 'bad line' })).total).toBe(1)
})

test('who may not write, signs in without second factor, or is nobody, enters nothing', async () => {
  const reader = await platform.person(officer.organisation, { roles: ['reader'] })
  const unproven = await platform.person(officer.organisation, { roles: ['officer'], secondFactor: false })
  expect(await refused(reader.call(contract.addProgramme, programme()))).toBe('403 access.denied')
  expect(await refused(platform.nobody.call(contract.addProgramme, programme()))).toBe('401 access.sign_in')
  expect(await refused(platform.nobody.call(contract.listProgrammes, {}))).toBe('401 access.sign_in')
  expect(await refused(unproven.call(contract.addProgramme, programme({ audience: [circle('members')] })))).toBe('403 access.denied')
  expect(await refused(unproven.call(contract.addProgramme, programme({ level: 1 })))).toBe('403 access.above_your_level')
  expect(await refused(unproven.call(contract.addProgramme, programme({ title: written('For ourselves') })))).toBe('done')
})

test('nothing can be slipped in that the form does not have', async () => {
  for (const extra of [{ id: randomUUID() }, { owner_org: iraq.organisation }, { head: {} }, { version: 7 }])
    expect(await refused(officer.call(contract.addProgramme, programme(extra)))).toBe('400 input')
})

test('what is wrong is said at its field', async () => {
  const fields = async (input: object) =>
    officer.call(contract.addActivity, activity(input)).then(() => [], (problem: { fields: { path: string }[] }) => problem.fields.map((f) => f.path))
  expect(await fields({ title: written('  ') })).toEqual(['title'])
  expect(await fields({ start: { date: '2020-03-15', precision: 'month' } })).toEqual(['start.date'])
  expect(await fields({ end: { date: '2020-02-01', precision: 'month' } })).toEqual(['end'])
  expect(await fields({ end: { date: '2020-01-01', precision: 'year' } })).toEqual([])
  expect(await fields({ participants: { n: -1, comparator: 'eq' } })).toEqual(['participants.n'])
  expect(await fields({ participants: { n: 5, comparator: 'about' } })).toEqual(['participants.comparator'])
  expect(await fields({ leads: [] })).toEqual(['leads'])
})

test('organisations and terms that do not exist are named', async () => {
  const call = officer.call(contract.addProgramme, programme({ leads: ['UNODC', 'NOBODY'], states: ['XXX'] }))
  await expect(call).rejects.toMatchObject({ code: 'programmes.no_such_organisation', params: { codes: 'NOBODY, XXX' } })
  for (const wrong of [{ themes: ['nothing'] }, { type: 'nothing' }, { regions: ['nothing'] }, { states: ['UNODC'] }])
    expect(await refused(officer.call(contract.addProgramme, programme(wrong)))).toBe('409 programmes.no_such_term')
})

test('a level and an audience hold from the first moment; others neither see nor change nor remove it', async () => {
  const { head } = await iraq.call(contract.addProgramme, programme({ title: written('National priorities'), leads: ['IRQ'], level: 1 }))
  const { id } = head
  expect((await niger.call(contract.listProgrammes, { q: 'national priorities' })).total).toBe(0)
  expect(await refused(niger.call(contract.readProgramme, { id }))).toBe('404 not_found')
  expect(await refused(niger.call(contract.removeProgramme, { id, version: 1 }))).toBe('404 not_found')
  expect(await refused(niger.call(contract.editProgramme, asEdited(await iraq.call(contract.readProgramme, { id })) as never))).toBe('404 not_found')
  const uncleared = await platform.person(iraq.organisation, { roles: ['focal_point'], clearance: 0 })
  expect(await refused(uncleared.call(contract.readProgramme, { id }))).toBe('404 not_found')
})

test('who reads without contributing changes nothing; who contributes changes, and only the originator removes', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    programme({ audience: [share(iraq.organisation), share(niger.organisation, 'contribute')] }),
  )
  const { id } = head
  const edit = async (person: TestPerson) => asEdited(await person.call(contract.readProgramme, { id })) as never
  expect(await refused(iraq.call(contract.editProgramme, await edit(iraq)))).toBe('403 programmes.read_only')
  expect(await niger.call(contract.editProgramme, await edit(niger))).toMatchObject({ head: { version: 2, originator: { code: 'UNODC' } } })
  expect(await refused(niger.call(contract.removeProgramme, { id, version: 2 }))).toBe('403 programmes.originator_only')
  expect(await refused(officer.call(contract.removeProgramme, { id, version: 1 }))).toBe('409 edit_conflict')
  expect(await officer.call(contract.removeProgramme, { id, version: 2 })).toEqual({ id })
  expect(await refused(officer.call(contract.readProgramme, { id }))).toBe('404 not_found')
  expect(await platform.owner.selectFrom('presence').select('record').where('record', '=', id).execute()).toEqual([])
})

test('an edit marks translations of what changed, and a second edit of the same version gets the first one to compare', async () => {
  const made = await officer.call(contract.addProgramme, programme({ title: { original: 'en', texts: { en: 'One', fr: 'Un', es: 'Uno' } } }))
  const edit = asEdited(made)
  const after = await officer.call(contract.editProgramme, {
    ...edit,
    title: { original: 'en', texts: { en: 'Two of them', fr: 'Un', es: 'Dos' } },
  } as never)
  expect(after.title).toEqual({ original: 'en', texts: { en: 'Two of them', fr: 'Un', es: 'Dos' }, outdated: ['fr'] })
  await expect(officer.call(contract.editProgramme, { ...edit, title: written('Three') } as never)).rejects.toMatchObject({
    code: 'edit_conflict',
    status: 409,
    detail: { current: { title: { texts: { en: 'Two of them' } }, head: { version: 2 } } },
  })
})

test('an id of another kind is no id', async () => {
  const made = await officer.call(contract.addActivity, activity())
  const { id } = made.head
  expect(await refused(officer.call(contract.readProgramme, { id }))).toBe('404 not_found')
  expect(await refused(officer.call(contract.removeProgramme, { id, version: 1 }))).toBe('404 not_found')
  const other = await officer.call(contract.addProgramme, programme())
  expect(await refused(officer.call(contract.editProgramme, { ...asEdited(other), id } as never))).toBe('404 not_found')
  expect(await refused(officer.call(contract.addActivity, activity({ programme: id })))).toBe('404 not_found')
})

test('a symbol names one record of an organisation, as far as its writer sees', async () => {
  await officer.call(contract.addProgramme, programme({ code: 'DUP-1' }))
  expect(await refused(officer.call(contract.addProgramme, programme({ code: 'DUP-1' })))).toBe('409 programmes.code_taken')
  expect(await refused(iraq.call(contract.addProgramme, programme({ code: 'DUP-1', leads: ['IRQ'] })))).toBe('done')
  // Of a record above the writer's level nothing may be learnt: the answer is that of a world without it.
  await officer.call(contract.addProgramme, programme({ code: 'SECRET-1', level: 2 }))
  const uncleared = await platform.person(officer.organisation, { roles: ['officer'], clearance: 0 })
  expect(await refused(uncleared.call(contract.addProgramme, programme({ code: 'SECRET-1' })))).toBe('done')
})

test('a hidden programme is nowhere: not in its activities, lists, counts, search, or errors', async () => {
  const hidden = await officer.call(contract.addProgramme, programme({ code: 'HID-1', title: written('Quiet diplomacy') }))
  const { head } = await officer.call(
    contract.addActivity,
    activity({ title: written('Open round table'), programme: hidden.head.id, audience: [share(iraq.organisation, 'contribute')] }),
  )
  const seen = await iraq.ask(contract.readActivity, { id: head.id })
  expect(seen.json()).toMatchObject({ programme: null })
  for (const reply of [
    seen,
    await iraq.ask(contract.listActivities, { q: 'open round' }),
    await iraq.ask(contract.listProgrammes, { q: 'quiet' }),
    await iraq.ask(contract.exportActivities, {}),
    await iraq.ask(contract.readPresence, { kind: 'programme' }),
    await iraq.ask(contract.editActivity, { ...asEdited(seen.json()), version: 99 }),
  ])
    expect(reply.body).not.toMatch(/Quiet|HID-1|(?<!concord )quiet diplomacy/)
  expect(await iraq.call(contract.listActivities, { programme: hidden.head.id })).toEqual({ items: [], total: 0 })
  expect((await officer.call(contract.listActivities, { programme: hidden.head.id })).total).toBe(1)
  // Nor is the link lost when someone who cannot see it edits the rest.
  await iraq.call(contract.editActivity, asEdited({ ...seen.json(), modality: 'virtual' }) as never)
  expect(await officer.call(contract.readActivity, { id: head.id })).toMatchObject({ modality: 'virtual', programme: { code: 'HID-1' } })
  const named = await refused(iraq.call(contract.addActivity, activity({ leads: ['IRQ'], programme: hidden.head.id })))
  expect(named).toBe(await refused(iraq.call(contract.addActivity, activity({ leads: ['IRQ'], programme: randomUUID() }))))
})

test('who may only discover a record gets none of its content', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    programme({ title: written('Known to exist'), card: written('A programme on justice'), audience: [share(iraq.organisation, 'discover')] }),
  )
  expect(await refused(iraq.call(contract.readProgramme, { id: head.id }))).toBe('404 not_found')
  expect((await iraq.call(contract.listProgrammes, { q: 'known to exist' })).total).toBe(0)
  expect(await refused(iraq.call(contract.removeProgramme, { id: head.id, version: 1 }))).toBe('404 not_found')
})

test('who is denied does not see what their circle sees', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    programme({ title: written('Not for one'), audience: [circle('members'), share(niger.organisation, 'deny')] }),
  )
  expect(await refused(niger.call(contract.readProgramme, { id: head.id }))).toBe('404 not_found')
  expect(await refused(iraq.call(contract.readProgramme, { id: head.id }))).toBe('done')
})

test('lists are narrowed, sorted and paged by the server', async () => {
  const own = await platform.person(await idOf('UNICRI'), { roles: ['officer'] })
  const make = (title: string, fields: object) =>
    own.call(contract.addActivity, activity({ title: written(title), leads: ['UNICRI'], ...fields }))
  await make('Été', { code: 'L-1', themes: ['cbrn'], states: ['JOR'], start: { date: '2019-12-01', precision: 'month' } })
  await make('Zeta', { code: 'L-2', partners: ['UNODC'], states: ['JOR', 'LBN'], pillars: ['II'], start: { date: '2020-01-01', precision: 'year' } })
  await make('alpha 100%', { code: 'L-3', type: 'training', status: 'planned', regions: ['sahel'], start: { date: '2021-02-03', precision: 'day' } })
  await make('Total', { code: 'L-4', aggregate: true, states: ['JOR'] })
  const codes = async (input: object) => (await own.call(contract.listActivities, { entities: ['UNICRI'], ...input })).items.map((i) => i.code)
  expect(await codes({})).toEqual(['L-1', 'L-2', 'L-3', 'L-4'])
  expect(await codes({ dir: 'desc', aggregates: false })).toEqual(['L-3', 'L-2', 'L-1'])
  expect(await codes({ sort: 'title', aggregates: false })).toEqual(['L-3', 'L-1', 'L-2'])
  expect(await codes({ sort: 'start', size: 2, page: 2 })).toEqual(['L-4', 'L-3'])
  expect(await codes({ states: ['LBN', 'FRA'] })).toEqual(['L-2'])
  expect(await codes({ themes: ['cbrn'], states: ['JOR'] })).toEqual(['L-1'])
  expect(await codes({ pillars: ['II'] })).toEqual(['L-2'])
  expect(await codes({ types: ['training'] })).toEqual(['L-3'])
  expect(await codes({ statuses: ['planned'] })).toEqual(['L-3'])
  expect(await codes({ until: 2019 })).toEqual(['L-1'])
  expect(await codes({ from: 2020, until: 2020, aggregates: false })).toEqual(['L-2'])
  expect(await codes({ q: 'ete' })).toEqual(['L-1'])
  expect(await codes({ q: '100%' })).toEqual(['L-3'])
  expect(await codes({ q: '1%0' })).toEqual([])
  expect(await codes({ entities: ['UNODC'], roles: ['partner'], q: 'zeta' })).toEqual(['L-2'])
  expect(await codes({ entities: ['UNODC'], roles: ['lead'], q: 'zeta' })).toEqual([])
  // M49 places Jordan in Asia; the Sahel has no official list of States, so only what names it lies in it.
  expect(await codes({ regions: ['asia'], aggregates: false })).toEqual(['L-1', 'L-2'])
  expect(await codes({ regions: ['sahel'] })).toEqual(['L-3'])
})
