import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { listRows } from '../../platform/imports/contract/rows.ts'
import * as imports from '../../platform/imports/contract.ts'
import { importsOf } from '../../platform/imports/index.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { iati } from '../iati/index.ts'
import { particulars } from '../particulars/index.ts'
import { addActivity, addProgramme, readProgramme } from '../programmes/contract.ts'
import { programmes } from '../programmes/index.ts'
import { activity, programme, registerPlatform, share, written } from '../programmes/testing.ts'
import { safeguards } from '../safeguards/index.ts'
import * as contract from './contract.ts'
import { duplicates } from './index.ts'

const brought = importsOf([programmes, safeguards, duplicates])
const { platform, personOf, officer, iraq } = await registerPlatform(iati, particulars, safeguards, duplicates, brought)
const undp = await personOf('UNDP', { roles: ['officer'] })
afterAll(() => platform[Symbol.asyncDispose]())

const enter = async (title: string, fields: object = {}, by: TestPerson = officer) =>
  (await by.call(addProgramme, programme({ title: written(title), ...fields }))).head.id
const version = async (by: TestPerson, id: string) => (await by.call(readProgramme, { id })).head.version
const merge = async (by: TestPerson, kept: string, other: string) =>
  by.call(contract.mergeRecords, {
    ...{ request: randomUUID(), take: [], reason: 'Entered twice' },
    kept: { id: kept, version: await version(by, kept) },
    other: { id: other, version: await version(by, other) },
  })

type Line = { reference: string; title: string; status?: string; pays?: string }
/** A table of programmes, or of activities, checked. */
async function check(by: TestPerson, lines: readonly Line[], kind = 'programmes.programme') {
  const type = kind === 'programmes.programme' ? 'Programme' : 'Workshop'
  const rows = lines.map((of) =>
    [of.reference, of.title, type, of.status ?? 'Planned', of.pays ?? '', '2020-03-01'].join(','),
  )
  const reply = await platform.app.inject({
    method: 'POST',
    url: imports.uploadTable.path,
    query: { kind, name: 'table.csv', language: 'en', request: randomUUID() },
    headers: { 'x-test-person': by.id, 'x-concord': '1', 'content-type': 'application/octet-stream' },
    payload: Buffer.from(['Reference,Title,Type,Status,States,Start', ...rows].join('\n')),
  })
  expect(reply.statusCode, reply.body).toBe(200)
  const of = imports.Import.parse(reply.json())
  await by.call(imports.mapColumns, {
    ...{ id: of.id, sheet: of.sheet, head: of.head, language: of.language },
    columns: of.columns.map(({ key }) => key),
  })
  await by.call(imports.checkImport, { id: of.id })
  await drainJobs(platform, [programmes, brought])
  return of.id
}
async function run(by: TestPerson, id: string) {
  await by.call(imports.runImport, { id })
  await drainJobs(platform, [programmes, brought])
}
/** Of each row its outcome, the messages of its faults, and its notes. */
const rowsOf = async (by: TestPerson, id: string, more: object = {}) =>
  (await by.call(listRows, { id, ...more })).items.map(({ outcome, faults, notes }) => ({
    outcome,
    faults: faults.map(({ message }) => message),
    notes: notes.map(({ kind, href }) => [kind, href]),
  }))

test('a row with the reference of a record that was merged away changes the one that stays, once, and says so', async () => {
  const kept = await enter('Okapi sanctuary patrols', {
    code: 'OKA-1',
    start: { date: '2020-03-01', precision: 'day' },
  })
  const other = await enter('Okapi sanctuary patrol', { code: 'OKA-2' })
  await merge(officer, kept, other)
  const line = { reference: 'OKA-2', title: 'Okapi sanctuary patrols and posts', status: 'Ongoing' }
  const first = await check(officer, [line])
  expect(await rowsOf(officer, first)).toEqual([
    { outcome: 'changed', faults: [], notes: [['merged', `/programmes/${kept}`]] },
  ])
  await run(officer, first)
  const after = await officer.call(readProgramme, { id: kept })
  expect(after).toMatchObject({ code: 'OKA-1', title: { texts: { en: line.title } } })
  expect((await officer.call(readProgramme, { id: other })).title.texts.en).toBe('Okapi sanctuary patrol')
  const again = await check(officer, [line])
  expect(await rowsOf(officer, again)).toEqual([{ outcome: 'unchanged', faults: [], notes: [] }])
  // Both references in one table: which of the two rows holds is not for the program to say.
  const both = await check(officer, [
    { ...line, reference: 'OKA-1' },
    { ...line, title: 'Other words' },
  ])
  expect(await rowsOf(officer, both)).toMatchObject([
    { outcome: 'unchanged' },
    { outcome: 'bad', faults: ['Row 2 is of the same record: two that were entered twice were merged into one.'] },
  ])
  await officer.call(imports.undoImport, { id: first })
  await drainJobs(platform, [programmes, brought])
  expect((await officer.call(readProgramme, { id: kept })).title.texts.en).toBe('Okapi sanctuary patrols')
})

