import type { MultiLineString, MultiPolygon, Position } from 'geojson'
import { merge, mesh } from 'topojson-client'
import type {
  Polygon as Area,
  MultiPolygon as Areas,
  GeometryCollection,
  GeometryObject,
  Topology,
} from 'topojson-specification'

/** The shapes of a map: what belongs to a State, by code of the standard M49, and what is drawn for none. */
export type Shapes = {
  areas: ReadonlyMap<string, MultiPolygon>
  /** Neither part of a State on this map nor a State: hatched. */
  undetermined: MultiPolygon
  /** Other land: territories, drawn plain. */
  other: MultiPolygon
  boundaries: MultiLineString
  /** Boundaries that the United Nations draws as undetermined. */
  dotted: MultiLineString
}

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>
type Country = (Area | Areas) & { id?: string | number; properties?: { name: string } }
type Piece = { id: string; polygons: number[][][] }

const KOSOVO = 'Kosovo'
/** What the data draws apart and the United Nations does not: by name where it has no code. */
const PART_OF: Readonly<Record<string, string>> = {
  [KOSOVO]: '688',
  'N. Cyprus': '196',
  Somaliland: '706',
  '158': '156',
}
const [MOROCCO, WESTERN_SAHARA, FALKLANDS, ANTARCTICA] = ['504', '732', '238', '010']
const [RUSSIA, UKRAINE] = ['643', '804']
/** West, south, east, north: the polygon of the Crimean peninsula lies in it whole. */
const CRIMEA = [32, 44, 37, 46.6] as const
/** Degrees north; between Morocco and Western Sahara. */
const PARALLEL = 27.6667
/** Pairs whose boundary is not determined, or an armistice line; where a third stands, only the part inside those bounds. */
const UNDETERMINED: readonly (readonly [string, string, (readonly [number, number, number, number])?])[] = [
  ['356', '586', [73.5, 32.4, 80, 38]],
  ['356', '156', [77, 32.2, 80.6, 37]],
  ['729', '728'],
  ['376', '275'],
  ['376', '760'],
  ['688', KOSOVO],
]
/** Abyei, approximately, after the award of 2009. */
const ABYEI: Position[][] = [
  [
    [27.83, 10.17],
    [29.0, 10.17],
    [29.0, 9.67],
    [28.45, 9.35],
    [27.83, 9.6],
    [27.83, 10.17],
  ],
]

/** Natural Earth's areas as the United Nations shows them; README.md says what is done and why. */
export function shapesOf(world: World): Shapes {
  const countries = world.objects.countries.geometries as Country[]
  const pieces = collect(world, countries)
  const areas = new Map([...pieces].map(([id, piece]) => [id, areaOf(world, piece)]))
  const { north, south } = cut(areas.get(MOROCCO!)!, PARALLEL)
  areas.set(MOROCCO!, north)
  const undetermined: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [
      ...areas.get(WESTERN_SAHARA!)!.coordinates,
      ...south.coordinates,
      ...areas.get(FALKLANDS!)!.coordinates,
      ABYEI,
    ],
  }
  for (const id of [WESTERN_SAHARA!, FALKLANDS!, ANTARCTICA!]) areas.delete(id)
  return { areas, undetermined, other: { type: 'MultiPolygon', coordinates: [] }, ...linesOf(world, countries, pieces) }
}

/** Takes the areas of those that are no State out, for one plain layer. */
export function apart(shapes: Shapes, states: ReadonlySet<string>): Shapes {
  const coordinates = [...shapes.areas].flatMap(([id, area]) => (states.has(id) ? [] : area.coordinates))
  const areas = new Map([...shapes.areas].filter(([id]) => states.has(id)))
  return { ...shapes, areas, other: { type: 'MultiPolygon', coordinates } }
}

const nameOf = ({ id, properties }: Country): string => (id === undefined ? (properties?.name ?? '') : String(id))
const ownerOf = (country: Country): string => PART_OF[nameOf(country)] ?? nameOf(country)

