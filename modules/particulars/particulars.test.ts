import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { listHistory } from '../../platform/history/contract.ts'
import { historyOf } from '../../platform/history/index.ts'
import { directory } from '../directory/index.ts'
import { programmes } from '../programmes/index.ts'
import { written } from '../programmes/testing.ts'
import * as contract from './contract.ts'
import { particulars } from './index.ts'
import { activityOf, contributes, everyone, programmeOf, reads, refused, workPlatform } from './testing.ts'

const { platform, officer, cted, iraq } = await workPlatform(
  particulars,
  historyOf([directory, programmes, particulars]),
)
afterAll(() => platform[Symbol.asyncDispose]())

const exactly = (n: number) => ({ n, comparator: 'eq' as const })
const moreThan = (n: number) => ({ n, comparator: 'gt' as const })

test('goals and targets stand in the order of the 2030 Agenda, each once', async () => {
  const { id, version } = await programmeOf(officer, 'Prisons')
  const saved = await officer.call(contract.saveSdgs, { id, version, sdgs: ['16.a', '5', '16.3', '16', '5'] })
  expect(saved).toMatchObject({ version: version + 1, mine: true, sdgs: ['5', '16', '16.3', '16.a'] })
  expect(await refused(officer.call(contract.saveSdgs, { id, version, sdgs: [] }))).toBe('409 edit_conflict')
  expect(await refused(officer.call(contract.saveSdgs, { id, version: 2, sdgs: ['18'] }))).toBe('400 input')
})

test('participants are told by function and sex, summed with the comparator that holds', async () => {
  const { id, version } = await activityOf(officer, 'Course', { participants: moreThan(100) })
  const saved = await officer.call(contract.saveAttendance, {
    id,
    version,
    rows: [
      { function: 'law_enforcement', women: exactly(20), men: moreThan(50), other: null },
      { function: null, women: null, men: null, other: exactly(40) },
    ],
  })
  expect(saved.attendance).toMatchObject({
    women: [exactly(20)],
    men: [moreThan(50)],
    other: [exactly(40)],
    all: [moreThan(110)],
    stated: moreThan(100),
    agrees: true,
  })
  const fewer = await officer.call(contract.saveAttendance, {
    id,
    version: saved.version,
    rows: [{ function: null, women: exactly(3), men: exactly(4), other: null }],
  })
  expect(fewer.attendance).toMatchObject({ all: [exactly(7)], agrees: false })
  const wrong = (rows: object[]) =>
    refused(officer.call(contract.saveAttendance, { id, version: fewer.version, rows } as never))
  const row = { function: 'astronauts', women: exactly(1), men: null, other: null }
  expect(await wrong([row])).toBe('400 particulars.no_such_function')
  expect(await wrong([{ ...row, women: null }])).toBe('400 input')
  expect(await wrong([row, row])).toBe('400 input')
})

test('a joint programme says what whoever leads or joins does in it, and nobody else', async () => {
  const { id, version } = await programmeOf(officer, 'Joint', { partners: ['CTED', 'IRQ'] })
  const parts = [
    { organisation: 'UNODC', does: written('Trains judges.') },
    { organisation: 'CTED', does: written(' ') },
  ]
  const saved = await officer.call(contract.saveJoint, { id, version, isJoint: true, parts })
  expect(saved.joint).toMatchObject({
    isJoint: true,
    parts: [
      { organisation: { code: 'UNODC' }, role: 'lead', does: { texts: { en: 'Trains judges.' } } },
      { organisation: { code: 'CTED' }, role: 'participant', does: null },
      { organisation: { code: 'IRQ' }, role: 'participant', does: null },
    ],
  })
  const outside = [{ organisation: 'UNESCO', does: written('Looks on.') }]
  expect(
    await refused(officer.call(contract.saveJoint, { id, version: saved.version, isJoint: true, parts: outside })),
  ).toBe('409 particulars.takes_no_part')
})

test('what belongs to programmes is refused of activities, and the other way round', async () => {
  const [programme, activity] = [await programmeOf(officer, 'One'), await activityOf(officer, 'Other')]
  expect(await refused(officer.call(contract.saveAttendance, { ...programme, rows: [] }))).toBe(
    '409 particulars.activities_only',
  )
  expect(await refused(officer.call(contract.saveJoint, { ...activity, isJoint: true, parts: [] }))).toBe(
    '409 particulars.programmes_only',
  )
})

test('who reads does not change it, and to others it is not there', async () => {
  const open = await programmeOf(officer, 'Open', { audience: [everyone] })
  const own = await programmeOf(officer, 'Own')
  const sdgs = ['16']
  expect(await iraq.call(contract.readParticulars, { id: open.id })).toMatchObject({ mine: false })
  expect(await refused(cted.call(contract.saveSdgs, { ...open, sdgs }))).toBe('403 records.read_only')
  for (const of of [own.id, crypto.randomUUID()]) {
    expect(await refused(cted.call(contract.readParticulars, { id: of }))).toBe('404 not_found')
    expect(await refused(cted.call(contract.saveSdgs, { id: of, version: 1, sdgs }))).toBe('404 not_found')
    expect(await refused(cted.call(contract.listLinks, { id: of }))).toBe('404 not_found')
  }
})

