import { expect, test } from 'vitest'
import { clockOf, consentState, fullest, lastDay, seenBy } from './rules.ts'

const at = new Date('2026-06-15T12:00:00Z')
const day = (n: number) => new Date(at.getTime() + n * 86_400_000)
const given = (fields: object = {}) => ({
  form: 'whole' as const,
  to: 'a',
  from: day(-1),
  until: null,
  revokedAt: null,
  ...fields,
})

test('a consent is in force from its beginning, up to its end, until it is revoked', () => {
  expect(consentState(given(), at)).toBe('in_force')
  expect(consentState(given({ from: day(1) }), at)).toBe('upcoming')
  expect(consentState(given({ until: at }), at)).toBe('ended')
  expect(consentState(given({ from: day(1), revokedAt: at }), at)).toBe('revoked')
})

test('one sees what names one of one’s principals, within reach of the level', () => {
  const reader = { principals: ['a', 'b'], level: 1 }
  expect(seenBy(reader, [given(), given({ to: 'c', form: 'need' }), given({ to: 'b', form: 'need' })], 1, at)).toEqual([
    'whole',
    'need',
  ])
  expect(seenBy(reader, [given()], 2, at)).toEqual([])
  expect(seenBy(reader, [given({ to: null, form: null })], 0, at)).toEqual([])
  expect(fullest(['need', 'redacted'])).toBe('redacted')
  expect(fullest([])).toBeNull()
})

test('30 days, and six months to the same day or the last of a shorter month', () => {
  expect(lastDay('comments', '2026-02-01')).toBe('2026-03-03')
  expect(lastDay('steps', '2026-02-01')).toBe('2026-08-01')
  expect(lastDay('steps', '2025-08-31')).toBe('2026-02-28')
})

test('a clock runs, stands still while paused, and ends by an answer or by time', () => {
  const clock = (events: Parameters<typeof clockOf>[2], today = '2026-02-20') =>
    clockOf('comments', '2026-02-01', events, today)
  expect(clockOf('comments', null, [], '2026-02-20')).toEqual({ state: 'not_begun', due: null, answeredOn: null })
  expect(clock([])).toEqual({ state: 'running', due: '2026-03-03', answeredOn: null })
  const paused = { event: 'paused' as const, on: '2026-02-10' }
  expect(clock([paused])).toEqual({ state: 'paused', due: '2026-03-13', answeredOn: null })
  expect(clock([paused, { event: 'resumed', on: '2026-02-14' }], '2026-03-20')).toMatchObject({
    state: 'over',
    due: '2026-03-07',
  })
  expect(clock([paused, { event: 'answered', on: '2026-02-12' }])).toMatchObject({
    state: 'answered',
    answeredOn: '2026-02-12',
  })
})
