import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import * as particulars from '../particulars/contract.ts'
import { particulars as particularsModule } from '../particulars/index.ts'
import { activityOf, contributes, everyone, programmeOf, refused, workPlatform } from '../particulars/testing.ts'
import { written } from '../programmes/testing.ts'
import * as contract from './contract.ts'
import { quality } from './index.ts'
import { type Facts, findings } from './rules.ts'

const { platform, officer, cted } = await workPlatform(particularsModule, quality)
afterAll(() => platform[Symbol.asyncDispose]())

const year = (date: string) => ({ date: `${date}-01-01`, precision: 'year' as const })
const checksOf = async (id: string, person = officer) =>
  (await person.call(contract.readQuality, { id })).findings.map(({ check }) => check)

test('a record is told what it lacks, what must be mended first, and no more once it is there', async () => {
  const made = {
    start: year('2019'),
    end: year('2020'),
    themes: ['prisons'],
    states: ['NER'],
    summary: written('What.'),
  }
  const { id, version } = await programmeOf(officer, 'Prisons', {
    ...made,
    ...{ status: 'ongoing', statusOn: '2021-01-29' },
    source: { document: 'A/75/729', paragraphs: [], also: [] },
  })
  expect(await checksOf(id)).toEqual(['end_passed', 'one_language', 'no_indicator', 'no_goal'])
  await officer.call(particulars.saveSdgs, { id, version, sdgs: ['16'] })
  expect(await checksOf(id)).toEqual(['end_passed', 'one_language', 'no_indicator'])
})

test('participants must be told by sex, and a programme hidden from the reader is none', async () => {
  const programme = await programmeOf(officer, 'Hidden')
  const { id, version } = await activityOf(officer, 'Course', {
    ...{
      programme: programme.id,
      participants: { n: 20, comparator: 'eq' },
      audience: [contributes(cted.organisation)],
    },
  })
  expect(await checksOf(id)).toContain('not_by_sex')
  const rows = [{ function: null, women: { n: 30, comparator: 'eq' as const }, men: null, other: null }]
  await officer.call(particulars.saveAttendance, { id, version, rows })
  expect(await checksOf(id)).not.toContain('not_by_sex')
  expect(await checksOf(id)).toContain('participants_disagree')
  expect(await checksOf(id)).not.toContain('no_programme')
  expect(await checksOf(id, cted)).toContain('no_programme')
})

test('it is told to who may change the record; to others it is not there', async () => {
  const [open, own] = [await programmeOf(officer, 'Open', { audience: [everyone] }), await programmeOf(officer, 'Own')]
  expect(await refused(cted.call(contract.readQuality, { id: open.id }))).toBe('403 records.read_only')
  for (const id of [own.id, crypto.randomUUID()])
    expect(await refused(cted.call(contract.readQuality, { id }))).toBe('404 not_found')
})

test('the list holds the own organisation’s records, by what they lack, page by page', async () => {
  const mine = await programmeOf(cted, 'Ours')
  const list = await cted.call(contract.listQuality, {})
  expect(list.items.map(({ id }) => id)).toEqual([mine.id])
  expect(list).toMatchObject({
    total: 1,
    records: 1,
    counts: expect.arrayContaining([{ check: 'no_theme', grade: 'must', count: 1 }]),
  })
  // What must be mended, as the home page counts it; what only should be is not among it.
  expect((await cted.call(contract.listQuality, { grade: 'must', size: 1 })).total).toBe(1)
  expect((await cted.call(contract.listQuality, { check: 'no_source', grade: 'must' })).total).toBe(0)
  const theirs = await officer.call(contract.listQuality, { check: 'not_by_sex', size: 1 })
  expect(theirs.items.map(({ findings: found }) => found.some(({ check }) => check === 'not_by_sex'))).toEqual(
    theirs.total > 0 ? [true] : [],
  )
  expect(theirs.records).toBeGreaterThan(3)
})

test('more facts never make a finding of what was missing', () => {
  const count = fc.nat(3)
  const facts = fc.record({
    ...{ kind: fc.constantFrom('programme', 'activity'), type: fc.constantFrom('office', 'training', 'project') },
    ...{ status: fc.constantFrom('planned', 'ongoing', 'completed'), languages: count, states: count, regions: count },
    ...{
      start: fc.constant(null),
      end: fc.constant(null),
      themes: count,
      sdgs: count,
      source: fc.constantFrom('', 'A/75/729'),
    },
    ...{ participants: fc.constant(null), attended: fc.constant([]), hasProgramme: fc.boolean(), indicators: count },
    aggregate: fc.boolean(),
  }) as fc.Arbitrary<Facts>
  fc.assert(
    fc.property(facts, (less) => {
      const more = {
        ...less,
        languages: 2,
        states: 1,
        themes: 1,
        sdgs: 1,
        source: 'A/75/729',
        hasProgramme: true,
        indicators: 1,
      }
      const before = findings(less, '2021-01-29').map(({ check }) => check)
      for (const { check } of findings(more, '2021-01-29')) expect(before).toContain(check)
    }),
  )
})
