import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEATURES, type Match, nameOdds } from './score.ts'
import { WEIGHTS } from './weights.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const weight = fc.double({ min: 0, max: 8, noNaN: true })
const match: fc.Arbitrary<Match> = fc.record({
  asked: share,
  listed: share,
  evidence: weight,
  askedMissing: share,
  listedMissing: share,
  words: fc.nat(6),
  worst: share,
  contradiction: share,
  union: share,
  low: fc.boolean(),
})

test('the odds of a name are the documented features by their fitted weights', () => {
  fc.assert(
    fc.property(match, (m) => {
      const sum = FEATURES.reduce((odds, { key, of }) => odds + WEIGHTS[key]! * of(m), WEIGHTS['base']!)
      expect(nameOdds(m)).toBeCloseTo(sum, 9)
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('every feature has a fitted weight, and one that keeps to its sign', () => {
  expect(Object.keys(WEIGHTS).sort()).toEqual(['base', ...FEATURES.map((f) => f.key)].sort())
  for (const { key, sign } of FEATURES) expect(sign * WEIGHTS[key]!).toBeGreaterThanOrEqual(0)
})
