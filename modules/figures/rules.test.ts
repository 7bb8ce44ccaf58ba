import fc from 'fast-check'
import { expect, test } from 'vitest'
import vocabularies from '../../data/reference/vocabularies.json' with { type: 'json' }
import { holds } from '../particulars/rules.ts'
import type { Amount } from '../programmes/fields.ts'
import { before, change, DEFINITIONS, FIGURES, gap, type Lot, split, tally, yearsAround } from './rules.ts'

const comparator = fc.constantFrom('eq', 'ge', 'gt', 'lt')
/** A true number with what a record says of it. */
const said = fc.record({ truth: fc.integer({ min: 0, max: 500 }), comparator, slack: fc.integer({ min: 1, max: 50 }) })
const amountOf = ({ truth, comparator: is, slack }: typeof said extends fc.Arbitrary<infer T> ? T : never): Amount => {
  if (is === 'eq') return { n: truth, comparator: 'eq' }
  if (is === 'ge') return { n: Math.max(0, truth - slack), comparator: 'ge' }
  if (is === 'gt') return truth === 0 ? { n: 0, comparator: 'ge' } : { n: Math.max(0, truth - slack), comparator: 'gt' }
  return { n: truth + slack, comparator: 'lt' }
}
const lotOf = (over: Partial<Lot>): Lot => ({
  ...{ year: 2020, records: 1, events: { n: 1, comparator: 'eq' }, participants: null, attended: [], ...over },
})

test('no type of activity counts in two figures, none that counts is near another, and all of them exist', () => {
  const known = vocabularies.activityTypes.map(({ code }) => code)
  const figures = FIGURES.filter((figure) => DEFINITIONS[figure].of === figure)
  const all = figures.flatMap((figure) => [...DEFINITIONS[figure].types, ...DEFINITIONS[figure].near])
  expect(new Set(all).size).toBe(all.length)
  expect(all.filter((type) => !known.includes(type))).toEqual([])
  expect(DEFINITIONS.people_trained.types).toBe(DEFINITIONS.trainings.types)
})

test('a figure never says what the true numbers contradict', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 8 }), (all) => {
      const { amounts, records, untold } = tally(
        'events',
        all.map((one) => lotOf({ events: amountOf(one) })),
      )
      const truth = all.reduce((n, one) => n + one.truth, 0)
      expect([records, untold]).toEqual([all.length, 0])
      if (amounts.length === 1) expect(holds(amounts[0]!, truth)).toBe(true)
      else expect(amounts.map((amount) => amount.comparator)).toContain('lt')
    }),
  )
})

test('more records are never fewer, and years add up', () => {
  const lots = fc.array(
    fc.record({
      n: fc.nat(100),
      year: fc.integer({ min: 2018, max: 2021 }),
      comparator: fc.constantFrom('eq', 'ge', 'gt'),
    }),
  )
  const ofLots = (some: readonly { n: number; year: number; comparator: string }[]) =>
    tally(
      'events',
      some.map(({ n, year, comparator: is }) => lotOf({ year, events: { n, comparator: is as 'eq' } })),
    )
  fc.assert(
    fc.property(lots, lots, (some, more) => {
      const [few, many] = [ofLots(some), ofLots([...some, ...more])]
      expect(many.amounts[0]!.n).toBeGreaterThanOrEqual(few.amounts[0]!.n)
      const years = [2018, 2019, 2020, 2021].map((year) => ofLots(some.filter((lot) => lot.year === year)))
      expect(years.reduce((n, { amounts }) => n + amounts[0]!.n, 0)).toBe(few.amounts[0]!.n)
      expect(years.reduce((n, { records }) => n + records, 0)).toBe(few.records)
    }),
  )
})

