import { expect, test } from 'vitest'
import { placeOf, spanOf, ticksOf } from './time-data.ts'

const span = { from: 2020, until: 2020 }

test('a bar lies from its first day to the end of its last', () => {
  expect(placeOf({ from: '2020-01-01', until: '2020-12-31' }, span)).toEqual({ start: 0, end: 100 })
  const half = placeOf({ from: '2020-07-02', until: '2020-07-02' }, span)!
  expect(half.start).toBeCloseTo(50, 5)
  expect(half.end - half.start).toBeCloseTo(100 / 366, 5)
})

test('what is open reaches the edge, what lies outside is nowhere', () => {
  expect(placeOf({ from: null, until: null }, span)).toEqual({ start: 0, end: 100 })
  expect(placeOf({ from: '2019-01-01', until: '2019-12-31' }, span)).toBeUndefined()
  expect(placeOf({ from: '2021-01-01', until: null }, span)).toBeUndefined()
  expect(placeOf({ from: '2019-12-31', until: '2020-01-01' }, span)).toMatchObject({ start: 0 })
})

test('the axis covers what begins and ends on it, or the present year', () => {
  expect(
    spanOf(
      [
        { from: '2018-05-01', until: null },
        { from: null, until: '2021-01-31' },
      ],
      '2026-01-01',
    ),
  ).toEqual({
    from: 2018,
    until: 2021,
  })
  expect(spanOf([{ from: null, until: null }], '2026-01-01')).toEqual({ from: 2026, until: 2026 })
})

test('years are written as far as there is room for them', () => {
  expect(ticksOf({ from: 2018, until: 2021 })).toEqual([2018, 2019, 2020, 2021])
  expect(ticksOf({ from: 2000, until: 2030 })).toEqual([2000, 2005, 2010, 2015, 2020, 2025, 2030])
})
