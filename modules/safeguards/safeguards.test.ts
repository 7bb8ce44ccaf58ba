import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { today } from '../../platform/clock.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { addProgramme, editProgramme, readProgramme } from '../programmes/contract.ts'
import { asEdited, programme, refused, registerPlatform, share, written } from '../programmes/testing.ts'
import * as contract from './contract.ts'
import { safeguards } from './index.ts'
import { KINDS, type Kind, monthsAfter } from './rules.ts'

const { platform, personOf, officer, iraq, niger } = await registerPlatform(safeguards)
const colleague = await personOf('UNODC', { roles: ['officer'] })
afterAll(() => platform[Symbol.asyncDispose]())

const planned = async (fields: object = {}): Promise<string> =>
  (await officer.call(addProgramme, programme({ status: 'planned', ...fields }))).head.id

const check = (id: string, kind: Kind, fields: object = {}) => ({
  ...{ programme: id, kind, version: 0, answer: 'no_risk' as const, request: randomUUID() },
  reason: written(`Looked at ${kind}, and nothing was found.`),
  ...(kind === 'rights' && { support: { given: false } }),
  ...fields,
})
const lastOf = async (by: TestPerson, id: string, kind: Kind) =>
  (await by.call(contract.readGate, { programme: id })).checks.find((one) => one.kind === kind)!
const sign = async (by: TestPerson, id: string, kind: Kind) =>
  by.call(contract.signCheck, { check: (await lastOf(by, id, kind)).last!.id })
/** All four, recorded by one and signed off by another. */
async function through(id: string, fields: object = {}): Promise<void> {
  for (const kind of KINDS) await officer.call(contract.recordCheck, check(id, kind, fields))
  for (const kind of KINDS) await sign(colleague, id, kind)
}
const edited = async (by: TestPerson, id: string, fields: object) =>
  by.call(editProgramme, { ...asEdited(await by.call(readProgramme, { id })), ...fields } as never)
/** As if the review day had been set long ago. */
const age = (id: string, days: number, kinds: readonly Kind[] = KINDS) =>
  sql`update safeguard_checks set review_on = current_date + ${days}::int where record = ${id} and kind = any (${[...kinds]}::text[])`.execute(
    platform.owner,
  )

test('four checks are recorded, signed off by another, and the programme gets under way', async () => {
  const id = await planned({ audience: [share(iraq.organisation)] })
  const start = await edited(officer, id, { status: 'ongoing' }).catch((problem) => problem)
  expect(start).toMatchObject({
    code: 'safeguards.not_open',
    params: { legality: 'missing', rights: 'missing', gender: 'missing', humanitarian: 'missing' },
  })
  expect(start.title).toContain('Human rights')
  await officer.call(contract.recordCheck, check(id, 'legality'))
  const own = await lastOf(officer, id, 'legality')
  expect(own).toMatchObject({ state: 'waiting', maySettle: false, last: { version: 1, outcome: null } })
  expect(own.last!.reviewOn).toBe(monthsAfter(today(), 12))
  expect(await refused(officer.call(contract.signCheck, { check: own.last!.id }))).toBe('403 safeguards.second_person')
  expect(await lastOf(colleague, id, 'legality')).toMatchObject({ maySettle: true })

  const words = 'Say which data protection law holds'
  await colleague.call(contract.returnCheck, { check: own.last!.id, words })
  expect(await lastOf(officer, id, 'legality')).toMatchObject({
    state: 'returned',
    last: { says: { returned: words } },
  })
  await officer.call(
    contract.recordCheck,
    check(id, 'legality', { version: 1, reason: written('By the law of 2019.') }),
  )
  for (const kind of ['rights', 'gender', 'humanitarian'] as const)
    await officer.call(contract.recordCheck, check(id, kind))
  for (const kind of KINDS) await sign(colleague, id, kind)
  const gate = await iraq.call(contract.readGate, { programme: id })
  expect(gate).toMatchObject({ state: 'open', reviewBy: monthsAfter(today(), 12), mayRecord: false, mayShow: false })
  expect(gate.since).not.toBeNull()
  expect((await edited(officer, id, { status: 'ongoing' })).status).toBe('ongoing')
  expect((await iraq.call(contract.listMarks, { programmes: [id] })).items).toEqual([])
  const { items } = await officer.call(contract.listVersions, { programme: id, kind: 'legality' })
  expect(items.map(({ version, outcome }) => [version, outcome])).toEqual([
    [2, 'signed'],
    [1, 'returned'],
  ])
})