test('where the one that stays is not theirs to change, the row says into which it was merged', async () => {
  const kept = await enter('Saola trackways', { leads: ['UNDP'], audience: [share(officer.organisation)] }, undp)
  const other = await enter('Saola trackway', { code: 'SAO-1', audience: [share(undp.organisation, 'contribute')] })
  const made = await merge(undp, kept, other)
  await officer.call(contract.agreeMerge, {
    id: made.id,
    keptVersion: await version(officer, kept),
    otherVersion: await version(officer, other),
  })
  const line = { reference: 'SAO-1', title: 'Saola trackways of the north', status: 'Ongoing' }
  const closed = await check(officer, [line])
  expect(await rowsOf(officer, closed, { noted: true })).toMatchObject([
    {
      outcome: 'bad',
      faults: ['This record was merged into another: changes are made there.'],
      notes: [['closed', `/programmes/${kept}`]],
    },
  ])
  await undp.call(contract.endMerge, { id: made.id })
  expect(await rowsOf(officer, await check(officer, [line]))).toEqual([{ outcome: 'changed', faults: [], notes: [] }])
})

test('a row that looks like a record is marked with it, and written all the same; of what the importer does not read, nothing', async () => {
  const mine = await enter('Training of prosecutors on kouprey smuggling', { states: ['IRQ'] })
  const hidden = await enter('Training of judges on kouprey smuggling', { leads: ['UNDP'], states: ['IRQ'] }, undp)
  const open = await enter(
    'Courses for saiga wardens',
    { leads: ['UNDP'], states: ['NER'], audience: [share(officer.organisation)] },
    undp,
  )
  const lines = [
    { reference: 'TW-1', title: 'Training of prosecutors on kouprey smuggling', pays: 'Iraq' },
    { reference: 'TW-2', title: 'Courses for saiga wardens', pays: 'Niger' },
    { reference: 'TW-3', title: 'Drift of pelagic sargassum', pays: 'Niger' },
    // Like another of the same table only.
    { reference: 'TW-4', title: 'Drift of pelagic sargassum', pays: 'Niger' },
  ]
  const id = await check(officer, lines)
  const seen = await rowsOf(officer, id)
  expect(seen.map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new', 'new'])
  expect(seen.map(({ notes }) => notes)).toEqual([
    [['alike', `/programmes/${mine}`]],
    [['alike', `/programmes/${open}`]],
    [],
    [],
  ])
  expect(JSON.stringify(await officer.call(listRows, { id }))).not.toContain(hidden)
  expect(await rowsOf(officer, id, { noted: true })).toHaveLength(2)
  // Read anew: nothing is told of what the importer reads no more.
  await platform.owner
    .updateTable('grants')
    .set({ revoked_at: new Date() })
    .where('record', '=', open)
    .where('grantee', '=', officer.organisation)
    .execute()
  expect((await rowsOf(officer, id)).map(({ notes }) => notes.length)).toEqual([1, 0, 0, 0])
  await run(officer, id)
  expect((await rowsOf(officer, id)).map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new', 'new'])
  const theirs = await check(iraq, [
    { reference: 'IQ-1', title: 'Training of judges on kouprey smuggling', pays: 'Iraq' },
  ])
  expect((await rowsOf(iraq, theirs))[0]!.notes).toEqual([])
})

test('activities are looked at among activities', async () => {
  const twin = await officer.call(
    addActivity,
    activity({ title: written('Gharial nesting workshop'), states: ['NER'] }),
  )
  await enter('Gharial nesting workshop', { states: ['NER'] })
  const id = await check(
    officer,
    [{ reference: 'GHA-9', title: 'Gharial nesting workshop', status: 'Completed', pays: 'Niger' }],
    'programmes.activity',
  )
  expect((await rowsOf(officer, id))[0]!.notes).toEqual([['alike', `/programmes/activities/${twin.head.id}`]])
})
