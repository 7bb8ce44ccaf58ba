import { scheduler } from 'node:timers/promises'
import type { Candidate } from './actions/candidates.ts'
import { areLike } from './rules.ts'

/** A theme in a place, with the records that have a counterpart there. */
export type Cell = {
  theme: string
  /** Id of the State, or else the region that records name which name no State. */
  state: string | null
  region: string | null
  /** Organisations on either side of a pair, but for the State itself. */
  organisations: number
  /** The first of them: those that end last. */
  records: readonly Candidate[]
  total: number
}

type Chosen = {
  themes?: ReadonlySet<string> | undefined
  states?: ReadonlySet<string> | undefined
  regions?: ReadonlySet<string> | undefined
  /** A pair fits when one of its sides takes part in it. */
  organisations?: ReadonlySet<string> | undefined
}
type Page = { page: number; size: number }

/** Records of one cell that are looked at pair by pair. */
const MOST = 40
/** Milliseconds of comparing after which others get their turn, at the next record. */
const TURN = 20

/**
 * Themes in places where records of different organisations are like each other: a page of them, those with most
 * organisations first, and how many there are. Of a cell that cannot come to the page it is only asked whether there is
 * any pair: no more organisations can meet there than there are.
 */
export async function cellsOf(
  all: readonly Candidate[],
  chosen: Chosen,
  { page, size }: Page,
): Promise<{ cells: Cell[]; total: number }> {
  const turn = turns()
  const open = placed(all, chosen).sort((a, b) => b.sides.size - a.sides.size)
  const whole: Cell[] = []
  let total = 0
  let isAhead = false
  for (const one of open) {
    // Cells come with ever fewer sides: what none can overtake any more stays so.
    isAhead ||= whole.filter(({ organisations }) => organisations > one.sides.size).length >= page * size
    if (isAhead) total += one.sides.size > 1 && (await hasPair(one, chosen, turn)) ? 1 : 0
    else {
      const cell = await wholeOf(one, chosen, turn)
      if (cell.total > 0) {
        whole.push(cell)
        total += 1
      }
    }
  }
  const cells = whole.sort(byOrganisations).slice((page - 1) * size, page * size)
  return { cells: cells.map((cell) => ({ ...cell, records: cell.records.toSorted(byEnd).slice(0, MOST) })), total }
}

const byOrganisations = (a: Cell, b: Cell) =>
  b.organisations - a.organisations ||
  b.total - a.total ||
  compare(a.theme, b.theme) ||
  compare(a.state ?? a.region!, b.state ?? b.region!)
const byEnd = (a: Candidate, b: Candidate) => compare(b.ends ?? '~', a.ends ?? '~') || compare(a.id, b.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type Open = { theme: string; state: string | null; region: string | null; records: Candidate[]; sides: Set<string> }

/** Each record once in each of its States and themes; in a region where it names no State. */
function placed(all: readonly Candidate[], { themes, states, regions }: Chosen): Open[] {
  const open = new Map<string, Map<string, Open>>()
  const put = (record: Candidate, theme: string, place: string, isState: boolean) => {
    const ofTheme = open.get(theme) ?? new Map<string, Open>()
    if (ofTheme.size === 0) open.set(theme, ofTheme)
    let cell = ofTheme.get(place)
    if (!cell) {
      cell = { theme, state: isState ? place : null, region: isState ? null : place, records: [], sides: new Set() }
      ofTheme.set(place, cell)
    }
    cell.records.push(record)
    for (const side of record.organisations) if (side !== place) cell.sides.add(side)
  }
  for (const record of all) {
    const isState = record.states.length > 0
    const wanted = isState ? states : regions
    for (const place of isState ? record.states : record.regions) {
      if (wanted && !wanted.has(place)) continue
      for (const theme of record.themes) if (!themes || themes.has(theme)) put(record, theme, place, isState)
    }
  }
  return [...open.values()].flatMap((ofTheme) => [...ofTheme.values()])
}

async function hasPair({ records, state }: Open, chosen: Chosen, turn: Turn): Promise<boolean> {
  for (const [i, one] of records.entries()) {
    await turn()
    for (let k = i + 1; k < records.length; k++) if (fits(one, records[k]!, state, chosen)) return true
  }
  return false
}

async function wholeOf({ theme, state, region, records, sides }: Open, chosen: Chosen, turn: Turn): Promise<Cell> {
  const met: Candidate[] = []
  if (sides.size > 1)
    for (const one of records) {
      await turn()
      if (records.some((other) => fits(one, other, state, chosen))) met.push(one)
    }
  const meeting = new Set(met.flatMap(({ organisations }) => organisations.filter((one) => one !== state)))
  return { theme, state, region, organisations: meeting.size, records: met, total: met.length }
}

function fits(one: Candidate, other: Candidate, host: string | null, { organisations }: Chosen): boolean {
  if (!areLike(one, other, host)) return false
  const isWanted = (id: string) => id !== host && organisations!.has(id)
  return !organisations || one.organisations.some(isWanted) || other.organisations.some(isWanted)
}

type Turn = () => Promise<void> | undefined

/** Lets others have their turn, once some time has gone by. */
function turns(): Turn {
  let since = performance.now()
  const yielded = async () => {
    await scheduler.yield()
    since = performance.now()
  }
  return () => (performance.now() - since < TURN ? undefined : yielded())
}