test('a link shows on both pages, to who reads both records and to nobody else', async () => {
  const open = await programmeOf(officer, 'Open', { audience: [everyone] })
  const own = await programmeOf(officer, 'Own')
  const links = await officer.call(contract.addLink, { ...open, kind: 'part_of', other: own.id })
  expect(links.items).toMatchObject([{ kind: 'part_of', way: 'to', other: { id: own.id, title: { text: 'Own' } } }])
  expect(await officer.call(contract.listLinks, { id: own.id })).toMatchObject({
    items: [{ kind: 'part_of', way: 'from', other: { id: open.id } }],
  })
  expect(await cted.call(contract.listLinks, { id: open.id })).toEqual({ items: [], total: 0 })
  const link = links.items[0]!.id
  const removed = await officer.call(contract.removeLink, { id: open.id, version: open.version + 1, link })
  expect(removed.total).toBe(0)
})

test('a hold on a record keeps its links, and does not keep what they lead to', async () => {
  const [from, to] = [await programmeOf(officer, 'Held'), await programmeOf(officer, 'Not held')]
  await officer.call(contract.addLink, { ...from, kind: 'follows', other: to.id })
  const { owner } = platform
  await sql`insert into legal_holds (record, reason, reference, review_on, placed_by) select ${from.id}, 'A case before a court', 'C-1', current_date + 30, min(id::text)::uuid from persons`.execute(
    owner,
  )
  const links = () => owner.selectFrom('links').selectAll().where('record', '=', from.id).execute()
  await expect(sql`delete from links where record = ${from.id}`.execute(owner)).rejects.toThrow('retention.held')
  expect(await links()).toHaveLength(1)
  await sql`delete from records where id = ${to.id}`.execute(owner)
  expect(await links()).toHaveLength(0)
})

test('a link needs the right to contribute here and to read there, and a link elsewhere is not taken back here', async () => {
  const [open, mine] = [await programmeOf(officer, 'Open', { audience: [everyone] }), await programmeOf(cted, 'Mine')]
  const hidden = await programmeOf(officer, 'Hidden')
  const link = (person: typeof cted, on: { id: string; version: number }, other: string) =>
    refused(person.call(contract.addLink, { ...on, kind: 'contributes_to', other }))
  expect(await link(cted, open, mine.id)).toBe('403 records.read_only')
  expect(await link(cted, mine, hidden.id)).toBe('404 not_found')
  expect(await link(cted, mine, crypto.randomUUID())).toBe('404 not_found')
  expect(await link(cted, mine, mine.id)).toBe('409 particulars.link_to_itself')
  const { items } = await officer.call(contract.addLink, { ...open, kind: 'follows', other: hidden.id })
  const elsewhere = cted.call(contract.removeLink, { ...mine, link: items[0]!.id })
  expect(await refused(elsewhere)).toBe('404 not_found')
})

test('chains do not close into circles, as far as the writer sees, and a hidden link is not told of', async () => {
  const parts = await Promise.all(['One', 'Two', 'Three'].map((title) => programmeOf(officer, title)))
  const [one, two, three] = parts as [(typeof parts)[0], (typeof parts)[0], (typeof parts)[0]]
  await officer.call(contract.addLink, { ...one, kind: 'follows', other: two.id })
  await officer.call(contract.addLink, { ...two, kind: 'follows', other: three.id })
  const close = { kind: 'follows' as const, other: one.id }
  expect(await refused(officer.call(contract.addLink, { ...three, ...close }))).toBe('409 particulars.circle')
  expect(await refused(officer.call(contract.addLink, { ...three, ...close, kind: 'contributes_to' }))).toBe('done')
  const org = cted.organisation
  const ours = await programmeOf(officer, 'Ours', { audience: [reads(org)] })
  const shared = await programmeOf(officer, 'Shared', { audience: [contributes(org)] })
  const between = await programmeOf(officer, 'Between')
  await officer.call(contract.addLink, { ...ours, kind: 'follows', other: between.id })
  await officer.call(contract.addLink, { ...between, kind: 'follows', other: shared.id })
  const closing = cted.call(contract.addLink, { ...shared, kind: 'follows', other: ours.id })
  expect(await refused(closing)).toBe('done')
  expect((await officer.call(contract.listLinks, { id: between.id })).total).toBe(2)
})

test('an activity is part of an activity; its programme is its own field', async () => {
  const [programme, activity] = [await programmeOf(officer, 'Programme'), await activityOf(officer, 'Activity')]
  const link = officer.call(contract.addLink, { ...activity, kind: 'part_of', other: programme.id })
  expect(await refused(link)).toBe('409 particulars.part_of_same_kind')
})

test('the history tells in words what changed', async () => {
  const { id, version } = await activityOf(officer, 'Told', { audience: [everyone] })
  await officer.call(contract.saveAttendance, {
    id,
    version,
    rows: [{ function: 'prison_staff', women: exactly(2), men: moreThan(5), other: null }],
  })
  const { items } = await iraq.call(listHistory, { record: id, page: 1, size: 10 })
  expect(JSON.stringify(items[0]!.changes)).toContain('Women 2, Men more than 5')
})