test('whoever wrote any of it since the last sign-off does not sign it off; after one, the slate is clean', async () => {
  const id = await planned()
  await officer.call(contract.recordCheck, check(id, 'gender'))
  await colleague.call(contract.recordCheck, check(id, 'gender', { version: 1 }))
  expect(await refused(sign(officer, id, 'gender'))).toBe('403 safeguards.second_person')
  expect(await refused(sign(colleague, id, 'gender'))).toBe('403 safeguards.second_person')
  const third = await personOf('UNODC', { roles: ['chair'] })
  await sign(third, id, 'gender')
  await colleague.call(contract.recordCheck, check(id, 'gender', { version: 2 }))
  expect(await lastOf(officer, id, 'gender')).toMatchObject({ state: 'waiting', maySettle: true })
  await sign(officer, id, 'gender')
  expect(await refused(sign(third, id, 'gender'))).toBe('409 safeguards.settled')
})

test('a sign-off is of one version: an edit takes it away, and an edit of an older one is told of the newer', async () => {
  const id = await planned()
  await through(id)
  const { last } = await lastOf(officer, id, 'rights')
  expect(await refused(officer.call(contract.recordCheck, check(id, 'rights')))).toBe('409 edit_conflict')
  await officer.call(contract.recordCheck, check(id, 'rights', { version: 1 }))
  expect((await officer.call(contract.readGate, { programme: id })).state).toBe('waiting')
  expect(await refused(colleague.call(contract.signCheck, { check: last!.id }))).toBe('409 safeguards.settled')
  expect(await refused(edited(officer, id, { status: 'ongoing' }))).toBe('409 safeguards.not_open')
})

test('who contributes from another organisation records, and only the originator signs off; who reads does neither', async () => {
  const id = await planned({ audience: [share(iraq.organisation), share(niger.organisation, 'contribute')] })
  expect(await refused(iraq.call(contract.recordCheck, check(id, 'legality')))).toBe('403 records.read_only')
  await niger.call(contract.recordCheck, check(id, 'legality'))
  const { last } = await lastOf(officer, id, 'legality')
  const other = await personOf('NER', { roles: ['focal_point'] })
  for (const person of [iraq, other])
    expect(await refused(person.call(contract.signCheck, { check: last!.id }))).toBe('403 safeguards.originator_signs')
  const stranger = await personOf('MLI', { roles: ['focal_point'] })
  for (const call of [
    () => stranger.call(contract.readGate, { programme: id }),
    () => stranger.call(contract.listVersions, { programme: id, kind: 'legality' }),
    () => stranger.call(contract.recordCheck, check(id, 'legality')),
    () => stranger.call(contract.signCheck, { check: last!.id }),
    () => stranger.call(contract.returnCheck, { check: last!.id, words: 'No right to' }),
    () => stranger.call(contract.showReasons, { check: last!.id, shown: true }),
  ])
    expect(await refused(call())).toBe('404 not_found')
  expect((await stranger.call(contract.listMarks, { programmes: [id] })).items).toEqual([])
  await sign(officer, id, 'legality')
  expect(await refused(niger.call(contract.showReasons, { check: last!.id, shown: true }))).toBe(
    '403 records.originator_only',
  )
})

test('a sign-off takes a second factor and the right role', async () => {
  const id = await planned()
  await officer.call(contract.recordCheck, check(id, 'legality'))
  const { last } = await lastOf(officer, id, 'legality')
  const unproven = await personOf('UNODC', { roles: ['officer'], secondFactor: false })
  const administrator = await personOf('UNODC', { roles: ['org_admin'] })
  for (const person of [unproven, administrator]) {
    expect(await refused(person.call(contract.signCheck, { check: last!.id }))).toBe('403 access.denied')
    expect(await refused(person.call(contract.returnCheck, { check: last!.id, words: 'Not yet' }))).toBe(
      '403 access.denied',
    )
  }
  expect(await refused(administrator.call(contract.recordCheck, check(id, 'gender')))).toBe('403 access.denied')
})

test('every reader sees how a check stands, and its reasons only once the originator shows them', async () => {
  const id = await planned({ audience: [share(iraq.organisation), share(niger.organisation, 'contribute')] })
  await officer.call(contract.recordCheck, check(id, 'rights'))
  const seen = async (by: TestPerson) => (await lastOf(by, id, 'rights')).last!.says?.reason.texts.en
  const words = 'Looked at rights, and nothing was found.'
  expect([await seen(officer), await seen(niger), await seen(iraq)]).toEqual([words, words, undefined])
  const raw = (by: TestPerson) => by.act((tx) => tx.selectFrom('safeguard_reasons').select('id').execute())
  expect(await raw(iraq)).toEqual([])
  const viewAs = iraq.organisation
  const asIraq = await officer.call(contract.readGate, { programme: id }, { viewAs })
  expect(asIraq.checks[1]!.last!.says).toBeNull()
  const { last } = await lastOf(officer, id, 'rights')
  await officer.call(contract.showReasons, { check: last!.id, shown: true })
  expect(await seen(iraq)).toBe(words)
  // The next version stays shown, whoever writes it.
  await niger.call(contract.recordCheck, check(id, 'rights', { version: 1 }))
  expect(await seen(iraq)).toBe(words)
})

