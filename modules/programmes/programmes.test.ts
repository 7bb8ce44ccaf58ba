import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { TestPerson } from '../../platform/testing.ts'
import * as contract from './contract.ts'
import { activity, asEdited, circle, programme, refused, registerPlatform, share, written } from './testing.ts'

const { platform, officer, iraq, niger } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

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
  const [first, again] = [
    await officer.call(contract.addProgramme, input),
    await officer.call(contract.addProgramme, input),
  ]
  expect(again.head.id).toBe(first.head.id)
  expect((await officer.call(contract.listProgrammes, { q: 'bad line' })).total).toBe(1)
})

test('who may not write, signs in without second factor, or is nobody, enters nothing', async () => {
  const reader = await platform.person(officer.organisation, { roles: ['reader'] })
  const unproven = await platform.person(officer.organisation, { roles: ['officer'], secondFactor: false })
  expect(await refused(reader.call(contract.addProgramme, programme()))).toBe('403 access.denied')
  expect(await refused(platform.nobody.call(contract.addProgramme, programme()))).toBe('401 access.sign_in')
  expect(await refused(platform.nobody.call(contract.listProgrammes, {}))).toBe('401 access.sign_in')
  expect(await refused(unproven.call(contract.addProgramme, programme({ audience: [circle('members')] })))).toBe(
    '403 access.denied',
  )
  expect(await refused(unproven.call(contract.addProgramme, programme({ level: 1 })))).toBe(
    '403 access.above_your_level',
  )
  expect(await refused(unproven.call(contract.addProgramme, programme({ title: written('For ourselves') })))).toBe(
    'done',
  )
})

test('nothing can be slipped in that the form does not have', async () => {
  for (const extra of [{ id: randomUUID() }, { owner_org: iraq.organisation }, { head: {} }, { version: 7 }])
    expect(await refused(officer.call(contract.addProgramme, programme(extra)))).toBe('400 input')
})

test('what is wrong is said at its field', async () => {
  const fields = async (input: object) =>
    officer.call(contract.addActivity, activity(input)).then(
      () => [],
      (problem: { fields: { path: string }[] }) => problem.fields.map((f) => f.path),
    )
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
  await expect(call).rejects.toMatchObject({
    code: 'programmes.no_such_organisation',
    params: { codes: 'NOBODY, XXX' },
  })
  for (const wrong of [{ themes: ['nothing'] }, { type: 'nothing' }, { regions: ['nothing'] }, { states: ['UNODC'] }])
    expect(await refused(officer.call(contract.addProgramme, programme(wrong)))).toBe('409 programmes.no_such_term')
})

test('who reads without contributing changes nothing; who contributes changes, and only the originator removes', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    programme({ audience: [share(iraq.organisation), share(niger.organisation, 'contribute')] }),
  )
  const { id } = head
  const edit = async (person: TestPerson) => asEdited(await person.call(contract.readProgramme, { id })) as never
  expect(await refused(iraq.call(contract.editProgramme, await edit(iraq)))).toBe('403 records.read_only')
  expect(await niger.call(contract.editProgramme, await edit(niger))).toMatchObject({
    head: { version: 2, originator: { code: 'UNODC' } },
  })
  expect(await refused(niger.call(contract.removeProgramme, { id, version: 2 }))).toBe('403 records.originator_only')
  expect(await refused(officer.call(contract.removeProgramme, { id, version: 1 }))).toBe('409 edit_conflict')
  expect(await officer.call(contract.removeProgramme, { id, version: 2 })).toEqual({ id })
  expect(await refused(officer.call(contract.readProgramme, { id }))).toBe('404 not_found')
  expect(await platform.owner.selectFrom('presence').select('record').where('record', '=', id).execute()).toEqual([])
})

test('an edit marks translations of what changed, and a second edit of the same version gets the first one to compare', async () => {
  const made = await officer.call(
    contract.addProgramme,
    programme({ title: { original: 'en', texts: { en: 'One', fr: 'Un', es: 'Uno' } } }),
  )
  const edit = asEdited(made)
  const after = await officer.call(contract.editProgramme, {
    ...edit,
    title: { original: 'en', texts: { en: 'Two of them', fr: 'Un', es: 'Dos' } },
  } as never)
  expect(after.title).toEqual({ original: 'en', texts: { en: 'Two of them', fr: 'Un', es: 'Dos' }, outdated: ['fr'] })
  await expect(
    officer.call(contract.editProgramme, { ...edit, title: written('Three') } as never),
  ).rejects.toMatchObject({
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
  await officer.call(contract.addProgramme, programme({ code: 'DUP-1', audience: [circle('members')] }))
  expect(await refused(officer.call(contract.addProgramme, programme({ code: 'DUP-1' })))).toBe(
    '409 programmes.code_taken',
  )
  expect(await refused(iraq.call(contract.addProgramme, programme({ code: 'DUP-1', leads: ['IRQ'] })))).toBe('done')
  // Of a record above the writer's level nothing may be learnt: the answer is that of a world without it.
  await officer.call(contract.addProgramme, programme({ code: 'SECRET-1', level: 2 }))
  const uncleared = await platform.person(officer.organisation, { roles: ['officer'], clearance: 0 })
  expect(await refused(uncleared.call(contract.addProgramme, programme({ code: 'SECRET-1' })))).toBe('done')
})
