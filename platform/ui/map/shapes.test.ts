import { readFileSync } from 'node:fs'
import { geoArea, geoContains } from 'd3-geo'
import { expect, test } from 'vitest'
import world from 'world-atlas/countries-110m.json' with { type: 'json' }
import { layOut, placeTowards } from './layout.ts'
import { shapesOf } from './shapes.ts'

type State = { m49: string; short: { en: string } }
const states: State[] = JSON.parse(
  readFileSync(new URL('../../../data/reference/states.json', import.meta.url), 'utf8'),
)
const shapes = shapesOf(world as never)
const layout = layOut(shapes, new Set(states.map(({ m49 }) => m49)))
const isIn = (m49: string, at: [number, number]) => geoContains(shapes.areas.get(m49)!, at)
const isOpen = (at: [number, number]) => geoContains(shapes.undetermined, at)
const isDotted = ([x, y]: [number, number]) =>
  shapes.dotted.coordinates.flat().some(([lon, lat]) => Math.hypot(lon! - x, lat! - y) < 1)
const M49 = (name: string) => states.find(({ short }) => short.en === name)!.m49

test('every Member and observer State is on the map, once, as a shape or as a circle that no other covers', () => {
  const drawn = [...layout.land, ...layout.circles].map(({ id }) => id)
  expect(new Set(drawn).size).toBe(drawn.length)
  expect(states.filter(({ m49 }) => !drawn.includes(m49)).map(({ short }) => short.en)).toEqual([])
  for (const [i, a] of layout.circles.entries())
    for (const b of layout.circles.slice(i + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.r + b.r - 0.5)
})

test('disputed places are shown as the United Nations shows them', () => {
  expect(isIn(M49('Ukraine'), [34.1, 45.2])).toBe(true)
  expect(isIn(M49('Russian Federation'), [34.1, 45.2])).toBe(false)
  expect(isIn(M49('Russian Federation'), [37.6, 55.7])).toBe(true)
  // Western Sahara on both sides of the berm, and not north of its boundary.
  for (const at of [
    [-14.5, 24],
    [-10, 26.8],
    [-14, 22.3],
  ] as [number, number][]) {
    expect(isOpen(at), String(at)).toBe(true)
    expect(isIn(M49('Morocco'), at), String(at)).toBe(false)
  }
  expect(isIn(M49('Morocco'), [-8, 31.6])).toBe(true)
  expect(isOpen([-8, 31.6])).toBe(false)
  expect(isIn(M49('China'), [121, 23.7])).toBe(true)
  expect(isIn(M49('Serbia'), [20.9, 42.6])).toBe(true)
  expect(isIn(M49('Cyprus'), [33.4, 35.25])).toBe(true)
  expect(isIn(M49('Somalia'), [45, 9.8])).toBe(true)
  expect(isOpen([28.5, 9.9])).toBe(true)
  expect(isOpen([-59, -51.8])).toBe(true)
  for (const at of [
    [75, 34.5],
    [78.5, 34.5],
    [30, 9.8],
    [20.8, 43.2],
    [-13.17, 27.67],
  ] as [number, number][])
    expect(isDotted(at), String(at)).toBe(true)
  // The rest of the boundary between India and Pakistan is a boundary.
  expect(isDotted([70.5, 27.8])).toBe(false)
})

test('areas keep their size, and no shape covers the world', () => {
  for (const [id, area] of shapes.areas) expect(geoArea(area), id).toBeLessThan(1)
  expect(geoArea(shapes.undetermined)).toBeLessThan(0.05)
})

test('arrow keys lead to the neighbour in that direction, on from circles too', () => {
  const [bx] = layout.points.get(M49('Chile'))!
  const [ax] = layout.points.get(placeTowards(layout.points, M49('Chile'), 'ArrowRight')!)!
  expect(ax).toBeGreaterThan(bx)
  expect(placeTowards(layout.points, M49('Chile'), 'Enter')).toBeUndefined()
  // Every State can be reached from every other.
  const reached = new Set([M49('Kenya')])
  for (const id of reached)
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      const next = placeTowards(layout.points, id, key)
      if (next) reached.add(next)
    }
  expect(states.filter(({ m49 }) => !reached.has(m49)).map(({ short }) => short.en)).toEqual([])
})
