import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Amount } from '../programmes/fields.ts'
import { agree, GOALS, holds, inOrderOfAgenda, isSdg, sum, targetsOf } from './rules.ts'

test('the 2030 Agenda has 17 goals with 169 targets', () => {
  expect(GOALS).toHaveLength(17)
  expect(GOALS.flatMap(targetsOf)).toHaveLength(169)
  expect(targetsOf('16').slice(-3)).toEqual(['16.10', '16.a', '16.b'])
  expect(['16', '16.a', '17.19', '3.d'].every(isSdg)).toBe(true)
  expect(['0', '18', '16.c', '16.11', '17.a', '16.'].some(isSdg)).toBe(false)
  expect(inOrderOfAgenda(['16.a', '5', '16', '16.3', '5'])).toEqual(['5', '16', '16.3', '16.a'])
})

const amount = fc.record({
  n: fc.integer({ min: 1, max: 5000 }),
  comparator: fc.constantFrom('eq', 'ge', 'gt', 'lt'),
}) as fc.Arbitrary<Amount>
/** A figure, and a number that it may stand for. */
const counted = fc.tuple(amount, fc.nat(4000)).map(([of, by]) => {
  const count = { eq: of.n, ge: of.n + by, gt: of.n + 1 + by, lt: Math.max(0, of.n - 1 - by) }[of.comparator]
  return { of, count }
})

test('a sum says of every true count what is true', () => {
  fc.assert(
    fc.property(fc.array(counted, { minLength: 1, maxLength: 8 }), (all) => {
      const total = sum(all.map(({ of }) => of))
      if (total.length === 1) {
        const count = all.reduce((n, one) => n + one.count, 0)
        expect(holds(total[0]!, count)).toBe(true)
      } else {
        const [rest, above] = [
          all.filter(({ of }) => of.comparator !== 'lt'),
          all.filter(({ of }) => of.comparator === 'lt'),
        ]
        expect(
          holds(
            total[0]!,
            rest.reduce((n, one) => n + one.count, 0),
          ),
        ).toBe(true)
        expect(
          holds(
            total[1]!,
            above.reduce((n, one) => n + one.count, 0),
          ),
        ).toBe(true)
      }
    }),
  )
})

test('the order of what is added makes no difference', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 8 }), (all) => {
      expect(sum(all.toReversed())).toEqual(sum(all))
    }),
  )
})

test('sums as the report makes them', () => {
  expect(sum([])).toEqual([])
  expect(
    sum([
      { n: 100, comparator: 'gt' },
      { n: 20, comparator: 'eq' },
    ]),
  ).toEqual([{ n: 120, comparator: 'gt' }])
  expect(
    sum([
      { n: 100, comparator: 'ge' },
      { n: 20, comparator: 'eq' },
    ]),
  ).toEqual([{ n: 120, comparator: 'ge' }])
  expect(
    sum([
      { n: 50, comparator: 'lt' },
      { n: 20, comparator: 'eq' },
    ]),
  ).toEqual([{ n: 70, comparator: 'lt' }])
  expect(
    sum([
      { n: 50, comparator: 'lt' },
      { n: 100, comparator: 'gt' },
    ]),
  ).toEqual([
    { n: 100, comparator: 'gt' },
    { n: 50, comparator: 'lt' },
  ])
})

test('two figures of one thing agree where one number may be both', () => {
  fc.assert(
    fc.property(amount, amount, (one, other) => {
      const both = Array.from({ length: 5003 }, (_, n) => n).some((n) => holds(one, n) && holds(other, n))
      const beyond = [one, other].every(({ comparator }) => comparator === 'ge' || comparator === 'gt')
      expect(agree(one, other)).toBe(both || beyond)
    }),
    { numRuns: 60 },
  )
})
