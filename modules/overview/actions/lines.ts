import type { Call, Tx } from '../../../platform/database.ts'
import type { ActivityRow, ProgrammeRow } from '../../programmes/contract.ts'
import { activityRows, programmeRows } from '../../programmes/index.ts'
import type { ComparedRecord } from '../contract.ts'

type Line = Omit<ComparedRecord, 'standing'>
type Wanted = { id: string; kind: 'programme' | 'activity' }

/** What a line says of each of these records. */
export async function linesOf(tx: Tx, wanted: readonly Wanted[], call: Call): Promise<Map<string, Line>> {
  const ids = (kind: Wanted['kind']) => wanted.filter((one) => one.kind === kind).map(({ id }) => id)
  const programmes = await programmeRows(tx, ids('programme'), call)
  const activities = await activityRows(tx, ids('activity'), call)
  return new Map([
    ...programmes.map((row) => [row.id, lineOf('programme', row)] as const),
    ...activities.map((row) => [row.id, lineOf('activity', row)] as const),
  ])
}

function lineOf(kind: Wanted['kind'], row: ProgrammeRow | ActivityRow): Line {
  const { id, code, title, status, leads, states, pillars, start, end, head } = row
  const { level, invented } = head
  return { id, kind, code, title, status, leads, states, pillars, start, end, level, invented }
}
