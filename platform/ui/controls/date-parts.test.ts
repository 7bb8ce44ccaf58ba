import { expect, test } from 'vitest'
import { digitsTyped, partsOf, readParts } from './date-parts.ts'

const of = (year: number | null, month: number | null = null, day: number | null = null) =>
  readParts({ year, month, day })

test('what is left empty makes the date less exact', () => {
  expect(of(2020, 2, 29)).toEqual({ is: 'date', date: { date: '2020-02-29', precision: 'day' } })
  expect(of(2020, 2)).toEqual({ is: 'date', date: { date: '2020-02-01', precision: 'month' } })
  expect(of(2020)).toEqual({ is: 'date', date: { date: '2020-01-01', precision: 'year' } })
  expect(of(null)).toEqual({ is: 'nothing' })
})

test('a day that is not in the calendar is told apart from half a date', () => {
  expect(of(2021, 2, 29)).toEqual({ is: 'impossible' })
  expect(of(2021, 13, 1)).toEqual({ is: 'impossible' })
  expect(of(202, 2, 1)).toEqual({ is: 'incomplete' })
  expect(of(2021, null, 3)).toEqual({ is: 'incomplete' })
  expect(of(null, 3)).toEqual({ is: 'incomplete' })
})

test('a date is read back as it was written', () => {
  for (const parts of [
    { year: 2020, month: 2, day: 29 },
    { year: 2020, month: 11, day: null },
    { year: 1999, month: null, day: null },
  ]) {
    const read = readParts(parts)
    expect(read.is === 'date' && partsOf(read.date)).toEqual(parts)
  }
})

test('digits may be Western, Arabic or Persian', () => {
  expect(digitsTyped('2020')).toBe(2020)
  expect(digitsTyped('٢٠٢٠')).toBe(2020)
  expect(digitsTyped('۲۰۲۰')).toBe(2020)
  expect(digitsTyped('May')).toBeNull()
})
