import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { addComment, listComments } from '../../platform/comments/contract.ts'
import { comments } from '../../platform/comments/index.ts'
import { listHistory } from '../../platform/history/contract.ts'
import { historyOf } from '../../platform/history/index.ts'
import { share as shareRecords } from '../../platform/records/contract.ts'
import { records } from '../../platform/records/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { iati } from '../iati/index.ts'
import { particulars } from '../particulars/index.ts'
import { readPresence } from '../programmes/contract/presence.ts'
import {
  addActivity,
  addProgramme,
  editProgramme,
  listActivities,
  listProgrammes,
  readProgramme,
  removeProgramme,
} from '../programmes/contract.ts'
import { programmes } from '../programmes/index.ts'
import {
  activity,
  asEdited,
  circle,
  programme,
  refused,
  registerPlatform,
  share,
  written,
} from '../programmes/testing.ts'
import { safeguards } from '../safeguards/index.ts'
import * as contract from './contract.ts'
import { duplicates } from './index.ts'

const { platform, personOf, officer, iraq, niger } = await registerPlatform(
  iati,
  particulars,
  safeguards,
  duplicates,
  comments,
  records,
  historyOf([programmes, particulars]),
)
const undp = await personOf('UNDP', { roles: ['officer'] })
afterAll(() => platform[Symbol.asyncDispose]())

/** Titles without a word in common with those of other tests. */
const enter = async (title: string, fields: object = {}, by: TestPerson = officer) =>
  (await by.call(addProgramme, programme({ title: written(title), ...fields }))).head.id
const titled = (by: TestPerson, q: string) =>
  by.call(listProgrammes, { q }).then(({ items }) => items.map(({ id }) => id))
const pairs = async (by: TestPerson, input: object = {}) => (await by.call(contract.listPairs, input)).items
const isPair = (one: string, other: string) => (pair: contract.Pair) =>
  [one, other].sort().join() === [pair.one.id, pair.other.id].sort().join()
const suggested = async (by: TestPerson, one: string, other: string) =>
  (await pairs(by, { size: 50 })).find(isPair(one, other))
const version = async (by: TestPerson, id: string) => (await by.call(readProgramme, { id })).head.version
const merge = async (by: TestPerson, kept: string, other: string, take: string[] = []) =>
  by.call(contract.mergeRecords, {
    ...{ request: randomUUID(), take, reason: 'Entered twice' },
    kept: { id: kept, version: await version(by, kept) },
    other: { id: other, version: await version(by, other) },
  })
const agree = async (by: TestPerson, id: string, kept: string, other: string) =>
  by.call(contract.agreeMerge, { id, keptVersion: await version(by, kept), otherVersion: await version(by, other) })

test('likely twins come with reasons, on the list and on the page; another sees them as far as they may read both', async () => {
  const one = await enter('Quokka census of the Kerguelen archipelago', {
    states: ['NER'],
    audience: [share(niger.organisation)],
  })
  const other = await enter('Quokka censuses in the Kerguelen archipelago', { states: ['NER'], partners: ['UNDP'] })
  const found = await suggested(officer, one, other)
  expect(found!.reasons.map(({ kind }) => kind)).toEqual(['title', 'leads', 'states', 'source'])
  expect(found!.reasons[1]!.organisations.map(({ code }) => code)).toEqual(['UNODC'])
  expect(found!.score).toBeGreaterThan(40)
  expect((await officer.call(contract.readDuplicates, { id: one })).twins).toHaveLength(1)
  expect((await pairs(officer, { states: ['IRQ'] })).find(isPair(one, other))).toBeUndefined()
  expect((await pairs(officer, { states: ['NER'] })).find(isPair(one, other))).toBeDefined()
  expect(await pairs(niger)).toEqual([])
  expect(await niger.call(contract.readDuplicates, { id: one })).toEqual({ into: null, merged: [], twins: [] })
  expect(await refused(niger.call(contract.comparePair, { one, other }))).toBe('404 not_found')
  expect(await refused(niger.call(contract.keepApart, { one, other }))).toBe('404 not_found')
})

test('titles in two languages without a word in common are found by what, where and when', async () => {
  const facts = { type: 'workshop', states: ['IRQ'], start: { date: '2020-09-14', precision: 'day' as const } }
  const title = { original: 'fr' as const, texts: { fr: 'Atelier sur la biométrie' } }
  const one = (await officer.call(addActivity, activity({ ...facts, title: written('Biometric data training') }))).head
    .id
  const other = (await officer.call(addActivity, activity({ ...facts, title }))).head.id
  const found = (await pairs(officer, { kind: 'activity' })).find(isPair(one, other))
  expect(found!.reasons.map(({ kind }) => kind)).toEqual(['leads', 'states', 'start'])
  expect(
    (await officer.call(contract.comparePair, { one, other })).fields.find(({ column }) => column === 'title'),
  ).toMatchObject({
    isSame: false,
    one: [{ after: 'Biometric data training', language: 'en' }],
    other: [{ after: 'Atelier sur la biométrie', language: 'fr' }],
  })
})

