import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classesOf, isNewVisit, sinceFor, standings, trendOf } from './rules.ts'

test('what began, what ended and what goes on are all there is', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (began, ended, on) => {
      const figures = { now: began + on, before: ended + on, both: on }
      expect(standings(figures)).toEqual({ new: began, ended, goes_on: on })
      const grew = { new: 1, grown: 1, same: 0, moved: 0, shrunk: -1, ended: -1 }[trendOf(figures)]
      expect(grew).toBe(Math.sign(figures.now - figures.before))
    }),
  )
})

test('as many as before is only the same when they are the same', () => {
  expect(trendOf({ now: 2, before: 2, both: 2 })).toBe('same')
  expect(trendOf({ now: 2, before: 2, both: 1 })).toBe('moved')
  expect(trendOf({ now: 0, before: 2, both: 0 })).toBe('ended')
  expect(trendOf({ now: 2, before: 0, both: 0 })).toBe('new')
})

test('every figure of a map is in one class, and there are at most four', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300_000)), (figures) => {
      const classes = classesOf(figures)
      expect(classes.length).toBeLessThanOrEqual(4)
      for (const { from, until } of classes) expect(from).toBeLessThanOrEqual(until)
      for (const n of figures.filter((one) => one > 0))
        expect(classes.filter(({ from, until }) => n >= from && n <= until)).toHaveLength(1)
    }),
  )
  expect(classesOf([])).toEqual([])
  expect(classesOf([1, 3])).toEqual([
    { from: 1, until: 1 },
    { from: 2, until: 2 },
    { from: 3, until: 3 },
  ])
})

test('a visit is new an hour after the last look; the first look goes thirty days back', () => {
  const at = new Date('2020-03-31T12:00:00Z')
  const [since, before] = [new Date('2020-03-01T00:00:00Z'), new Date('2020-03-31T11:30:00Z')]
  const earlier = new Date('2020-03-31T11:00:00Z')
  expect(sinceFor(undefined, at)).toEqual(new Date('2020-03-01T12:00:00Z'))
  expect(sinceFor({ since, looked_at: before }, at)).toEqual(since)
  expect(sinceFor({ since, looked_at: earlier }, at)).toEqual(earlier)
  expect(isNewVisit({ since, looked_at: before }, at)).toBe(false)
})
