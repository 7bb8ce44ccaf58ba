import { type ReactNode, useMemo, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Select } from '../controls/select.tsx'
import { useKitTexts } from '../language.tsx'
import { PillarMark } from '../marks/pillar-mark.tsx'
import { Menu } from '../overlays/menu.tsx'
import { type Download, downloadGroups } from '../table/table-tools.tsx'
import { useFormats } from '../use-formats.ts'
import css from './matrix.module.css'
import { type AxisItem, indexCells, type MatrixCell } from './matrix-data.ts'
import { MatrixGrid } from './matrix-grid.tsx'
import { MatrixTwin } from './matrix-twin.tsx'
import { type Order, orderAxes } from './order.ts'
import { csvOf, type Picture, save, savePng, svgOf } from './picture-files.ts'

export type MatrixProps = {
  /** The finding, or the question the picture answers. */
  title: string
  rows: readonly AxisItem[]
  columns: readonly AxisItem[]
  cells: readonly MatrixCell[]
  /** "Entities". */
  rowsTitle: string
  columnsTitle: string
  /** What one cell says: "UNODC leads 3 and joins 2 in legal assistance in Niger, 2020". */
  sentence: (cell: MatrixCell, row: AxisItem, column: AxisItem) => string
  /** Where the records of a cell are listed. */
  drill?: (cell: MatrixCell) => string
  /** Records in all, each counted once. */
  total: number
  order: Order
  onOrder: (order: Order) => void
  onSwap?: () => void
  /** Where the figures come from and of which day. */
  source: string
  /** "Based on what is shared with you: 14 of 22 entities". */
  coverage: string
  /** The sheet as the server makes it, without what may not be exported; else it is made here from what is shown. */
  downloads?: readonly Download[]
  /** What the drawing of the cells means, where it is not the usual one. */
  legend?: ReactNode
  /** The figures as a table, where a count and what is planned do not say all. */
  twin?: ReactNode
  /** What the reader may do now when there is nothing to show. */
  empty?: ReactNode
}

/**
 * Who is where: figures with a tint, hatched where all is only planned, empty where nothing is. The same figures stand
 * below as a table, and can be taken along.
 */
export function Matrix(props: MatrixProps) {
  const { title, cells, rowsTitle, columnsTitle, order, onOrder, onSwap, source, coverage, empty } = props
  const t = useKitTexts()
  const { collator } = useFormats()
  const [said, setSaid] = useState('')
  const { rows, columns } = useMemo(
    () => orderAxes(props.rows, props.columns, cells, order, collator),
    [props.rows, props.columns, cells, order, collator],
  )
  const index = useMemo(() => indexCells(cells), [cells])
  if (cells.length === 0 && empty) return empty

  const picture: Picture = {
    title,
    rows,
    columns,
    index,
    words: {
      rows: rowsTitle,
      columns: columnsTitle,
      count: t('matrix.count'),
      planned: t('matrix.planned'),
      total: t('matrix.total'),
      notes: [source, coverage],
    },
    total: props.total,
  }

  return (
    <figure className={css.figure} aria-label={title}>
      <figcaption className={css.caption}>
        <h2 className={css.title}>{title}</h2>
        <p className={css.coverage}>{coverage}</p>
      </figcaption>
      <div className={css.tools}>
        <div className={css.order}>
          <Select
            label={t('matrix.order')}
            hideLabel
            value={order}
            onChange={(id) => onOrder(id as Order)}
            options={[
              { id: 'similarity', label: t('matrix.by_similarity') },
              { id: 'name', label: t('matrix.by_name') },
            ]}
          />
        </div>
        {onSwap && (
          <Button kind="outlined" icon="swap" onPress={onSwap}>
            {t('matrix.swap')}
          </Button>
        )}
        <Menu
          label={t('download')}
          trigger={
            <Button kind="outlined" icon="download">
              {t('download')}
            </Button>
          }
          groups={[
            ...downloadGroups(
              props.downloads ?? [{ label: 'CSV', onAsk: () => save(csvOf(picture), 'text/csv', `${title}.csv`) }],
            ),
            {
              id: 'picture',
              entries: [
                { id: 'svg', label: 'SVG', onAction: () => save(svgOf(picture), 'image/svg+xml', `${title}.svg`) },
                { id: 'png', label: 'PNG', onAction: () => void savePng(svgOf(picture), `${title}.png`) },
              ],
            },
          ]}
        />
        <Button kind="quiet" icon="print" onPress={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <p className={css.said} aria-hidden="true">
        {said || t('matrix.hint')}
      </p>
      <MatrixGrid {...props} rows={rows} columns={columns} index={index} onSay={setSaid} />
      {props.legend ?? <Legend of={[...rows, ...columns]} />}
      <p className={css.source}>{source}</p>
      {props.twin ?? <MatrixTwin picture={picture} {...(props.drill ? { drill: props.drill } : {})} />}
    </figure>
  )
}

/** What figure, hatching and emptiness mean, and whose the colours are. */
function Legend({ of: items }: { of: readonly AxisItem[] }) {
  const t = useKitTexts()
  const pillars = [...new Set(items.flatMap(({ pillar }) => pillar ?? []))].toSorted()
  return (
    <ul className={css.legend}>
      <li>
        <span className={css.sample} data-kind="some" />
        {t('matrix.legend.some')}
      </li>
      <li>
        <span className={css.sample} data-kind="planned" />
        {t('matrix.legend.planned')}
      </li>
      <li>
        <span className={css.sample} data-kind="none" />
        {t('matrix.legend.none')}
      </li>
      {pillars.map((pillar) => (
        <li key={pillar}>
          <PillarMark pillar={pillar} named />
        </li>
      ))}
    </ul>
  )
}
