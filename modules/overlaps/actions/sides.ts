import type { Call, Tx } from '../../../platform/database.ts'
import { among } from '../../../platform/rows.ts'
import type { ActivityRow, ProgrammeRow } from '../../programmes/contract.ts'
import { activityRows, programmeRows } from '../../programmes/index.ts'
import type { Side } from '../contract.ts'
import { KNOWN, type Known } from '../rules.ts'

type Wanted = { id: string; kind: 'programme' | 'activity' }

/** What is said of each of these records. */
export async function sidesOf(tx: Tx, wanted: readonly Wanted[], call: Call): Promise<Map<string, Side>> {
  const ids = (kind: Wanted['kind']) => [...new Set(wanted.filter((one) => one.kind === kind).map(({ id }) => id))]
  const when = await windowsOf(tx, [...new Set(wanted.map(({ id }) => id))])
  const programmes = await programmeRows(tx, ids('programme'), call)
  const activities = await activityRows(tx, ids('activity'), call)
  return new Map([
    ...programmes.map((row) => [row.id, sideOf('programme', row, null, when)] as const),
    ...activities.map((row) => [row.id, sideOf('activity', row, row.attendees, when)] as const),
  ])
}

type Windows = ReadonlyMap<string, { starts: string | null; ends: string | null }>

async function windowsOf(tx: Tx, ids: readonly string[]): Promise<Windows> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('presence')
    .select(['record', 'starts_on', 'ends_on'])
    .where('record', 'in', among(ids))
    .execute()
  const day = (on: string) => (on.endsWith('infinity') ? null : on)
  return new Map(rows.map((row) => [row.record, { starts: day(row.starts_on), ends: day(row.ends_on) }]))
}

function sideOf(kind: Wanted['kind'], row: ProgrammeRow | ActivityRow, attendees: string | null, when: Windows): Side {
  const { id, code, title, status, leads, partners, start, end, head } = row
  const { starts = null, ends = null } = when.get(id) ?? {}
  const { level, invented } = head
  return { id, kind, code, title, status, leads, partners, start, end, starts, ends, attendees, level, invented }
}

/** An end that is open because the work goes on takes nothing from what is known of its start. */
export function knownOf({ start, end }: Side): Known {
  if (!start) return 'open'
  return KNOWN[Math.max(KNOWN.indexOf(start.precision), KNOWN.indexOf(end?.precision ?? start.precision))]!
}