test('that two are not the same is remembered for whoever reads both, and taken back by who said it', async () => {
  const audience = [share(undp.organisation)]
  const [one, other] = [
    await enter('Axolotl hatchery inspections', { audience }),
    await enter('Axolotl hatchery inspection', { audience }),
  ]
  await officer.call(contract.keepApart, { one: other, other: one, reason: 'Two phases' })
  await officer.call(contract.keepApart, { one, other })
  for (const by of [officer, undp]) {
    expect(await suggested(by, one, other)).toBeUndefined()
    expect((await by.call(contract.readDuplicates, { id: one })).twins).toEqual([])
    expect((await by.call(contract.comparePair, { one, other })).apart).toMatchObject({
      reason: 'Two phases',
      organisation: { code: 'UNODC' },
    })
  }
  const { apart } = await undp.call(contract.comparePair, { one, other })
  expect(await refused(undp.call(contract.takeBackApart, { id: apart!.id }))).toBe('404 not_found')
  await officer.call(contract.takeBackApart, { id: apart!.id })
  expect(await suggested(undp, one, other)).toBeDefined()
})

test('a merge leads from the one to the other for whoever reads both, and is undone; for others nothing happens', async () => {
  const kept = await enter('Narwhal telemetry', { audience: [share(iraq.organisation)] })
  const other = await enter('Narwhal telemetry (bis)', {
    audience: [share(iraq.organisation), share(niger.organisation)],
  })
  const part = await officer.call(addActivity, activity({ programme: other, audience: [share(iraq.organisation)] }))
  await officer.call(addComment, { record: other, language: 'en', words: 'Ours', request: randomUUID() })
  const before = await niger.call(readProgramme, { id: other })
  const counted = await niger.call(readPresence, {})
  const done = await merge(officer, kept, other)
  expect(done).toMatchObject({ state: 'done', waitsFor: [], mayEnd: true })
  for (const by of [officer, iraq]) {
    expect(await titled(by, 'narwhal')).toEqual([kept])
    expect((await by.call(contract.readDuplicates, { id: other })).into?.kept.id).toBe(kept)
    expect((await by.call(contract.readDuplicates, { id: kept })).merged.map((m) => m.other.id)).toEqual([other])
    // All that hangs on it is read where it hangs; its activities also stand on the page of the one that stays.
    expect((await by.call(listActivities, { programme: kept })).items.map(({ id }) => id)).toEqual([part.head.id])
    expect((await by.call(listComments, { record: other })).total).toBe(1)
    expect((await by.call(listComments, { record: kept })).total).toBe(0)
    expect((await by.call(readProgramme, { id: other })).title.texts.en).toBe('Narwhal telemetry (bis)')
  }
  expect(await niger.call(readProgramme, { id: other })).toEqual(before)
  expect(await niger.call(readPresence, {})).toEqual({
    ...counted,
    coverage: { ...counted.coverage, asOf: expect.any(String) },
  })
  expect(await titled(niger, 'narwhal')).toEqual([other])
  expect(await niger.call(contract.readDuplicates, { id: other })).toEqual({ into: null, merged: [], twins: [] })
  expect((await niger.call(contract.listMerges, { state: 'settled' })).total).toBe(0)
  const edit = { ...asEdited(await officer.call(readProgramme, { id: other })), code: 'N-1' } as never
  expect(await refused(officer.call(editProgramme, edit))).toBe('409 duplicates.merged')

  expect(await refused(iraq.call(contract.endMerge, { id: done.id }))).toBe('403 duplicates.not_yours')
  expect(await refused(niger.call(contract.endMerge, { id: done.id }))).toBe('404 not_found')
  await officer.call(contract.endMerge, { id: done.id, words: 'Two herds' })
  expect((await titled(iraq, 'narwhal')).sort()).toEqual([kept, other].sort())
  expect((await iraq.call(contract.listMerges, { state: 'settled' })).total).toBe(0)
  expect((await officer.call(contract.listMerges, { state: 'settled' })).items[0]).toMatchObject({
    state: 'undone',
    endedWhy: 'Two herds',
  })
})

