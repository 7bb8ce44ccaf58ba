import { sql } from 'kysely'
import type { Call, Tx } from '../database.ts'
import { askedJob, type Progress, type Work } from '../jobs/asked.ts'
import type { Job, Module } from '../module.ts'
import { Problem } from '../problem.ts'
import { writeRows } from './batch.ts'
import type { UNDONE } from './contract/rows.ts'
import type { Content, Importable } from './importable.ts'
import { below, type KeptImport, kindOf, ownImport, retold, rowsIn, type Tally, withinOf } from './own.ts'
import { inParts } from './parts.ts'

/** Rows of one transaction. */
const STEP = 500

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
  await withinOf(tx, importable, of.within, callOf(work))
  const rows = await tx
    .selectFrom('import_rows')
    .select(['n', 'cells', 'reference', 'outcome'])
    .where(below(of))
    .where('n', '>', of.reached)
    .orderBy('n')
    .limit(STEP)
    .execute()
  const outcomes = await writeRows(tx, { of, importable, rows, keep }, callOf(work), modules)
  const more = rows.length === STEP
  const before = rows.map(({ outcome }) => outcome as (typeof outcomes)[number] | null)
  await move(tx, of, work, {
    reached: rows.at(-1)?.n ?? of.reached,
    state: more ? of.state : keep ? 'done' : 'checked',
    tally: retold(of.tally, before, outcomes),
  })
  return progress(tx, of, work, rows.length, more)
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
  const undone = await undoRows(tx, { of, importable, rows: rows as unknown as Written[] }, callOf(work))
  const more = rows.length === STEP
  await move(tx, of, work, { state: more ? of.state : 'undone', tally: retold(of.tally, [], undone) })
  return progress(tx, of, work, rows.length, more)
}

type Undone = (typeof UNDONE)[number]
type Written = { n: number; outcome: string; record: string; version: number | null; before: Content | null }

/**
 * Removes or restores records; keeps those that somebody changed since, or that the asker may not change any more. Answers
 * what became of them.
 */
async function undoRows(
  tx: Tx,
  { of, importable, rows }: { of: KeptImport; importable: Importable; rows: readonly Written[] },
  call: Call,
): Promise<Undone[]> {
  const { rows: unchanged } = await sql<{ id: string }>`
    select r.id from records r, unnest(${rows.map(({ record }) => record)}::uuid[], ${rows.map(({ version }) => version)}::integer[]) w(id, version)
     where r.id = any (${rows.map(({ record }) => record)}::uuid[]) and r.id = w.id and r.version = w.version`.execute(
    tx,
  )
  const untouched = new Set(unchanged.map(({ id }) => id))
  const found = rows.filter(({ record }) => untouched.has(record))
  const undone = new Map<number, Undone>(rows.map(({ n }) => [n, 'kept']))
  const keep = () => undefined
  const known = ({ record, version }: Written) => ({ id: record, version: version! })
  const note = (part: readonly Written[], as: Undone) => () => {
    for (const { n } of part) undone.set(n, as)
  }
  await inParts(
    tx,
    found.filter(({ outcome }) => outcome === 'new'),
    keep,
    async (part) => {
      await importable.remove(tx, part.map(known), call)
      return note(part, 'removed')
    },
  )
  await inParts(
    tx,
    found.filter(({ outcome }) => outcome !== 'new'),
    keep,
    async (part) => {
      const records = part.map((row) => ({ ...known(row), content: row.before! }))
      await importable.edit(tx, records, call)
      return note(part, 'restored')
    },
  )
  await sql`
    update import_rows w set undone = r.undone from unnest(${[...undone.keys()]}::integer[], ${[...undone.values()]}::text[]) r(n, undone)
     where w.import = ${of.id} and w.sheet = ${of.sheet} and w.n = r.n`.execute(tx)
  return [...undone.values()]
}

async function move(
  tx: Tx,
  { id }: KeptImport,
  { at }: Work<Input>,
  { tally, ...to }: { reached?: number; state: string; tally: Tally },
): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ ...to, tally: JSON.stringify(tally), changed_at: at })
    .where('id', '=', id)
    .execute()
}

/** Of how many rows; undoing goes through fewer, and says how many once it has. */
async function progress(
  tx: Tx,
  of: KeptImport,
  { done }: Work<Input>,
  count: number,
  more: boolean,
): Promise<Progress> {
  const now = done + count
  if (!more) return { done: now, total: now, more, href: `/imports/${of.id}` }
  const rowsOf = await rowsIn(tx, [of])
  return { done: now, total: Math.max(rowsOf(of.id), now), more }
}

/** @throws Problem imports.not_now for what is written before it is checked */
export function refuseUnchecked({ seen, state }: KeptImport): void {
  if (seen === null || !['checked', 'running'].includes(state)) throw new Problem('imports.not_now', 409)
}
