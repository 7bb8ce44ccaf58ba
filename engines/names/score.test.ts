import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EITHER, FEATURES, type Match, nameOdds, noMatch } from './score.ts'
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

test('a name that holds all of the other counts by how alike its words are written and how rare', () => {
  const of = (m: Partial<Match>): number =>
    FEATURES.find(({ key }) => key === 'withinSame')!.of({ ...noMatch(), words: 2, worst: 1, spelling: 0.7, ...m })
  const rare = { asked: 1, listed: 0.6, evidence: 3 }
  expect(of(rare)).toBeCloseTo(1 - Math.exp(-3))
  expect(of({ ...rare, asked: 0.6, listed: 1 })).toBe(of(rare))
  expect(of({ ...rare, evidence: 0.5 })).toBeCloseTo(1 - Math.exp(-0.5))
  expect(of({ ...rare, worst: 0.9 })).toBeCloseTo(0.84 * of(rare))
  for (const less of [{ worst: 0.75 }, { evidence: 0 }, { words: 1 }, { read: 1 }, { asked: 0.8 }, { spelling: -1 }])
    expect(of({ ...rare, ...less }), JSON.stringify(less)).toBe(0)
})
