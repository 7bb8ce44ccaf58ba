import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { ZodError } from 'zod'
import type { Call, Tx } from '../database.ts'
import { log } from '../log.ts'
import type { Module } from '../module.ts'
import { Problem } from '../problem.ts'
import { describeProblem } from '../problem-text.ts'
import { refusalOf } from '../refusal.ts'
import type { Language } from '../text.ts'
import type { KeptFault } from './faults.ts'
import type { Content, Existing, Importable } from './importable.ts'
import { namesFor } from './lookups.ts'
import type { KeptImport } from './own.ts'
import { readRow } from './values/row.ts'

type Row = { n: number; cells: string[]; reference: string | null; record: string | null }
type Result = {
  n: number
  outcome: 'new' | 'changed' | 'unchanged' | 'bad'
  faults: KeptFault[]
  record: string | null
  before: Content | null
}

/**
 * Writes some rows of an import, each by the module's own acts and apart from the others: a row that is refused leaves
 * nothing. With `keep` false everything is done and taken back again, so that a check finds all that writing would.
 */
export async function writeRows(
  tx: Tx,
  { of, importable, rows, keep }: { of: KeptImport; importable: Importable; rows: readonly Row[]; keep: boolean },
  call: Call,
  modules: readonly Module[],
): Promise<void> {
  const reader = {
    importable,
    columns: of.columns,
    names: await namesFor(tx, importable, of.columns),
    order: (key: string) => (of.month_first.includes(key) ? ('month_first' as const) : ('day_first' as const)),
  }
  const references = rows.flatMap(({ reference }) => reference ?? [])
  const firsts = await firstRows(tx, of, references)
  const existing = await importable.find(tx, references, call)
  const results: Result[] = []
  for (const row of rows) {
    const { values, faults } = readRow(reader, row.cells)
    const first = row.reference === null ? undefined : firsts.get(row.reference)
    const at = of.columns.indexOf(importable.reference)
    if (row.reference === null) faults.push({ column: at, code: 'no_reference', params: {} })
    else if (first !== row.n) faults.push({ column: at, code: 'twice', params: { row: first! } })
    const there = row.reference === null ? undefined : existing.get(row.reference)
    results.push(
      faults.length > 0
        ? { n: row.n, outcome: 'bad', faults, record: null, before: null }
        : await writeRow(tx, { of, importable, there, values, n: row.n, keep }, call, modules),
    )
  }
  await keepResults(tx, of, results, keep)
}

type Writing = {
  of: KeptImport
  importable: Importable
  there: Existing | undefined
  values: Record<string, unknown>
  n: number
  keep: boolean
}

async function writeRow(
  tx: Tx,
  { of, importable, there, values, n, keep }: Writing,
  call: Call,
  modules: readonly Module[],
): Promise<Result> {
  const result = { n, faults: [], record: there?.id ?? null, before: null }
  await sql`savepoint import_row`.execute(tx)
  try {
    const content = await importable.merge(tx, values, there?.content ?? null, of.language as Language, call)
    if (there && isDeepStrictEqual(content, there.content)) return { ...result, outcome: 'unchanged' }
    if (there) await importable.edit(tx, there, content, call)
    const record = there?.id ?? (await importable.add(tx, content, of.seen!, call))
    if (!keep) await sql`rollback to savepoint import_row`.execute(tx)
    return {
      ...result,
      outcome: there ? 'changed' : 'new',
      record: keep || there ? record : null,
      before: there?.content ?? null,
    }
  } catch (error) {
    await sql`rollback to savepoint import_row`.execute(tx)
    return { ...result, outcome: 'bad', faults: faultsOf(error as Error, of, importable, call, modules), record: null }
  } finally {
    await sql`release savepoint import_row`.execute(tx)
  }
}

/** Why a row was refused; what is no refusal and not the row's doing is thrown on. */
function faultsOf(
  error: Error & { code?: string },
  of: KeptImport,
  importable: Importable,
  call: Call,
  modules: readonly Module[],
): KeptFault[] {
  if (error instanceof ZodError) {
    const { fields = [] } = describeProblem(
      new Problem('input', 400, {}, { issues: error.issues }),
      call.language,
      modules,
    )
    return fields.map(({ path, message }) => {
      const key = importable.columnOf(path)
      const column = key === undefined ? -1 : of.columns.indexOf(key)
      const required = importable.columns.find((one) => one.key === key)
      return {
        column: column < 0 ? null : column,
        code: 'field',
        params: { message, field: required ? (importable.texts[call.language][required.key] ?? '') : path },
      }
    })
  }
  const problem = refusalOf(error)
  if (problem) return [{ column: null, code: `problem:${problem.code}`, params: problem.params }]
  // Data that the database cannot hold (classes 22 and 23) is the row's doing; everything else is not.
  if (!/^2[23]/.test(error.code ?? '')) throw error
  log.fault('imports.row', error, { import: of.id })
  return [{ column: null, code: 'not_kept', params: {} }]
}

/** The first row with each of these references. */
async function firstRows(
  tx: Tx,
  { id, sheet, head }: KeptImport,
  references: readonly string[],
): Promise<Map<string, number>> {
  if (references.length === 0) return new Map()
  const { rows } = await sql<{ reference: string; n: number }>`
    select reference, min(n) as n from import_rows
     where import = ${id} and sheet = ${sheet} and n > ${head} and reference = any (${[...references]}::text[])
     group by reference`.execute(tx)
  return new Map(rows.map(({ reference, n }) => [reference, n]))
}

async function keepResults(
  tx: Tx,
  { id, sheet }: KeptImport,
  results: readonly Result[],
  keep: boolean,
): Promise<void> {
  await sql`
    update import_rows w set outcome = r.outcome, faults = r.faults,
           record = case when ${keep} and r.outcome in ('new', 'changed') then r.record end,
           version = case when ${keep} then (select version from records where records.id = r.record) end,
           before = case when ${keep} and r.outcome = 'changed' then r.before end
      from jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
             as r(n integer, outcome text, faults jsonb, record uuid, before jsonb)
     where w.import = ${id} and w.sheet = ${sheet} and w.n = r.n`.execute(tx)
}
