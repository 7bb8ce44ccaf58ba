import { expect, test } from 'vitest'
import type { Pace } from '../module.ts'
import { dueAt, type Times } from './due.ts'

const baghdad: Times = { timeZone: 'Asia/Baghdad', quiet: null, mailAt: '07:00' }
const night: Times = { ...baghdad, quiet: { from: '21:00', until: '06:30' } }
const due = (told: string, pace: Pace, times: Times) => dueAt(new Date(told), pace, times)?.toISOString()

test.each<[string, string, Pace, Times, string | undefined]>([
  ['at once is now', '2026-03-03T10:00:00Z', 'at_once', baghdad, '2026-03-03T10:00:00.000Z'],
  ['daily is the next seven o’clock there', '2026-03-03T03:59:00Z', 'daily', baghdad, '2026-03-03T04:00:00.000Z'],
  ['what is told at that hour waits a day', '2026-03-03T04:00:00Z', 'daily', baghdad, '2026-03-04T04:00:00.000Z'],
  ['weekly is the next Monday', '2026-03-03T10:00:00Z', 'weekly', baghdad, '2026-03-09T04:00:00.000Z'],
  ['never is never', '2026-03-03T10:00:00Z', 'never', baghdad, undefined],
  ['quiet hours delay to their end', '2026-03-03T19:00:00Z', 'at_once', night, '2026-03-04T03:30:00.000Z'],
  ['also after midnight', '2026-03-04T00:00:00Z', 'at_once', night, '2026-03-04T03:30:00.000Z'],
  ['and not outside', '2026-03-04T03:30:00Z', 'at_once', night, '2026-03-04T03:30:00.000Z'],
  [
    'by day too',
    '2026-03-04T09:00:00Z',
    'at_once',
    { ...baghdad, quiet: { from: '12:00', until: '13:00' } },
    '2026-03-04T10:00:00.000Z',
  ],
  [
    'a digest within them comes at their end',
    '2026-03-03T10:00:00Z',
    'daily',
    { ...night, mailAt: '05:00' },
    '2026-03-04T03:30:00.000Z',
  ],
  // Clocks in Paris go from 02:00 to 03:00 that night.
  [
    'an hour that a day does not have is the one after',
    '2026-03-28T10:00:00Z',
    'daily',
    { timeZone: 'Europe/Paris', quiet: null, mailAt: '02:30' },
    '2026-03-29T01:30:00.000Z',
  ],
])('%s', (_, told, pace, times, expected) => {
  expect(due(told, pace, times)).toBe(expected)
})
