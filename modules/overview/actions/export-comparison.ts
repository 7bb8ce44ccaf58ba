import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Column, linesOf } from '../../../platform/exports/table.ts'
import { atOnce, markOf, writeFile } from '../../../platform/exports/write.ts'
import { translator } from '../../../platform/text.ts'
import { exportable } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { Comparison } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Figures, standings } from '../rules.ts'
import { compare, meant } from './compare.ts'

/** One line a cell, with what it was, what it is, and what lies between. It holds figures, no records. */
export async function exportComparison(
  tx: Tx,
  input: z.output<typeof contract.exportComparison.input>,
  call: Call,
): Promise<FileAnswer> {
  const { language, at } = call
  const t = translator(language, texts[language])
  const { rows, columns, cells, coverage } = await compare(tx, input, call, exportable)
  const open = await compare(tx, input, call)
  const named = (of: Comparison['rows']) => new Map(of.map(({ id, name }) => [id, name.text]))
  const [rowNames, columnNames] = [named(rows), named(columns)]
  type Cell = Comparison['cells'][number]
  const standing = (key: keyof ReturnType<typeof standings>): Column<Cell> => ({
    ...{ key, label: t(`standing.${key}`), width: 12 },
    cell: (cell) => standings(cell)[key],
  })
  const headings: Column<Cell>[] = [
    {
      key: 'row',
      label: t(`axis.${input.rows}`),
      width: 40,
      cell: ({ row }) => rowNames.get(row)!,
      data: (c) => c.row,
    },
    {
      ...{ key: 'column', label: t(`axis.${input.columns}`), width: 40 },
      cell: ({ column }) => columnNames.get(column)!,
      data: (c) => c.column,
    },
    { key: 'now', label: t('compare.now', yearsOf(input.from, input.until)), width: 12, cell: ({ now }) => now },
    {
      ...{ key: 'before', label: t('compare.before', yearsOf(input.from2, input.until2)), width: 12 },
      cell: ({ before }) => before,
    },
    standing('new'),
    standing('ended'),
    standing('goes_on'),
  ]
  const left = all(open.coverage) - all(coverage)
  const notes = [
    t('coverage', { date: at.toISOString().slice(0, 10), now: coverage.now, before: coverage.before }),
    ...(coverage.unplaced > 0 ? [t('coverage.unplaced', { count: coverage.unplaced })] : []),
    ...(left > 0 ? [t('coverage.no_export', { count: left })] : []),
  ]
  const { rows: of } = await sql<{ ids: string[] }>`
    select array(select p.record from presence p where ${meant(input, exportable)}) as ids`.execute(tx)
  const about = {
    ...{ name: 'comparison', title: t('compare'), mark: await markOf(tx, of[0]!.ids) },
    ...{ notes, at, language },
  }
  return writeFile(input.format, headings, atOnce(linesOf(input.format, headings, cells)), about, [])
}

const all = ({ now, before, both }: Figures): number => now + before - both
const yearsOf = (from: number, until: number) => ({ years: from === until ? `${from}` : `${from}–${until}` })
