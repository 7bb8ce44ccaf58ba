import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { type Cell, cellsOf } from '../cells.ts'
import type * as contract from '../contract.ts'
import type { Like, Overlap, Side } from '../contract.ts'
import { byStrength, type Meeting, meet } from '../rules.ts'
import { type Candidate, candidatesOf, type Input, idsOf, nearOf } from './candidates.ts'
import { knownOf, sidesOf } from './sides.ts'

/** Reasons told of one overlap. */
const TOLD = 12

type Found = z.output<typeof contract.listOverlaps.output>

export const listOverlaps = (tx: Tx, input: Input, call: Call): Promise<Found> => overlapsAmong(tx, input, call)

/** `also` leaves out records before they are compared. */
export async function overlapsAmong(
  tx: Tx,
  input: Input,
  call: Call,
  also: RawBuilder<unknown> = sql`true`,
): Promise<Found> {
  const all = await candidatesOf(tx, input, also)
  const chosen = {
    themes: input.themes && new Set(input.themes),
    regions: input.regions && new Set(input.regions),
    states: await idsOf(tx, input.states),
    organisations: await idsOf(tx, input.entities),
  }
  const { cells, total } = await cellsOf(all, chosen, input)
  const sides = await sidesOf(
    tx,
    cells.flatMap((cell) => cell.records),
    call,
  )
  const names = await organisationRefs(
    tx,
    cells.flatMap((cell) => [
      ...(cell.state ? [cell.state] : []),
      ...cell.records.flatMap(({ organisations }) => organisations),
    ]),
    call.language,
  )
  return {
    items: cells.map((cell) => overlapOf(cell, sides, names)),
    total,
    coverage: { records: all.length, asOf: call.at.toISOString() },
  }
}

type Names = ReadonlyMap<string, OrganisationRef>

function overlapOf(cell: Cell, sides: ReadonlyMap<string, Side>, names: Names): Overlap {
  const shown = cell.records.map((record) => {
    const side = sides.get(record.id)!
    return { side, ruled: { ...record, known: knownOf(side) } }
  })
  const meetings = shown
    .flatMap(({ ruled: one }, i) =>
      shown.slice(i + 1).flatMap(({ ruled: other }) => {
        const meeting = meet(one, other, cell.state)
        return meeting ? [{ one: one.id, other: other.id, ...meeting }] : []
      }),
    )
    .sort(byStrength)
  return {
    theme: cell.theme,
    place: placeOf(cell, names),
    organisations: [
      ...new Set(cell.records.flatMap(({ organisations }) => organisations.filter((one) => one !== cell.state))),
    ]
      .flatMap((id) => names.get(id) ?? [])
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    records: cell.total,
    sides: shown.map(({ side }) => side),
    pairs: meetings.length,
    meetings: meetings.slice(0, TOLD),
    certainty: meetings[0]?.certainty ?? 'possible',
  }
}

const placeOf = ({ state, region }: { state: string | null; region: string | null }, names: Names) => ({
  state: (state !== null && names.get(state)) || null,
  region,
})

export async function listLikes(
  tx: Tx,
  { id, page, size }: z.output<typeof contract.listLikes.input>,
  call: Call,
): Promise<z.output<typeof contract.listLikes.output>> {
  const near = await nearOf(tx, id)
  if (!near) throw notFound()
  const { own, others } = near
  const sides = await sidesOf(tx, [own, ...others], call)
  const names = await organisationRefs(tx, own.states, call.language)
  const found = others
    .flatMap((other) => likeOf(own, other, sides, names))
    .sort((a, b) => byStrength(a, b) || (a.side.id < b.side.id ? -1 : 1))
  return {
    items: found.slice((page - 1) * size, page * size),
    total: found.length,
    coverage: { records: 1 + others.length, asOf: call.at.toISOString() },
  }
}

/** What one record has in common with the other, over all places in which the two meet. */
function likeOf(own: Candidate, other: Candidate, sides: ReadonlyMap<string, Side>, names: Names): Like[] {
  const both = (a: readonly string[], b: readonly string[]) => a.filter((one) => b.includes(one))
  const [one, side] = [sides.get(own.id)!, sides.get(other.id)!]
  const meeting = (host: string | null): Meeting | null =>
    meet({ ...own, known: knownOf(one) }, { ...other, known: knownOf(side) }, host)
  const places =
    own.states.length > 0
      ? both(own.states, other.states).map((state) => ({ state, region: null, met: meeting(state) }))
      : both(own.regions, other.regions).map((region) => ({ state: null, region, met: meeting(null) }))
  const met = places.filter((place) => place.met !== null)
  const strongest = met.map((place) => place.met!).sort(byStrength)[0]
  if (!strongest) return []
  return [
    {
      side,
      themes: both(own.themes, other.themes),
      places: met.map((place) => placeOf(place, names)),
      ...strongest,
    },
  ]
}
