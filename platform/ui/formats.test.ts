import { expect, test } from 'vitest'
import { LANGUAGES } from '../text.ts'
import { formatsFor } from './formats.ts'

const issued = '2021-01-29'

test.each([
  ['ar', '29 كانون الثاني/يناير 2021'],
  ['en', '29 January 2021'],
  ['es', '29 de enero de 2021'],
  ['fr', '29 janvier 2021'],
  ['ru', '29 января 2021 г.'],
  ['zh', '2021年1月29日'],
] as const)('a day in %s is %s', (language, written) => {
  expect(formatsFor(language).day(issued)).toBe(written)
})

test('a date is written as exactly as it is known', () => {
  const { date } = formatsFor('en')
  expect(date({ date: '2019-05-01', precision: 'month' })).toBe('May 2019')
  expect(date({ date: '2019-01-01', precision: 'year' })).toBe('2019')
})

test('a day is the same day in every zone', () => {
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue'])
    expect(formatsFor('en', 'gregory', zone).day(issued)).toBe('29 January 2021')
})

test('a moment says its zone', () => {
  expect(formatsFor('en', 'gregory', 'Europe/Vienna').moment('2021-01-29T13:03:00Z')).toBe(
    '29 January 2021 at 14:03 CET',
  )
})

test('an Arabic moment carries both names of its month, in the zone of the reader', () => {
  const lastOfMonth = formatsFor('ar', 'gregory', 'Asia/Baghdad').moment('2021-01-31T22:30:00Z')
  expect(lastOfMonth).toContain('شباط/فبراير')
})

test('beside another calendar stands the Gregorian date', () => {
  expect(formatsFor('en', 'islamic-umalqura').day(issued)).toBe('16 Jumada II 1442 AH (29 January 2021)')
})

test('a span says once what both ends share', () => {
  const month = (date: string) => ({ date, precision: 'month' }) as const
  const spring = formatsFor('en').span(month('2020-03-01'), month('2020-06-01'))
  expect(spring.replace(/\s/g, ' ')).toBe('March – June 2020')
  expect(formatsFor('en').span(month('2020-03-01'), null)).toBe('March 2020 –')
  expect(formatsFor('ar').span(month('2020-03-01'), month('2020-03-01'))).toBe('آذار/مارس 2020')
  expect(formatsFor('zh').span(month('2020-03-01'), month('2020-06-01'))).toBe('2020年3月至2020年6月')
})

test.each(LANGUAGES)('%s writes days, months and years in an order of its own, all three', (language) => {
  expect(formatsFor(language).dateOrder().toSorted()).toEqual(['day', 'month', 'year'])
  expect(new Set(formatsFor(language).monthNames()).size).toBe(12)
})

test('Arabic numbers are in Western digits, as in the documents of the Organization', () => {
  expect(formatsFor('ar').number(3200)).toBe('3,200')
})

test('sizes and ages are rounded to what matters', () => {
  expect(formatsFor('en').bytes(2_340_000)).toBe('2.3 MB')
  expect(formatsFor('en').bytes(0)).toBe('0 byte')
  expect(formatsFor('en').ago('2021-01-29T09:00:00Z', new Date('2021-01-29T12:10:00Z'))).toBe('3 hours ago')
})
