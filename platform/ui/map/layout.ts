import { geoCentroid, geoEqualEarth, geoPath } from 'd3-geo'
import type { MultiPoint } from 'geojson'
import { apart, type Shapes } from './shapes.ts'
import { SMALL_PLACES } from './small-places.ts'

/** Size of the drawing; on screen it scales. */
export const WIDTH = 960
export const HEIGHT = 446
const RADIUS = 4.5
/** An area that would be smaller than this, in both directions, is drawn as a circle. */
const LEAST = 9

/** What is drawn: paths of SVG, and where each State is for the keyboard. */
export type Layout = {
  land: readonly { id: string; path: string }[]
  circles: readonly { id: string; x: number; y: number; r: number }[]
  points: ReadonlyMap<string, readonly [number, number]>
  undetermined: string
  other: string
  boundaries: string
  dotted: string
  /** The asterisk of the Falkland Islands (Malvinas). */
  asterisk: readonly [number, number]
}

/** Lays the States out on an equal-area map; those that would vanish become circles which do not cover each other. */
export function layOut(all: Shapes, states: ReadonlySet<string>): Layout {
  const shapes = apart(all, states)
  const extent: MultiPoint = {
    type: 'MultiPoint',
    coordinates: [
      [-168, 0],
      [-169.9, 0],
      [0, 83.6],
      [0, -56],
      [-70, -56],
    ],
  }
  const projection = geoEqualEarth().rotate([-11, 0])
  const sphere = projection
    .fitExtent(
      [
        [4, 4],
        [WIDTH - 4, HEIGHT - 4],
      ],
      { type: 'Sphere' },
    )
    .scale()
  // Without Antarctica: the width decides, and the drawing is moved up.
  projection.scale(sphere).fitWidth(WIDTH - 8, { type: 'Sphere' })
  const [, top] = geoPath(projection).bounds(extent)[0]
  const [dx, dy] = projection.translate()
  projection.translate([dx + 4, dy - top + 6])
  const path = geoPath(projection).digits(1)
  const draw = (of: Parameters<typeof path>[0]) => path(of) ?? ''

  const land: { id: string; path: string }[] = []
  const small: { id: string; at: readonly [number, number] }[] = []
  const points = new Map<string, readonly [number, number]>()
  for (const id of states) {
    const area = shapes.areas.get(id)
    if (!area) {
      const place = SMALL_PLACES[id]
      if (place) small.push({ id, at: projection([place[0], place[1]])! })
      continue
    }
    const largest = area.coordinates.reduce((a, b) => (sizeOf(path, a) > sizeOf(path, b) ? a : b))
    const [[x1, y1], [x2, y2]] = path.bounds(area)
    const at = projection(geoCentroid({ type: 'Polygon', coordinates: largest }))!
    if (x2 - x1 < LEAST && y2 - y1 < LEAST) small.push({ id, at })
    else {
      land.push({ id, path: draw(area) })
      points.set(id, at)
    }
  }
  const circles = spread(small)
  for (const { id, x, y } of circles) points.set(id, [x, y])
  return {
    land,
    circles,
    points,
    undetermined: draw(shapes.undetermined),
    other: draw(shapes.other),
    boundaries: draw(shapes.boundaries),
    dotted: draw(shapes.dotted),
    asterisk: projection([-56.5, -50.6])!,
  }
}

const sizeOf = (path: ReturnType<typeof geoPath>, coordinates: number[][][]): number =>
  path.area({ type: 'Polygon', coordinates })

/** Pushes circles that cover each other apart, the same way each time. */
function spread(places: readonly { id: string; at: readonly [number, number] }[]): Layout['circles'] {
  const circles = places.map(({ id, at: [x, y] }) => ({ id, x, y, r: RADIUS }))
  const apartBy = 2 * RADIUS + 1
  for (let round = 0; round < 80; round++)
    for (const [i, a] of circles.entries())
      for (const b of circles.slice(i + 1)) {
        const [dx, dy] = [b.x - a.x || 0.01, b.y - a.y || 0.01]
        const distance = Math.hypot(dx, dy)
        if (distance >= apartBy) continue
        const push = (apartBy - distance) / 2 / distance
        a.x -= dx * push
        a.y -= dy * push
        b.x += dx * push
        b.y += dy * push
      }
  return circles.map(({ x, y, ...circle }) => ({ ...circle, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }))
}

const TOWARDS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The nearest place in the direction of an arrow key, if there is one; the map is the same in every language. */
export function placeTowards(points: Layout['points'], from: string, key: string): string | undefined {
  const direction = TOWARDS[key]
  const at = points.get(from)
  if (!direction || !at) return undefined
  let best: { id: string; cost: number } | undefined
  for (const [id, [x, y]] of points) {
    const [dx, dy] = [x - at[0], y - at[1]]
    const along = dx * direction[0] + dy * direction[1]
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0])
    // Within the quarter that the arrow points into.
    if (id === from || along <= 0 || aside > along) continue
    const cost = along + 2 * aside
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id
}