test('what an answer must come with is said at its field', async () => {
  const id = await planned()
  const fields = (kind: Kind, input: object) =>
    officer.call(contract.recordCheck, check(id, kind, input)).then(
      () => [],
      (problem: { fields: { path: string }[] }) => problem.fields.map(({ path }) => path),
    )
  expect(await fields('gender', { answer: 'mitigated' })).toEqual(['mitigation', 'responsible'])
  expect(await fields('rights', { support: null })).toEqual(['support'])
  expect(await fields('gender', { support: { given: false } })).toEqual(['support'])
  expect(await fields('rights', { support: { given: true } })).toEqual([
    'support.assessment',
    'mitigation',
    'responsible',
  ])
  expect(await fields('legality', { reason: written('Short') })).toEqual(['reason'])
  const on = (reviewOn: string) => refused(officer.call(contract.recordCheck, check(id, 'gender', { reviewOn })))
  expect(await on(today())).toBe('409 safeguards.review_past')
  expect(await on(monthsAfter(today(), 25))).toBe('409 safeguards.review_late')
  expect(await on(monthsAfter(today(), 24))).toBe('done')
})

test('a reported fact needs a document and a day before today, and is flagged', async () => {
  const reported = {
    status: 'ongoing',
    statusOn: '2021-01-29',
    source: { document: 'A/75/729', paragraphs: [], also: [] },
  }
  expect(await refused(officer.call(addProgramme, programme({ ...reported, statusOn: today() })))).toBe(
    '409 safeguards.not_open',
  )
  expect(await refused(officer.call(addProgramme, programme({ status: 'ongoing', statusOn: '2021-01-29' })))).toBe(
    '409 safeguards.not_open',
  )
  const { head } = await officer.call(addProgramme, programme(reported))
  const { id } = head
  expect((await officer.call(contract.listMarks, { programmes: [id] })).items).toEqual([
    { programme: id, state: 'missing', reported: { document: 'A/75/729', on: '2021-01-29' } },
  ])
  // Its source is what it rests on: it cannot be taken away, or the day be made today.
  expect(await refused(edited(officer, id, { source: { document: '', paragraphs: [], also: [] } }))).toBe(
    '409 safeguards.not_open',
  )
  expect(await refused(edited(officer, id, { statusOn: today() }))).toBe('409 safeguards.not_open')
  expect(await refused(edited(officer, id, { code: 'KEPT' }))).toBe('done')
})

test('more States, regions or people mark the checks; what lapses or is marked does not change the status, and is flagged', async () => {
  const id = await planned({ states: ['IRQ'] })
  await through(id)
  // In one act with the change that the checks did not know of, the gate stays shut.
  expect(await refused(edited(officer, id, { status: 'ongoing', states: ['IRQ', 'NER'] }))).toBe(
    '409 safeguards.not_open',
  )
  await edited(officer, id, { status: 'ongoing' })
  await edited(officer, id, { states: [], themes: ['border_management'] }).catch(() =>
    edited(officer, id, { states: [] }),
  )
  expect((await officer.call(contract.readGate, { programme: id })).state).toBe('open')
  await edited(officer, id, { states: ['NER'], beneficiaries: written('Judges') })
  const gate = await officer.call(contract.readGate, { programme: id })
  expect(gate).toMatchObject({ state: 'changed', status: 'ongoing', since: null })
  expect(gate.checks[0]!.changed).toEqual(['beneficiaries', 'states'])
  await age(id, -1, ['gender'])
  expect((await officer.call(contract.listMarks, { programmes: [id] })).items).toMatchObject([
    { programme: id, state: 'lapsed', reported: null },
  ])
  // What it says of itself otherwise may still be mended.
  expect((await edited(officer, id, { code: 'MENDED' })).status).toBe('ongoing')
  // And once it was set back, it does not come through again.
  await edited(officer, id, { status: 'planned' })
  expect(await refused(edited(officer, id, { status: 'ongoing' }))).toBe('409 safeguards.not_open')
})

