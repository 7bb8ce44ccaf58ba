import { sql } from 'kysely'
import type { Call, Tx, Viewer } from '../database.ts'
import { notFound, Problem } from '../problem.ts'
import type { OUTCOMES, UNDONE } from './contract.ts'
import type { Importable, Seen } from './importable.ts'

export type KeptImport = {
  id: string
  kind: string
  file_name: string
  language: string
  sheets: { name: string; rows: number; columns: number }[]
  encoding: string | null
  delimiter: string | null
  sheet: number
  head: number
  columns: string[]
  month_first: string[]
  seen: Seen | null
  state: string
  reached: number
  tally: Tally
  job: string | null
  made_at: Date
}

/** Rows by outcome, and by what undoing did with them. */
export type Tally = Readonly<Partial<Record<(typeof OUTCOMES)[number] | (typeof UNDONE)[number], number>>>
type Told = keyof Tally

/** The same once rows that were told as `before` are told as `after`; null: as nothing yet. */
export function retold(tally: Tally, before: readonly (Told | null)[], after: readonly (Told | null)[]): Tally {
  const now: Partial<Record<Told, number>> = { ...tally }
  for (const as of before) if (as !== null) now[as] = (now[as] ?? 0) - 1
  for (const as of after) if (as !== null) now[as] = (now[as] ?? 0) + 1
  return now
}

/** An import of the viewer's, held for this transaction when it is to be changed. @throws Problem not_found */
export async function ownImport(tx: Tx, id: string, { hold }: { hold: boolean }): Promise<KeptImport> {
  const row = await tx
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as KeptImport
}

/** The kind of an import, as far as the viewer may write such records now. @throws Problem imports.no_such_kind, access.denied */
export function kindOf(
  all: readonly Importable[],
  kind: string,
  { permissions }: Pick<Viewer, 'permissions'>,
): Importable {
  const found = all.find((one) => one.kind === kind)
  if (!found) throw new Problem('imports.no_such_kind', 400)
  if (!permissions.includes(found.permission)) throw new Problem('access.denied', 403, { needs: found.permission })
  return found
}

/** Refuses while work on it is under way. @throws Problem imports.busy */
export async function refuseBusy(tx: Tx, { job }: KeptImport): Promise<void> {
  if (job === null) return
  const going = await tx
    .selectFrom('asked_jobs')
    .select('id')
    .where('id', '=', job)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (going) throw new Problem('imports.busy', 409)
}

/** @throws Problem imports.not_now where it is not in one of these states */
export function refuseUnless(of: KeptImport, ...states: string[]): void {
  if (!states.includes(of.state)) throw new Problem('imports.not_now', 409)
}

export const changed = (call: Pick<Call, 'at'>) => ({ changed_at: call.at })

/** The headings of its table, by column; as many as the widest row has cells. */
export async function headingsIn(tx: Tx, { id, sheet, head, sheets }: KeptImport): Promise<string[]> {
  const row = await tx
    .selectFrom('import_rows')
    .select('cells')
    .where('import', '=', id)
    .where('sheet', '=', sheet)
    .where('n', '=', head)
    .executeTakeFirst()
  return Array.from({ length: sheets[sheet]?.columns ?? 0 }, (_, index) => row?.cells[index] ?? '')
}

/** Rows below the headings, as a condition. */
export const below = ({ id, sheet, head }: Pick<KeptImport, 'id' | 'sheet' | 'head'>) =>
  sql<boolean>`import = ${id} and sheet = ${sheet} and n > ${head}`