function collect(world: World, countries: readonly Country[]): Map<string, Piece> {
  const pieces = new Map<string, Piece>()
  for (const country of countries) {
    const polygons = country.type === 'Polygon' ? [country.arcs] : country.arcs
    for (const polygon of polygons) {
      const id = ownerOf(country) === RUSSIA && isWithin(world, polygon, CRIMEA) ? UKRAINE! : ownerOf(country)
      const piece = pieces.get(id) ?? { id, polygons: [] }
      piece.polygons.push(polygon)
      pieces.set(id, piece)
    }
  }
  return pieces
}

type Bounds = readonly [number, number, number, number]
const inside = ([x = 0, y = 0]: Position, [west, south, east, north]: Bounds): boolean =>
  x >= west && x <= east && y >= south && y <= north

/** Whether all of a polygon lies in the bounds. */
function isWithin(world: World, polygon: number[][], bounds: Bounds): boolean {
  const area = merge(world, [{ type: 'Polygon', arcs: polygon }])
  return area.coordinates.flat(2).every((at) => inside(at, bounds))
}

const areaOf = (world: World, { polygons }: Piece): MultiPolygon =>
  merge(
    world,
    polygons.map((arcs): Area => ({ type: 'Polygon', arcs })),
  )

/** An area north and south of a parallel. */
function cut({ coordinates }: MultiPolygon, parallel: number): { north: MultiPolygon; south: MultiPolygon } {
  const half = (keeps: (latitude: number) => boolean): MultiPolygon => ({
    type: 'MultiPolygon',
    coordinates: coordinates.flatMap(([ring]) => {
      const kept = cutRing(ring!, parallel, keeps)
      return kept.length < 4 ? [] : [[kept]]
    }),
  })
  return { north: half((y) => y >= parallel), south: half((y) => y < parallel) }
}

function cutRing(ring: readonly Position[], parallel: number, keeps: (latitude: number) => boolean): Position[] {
  const kept: Position[] = []
  for (let i = 0; i + 1 < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i], ring[i + 1]] as [[number, number], [number, number]]
    if (keeps(y1)) kept.push([x1, y1])
    if (keeps(y1) !== keeps(y2)) kept.push([x1 + ((parallel - y1) / (y2 - y1)) * (x2 - x1), parallel])
  }
  return kept.length > 0 ? [...kept, kept[0]!] : kept
}

function linesOf(world: World, countries: readonly Country[], pieces: ReadonlyMap<string, Piece>) {
  const pairOf = (a: string, b: string) =>
    UNDETERMINED.find(([one, other]) => (a === one && b === other) || (a === other && b === one))
  const isSahara = (a: string, b: string) =>
    [MOROCCO, WESTERN_SAHARA].includes(a) && [MOROCCO, WESTERN_SAHARA].includes(b)
  const joined: GeometryCollection = {
    type: 'GeometryCollection',
    geometries: [...pieces.values()].map(
      ({ id, polygons }): GeometryObject => ({ type: 'MultiPolygon', arcs: polygons, id }),
    ),
  }
  const boundaries = mesh(
    world,
    joined,
    (a, b) => a !== b && !isSahara(String(a.id), String(b.id)) && !pairOf(String(a.id), String(b.id)),
  )
  const dotted: Position[][] = [
    [
      [-13.17, PARALLEL],
      [-8.67, PARALLEL],
    ],
  ]
  for (const [one, other, bounds] of UNDETERMINED) {
    const pair = countries.filter((c) => nameOf(c) === one || nameOf(c) === other)
    const line = mesh(world, { type: 'GeometryCollection', geometries: pair }, (a, b) => a !== b)
    for (const part of line.coordinates) {
      if (!bounds) dotted.push(part)
      else for (const [isIn, run] of runsOf(part, bounds)) (isIn ? dotted : boundaries.coordinates).push(run)
    }
  }
  return { boundaries, dotted: { type: 'MultiLineString', coordinates: dotted } as MultiLineString }
}

/** A line in pieces, inside and outside of the bounds. */
function runsOf(line: readonly Position[], bounds: Bounds): [boolean, Position[]][] {
  const runs: [boolean, Position[]][] = []
  for (let i = 0; i + 1 < line.length; i++) {
    const isIn = inside(line[i]!, bounds) && inside(line[i + 1]!, bounds)
    const last = runs.at(-1)
    if (last && last[0] === isIn) last[1].push(line[i + 1]!)
    else runs.push([isIn, [line[i]!, line[i + 1]!]])
  }
  return runs
}
