import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byStrength, KNOWN, meet, type Side } from './rules.ts'

const ORGANISATIONS = ['UNODC', 'IOM', 'WHO', 'NER']
const day = fc.integer({ min: 0, max: 60 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
const side = (id: string): fc.Arbitrary<Side> =>
  fc
    .record({
      id: fc.constant(id),
      organisations: fc.subarray(ORGANISATIONS, { minLength: 1, maxLength: 2 }),
      audience: fc.constantFrom(null, 'judges', 'police'),
      programme: fc.constantFrom(null, null, 'p', 'a', 'b'),
      days: fc.tuple(fc.option(day, { freq: 4 }), fc.option(day, { freq: 4 })),
      known: fc.constantFrom(...KNOWN),
    })
    .map(({ days: [one, other], ...of }) => ({
      ...of,
      starts: one !== null && other !== null && one > other ? other : one,
      ends: one !== null && other !== null && one > other ? one : other,
    }))
const two = fc.tuple(side('a'), side('b'))
const host = fc.constantFrom(null, 'NER')
const one: Side = {
  ...{ id: 'a', organisations: ['UNODC'], audience: null, programme: null },
  ...{ starts: '2020-01-01', ends: '2020-03-31', known: 'month' },
}
const other: Side = { ...one, id: 'b', organisations: ['IOM'], starts: '2020-03-01', ends: null }

describe('an overlap', () => {
  test('is told of both sides alike', () => {
    fc.assert(
      fc.property(two, host, ([a, b], at) => {
        expect(meet(a, b, at)).toEqual(meet(b, a, at))
      }),
    )
  })

  test('is never one record with itself, nor what somebody takes part in on both sides', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        expect(meet(a, { ...b, id: a.id })).toBeNull()
        expect(meet(a, { ...b, organisations: [...b.organisations, a.organisations[0]!] })).toBeNull()
      }),
    )
  })

  test('stays one, and grows no shorter, when a side lasts longer', () => {
    fc.assert(
      fc.property(two, host, day, ([a, b], at, longer) => {
        const met = meet(a, b, at)
        const wider = meet({ ...a, ends: a.ends === null || a.ends > longer ? a.ends : longer }, b, at)
        if (!met) return
        expect(wider).not.toBeNull()
        if (wider!.days !== null) expect(wider!.days).toBeGreaterThanOrEqual(met.days!)
      }),
    )
  })

  test('is surer when the audience is said, and never surer when a date is known less', () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const [said, unsaid] = [
          { ...a, audience: 'judges' },
          { ...a, audience: null },
        ].map((of) => meet(of, { ...b, audience: 'judges' }))
        if (said && unsaid) expect(byStrength(said, unsaid)).toBeLessThan(0)
        const vaguer = meet({ ...a, known: 'open' }, b)
        const met = meet(a, b)
        if (met && vaguer) expect(byStrength(met, vaguer)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('counts its days, first and last', () => {
    expect(meet(one, other)).toEqual({
      ...{ from: '2020-03-01', until: '2020-03-31', days: 31, audience: 'unknown' },
      ...{ known: 'month', certainty: 'likely' },
    })
    expect(meet({ ...one, ends: null }, other)).toMatchObject({ from: '2020-03-01', until: null, days: null })
  })

  test('is none after the other has ended, for others, or between a programme and its parts', () => {
    expect(meet({ ...one, ends: '2020-02-29' }, other)).toBeNull()
    expect(meet({ ...one, audience: 'judges' }, { ...other, audience: 'police' })).toBeNull()
    expect(meet({ ...one, programme: 'b' }, other)).toBeNull()
    expect(meet({ ...one, programme: 'p' }, { ...other, programme: 'p' })).toBeNull()
    expect(meet({ ...one, programme: 'p' }, { ...other, programme: 'q' })).not.toBeNull()
  })

  test('does not count the State in which both are', () => {
    const [ours, theirs] = [
      { ...one, organisations: ['UNODC', 'NER'] },
      { ...other, organisations: ['IOM', 'NER'] },
    ]
    expect(meet(ours, theirs)).toBeNull()
    expect(meet(ours, theirs, 'NER')).not.toBeNull()
    expect(meet({ ...ours, organisations: ['NER'] }, theirs, 'NER')).toBeNull()
  })
})
