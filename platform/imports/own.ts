import { sql } from 'kysely'
import type { Call, Tx, Viewer } from '../database.ts'
import type { AskedJob } from '../jobs/contract.ts'
import { notFound, Problem } from '../problem.ts'
import type { OUTCOMES, UNDONE } from './contract/rows.ts'
import type { Importable, Seen, Within } from './importable.ts'

export type KeptImport = {
  id: string
  kind: string
  within: string | null
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

/**
 * The record that the rows become parts of; null for kinds that have none.
 *
 * @throws Problem imports.wrong_place where one is needed and not named, or the other way round; not_found; its refusal
 */
export async function withinOf(
  tx: Tx,
  importable: Importable,
  within: string | null,
  call: Call,
): Promise<Within | null> {
  if ((importable.within === undefined) !== (within === null)) throw new Problem('imports.wrong_place', 400)
  if (!importable.within || within === null) return null
  const found = await importable.within(tx, within, call)
  if (!found) throw notFound()
  if (found.refusal) throw found.refusal
  return found
}

/** How the work asked of it last stands; undefined where there is none, or nothing is kept of it any more. */
export async function workOn(tx: Tx, { job }: Pick<KeptImport, 'job'>): Promise<AskedJob['state'] | undefined> {
  if (job === null) return undefined
  const row = await tx.selectFrom('asked_jobs').select('state').where('id', '=', job).executeTakeFirst()
  return row?.state as AskedJob['state'] | undefined
}
export const isGoing = (state: AskedJob['state'] | undefined): boolean => state === 'waiting' || state === 'running'

/** Refuses while work on it is under way. @throws Problem imports.busy */
export async function refuseBusy(tx: Tx, of: KeptImport): Promise<void> {
  if (isGoing(await workOn(tx, of))) throw new Problem('imports.busy', 409)
}

/** How many rows each of these imports has, by its id: those of its sheet that are not above. */
export async function rowsIn(
  tx: Tx,
  imports: readonly Pick<KeptImport, 'id' | 'sheets' | 'sheet'>[],
): Promise<(id: string) => number> {
  const { rows } = await sql<{ id: string; above: number }>`
    select i.id, count(*)::int as above from imports i join import_rows r on r.import = i.id and r.sheet = i.sheet and r.n <= i.head
     where i.id = any (${imports.map(({ id }) => id)}::uuid[]) group by i.id`.execute(tx)
  const above = new Map(rows.map(({ id, above }) => [id, above]))
  const all = new Map(imports.map(({ id, sheets, sheet }) => [id, sheets[sheet]?.rows ?? 0]))
  return (id) => all.get(id)! - (above.get(id) ?? 0)
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
