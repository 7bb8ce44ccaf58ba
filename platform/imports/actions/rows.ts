import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../contract.ts'
import type { Call, Tx } from '../../database.ts'
import type { Module } from '../../module.ts'
import { Problem } from '../../problem.ts'
import { translator } from '../../text.ts'
import type * as contract from '../contract/rows.ts'
import type { ImportRow } from '../contract/rows.ts'
import { describeFault, isMendHeading, type KeptFault } from '../faults.ts'
import type { Importable } from '../importable.ts'
import { texts } from '../locales/index.ts'
import { describeNotes, type KeptNote } from '../notes.ts'
import { below, headingsIn, ownImport } from '../own.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function listRows(
  tx: Tx,
  input: Input<typeof contract.listRows>,
  call: Call,
  all: readonly Importable[],
  modules: readonly Module[],
) {
  const { id, outcome, undone, noted, after, page, size } = input
  const of = await ownImport(tx, id, { hold: false })
  const headings = await headingsIn(tx, of)
  const narrowed = tx
    .selectFrom('import_rows')
    .where(below(of))
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome!))
    .$if(undone !== undefined, (query) => query.where('undone', '=', undone!))
    .$if(noted, (query) => query.where(sql<boolean>`notes <> '[]'`))
  const { total } = await narrowed.select((q) => q.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await narrowed
    .select(['n', 'cells', 'outcome', 'faults', 'notes', 'record', 'undone'])
    .where('n', '>', after)
    .orderBy('n')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const importable = all.find((one) => one.kind === of.kind)
  const place = { file: of.file_name, sheet: of.sheets[of.sheet]!.name, headings }
  const notes = await describeNotes(
    tx,
    rows.map((row) => ({ n: row.n, notes: row.notes as unknown as KeptNote[] })),
    importable,
    call.language,
  )
  const items = rows.map(
    ({ n, cells, outcome, faults, record, undone }): ImportRow => ({
      ...{ n, cells, outcome: outcome as ImportRow['outcome'], undone: undone as ImportRow['undone'] },
      faults: (faults as unknown as KeptFault[]).map((fault) =>
        describeFault(fault, { ...place, row: n }, call.language, modules),
      ),
      notes: notes.get(n)!,
      href: record !== null && undone !== 'removed' ? (importable?.href(record) ?? null) : null,
    }),
  )
  return { items, total }
}

/** Lists of cells are divided by semicolons where the comma is for figures. */
const BETWEEN = { ar: ';', en: ',', es: ';', fr: ';', ru: ';', zh: ',' }

export async function downloadBadRows(
  tx: Tx,
  { id, language: wished }: Input<typeof contract.downloadBadRows>,
  call: Call,
  modules: readonly Module[],
): Promise<FileAnswer> {
  const of = await ownImport(tx, id, { hold: false })
  const language = wished ?? call.language
  const t = translator(language, texts[language])
  const headings = await headingsIn(tx, of)
  const rows = await tx
    .selectFrom('import_rows')
    .select(['n', 'cells', 'faults'])
    .where(below(of))
    .where('outcome', '=', 'bad')
    .orderBy('n')
    .execute()
  if (rows.length === 0) throw new Problem('imports.nothing_bad', 409)
  const place = { file: of.file_name, sheet: of.sheets[of.sheet]!.name, headings }
  // Of a file that was mended before, what was wrong then is said anew.
  const width = headings.length - Number(isMendHeading(headings.at(-1)))
  const lines = rows.map(({ n, cells, faults }) => {
    const said = (faults as unknown as KeptFault[]).map((fault) => {
      const { column, heading, message, remedy } = describeFault(fault, { ...place, row: n }, language, modules)
      const where =
        column === null
          ? t('at.row', { row: n })
          : `${t('at.row', { row: n })}, ${heading || t('at.column', { column })}`
      return `${where}: ${message} ${remedy}`
    })
    return [...Array.from({ length: width }, (_, index) => cells[index] ?? ''), said.join('\n')]
  })
  const body = stringify([[...headings.slice(0, width), t('mend.heading')], ...lines], {
    ...{ bom: true, escape_formulas: true, record_delimiter: 'windows', delimiter: BETWEEN[language] },
  })
  return {
    name: `${t('mend.name')} ${of.file_name.replace(/\.\w+$/, '')}.csv`,
    type: 'text/csv; charset=utf-8',
    body,
    records: [],
  }
}