test('values are taken only where every reader of the one that stays reads the other; from then on whoever reads it reads both', async () => {
  const kept = await enter('Okapi corridors', {
    audience: [share(iraq.organisation)],
    start: { date: '2020-01-01', precision: 'year' },
  })
  const other = await enter('Okapi corridors, second entry', {
    ...{ level: 1, handling: ['no_quote'], partners: ['UNDP'], start: { date: '2020-04-01', precision: 'month' } },
  })
  const compared = await officer.call(contract.comparePair, { one: kept, other })
  expect(compared.losers.one).toMatchObject([{ kind: 'organisation', code: 'IRQ' }])
  expect(compared.losers.other).toEqual([])
  expect(await refused(merge(officer, kept, other, ['title']))).toBe('409 duplicates.would_lose')
  expect(await refused(merge(officer, kept, other, ['readers']))).toBe('400 duplicates.no_such_field')
  await officer.call(shareRecords, { ids: [other], audience: [share(iraq.organisation)], request: randomUUID() })
  const cleared = await personOf('IRQ', { roles: ['focal_point'], clearance: 1 })
  const done = await merge(officer, kept, other, ['title', 'start_on', 'partners'])
  const now = await cleared.call(readProgramme, { id: kept })
  expect(now).toMatchObject({
    title: written('Okapi corridors, second entry'),
    start: { date: '2020-04-01', precision: 'month' },
    partners: [{ code: 'UNDP' }],
  })
  expect(now.head).toMatchObject({ level: 1, handling: ['no_quote'] })
  // Shared with somebody new, it is theirs once the other is, too.
  await officer.call(shareRecords, { ids: [kept], audience: [share(niger.organisation)], request: randomUUID() })
  expect(await refused(niger.call(readProgramme, { id: kept }))).toBe('404 not_found')
  expect(await refused(officer.call(removeProgramme, { id: other, version: await version(officer, other) }))).toBe(
    '409 duplicates.carried',
  )
  // What was changed before stays to be read by who read it then.
  const told = await cleared.call(listHistory, { record: kept })
  expect(told.items[0]!.changes.map(({ field }) => field)).toContain('programmes.title')

  const own = { ...asEdited(now), partners: ['IOM'] } as never
  await officer.call(editProgramme, own)
  await officer.call(contract.endMerge, { id: done.id })
  const back = await officer.call(readProgramme, { id: kept })
  expect(back).toMatchObject({
    title: written('Okapi corridors'),
    start: { date: '2020-01-01', precision: 'year' },
    partners: [{ code: 'IOM' }],
  })
  expect(back.head.level).toBe(1)
  expect(await refused(niger.call(readProgramme, { id: kept }))).toBe('404 not_found')
})

test('records of two originators merge once both agree; either may decline, and a third may only ask', async () => {
  const audience = (to: TestPerson) => [share(to.organisation, 'contribute')]
  const ours = await enter('Pangolin patrols', { audience: audience(undp) })
  const theirs = await enter('Pangolin patrolling', { audience: audience(officer) }, undp)
  const asked = await merge(officer, ours, theirs, ['code'])
  expect(asked).toMatchObject({ state: 'waiting', waitsFor: [{ code: 'UNDP' }], mayAgree: false, mayEnd: true })
  expect((await titled(officer, 'pangolin')).length).toBe(2)
  expect(await refused(merge(undp, theirs, ours))).toBe('409 duplicates.asked_already')
  const waiting = await undp.call(contract.listMerges, {})
  expect(waiting.items).toMatchObject([{ id: asked.id, mayAgree: true }])
  expect(await refused(agree(officer, asked.id, ours, theirs))).toBe('403 duplicates.not_yours')
  expect(await refused(undp.call(contract.agreeMerge, { id: asked.id, keptVersion: 9, otherVersion: 1 }))).toBe(
    '409 duplicates.changed',
  )
  expect(await agree(undp, asked.id, ours, theirs)).toMatchObject({ state: 'done' })
  expect(await titled(undp, 'pangolin')).toEqual([ours])
  expect(await refused(agree(undp, asked.id, ours, theirs))).toBe('409 duplicates.settled')
  await undp.call(contract.endMerge, { id: asked.id })
  const again = await merge(officer, theirs, ours)
  await undp.call(contract.endMerge, { id: again.id, words: 'Another region' })
  expect(
    (await officer.call(contract.listMerges, { state: 'settled' })).items.find(({ id }) => id === again.id),
  ).toMatchObject({ state: 'declined', endedWhy: 'Another region' })
  const third = await personOf('IOM', { roles: ['officer'] })
  expect(await refused(merge(third, ours, theirs))).toBe('404 not_found')
})

test('who contributes to one only may not merge; nobody merges into what is merged; a gate is not passed by a merge', async () => {
  const kept = await enter('Tapir crossings', { audience: [circle('everyone')] })
  const other = await enter('Tapir crossing', { audience: [circle('everyone')] })
  const mine = await enter('Tapir crossing points', { audience: [circle('everyone')] }, undp)
  expect(await refused(merge(undp, mine, other))).toBe('403 records.read_only')
  const checked = (record: string, outcome: string, days: number) =>
    sql`
    insert into safeguard_checks (id, record, kind, version, review_on, recorded_by, recorded_org, outcome, decided_by, decided_at)
    values (gen_random_uuid(), ${record}, 'rights', 1, current_date + ${days}::int, ${officer.id}, ${officer.organisation}, ${outcome}, ${undp.id}, now())`.execute(
      platform.owner,
    )
  await checked(kept, 'signed', 30)
  await checked(other, 'signed', -1)
  expect((await officer.call(contract.comparePair, { one: kept, other })).unsafe).toEqual({ one: true, other: false })
  expect(await refused(merge(officer, kept, other))).toBe('409 duplicates.safeguards')
  const turned = await merge(officer, other, kept)
  expect(turned.state).toBe('done')
  expect(await refused(merge(officer, other, kept))).toBe('409 duplicates.merged')
  expect(await refused(merge(officer, kept, kept))).toBe('409 duplicates.kinds')
})
