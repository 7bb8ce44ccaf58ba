import { expect, test } from 'vitest'
import { fold, holdsOn, overlap, shiftDay } from './rules.ts'

test.each([
  ['Türkiye', 'turkiye'],
  ['Côte d’Ivoire', "cote d'ivoire"],
  ['  São  Tomé ', 'sao tome'],
  ['Йемен', 'иемен'],
  ['إيران', 'ايران'],
  ['المملكة العربيّة السعوديّة', 'المملكة العربية السعودية'],
  ['中国', '中国'],
])('%s is searched as %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('a membership holds from its first to its last day', () => {
  const member = { from: '2020-03-01', fromKnown: true, until: '2020-06-30' }
  expect(['2020-02-29', '2020-03-01', '2020-06-30', '2020-07-01'].map((day) => holdsOn(member, day, null))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a membership whose beginning is unknown is taken to hold since its group began, not before', () => {
  const member = { from: '2021-01-29', fromKnown: false, until: null }
  expect(holdsOn(member, '2020-06-01', '2018-02-23')).toBe(true)
  expect(holdsOn(member, '2018-02-22', '2018-02-23')).toBe(false)
})

test.each([
  [{ from: '2020-01-01', until: '2020-06-30' }, { from: '2020-06-30', until: null }, true],
  [{ from: '2020-01-01', until: '2020-06-30' }, { from: '2020-07-01', until: null }, false],
  [{ from: '2020-07-01', until: null }, { from: '2020-01-01', until: '2020-06-30' }, false],
  [{ from: '2020-01-01', until: null }, { from: '2019-01-01', until: null }, true],
])('%j and %j: overlap is %s', (a, b, expected) => {
  expect(overlap(a, b)).toBe(expected)
})

test('the day before a month begins is the last of the month before', () => {
  expect([shiftDay('2020-03-01', -1), shiftDay('2022-06-01', -1)]).toEqual(['2020-02-29', '2022-05-31'])
})