test('a stated number of participants is never added to those told by sex, which are its parts', () => {
  const eq = (n: number): Amount => ({ n, comparator: 'eq' })
  const attended = [{ women: eq(20), men: eq(10), other: null }]
  const stated = lotOf({ participants: eq(50), attended })
  const bySexOnly = lotOf({ attended })
  const untold = lotOf({})
  const allAlone = lotOf({ records: 3, participants: { n: 300, comparator: 'gt' } })
  expect(tally('people', [stated])).toEqual({ amounts: [eq(50)], records: 1, untold: 0 })
  expect(tally('people', [bySexOnly])).toEqual({ amounts: [eq(30)], records: 1, untold: 0 })
  expect(tally('people', [stated, bySexOnly, untold, allAlone])).toEqual({
    ...{ amounts: [{ n: 380, comparator: 'gt' }], records: 6, untold: 1 },
  })
  expect(split([stated, bySexOnly, untold, allAlone])).toEqual({
    ...{ women: [eq(40)], men: [eq(20)], other: [], untold: [{ n: 320, comparator: 'gt' }], records: 3 },
  })
  expect(tally('people', [untold])).toEqual({ amounts: [], records: 1, untold: 1 })
  expect(tally('people', [])).toEqual({ amounts: [eq(0)], records: 0, untold: 0 })
})

test('by sex and not told are together what is stated, where all of it is exact', () => {
  const lot = fc.record({ women: fc.nat(50), men: fc.nat(50), rest: fc.nat(50), tells: fc.boolean() })
  fc.assert(
    fc.property(fc.array(lot), (all) => {
      const eq = (n: number): Amount => ({ n, comparator: 'eq' })
      const lots = all.map(({ women, men, rest, tells }) =>
        lotOf({
          participants: eq(women + men + rest),
          attended: tells ? [{ women: eq(women), men: eq(men), other: null }] : [],
        }),
      )
      const { women, men, other, untold } = split(lots)
      const sum = [women, men, other, untold].flat().reduce((n, amount) => n + amount.n, 0)
      expect(sum).toBe(tally('people', lots).amounts[0]!.n)
    }),
  )
})

test('several are more than one each', () => {
  expect(tally('events', [lotOf({ events: null, records: 2 }), lotOf({ events: { n: 5, comparator: 'eq' } })])).toEqual(
    {
      ...{ amounts: [{ n: 7, comparator: 'gt' }], records: 3, untold: 2 },
    },
  )
})

test('a change and a gap are told only as far as every true number allows', () => {
  fc.assert(
    fc.property(said, said, fc.boolean(), (one, other, hasUntold) => {
      const of = (spec: typeof one, untold = 0) => ({ amounts: [amountOf(spec)], records: 1, untold })
      const truth = one.truth - other.truth
      const { is, by } = change(of(one), of(other))
      if (by !== null) expect(by).toBe(truth)
      if (is !== 'unclear') expect(Math.sign(truth)).toBe({ more: 1, fewer: -1, same: 0 }[is])

      const found = gap(amountOf(one), of(other, Number(hasUntold)))
      if (found.is === 'exact') expect(found.n).toBe(truth)
      if (found.is === 'none') expect(truth).toBe(0)
      if (found.is === 'at_least') expect(truth).toBeGreaterThanOrEqual(found.n!)
      if (found.is === 'over') expect(-truth).toBeGreaterThanOrEqual(found.n!)
      if (hasUntold) expect(['over', 'unclear']).toContain(found.is)
    }),
  )
  const none = tally('events', [])
  expect(gap({ n: 73, comparator: 'eq' }, none)).toEqual({ is: 'exact', n: 73 })
  expect(gap({ n: 3200, comparator: 'gt' }, none)).toEqual({ is: 'at_least', n: 3201 })
})

test('the period before is as long and ends the day before, and a picture shows one to twenty years that end with the period', () => {
  const period = fc
    .tuple(fc.integer({ min: 1950, max: 2100 }), fc.nat(60))
    .map(([from, length]) => ({ from, until: from + length }))
  fc.assert(
    fc.property(period, ({ from, until }) => {
      const earlier = before({ from, until })
      expect(earlier.until).toBe(from - 1)
      expect(earlier.until - earlier.from).toBe(until - from)
      const years = yearsAround({ from, until })
      expect(years.at(-1)).toBe(until)
      expect(years.length).toBeGreaterThanOrEqual(5)
      expect(years.length).toBeLessThanOrEqual(20)
      if (until - from < 20) expect(years).toContain(from)
    }),
  )
})