test('lists and figures agree, each with the viewer’s rights', async () => {
  const viewer = await personOf('MAR', { roles: ['focal_point'] })
  const audience = [share(viewer.organisation)]
  const [soon, lapsed] = [await planned({ audience }), await planned({ audience })]
  await planned({ audience })
  for (const id of [soon, lapsed]) await through(id)
  await age(soon, 20)
  await age(lapsed, -1, ['rights'])
  await officer.call(addProgramme, programme({ status: 'completed', audience }))
  const figures = await viewer.call(contract.readFigures, {})
  expect(figures).toMatchObject({ programmes: 3, soon: 1, flagged: 0, gates: { open: 1, lapsed: 1, missing: 1 } })
  expect(figures.checks[1]).toMatchObject({ kind: 'rights', states: { signed: 1, lapsed: 1, missing: 1 } })
  const list = await viewer.call(contract.listSafeguards, {})
  expect(list.items.map(({ state }) => state)).toEqual(['lapsed', 'missing', 'open'])
  expect((await viewer.call(contract.listSafeguards, { within: 30 })).items.map(({ id }) => id)).toEqual([soon])
  expect((await viewer.call(contract.listSafeguards, { gates: ['lapsed'], size: 1 })).total).toBe(1)
  expect((await viewer.call(contract.listSafeguards, { mine: true })).total).toBe(0)
  await officer.call(contract.recordCheck, check(lapsed, 'rights', { version: 1 }))
  const waiting = (by: TestPerson) => by.call(contract.listSafeguards, { mine: true, size: 200 })
  expect((await waiting(colleague)).items.map(({ id }) => id)).toContain(lapsed)
  expect((await waiting(officer)).items.map(({ id }) => id)).not.toContain(lapsed)
})

test('who keeps a programme is told a month and a week ahead, and when a check lapsed, once each', async () => {
  const id = await planned()
  await through(id)
  const told = async () => {
    await officer.act((tx) => enqueue(tx, 'safeguards.remind'))
    await drainJobs(platform, [safeguards])
    const { rows } = await sql<{ stage: string; people: number }>`
      select facts ->> 'stage' as stage, count(distinct person)::int as people from notices
       where record = ${id} and topic = 'safeguards.due' group by 1 order by min(told_at)`.execute(platform.owner)
    return rows.map(({ stage, people }) => `${stage} ${people > 1}`)
  }
  platform.believe(officer.id, officer.organisation, true)
  expect(await told()).toEqual([])
  for (const [days, stages] of [
    [29, ['month']],
    [6, ['month', 'week']],
    [-1, ['month', 'week', 'lapsed']],
  ] as const) {
    await age(id, days)
    for (const _ of [1, 2]) expect(await told()).toEqual(stages.map((stage) => `${stage} true`))
  }
})

test('by plain SQL nobody backdates, signs their own, or rewrites what was recorded', async () => {
  const id = await planned()
  await officer.call(contract.recordCheck, check(id, 'legality'))
  const tries = {
    'another reviews': sql`update safeguard_checks set review_on = current_date + 300 where record = ${id}`,
    'signs as another': sql`update safeguard_checks set outcome = 'signed', decided_by = ${colleague.id}, decided_at = now() where record = ${id}`,
    rewrites: sql`update safeguard_reasons set answer = 'not_applicable' where record = ${id}`,
    'returns without having': sql`update safeguard_reasons set returned = 'Not this one' where record = ${id}`,
    'records a signed one': sql`insert into safeguard_checks (record, kind, version, review_on, outcome, decided_by, decided_at)
      values (${id}, 'gender', 1, current_date + 9, 'signed', ${colleague.id}, now())`,
    'records as another': sql`insert into safeguard_checks (record, kind, version, review_on, recorded_by)
      values (${id}, 'gender', 1, current_date + 9, ${colleague.id})`,
  }
  for (const [name, statement] of Object.entries(tries))
    await expect(
      officer.act((tx) => statement.execute(tx)),
      name,
    ).rejects.toThrow()
  const removed = await officer.act((tx) => sql`delete from safeguard_checks where record = ${id}`.execute(tx))
  expect(Number(removed.numAffectedRows)).toBe(0)
})

test('without its trigger, the gate is open to anyone: the trigger is what holds it', async () => {
  const trigger = 'safeguards_2_under_way'
  await sql`alter table programmes disable trigger ${sql.ref(trigger)}`.execute(platform.owner)
  try {
    expect(await refused(officer.call(addProgramme, programme({ status: 'ongoing' })))).toBe('done')
  } finally {
    await sql`alter table programmes enable trigger ${sql.ref(trigger)}`.execute(platform.owner)
  }
  expect(await refused(officer.call(addProgramme, programme({ status: 'ongoing' })))).toBe('409 safeguards.not_open')
})
