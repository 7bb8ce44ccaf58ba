import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { activityOf, everyone, programmeOf, refused, workPlatform } from '../particulars/testing.ts'
import { written } from '../programmes/testing.ts'
import * as contract from './contract.ts'
import { results } from './index.ts'
import { overflowing, progress } from './rules.ts'

const { platform, officer, cted } = await workPlatform(results)
afterAll(() => platform[Symbol.asyncDispose]())

/** A programme with one outcome. */
async function begun(more: object = {}) {
  const { id, version } = await programmeOf(officer, 'Prisons', more)
  const kind = 'outcome' as const
  const said = await officer.call(contract.saveResult, {
    record: id,
    version,
    kind,
    statement: written('Fewer return'),
  })
  return { record: id, version: said.version, outcome: said.items[0]!.id }
}

test('a chain grows from outcome to output to indicator to what was reached, with its progress', async () => {
  const { record, version, outcome } = await begun()
  const output = await officer.call(contract.saveResult, {
    ...{ record, version, kind: 'output', parent: outcome, statement: written('Staff are trained') },
  })
  const [, second] = output.items
  const indicator = await officer.call(contract.saveIndicator, {
    ...{ record, version: output.version, result: second!.id, name: written('Staff trained'), unit: written('people') },
    dimensions: ['sex', 'state', 'disability'],
    ...{ baseline: 20, target: 120, targetOn: { date: '2021-01-01', precision: 'year' } },
  })
  const of = indicator.items[1]!.indicators[0]!
  expect(of).toMatchObject({
    dimensions: ['sex', 'state', 'disability'],
    baseline: 20,
    target: 120,
    baselineOn: null,
    progress: null,
  })
  const measured = { date: '2020-03-01', precision: 'month' as const }
  const parts = [
    { by: 'sex' as const, of: 'women', value: 30 },
    { by: 'sex' as const, of: 'men', value: 40 },
    { by: 'state' as const, of: 'NER', value: 70 },
    { by: 'disability' as const, of: 'with_disability', value: 4 },
  ]
  const done = await officer.call(contract.saveMeasurement, {
    ...{ record, version: indicator.version, indicator: of.id, measured, value: 70, parts },
  })
  expect(done.items.map(({ kind }) => kind)).toEqual(['outcome', 'output'])
  expect(done.items[1]!.indicators[0]).toMatchObject({ progress: 0.5, measurements: [{ value: 70, parts, measured }] })
  const gone = await officer.call(contract.removeResult, { record, version: done.version, what: 'result', id: outcome })
  expect(gone.items).toEqual([])
})

test('parts that cannot be, codes that nobody has and stale versions are refused', async () => {
  const { record, version, outcome } = await begun()
  const named = { name: written('Judges'), unit: written('people') }
  const said = await officer.call(contract.saveIndicator, { record, version, result: outcome, ...named })
  const on = { record, version: said.version, indicator: said.items[0]!.indicators[0]!.id }
  const measure = (more: object) =>
    refused(
      officer.call(contract.saveMeasurement, {
        ...{ ...on, measured: { date: '2020-01-01', precision: 'year' as const }, value: 10 },
        ...more,
      }),
    )
  const women = { by: 'sex', of: 'women', value: 11 }
  expect(await measure({ parts: [women] })).toBe('400 input')
  expect(
    await measure({
      parts: [
        { ...women, value: 1 },
        { ...women, value: 2 },
      ],
    }),
  ).toBe('400 input')
  expect(await measure({ parts: [{ ...women, of: 'martians', value: 1 }] })).toBe('400 results.no_such_part')
  expect(await measure({ version: 1 })).toBe('409 edit_conflict')
})

test('a chain stays within its programme, and is no activity’s', async () => {
  const [one, other] = [await begun(), await begun()]
  const { record, version } = one
  const statement = written('Elsewhere')
  const save = (more: object) =>
    refused(officer.call(contract.saveResult, { record, version, kind: 'output', statement, ...more }))
  expect(await save({ parent: other.outcome })).toBe('404 not_found')
  expect(await save({ id: other.outcome, kind: 'outcome' })).toBe('404 not_found')
  expect(await save({ id: one.outcome })).toBe('409 results.kind_stays')
  expect(await save({ kind: 'outcome', parent: one.outcome })).toBe('409 results.outcome_of_none')
  const elsewhere = officer.call(contract.removeResult, { record, version, what: 'result', id: other.outcome })
  expect(await refused(elsewhere)).toBe('404 not_found')
  const asIndicator = officer.call(contract.removeResult, { record, version, what: 'indicator', id: one.outcome })
  expect(await refused(asIndicator)).toBe('404 not_found')
  const activity = await activityOf(officer, 'Course')
  expect(await save({ record: activity.id, version: activity.version })).toBe('409 results.programmes_only')
})

test('readers read it and do not change it; to others it is not there', async () => {
  const open = await begun({ audience: [everyone] })
  const own = await begun()
  expect(await cted.call(contract.readResults, { record: open.record })).toMatchObject({ mine: false, items: [{}] })
  const statement = written('Ours')
  const change = (of: object) => refused(cted.call(contract.saveResult, { kind: 'outcome', statement, ...of } as never))
  expect(await change({ record: open.record, version: open.version })).toBe('403 records.read_only')
  for (const record of [own.record, crypto.randomUUID()]) {
    expect(await refused(cted.call(contract.readResults, { record }))).toBe('404 not_found')
    expect(await change({ record, version: 1 })).toBe('404 not_found')
  }
})

test('progress is 0 at the baseline and 1 at the target, whichever way is better', () => {
  const figure = fc.integer({ min: -1000, max: 1000 })
  fc.assert(
    fc.property(figure, figure, figure, (baseline, target, value) => {
      fc.pre(baseline !== target)
      expect(progress(baseline, target, baseline)).toBeCloseTo(0)
      expect(progress(baseline, target, target)).toBeCloseTo(1)
      const [here, further] = [
        progress(baseline, target, value)!,
        progress(baseline, target, value + Math.sign(target - baseline))!,
      ]
      expect(further).toBeGreaterThan(here)
    }),
  )
  expect(progress(5, 5, 7)).toBeNull()
  expect(progress(null, null, 7)).toBeNull()
  expect(
    overflowing(
      [
        { by: 'sex', of: 'men', value: 8 },
        { by: 'age', of: '15_24', value: 3 },
      ],
      7,
    ),
  ).toEqual(['sex'])
})
