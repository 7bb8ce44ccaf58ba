import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EITHER, FEATURES, type Match, nameOdds } from './score.ts'
import { WEIGHTS } from './weights.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const weight = fc.double({ min: 0, max: 8, noNaN: true })
const match: fc.Arbitrary<Match> = fc.record({
  asked: share,
  listed: share,
  evidence: weight,
  askedMissing: share,
  askedOthers: fc.nat(4),
  listedOthers: fc.nat(4),
  consonants: weight,
  disorder: fc.nat(3),
  words: fc.nat(6),
  worst: share,
  read: share,
  contradiction: share,
  union: share,
  spelling: fc.oneof(fc.constant(-1), share),
  residue: share,
  unwritten: fc.boolean(),
  signs: fc.boolean(),
  low: fc.boolean(),
})

test('the odds of a name are those of its words and of its spelling added, and of how sure the query is, each the documented features by their fitted weights', () => {
  fc.assert(
    fc.property(match, (m) => {
      const sum = (way: number): number =>
        FEATURES.filter((f) => f.way === way).reduce((odds, { key, of }) => odds + WEIGHTS[key]! * of(m), 0)
      expect(nameOdds(m)).toBeCloseTo(sum(EITHER) + Math.log(Math.exp(sum(0)) + Math.exp(sum(1))), 9)
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('every feature has a fitted weight, and one that keeps to its sign', () => {
  expect(Object.keys(WEIGHTS).sort()).toEqual(FEATURES.map((f) => f.key).sort())
  for (const { key, sign } of FEATURES) expect(sign * WEIGHTS[key]!).toBeGreaterThanOrEqual(0)
})

test('what is known by readings alone is not spelt, however alike the readings are', () => {
  fc.assert(
    fc.property(match, (m) => {
      expect(nameOdds({ ...m, read: 1, residue: 1 })).toBe(nameOdds({ ...m, read: 1, residue: 0 }))
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('how a query is written makes it less sure by the same, whoever is found', () => {
  fc.assert(
    fc.property(match, (m) => {
      const sure = nameOdds({ ...m, unwritten: false, signs: false })
      expect(nameOdds({ ...m, unwritten: true, signs: false })).toBeCloseTo(sure + WEIGHTS['unwritten']!, 9)
      expect(nameOdds({ ...m, unwritten: false, signs: true })).toBeCloseTo(sure + WEIGHTS['signs']!, 9)
    }),
    { seed: 1, numRuns: 200 },
  )
})
