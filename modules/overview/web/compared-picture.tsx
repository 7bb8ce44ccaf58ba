import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Matrix } from '../../../platform/ui/matrix/matrix.tsx'
import type { AxisItem, MatrixCell } from '../../../platform/ui/matrix/matrix-data.ts'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Axis } from '../../programmes/contract/presence.ts'
import { NothingHere } from '../../programmes/web/coverage.tsx'
import { hrefWith, type Narrowing } from '../../programmes/web/narrowing.ts'
import { type Comparison, type comparePeriods, exportComparison } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Figures, standings, trendOf } from '../rules.ts'
import type { Kind } from './kinds.ts'
import css from './overview.module.css'

export type Asked = z.input<typeof comparePeriods.input>
type View = Narrowing & { kind: Kind; rows: Axis; columns: Axis; order: 'similarity' | 'name' } & Record<
    'from' | 'until' | 'from2' | 'until2',
    number
  >

type ComparedPictureProps = {
  comparison: Comparison
  view: View
  asked: Asked
  onOrder: (order: View['order']) => void
  onSwap: () => void
}

/** Figures of the one period, with how they differ from the other in small. */
export function ComparedPicture({ comparison, view, asked, onOrder, onSwap }: ComparedPictureProps) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { coverage, cells } = comparison
  const say = useComparedSentence(view)
  const rows = useMemo(() => axisItems(view.rows, comparison.rows), [view.rows, comparison.rows])
  const columns = useMemo(() => axisItems(view.columns, comparison.columns), [view.columns, comparison.columns])
  const figures = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  const marked = useMemo(
    () =>
      cells.map((cell): MatrixCell => {
        const { row, column, now, before } = cell
        const trend = trendOf(cell)
        return { row, column, count: now, planned: 0, mark: trend === 'moved' ? '±0' : signed(now - before), trend }
      }),
    [cells],
  )
  const names = new Map([...rows, ...columns].map(({ id, label }) => [id, label]))
  const drill = ({ row, column }: { row: string; column: string }) =>
    hrefWith('/programmes/compare', {
      ...view,
      ...{ kind: view.kind === 'activity' ? 'activity' : undefined, row, column },
    })
  return (
    <Matrix
      title={t('compare.title', {
        what: t(view.kind === 'programme' ? 'programmes' : 'activities'),
        ...yearsIn(view),
      })}
      rows={rows}
      columns={columns}
      cells={marked}
      rowsTitle={t(`axis.${view.rows}`)}
      columnsTitle={t(`axis.${view.columns}`)}
      sentence={(cell, row, column) => say(figures.get(`${cell.row} ${cell.column}`)!, row.label, column.label)}
      drill={drill}
      total={coverage.now}
      order={view.order}
      onOrder={onOrder}
      onSwap={onSwap}
      downloads={filesOf(exportComparison, asked)}
      source={t('coverage', { date: day(coverage.asOf), now: coverage.now, before: coverage.before })}
      coverage={[
        t('compare.summary', standings(coverage)),
        coverage.unplaced > 0 && t('coverage.unplaced', { count: coverage.unplaced }),
        coverage.undated > 0 && t('coverage.undated', { count: coverage.undated }),
      ]
        .filter(Boolean)
        .join(' ')}
      legend={<Legend />}
      twin={<Twin cells={cells} names={names} view={view} drill={drill} />}
      empty={<NothingHere kind={view.kind} isNarrowed />}
    />
  )
}

const axisItems = (of: Axis, items: Comparison['rows']): AxisItem[] =>
  items.map(({ id, name, now }) => ({
    ...{ id, label: of === 'entity' ? id : name.text, total: now },
    ...(of === 'state' && { short: id }),
  }))

/** "+2", "−1", "=": with the minus of the trade, not a hyphen. */
const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '=')

const yearsIn = ({ from, until, from2, until2 }: Pick<View, 'from' | 'until' | 'from2' | 'until2'>) => ({
  now: from === until ? `${from}` : `${from}–${until}`,
  before: from2 === until2 ? `${from2}` : `${from2}–${until2}`,
})

/** "UNODC, legal assistance: 3 in 2020, 2 in 2019. 2 new, 1 ended, 1 goes on." */
function useComparedSentence(view: Parameters<typeof yearsIn>[0]) {
  const t = useTexts(texts)
  return (figures: Figures, row: string, column: string): string =>
    t('compare.cell', {
      ...{ what: [row, column].filter(Boolean).join(', '), ...standings(figures) },
      ...{ count: figures.now, was: figures.before, ...yearsIn(view) },
    })
}

function Legend() {
  const t = useTexts(texts)
  return (
    <ul className={css.legend}>
      {(['new', 'grown', 'same', 'shrunk', 'ended'] as const).map((trend) => (
        <li key={trend}>
          <span className={css.sample} data-trend={trend} />
          {t(`trend.${trend}`)}
        </li>
      ))}
    </ul>
  )
}

type TwinProps = {
  cells: Comparison['cells']
  names: ReadonlyMap<string, string>
  view: View
  drill: (cell: { row: string; column: string }) => string
}

/** The same as a table, what changed most first; drawn when it is opened. */
function Twin({ cells, names, view, drill }: TwinProps) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const [isOpen, setOpen] = useState(false)
  const moved = ({ now, before, both }: Figures) => now + before - 2 * both
  const figure = (id: 'new' | 'ended' | 'goes_on') => ({
    id,
    title: t(`standing.${id}`),
    align: 'end' as const,
    cell: (cell: Figures) => number(standings(cell)[id]),
  })
  const { now, before } = yearsIn(view)
  return (
    <details className={css.twin} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('as_table')}</summary>
      {isOpen && (
        <SmallTable
          label={t('compare')}
          rows={cells.toSorted((a, b) => moved(b) - moved(a))}
          rowId={({ row, column }) => `${row} ${column}`}
          rowHref={drill}
          columns={[
            { id: 'row', title: t(`axis.${view.rows}`), cell: ({ row }) => names.get(row) },
            { id: 'column', title: t(`axis.${view.columns}`), cell: ({ column }) => names.get(column) },
            { id: 'now', title: now, align: 'end', cell: (cell) => number(cell.now) },
            { id: 'before', title: before, align: 'end', cell: (cell) => number(cell.before) },
            figure('new'),
            figure('ended'),
            figure('goes_on'),
          ]}
        />
      )}
    </details>
  )
}
