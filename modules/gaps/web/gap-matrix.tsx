import { useMemo, useState } from 'react'
import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Matrix } from '../../../platform/ui/matrix/matrix.tsx'
import type { AxisItem, MatrixCell } from '../../../platform/ui/matrix/matrix-data.ts'
import type { Order } from '../../../platform/ui/matrix/order.ts'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type Cell, exportGaps, type Gaps, readGaps } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { byUrgency, reasonsOf, VERDICTS } from '../rules.ts'
import type { Asked } from './asked.ts'
import css from './gaps.module.css'
import { hrefOfGap, LOOKS, Squares, useReasons, VerdictMark } from './marks.tsx'
import { Nothing } from './nothing.tsx'

type GapMatrixProps = { asked: Asked; order: Order; onOrder: (order: Order) => void }

/** States by themes: how many needs there are, drawn by how they are answered. */
export function GapMatrix({ asked, order, onOrder }: GapMatrixProps) {
  const gaps = useEndpoint(readGaps, asked, { keep: true })
  return (
    <Answer of={gaps} shape="table">
      {(found) => <Picture gaps={found} asked={asked} order={order} onOrder={onOrder} />}
    </Answer>
  )
}

function Picture({ gaps, asked, order, onOrder }: GapMatrixProps & { gaps: Gaps }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const sentences = useReasons()
  const { cells, coverage } = gaps
  const rows = useMemo(() => axis(gaps.states), [gaps.states])
  const columns = useMemo(() => axis(gaps.themes), [gaps.themes])
  const found = useMemo(() => new Map(cells.map((cell) => [`${cell.state} ${cell.theme}`, cell])), [cells])
  const drawn = useMemo(
    () =>
      cells.map(
        ({ state, theme, needs, verdict }): MatrixCell => ({
          ...{ row: state, column: theme, count: needs, planned: 0 },
          ...{ mark: t(`letter.${verdict}`), look: LOOKS[verdict] },
        }),
      ),
    [cells, t],
  )
  const drill = ({ row, column }: { row: string; column: string }) => hrefOfGap(row, column)
  return (
    <Matrix
      title={t('matrix.title')}
      rows={rows}
      columns={columns}
      cells={drawn}
      rowsTitle={t('label.states')}
      columnsTitle={t('label.themes')}
      sentence={(cell, row, column) => {
        const gap = found.get(`${cell.row} ${cell.column}`)!
        const verdict = t(`verdict.${gap.verdict}`)
        const reasons = sentences(reasonsOf(gap)).join(' ')
        return t('matrix.drawn', { state: row.label, theme: column.label, verdict, reasons })
      }}
      drill={drill}
      total={rows.reduce((sum, { total = 0 }) => sum + total, 0)}
      order={order}
      onOrder={onOrder}
      downloads={filesOf(exportGaps, asked)}
      source={t('matrix.source', { date: day(coverage.asOf) })}
      coverage={t('coverage', { ...coverage, date: day(coverage.asOf) })}
      legend={<Legend />}
      twin={<Twin cells={cells} rows={rows} columns={columns} />}
      empty={<Nothing isAnswered={coverage.needs > 0} />}
    />
  )
}

const axis = (items: Gaps['states']): AxisItem[] =>
  items.map(({ code, name, needs }) => ({ id: code, label: name.text, total: needs }))

function Legend() {
  const t = useTexts(texts)
  return (
    <ul className={css.legend}>
      {VERDICTS.map((verdict) => (
        <li key={verdict}>
          <Squares of={{ needs: 1, leads: 2, verdict }} />
          {t(`matrix.legend.${verdict}`)}
        </li>
      ))}
    </ul>
  )
}

type TwinProps = { cells: readonly Cell[]; rows: readonly AxisItem[]; columns: readonly AxisItem[] }

/** The same cells as a table, the most urgent first; drawn when it is opened. */
function Twin({ cells, rows, columns }: TwinProps) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const [isOpen, setOpen] = useState(false)
  const names = new Map([...rows, ...columns].map(({ id, label }) => [id, label]))
  const figure = (key: 'needs' | 'prioritised' | 'underWay' | 'planned' | 'ended' | 'funded') => ({
    ...{ id: key, title: t(`label.${key}`), align: 'end' as const },
    cell: (cell: Cell) => number(cell[key]),
  })
  return (
    <details className={css.twin} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('matrix.twin')}</summary>
      {isOpen && (
        <SmallTable
          label={t('matrix.title')}
          rows={cells.toSorted(byUrgency)}
          rowId={({ state, theme }) => `${state} ${theme}`}
          rowHref={({ state, theme }) => hrefOfGap(state, theme)}
          columns={[
            { id: 'state', title: t('label.state'), cell: ({ state }) => names.get(state) },
            { id: 'theme', title: t('label.theme'), cell: ({ theme }) => names.get(theme) },
            { id: 'verdict', title: t('label.verdict'), cell: ({ verdict }) => <VerdictMark of={verdict} /> },
            ...(['needs', 'prioritised', 'underWay', 'planned', 'ended', 'funded'] as const).map(figure),
          ]}
        />
      )}
    </details>
  )
}
