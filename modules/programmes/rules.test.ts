import { expect, test } from 'vitest'
import { isInOrder, lastDayOf, startsItsPeriod } from './rules.ts'

test.each([
  ['2020-02-29', 'day', '2020-02-29'],
  ['2020-02-01', 'month', '2020-02-29'],
  ['2021-02-01', 'month', '2021-02-28'],
  ['2020-12-01', 'month', '2020-12-31'],
  ['2020-01-01', 'year', '2020-12-31'],
] as const)('the last day that %s may mean as a %s is %s', (date, precision, last) => {
  expect(lastDayOf({ date, precision })).toBe(last)
})

test('a date stands on the first day of what it means', () => {
  expect(startsItsPeriod({ date: '2020-03-15', precision: 'day' })).toBe(true)
  expect(startsItsPeriod({ date: '2020-03-01', precision: 'month' })).toBe(true)
  expect(startsItsPeriod({ date: '2020-03-02', precision: 'month' })).toBe(false)
  expect(startsItsPeriod({ date: '2020-03-01', precision: 'year' })).toBe(false)
})

test('an end contradicts a start only where no day could satisfy both', () => {
  const march = { date: '2020-03-01', precision: 'month' } as const
  expect(isInOrder(march, { date: '2020-01-01', precision: 'year' })).toBe(true)
  expect(isInOrder(march, { date: '2020-02-29', precision: 'day' })).toBe(false)
  expect(isInOrder({ date: '2020-03-31', precision: 'day' }, march)).toBe(true)
  expect(isInOrder(march, null)).toBe(true)
  expect(isInOrder(null, march)).toBe(true)
})
