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
import type { OUTCOMES } from './contract/rows.ts'
import type { KeptFault } from './faults.ts'
import type { Content, Existing, Importable, Values } from './importable.ts'
import { namesFor } from './lookups.ts'
import { type KeptNote, notesOf } from './notes.ts'
import type { KeptImport } from './own.ts'
import { inParts } from './parts.ts'
import { readRow } from './values/row.ts'

type Row = { n: number; cells: string[]; reference: string | null }
type Outcome = (typeof OUTCOMES)[number]
type Result = {
  n: number
  outcome: Outcome
  faults: KeptFault[]
  notes: KeptNote[]
  record: string | null
  before: Content | null
}

/**
 * Writes some rows of an import by the module's own acts: a row that is refused leaves nothing, and harms no other. With
 * `keep` false everything is done and taken back again, so that a check finds all that writing would. Answers their outcomes.
 */
export async function writeRows(
  tx: Tx,
  { of, importable, rows, keep }: { of: KeptImport; importable: Importable; rows: readonly Row[]; keep: boolean },
  call: Call,
  modules: readonly Module[],
): Promise<Outcome[]> {
  const { asked, bad } = await readRows(tx, { of, importable, rows }, call)
  const results: Result[] = [...bad]
  const refused = ({ n }: Asked, error: Error) =>
    results.push({ ...NOTHING, n, outcome: 'bad', faults: faultsOf(error, of, importable, call, modules) })
  const contents = await importable.merge(tx, asked, of.language as Language, call)
  const [added, edited]: [Added[], Edited[]] = [[], []]
  for (const [index, row] of asked.entries()) {
    const content = contents[index]!
    const { n, there } = row
    if (content instanceof Error) refused(row, content)
    else if (!there) added.push({ ...row, content })
    else if (isDeepStrictEqual(content, there.content))
      results.push({ ...NOTHING, n, outcome: 'unchanged', record: there.id })
    else edited.push({ ...row, there, content })
  }
  await sql`savepoint import_rows`.execute(tx)
  await inParts(tx, added, refused, async (part) => {
    const contents = part.map(({ content }) => content)
    const ids = await importable.add(tx, contents, { seen: of.seen!, within: of.within }, call)
    const made = part.map(({ n }, index) => ({ ...NOTHING, n, outcome: 'new' as const, record: ids[index]! }))
    return () => results.push(...made)
  })
  await inParts(tx, edited, refused, async (part) => {
    const records = part.map(({ there: { id, version }, content }) => ({ id, version, content }))
    await importable.edit(tx, records, call)
    const made = part.map(({ n, there }) => ({
      ...{ ...NOTHING, n, outcome: 'changed' as const },
      ...{ record: there.id, before: there.content },
    }))
    return () => results.push(...made)
  })
  const theirs = new Map(asked.map(({ n, there }) => [n, there]))
  // Only for the check, and while the rows stand.
  const notes = keep
    ? new Map<number, KeptNote[]>()
    : await notesOf(
        tx,
        importable.kind,
        results.map((result) => ({ ...result, there: theirs.get(result.n) })),
        modules,
      )
  if (!keep) await sql`rollback to savepoint import_rows`.execute(tx)
  await sql`release savepoint import_rows`.execute(tx)
  await keepResults(
    tx,
    of,
    results.map((result) => ({ ...result, notes: notes.get(result.n) ?? [] })),
    keep,
  )
  return results.map(({ outcome }) => outcome)
}

type Asked = { n: number; values: Values; before: Content | null; there: Existing | undefined }
type Added = Asked & { content: Content }
type Edited = Asked & { content: Content; there: Existing }
const NOTHING = { faults: [], notes: [], record: null, before: null }

/** What the rows ask for, beside what is there; and those whose cells cannot be read. */
async function readRows(
  tx: Tx,
  { of, importable, rows }: { of: KeptImport; importable: Importable; rows: readonly Row[] },
  call: Call,
): Promise<{ asked: Asked[]; bad: Result[] }> {
  const reader = {
    importable,
    columns: of.columns,
    names: await namesFor(tx, importable, of.columns),
    order: (key: string) => (of.month_first.includes(key) ? ('month_first' as const) : ('day_first' as const)),
  }
  const references = rows.flatMap(({ reference }) => reference ?? [])
  const existing = await importable.find(tx, references, of.within, call)
  const led = [...existing.values()].flatMap(({ by = [] }) => by)
  const firsts = await firstRows(tx, of, [...new Set([...references, ...led])])
  const at = of.columns.indexOf(importable.reference)
  const [asked, bad]: [Asked[], Result[]] = [[], []]
  for (const { n, cells, reference } of rows) {
    const { values, faults } = readRow(reader, cells)
    const first = reference === null ? undefined : firsts.get(reference)
    if (reference === null) faults.push({ column: at, code: 'no_reference', params: {} })
    else if (first !== n) faults.push({ column: at, code: 'twice', params: { row: first! } })
    const there = reference === null ? undefined : existing.get(reference)
    const same = Math.min(...(there?.by ?? []).map((one) => firsts.get(one) ?? n))
    if (first === n && same < n) faults.push({ column: at, code: 'same', params: { row: same } })
    if (faults.length > 0) bad.push({ ...NOTHING, n, outcome: 'bad', faults })
    else asked.push({ n, values, there, before: there?.content ?? null })
  }
  return { asked, bad }
}

/** Why a row was refused. */
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
    update import_rows w set outcome = r.outcome, faults = r.faults, notes = case when ${keep} then w.notes else r.notes end,
           record = case when ${keep} and r.outcome in ('new', 'changed') then r.record end,
           version = case when ${keep} then (select version from records where records.id = r.record) end,
           before = case when ${keep} and r.outcome = 'changed' then r.before end
      from jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
             as r(n integer, outcome text, faults jsonb, notes jsonb, record uuid, before jsonb)
     where w.import = ${id} and w.sheet = ${sheet} and w.n = r.n`.execute(tx)
}
