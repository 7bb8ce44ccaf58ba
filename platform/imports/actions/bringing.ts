import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { cleanName } from '../../files/name.ts'
import { Problem } from '../../problem.ts'
import { once } from '../../records/once.ts'
import type * as contract from '../contract.ts'
import { brokenProblem, isMendHeading } from '../faults.ts'
import { guessHead, headingsOf, proposeColumns } from '../headings.ts'
import type { Importable } from '../importable.ts'
import { MOST_ROWS } from '../limits.ts'
import {
  below,
  changed,
  headingsIn,
  type KeptImport,
  kindOf,
  ownImport,
  refuseBusy,
  refuseUnless,
  withinOf,
} from '../own.ts'
import { readSheets } from '../sheets/read.ts'
import { Broken, type Sheet } from '../sheets/sheet.ts'
import { orderOf } from '../values/dates.ts'
import { fold } from '../values/fold.ts'
import { readImport } from './reading.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

/** Imports that one person keeps at a time. */
const MOST = 100
/** Rows of one insert. */
const CHUNK = 5_000

export async function uploadTable(
  tx: Tx,
  input: Input<typeof contract.uploadTable>,
  call: Call,
  all: readonly Importable[],
) {
  const { kind, encoding, delimiter } = input
  const importable = kindOf(all, kind, call.viewer)
  const within = input.within ?? null
  await withinOf(tx, importable, within, call)
  const { body } = call
  if (!(body instanceof Uint8Array)) throw new Problem('imports.no_file', 415)
  const name = cleanName(input.name) || '–'
  const id = await once(
    tx,
    input,
    async () => {
      const { count } = await tx
        .selectFrom('imports')
        .select((of) => of.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      if (count >= MOST) throw new Problem('imports.too_many', 409, { most: MOST })
      const read = await readSheets(body, { encoding, delimiter }).catch((error: unknown) => {
        throw error instanceof Broken ? brokenProblem(error, name, call.language) : error
      })
      const { id } = await tx
        .insertInto('imports')
        .values({
          ...{ kind, within, file_name: name, language: input.language ?? call.language },
          ...{ encoding: read.encoding ?? null, delimiter: read.delimiter ?? null },
          sheets: JSON.stringify(
            read.sheets.map(({ name, rows }) => ({ name, rows: rows.length, columns: widest(rows) })),
          ),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await keepRows(tx, id, read.sheets)
      await propose(tx, id, importable, likeliest(read.sheets, importable))
      return id
    },
    body,
  )
  return readImport(tx, { id }, call, all)
}

const widest = (rows: readonly { cells: readonly string[] }[]) =>
  rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)

/** The sheet in which most columns are known by their headings, of several the fullest; and the row of its headings. */
function likeliest(sheets: readonly Sheet[], importable: Importable): { sheet: number; head: number } {
  const known = headingsOf(importable)
  const looked = sheets.map(({ rows }, sheet) => {
    const head = guessHead(rows, known)
    const columns = proposeColumns(rows.find(({ n }) => n === head)?.cells ?? [], known)
    return { sheet, head, known: columns.filter(Boolean).length, rows: rows.length }
  })
  return looked.toSorted((a, b) => b.known - a.known || b.rows - a.rows)[0]!
}

async function keepRows(tx: Tx, id: string, sheets: readonly Sheet[]): Promise<void> {
  for (const [sheet, { rows }] of sheets.entries())
    for (let at = 0; at < rows.length; at += CHUNK)
      await sql`
        insert into import_rows (import, sheet, n, cells)
        select ${id}, ${sheet}, (r ->> 'n')::integer, array(select jsonb_array_elements_text(r -> 'cells'))
          from jsonb_array_elements(${JSON.stringify(rows.slice(at, at + CHUNK))}::jsonb) r`.execute(tx)
}

/** What each column is, as the organisation kept it for these headings, as the same person said last, or by its heading. */
async function propose(
  tx: Tx,
  id: string,
  importable: Importable,
  { sheet, head }: { sheet: number; head: number },
): Promise<void> {
  await tx.updateTable('imports').set({ sheet, head }).where('id', '=', id).execute()
  const of = await ownImport(tx, id, { hold: false })
  const said = await headingsIn(tx, of)
  const headings = said.map(fold)
  const width = widthOf(said)
  const kept = await tx
    .selectFrom('import_mappings')
    .select('columns')
    .where('kind', '=', of.kind)
    .where(sql<boolean>`headings = ${headings.slice(0, width)}::text[]`)
    .orderBy('saved_at', 'desc')
    .executeTakeFirst()
  const known = new Set(importable.columns.map(({ key }) => key))
  const columns = kept
    ? headings.map((_, index) => (known.has(kept.columns[index] ?? '') ? kept.columns[index]! : ''))
    : proposeColumns(headings, headingsOf(importable)).map((key) => key ?? '')
  await tx.updateTable('imports').set({ columns, state: 'open' }).where('id', '=', id).execute()
}

/** Without what a file of rows to mend adds at the end. */
const widthOf = (headings: readonly string[]): number => headings.length - Number(isMendHeading(headings.at(-1)))

export async function mapColumns(
  tx: Tx,
  input: Input<typeof contract.mapColumns>,
  call: Call,
  all: readonly Importable[],
) {
  const { id, sheet, head, language, columns, keepAs } = input
  const before = await ownImport(tx, id, { hold: true })
  refuseUnless(before, 'open', 'mapped', 'checked')
  await refuseBusy(tx, before)
  const importable = kindOf(all, before.kind, call.viewer)
  if (!before.sheets[sheet]) throw new Problem('imports.no_such_sheet', 400)
  await tx
    .updateTable('imports')
    .set({ language, ...changed(call) })
    .where('id', '=', id)
    .execute()
  if (!columns) {
    await propose(tx, id, importable, { sheet, head })
    return readImport(tx, { id }, call, all)
  }
  const of = { ...before, sheet, head, columns: columns.map((key) => key ?? '') }
  refuseMapping(of, importable, call)
  await tx
    .updateTable('imports')
    .set({
      sheet,
      head,
      columns: of.columns,
      state: 'mapped',
      seen: null,
      month_first: await monthFirst(tx, of, importable),
    })
    .where('id', '=', id)
    .execute()
  const { count } = await tx
    .selectFrom('import_rows')
    .select((q) => q.fn.countAll<number>().as('count'))
    .where(below(of))
    .executeTakeFirstOrThrow()
  if (count === 0) throw new Problem('imports.no_rows', 409, { row: head })
  if (count > MOST_ROWS) throw new Problem('imports.too_long', 409, { most: MOST_ROWS })
  if (keepAs) await keepMapping(tx, of, keepAs)
  return readImport(tx, { id }, call, all)
}

function refuseMapping({ columns }: KeptImport, importable: Importable, { language }: Call): void {
  const said = columns.filter(Boolean)
  const label = (key: string) => importable.texts[language][key] ?? key
  const unknown = said.find((key) => !importable.columns.some((one) => one.key === key))
  if (unknown !== undefined) throw new Problem('imports.no_such_column', 400, { key: unknown })
  const twice = said.find((key, index) => said.indexOf(key) !== index)
  if (twice !== undefined) throw new Problem('imports.column_twice', 409, { column: label(twice) })
  const missing = importable.columns.filter(
    ({ key, required }) => (required || key === importable.reference) && !said.includes(key),
  )
  if (missing.length > 0)
    throw new Problem('imports.column_missing', 409, { columns: missing.map(({ key }) => label(key)).join(', ') })
}

async function monthFirst(tx: Tx, of: KeptImport, importable: Importable): Promise<string[]> {
  const found: string[] = []
  for (const [index, key] of of.columns.entries()) {
    if (importable.columns.find((one) => one.key === key)?.holds !== 'date') continue
    const { rows } = await sql<{ said: string }>`
      select distinct cells[${index + 1}::int] as said from import_rows where ${below(of)} and cells[${index + 1}::int] ~ '^\\d{1,2}[-/.]' limit 5000`.execute(
      tx,
    )
    if (orderOf(rows.map(({ said }) => said)) === 'month_first') found.push(key)
  }
  return found
}

async function keepMapping(tx: Tx, of: KeptImport, name: string): Promise<void> {
  const said = await headingsIn(tx, of)
  const headings = said.slice(0, widthOf(said)).map(fold)
  const columns = of.columns.slice(0, headings.length)
  await tx
    .insertInto('import_mappings')
    .values({ kind: of.kind, name, headings, columns })
    .onConflict((there) =>
      there.columns(['organisation', 'kind', 'headings']).doUpdateSet({ name, columns, saved_at: sql`now()` }),
    )
    .execute()
}
