import { sql } from 'kysely'
import type { Call, Tx } from '../database.ts'
import { askedJob, type Progress, type Work } from '../jobs/asked.ts'
import type { Job, Module } from '../module.ts'
import { Problem } from '../problem.ts'
import { refusalOf } from '../refusal.ts'
import { writeRows } from './batch.ts'
import type { Content, Importable } from './importable.ts'
import { below, type KeptImport, kindOf, ownImport } from './own.ts'

/** Rows of one transaction. */
const STEP = 200

type Input = { import: string }

/** The work of imports: each step some rows, as the person who asked, so that it goes on after a crash where it was. */
export const jobsOf = (importables: readonly Importable[], modules: () => readonly Module[]): Job[] => [
  askedJob<Input>('imports.check', (tx, work) => rowsStep(tx, work, { importables, modules: modules(), keep: false })),
  askedJob<Input>('imports.run', (tx, work) => rowsStep(tx, work, { importables, modules: modules(), keep: true })),
  askedJob<Input>('imports.undo', (tx, work) => undoStep(tx, work, importables)),
]

const callOf = ({ viewer, language, at }: Work<Input>): Call => ({ viewer, language, at })

async function rowsStep(
  tx: Tx,
  work: Work<Input>,
  { importables, modules, keep }: { importables: readonly Importable[]; modules: readonly Module[]; keep: boolean },
): Promise<Progress> {
  const of = await ownImport(tx, work.input.import, { hold: true })
  const importable = kindOf(importables, of.kind, work.viewer)
  const rows = await tx
    .selectFrom('import_rows')
    .select(['n', 'cells', 'reference', 'record'])
    .where(below(of))
    .where('n', '>', of.reached)
    .orderBy('n')
    .limit(STEP)
    .execute()
  await writeRows(tx, { of, importable, rows, keep }, callOf(work), modules)
  const more = rows.length === STEP
  await move(tx, of, rows.at(-1)?.n ?? of.reached, more ? of.state : keep ? 'done' : 'checked', work)
  return progress(of, work, rows.length, more)
}

/** The last first, so that what was made for another row goes before it. */
async function undoStep(tx: Tx, work: Work<Input>, importables: readonly Importable[]): Promise<Progress> {
  const of = await ownImport(tx, work.input.import, { hold: true })
  const importable = kindOf(importables, of.kind, work.viewer)
  const rows = await tx
    .selectFrom('import_rows')
    .select(['n', 'outcome', 'record', 'version', 'before'])
    .where(below(of))
    .where('record', 'is not', null)
    .where('undone', 'is', null)
    .orderBy('n', 'desc')
    .limit(STEP)
    .execute()
  for (const row of rows) {
    const undone = await undoRow(tx, importable, row as Written, callOf(work))
    await tx.updateTable('import_rows').set({ undone }).where(below(of)).where('n', '=', row.n).execute()
  }
  const more = rows.length === STEP
  await move(tx, of, of.reached, more ? of.state : 'undone', work)
  return progress(of, work, rows.length, more)
}

type Written = { outcome: string; record: string; version: number | null; before: Content | null }

/** Removes or restores one record; keeps it where somebody changed it since, or the asker may not any more. */
async function undoRow(tx: Tx, importable: Importable, { outcome, record, version, before }: Written, call: Call) {
  const now = await tx.selectFrom('records').select('version').where('id', '=', record).executeTakeFirst()
  if (!now || version === null || now.version !== version) return 'kept'
  await sql`savepoint import_row`.execute(tx)
  try {
    if (outcome === 'new') await importable.remove(tx, { id: record, version }, call)
    else await importable.edit(tx, { id: record, version }, before!, call)
    return outcome === 'new' ? 'removed' : 'restored'
  } catch (error) {
    if (!refusalOf(error as Error)) throw error
    await sql`rollback to savepoint import_row`.execute(tx)
    return 'kept'
  } finally {
    await sql`release savepoint import_row`.execute(tx)
  }
}

async function move(tx: Tx, { id }: KeptImport, reached: number, state: string, { at }: Work<Input>): Promise<void> {
  await tx.updateTable('imports').set({ reached, state, changed_at: at }).where('id', '=', id).execute()
}

/** Of all the rows it goes through; counted once, with the first step. */
async function progress(of: KeptImport, { done }: Work<Input>, count: number, more: boolean): Promise<Progress> {
  const total = Math.max(of.sheets[of.sheet]!.rows, done + count)
  return {
    done: more ? done + count : Math.max(done + count, 0),
    total: more ? total : done + count,
    more,
    ...(!more && { href: `/imports/${of.id}` }),
  }
}

/** @throws Problem imports.not_now for what is written before it is checked */
export function refuseUnchecked({ seen, state }: KeptImport): void {
  if (seen === null || !['checked', 'running'].includes(state)) throw new Problem('imports.not_now', 409)
}
