import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Column, linesOf } from '../../../platform/exports/table.ts'
import { atOnce, markOf, writeFile } from '../../../platform/exports/write.ts'
import type * as contract from '../contract/presence.ts'
import { exportable, leftOut } from './export.ts'
import { writerFor } from './export-columns.ts'
import { countOf } from './listing.ts'
import { narrowed } from './narrowing.ts'
import { presenceOf } from './presence.ts'

type Line = { id: string; name: string; counts: ReadonlyMap<string, number>; total: number }

/** The matrix as a table: a row of codes under the names, then the rows with their totals. It holds figures, no records. */
export async function exportPresence(
  tx: Tx,
  input: z.output<typeof contract.exportPresence.input>,
  { language, at, ...call }: Call,
): Promise<FileAnswer> {
  const { t } = await writerFor(tx, language)
  const { rows, columns, cells, coverage } = await presenceOf(tx, input, { language, at, ...call }, exportable)
  const counted = { ...input, aggregates: false }
  const open = await countOf(tx, input.kind, counted)
  const inRow = Map.groupBy(cells, ({ row }) => row)
  const lines: Line[] = rows.map(({ id, name, total }) => ({
    ...{ id, name: name.text, total },
    counts: new Map((inRow.get(id) ?? []).map(({ column, count }) => [column, count])),
  }))
  const totals = new Map(columns.map(({ id, total }) => [id, total]))
  const all = { id: '', name: t('total'), counts: totals, total: coverage.records - coverage.unplaced }
  const headings: Column<Line>[] = [
    {
      key: 'name',
      label: `${t(`axis.${input.rows}`)} / ${t(`axis.${input.columns}`)}`,
      width: 40,
      cell: ({ name }) => name,
    },
    { key: 'id', label: '', width: 14, cell: ({ id }) => id },
    ...columns.map(
      ({ id, name }): Column<Line> => ({
        ...{ key: `of.${id}`, label: name.text, width: 12, cell: ({ counts }) => counts.get(id) ?? '' },
        data: ({ counts }) => counts.get(id) ?? 0,
      }),
    ),
    { key: 'total', label: t('total'), width: 12, cell: ({ total }) => total },
  ]
  const notes = [
    t('coverage.shared', { date: at.toISOString().slice(0, 10) }),
    t('coverage.matrix', { records: coverage.records, entities: coverage.entities }),
    ...(coverage.unplaced > 0 ? [t('coverage.unplaced', { count: coverage.unplaced })] : []),
    ...(coverage.aggregates > 0 ? [t('coverage.aggregates', { count: coverage.aggregates })] : []),
    ...leftOut(open - coverage.records, t),
  ]
  const { rows: of } = await sql<{ ids: string[] }>`
    select array(select p.record from presence p where ${narrowed(input.kind, counted)} and ${exportable}) as ids`.execute(
    tx,
  )
  const codes = ['', '', ...columns.map(({ id }) => id), '']
  const said = linesOf(input.format, headings, [...lines, all])
  const about = { name: 'presence', title: t('presence'), mark: await markOf(tx, of[0]!.ids), notes, at, language }
  return writeFile(input.format, headings, atOnce(input.format === 'json' ? said : [codes, ...said]), about, [])
}
