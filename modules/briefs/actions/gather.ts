import { sql } from 'kysely'
import type { Call, Tx } from '../../../platform/database.ts'
import { markOf } from '../../../platform/exports/write.ts'
import { listFocalPoints } from '../../directory/index.ts'
import { overlapsAmong } from '../../overlaps/index.ts'
import { within } from '../../overview/index.ts'
import { readPresence } from '../../programmes/contract/presence.ts'
import { listProgrammes } from '../../programmes/contract.ts'
import { activityRows, exportable, narrowed, presenceOf, programmeRows, termsIn } from '../../programmes/index.ts'
import { OFFICE_TYPES } from '../../programmes/rules.ts'
import { listMarks } from '../../safeguards/index.ts'

/** What a brief is about: one State, or one organisation. */
export type Subject = { states: [string] } | { entities: [string] }

/** Records of one kind that a brief lists; of more it says how many there are. */
const LISTED = 400
/** Likewise of what began and what ended in the year, and of overlaps. */
const NAMED = 40
const OVERLAPS = 20

type Found = { id: string; kind: 'programme' | 'activity'; type: string; open: boolean; now: boolean; before: boolean }
export type Gathered = Awaited<ReturnType<typeof gather>>

/**
 * All that a brief says of its subject, as the viewer sees it and as far as its originators let it be carried away: what
 * they keep from export is in no list, no figure and no overlap, and only counted.
 */
export async function gather(tx: Tx, code: string, subject: Subject, year: number, call: Call) {
  const all = await found(tx, subject, year)
  const open = all.filter((one) => one.open)
  const ids = (kind: Found['kind'], some = open) => some.filter((one) => one.kind === kind).map(({ id }) => id)
  const programmes = await programmeRows(tx, ids('programme').slice(0, LISTED), call)
  const activities = await activityRows(tx, ids('activity').slice(0, LISTED), call)
  const offices = await programmeRows(tx, officeIds(open, await hosted(tx, subject)).slice(0, LISTED), call)
  const change = await changes(tx, open, call)
  const overlaps = await overlapsAmong(
    tx,
    { ...subject, themes: undefined, pillars: undefined, regions: undefined, page: 1, size: OVERLAPS } as never,
    call,
    exportable,
  )
  const focalPoints = await focalPointsOf(tx, code, call)
  const { items: marks } = await listMarks(tx, { programmes: programmes.map(({ id }) => id) })
  const beside = [
    ...overlaps.items.flatMap(({ sides }) => sides.map(({ id }) => id)),
    ...focalPoints.flatMap(({ nomination }) => nomination ?? []),
  ]
  const named = [...programmes, ...activities, ...offices, ...change.rows].map(({ id }) => id)
  return {
    ...{ programmes, activities, offices, change, overlaps, focalPoints },
    counts: { programmes: ids('programme').length, activities: ids('activity').length },
    /** Readable, and kept from export by their originators. */
    kept: all.length - open.length,
    marks: new Map(marks.map((mark) => [mark.programme, mark.state])),
    figures: await figures(tx, subject, call),
    terms: await termsIn(tx, call.language),
    mark: await markOf(tx, [...open.map(({ id }) => id), ...beside]),
    /** Of which the brief says something by name. */
    records: [...new Set([...named, ...beside])],
  }
}

const by = (subject: Subject) => ({ ...listProgrammes.input.parse({}), ...subject })

/** Under way first, the latest first. */
async function found(tx: Tx, subject: Subject, year: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select p.record as id, p.kind, p.type, ${exportable} as open,
           ${within(year, year)} as now, ${within(year - 1, year - 1)} as before
      from presence p
     where ${narrowed('programme', { ...by(subject), aggregates: true })}
        or ${narrowed('activity', { ...by(subject), aggregates: false })}
     order by array_position(array['ongoing', 'planned', 'proposed', 'completed'], p.status),
              nullif(p.starts_on, '-infinity') desc nulls last, p.code, p.record`.execute(tx)
  return rows
}

/** Of a State, what stands in it; of an organisation, all that it leads or joins stands somewhere. */
async function hosted(tx: Tx, subject: Subject): Promise<ReadonlySet<string> | null> {
  if (!('states' in subject)) return null
  const { rows } = await sql<{ id: string }>`
    select p.record as id from presence p
     where ${narrowed('programme', { ...listProgrammes.input.parse({}), hosts: subject.states, aggregates: true })}`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

const officeIds = (open: readonly Found[], here: ReadonlySet<string> | null): string[] =>
  open
    .filter(({ id, type }) => (OFFICE_TYPES as readonly string[]).includes(type) && (here === null || here.has(id)))
    .map(({ id }) => id)

/** What began and what ended, by name as far as a brief has room, and how much went on. */
async function changes(tx: Tx, open: readonly Found[], call: Call) {
  const began = open.filter(({ now, before }) => now && !before)
  const ended = open.filter(({ now, before }) => before && !now)
  const named = [...began.slice(0, NAMED), ...ended.slice(0, NAMED)]
  const ids = (kind: Found['kind']) => named.filter((one) => one.kind === kind).map(({ id }) => id)
  const rows = [
    ...(await programmeRows(tx, ids('programme'), call)),
    ...(await activityRows(tx, ids('activity'), call)),
  ]
  const byId = new Map(rows.map((row) => [row.id, row]))
  const rowsOf = (some: readonly Found[]) => some.slice(0, NAMED).map(({ id }) => byId.get(id)!)
  return {
    rows,
    began: { total: began.length, rows: rowsOf(began) },
    ended: { total: ended.length, rows: rowsOf(ended) },
    wentOn: open.filter(({ now, before }) => now && before).length,
  }
}

/** Who does what, as the presence matrix counts it. */
async function figures(tx: Tx, subject: Subject, call: Call) {
  const rows = 'states' in subject ? 'entity' : 'state'
  const matrix = (kind: 'programme' | 'activity', columns: 'pillar' | 'theme') =>
    presenceOf(tx, readPresence.input.parse({ ...subject, kind, rows, columns }), call, exportable)
  return {
    rows,
    byPillar: await matrix('programme', 'pillar'),
    byTheme: await matrix('programme', 'theme'),
    activities: await matrix('activity', 'theme'),
  } as const
}

/** Focal points whom the viewer may know, without those whose nomination is kept from export. */
async function focalPointsOf(tx: Tx, code: string, call: Call) {
  const { items } = await listFocalPoints(tx, { organisation: code }, call)
  const { rows } = await sql<{ id: string }>`
    select r.id from records r where r.id = any (${items.flatMap(({ nomination }) => nomination ?? [])}::uuid[])
       and 'no_export' = any (r.handling) and r.owner_org is distinct from viewer_org()`.execute(tx)
  const kept = new Set(rows.map(({ id }) => id))
  return items.filter(({ nomination }) => nomination === null || !kept.has(nomination))
}
