import { type CSSProperties, type KeyboardEvent, memo, useRef, useState } from 'react'
import { direction } from '../../text.ts'
import { useGo } from '../address/use-address.ts'
import { classes } from '../classes.ts'
import { useKitTexts, useLanguage } from '../language.tsx'
import { as } from '../table/roles.ts'
import { useFormats } from '../use-formats.ts'
import { step } from './grid-steps.ts'
import type { MatrixProps } from './matrix.tsx'
import { type AxisItem, type CellIndex, depth, type MatrixCell, totalOf } from './matrix-data.ts'
import css from './matrix-grid.module.css'

type MatrixGridProps = Pick<MatrixProps, 'title' | 'rowsTitle' | 'columnsTitle' | 'sentence' | 'drill' | 'total'> & {
  rows: readonly AxisItem[]
  columns: readonly AxisItem[]
  index: CellIndex
  onSay: (sentence: string) => void
}

/** A grid for the keyboard: one stop for Tab, arrows between cells, Enter opens the records of a cell. */
export function MatrixGrid({ rows, columns, index, onSay, ...props }: MatrixGridProps) {
  const t = useKitTexts()
  const { number } = useFormats()
  const isFromRight = direction(useLanguage()) === 'rtl'
  const go = useGo()
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState({ row: 0, column: 0 })
  const [column, setColumn] = useState<number>()
  const most = Math.max(1, ...[...index.values()].flatMap((cells) => [...cells.values()].map(({ count }) => count)))

  const sayOf = (cell: MatrixCell | undefined, row: AxisItem, col: AxisItem) =>
    cell ? props.sentence(cell, row, col) : t('matrix.none', { row: row.label, column: col.label })

  const onKeyDown = (e: KeyboardEvent) => {
    const next = step(e, at, { rows: rows.length, columns: columns.length, isFromRight })
    if (!next) return
    e.preventDefault()
    setAt(next)
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
  }
  /** One listener for all cells: which one the pointer or the focus is in. */
  const onCome = (target: EventTarget) => {
    const [row, col] = ((target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset['at'] ?? '').split(' ')
    if (row === undefined || col === undefined) return
    const [r, c] = [rows[Number(row)]!, columns[Number(col)]!]
    setColumn(Number(col))
    onSay(sayOf(index.get(r.id)?.get(c.id), r, c))
    return { row: Number(row), column: Number(col) }
  }
  const onGo = () => {
    onSay('')
    setColumn(undefined)
  }

  return (
    <div className={css.scroller}>
      <table
        ref={table}
        {...as.grid}
        aria-label={props.title}
        className={css.grid}
        style={{ '--columns': columns.length } as CSSProperties}
        onKeyDown={onKeyDown}
        onPointerOver={(e) => onCome(e.target)}
        onPointerLeave={onGo}
        onFocus={(e) => {
          const here = onCome(e.target)
          if (here) setAt(here)
        }}
        onClick={(e) => {
          // The link itself is followed here, so that a plain press stays inside Concord.
          const link = (e.target as HTMLElement).closest('a')
          if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
          e.preventDefault()
          go(link.getAttribute('href')!)
        }}
      >
        <colgroup>
          <col />
          {columns.map(({ id }, i) => (
            <col key={id} className={i === column ? css.litColumn : undefined} />
          ))}
          <col />
        </colgroup>
        <thead>
          <tr>
            <td className={css.corner}>
              <span>{props.columnsTitle}</span>
              <span>{props.rowsTitle}</span>
            </td>
            {columns.map((item, i) => (
              <th
                key={item.id}
                scope="col"
                title={item.label}
                className={classes(css.columnHead, i === column && css.lit)}
              >
                <span className={css.turned}>
                  {item.short ? <abbr title={item.label}>{item.short}</abbr> : <bdi>{item.label}</bdi>}
                </span>
              </th>
            ))}
            <th scope="col" className={classes(css.columnHead, css.total)}>
              <span className={css.turned}>{t('matrix.total')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <GridRow
              key={row.id}
              row={row}
              r={r}
              columns={columns}
              cells={index.get(row.id)}
              most={most}
              stop={at.row === r ? at.column : undefined}
              say={sayOf}
              drill={props.drill}
              number={number}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={classes(css.rowHead, css.total)}>
              {t('matrix.total')}
            </th>
            {columns.map((item) => (
              <td key={item.id} className={css.total}>
                {number(totalOf(item, columnCells(index, item.id)))}
              </td>
            ))}
            <td className={css.total}>{number(props.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Figure({ of: { count, mark }, number }: { of: MatrixCell; number: (n: number) => string }) {
  return mark === undefined ? (
    number(count)
  ) : (
    <>
      {number(count)}
      {/* The sentence says it to the ear: what is drawn is no part of the name. */}
      <span className={css.mark} data-mark={mark} aria-hidden="true" />
    </>
  )
}

function* columnCells(index: CellIndex, column: string): Generator<MatrixCell> {
  for (const cells of index.values()) {
    const cell = cells.get(column)
    if (cell) yield cell
  }
}

type GridRowProps = {
  row: AxisItem
  r: number
  columns: readonly AxisItem[]
  cells: ReadonlyMap<string, MatrixCell> | undefined
  most: number
  /** Column of the one cell that the Tab key reaches, when it is in this row. */
  stop: number | undefined
  say: (cell: MatrixCell | undefined, row: AxisItem, column: AxisItem) => string
  drill: ((cell: MatrixCell) => string) | undefined
  number: (n: number) => string
}

/** Thousands of cells must not be drawn again for each move of the pointer: a row changes only with its own figures. */
const GridRow = memo(
  function GridRow({ row, r, columns, cells, most, stop, say, drill, number }: GridRowProps) {
    return (
      <tr>
        <th scope="row" className={css.rowHead} title={row.label}>
          {row.href ? <a href={row.href}>{row.label}</a> : <bdi>{row.label}</bdi>}
        </th>
        {columns.map((column, c) => {
          const cell = cells?.get(column.id)
          const where = { 'data-at': `${r} ${c}`, tabIndex: c === stop ? 0 : -1 }
          if (!cell) return <td key={column.id} {...as.gridCell} aria-label={say(cell, row, column)} {...where} />
          const pillar = column.pillar ?? row.pillar
          const look = {
            className: css.cell,
            'data-planned': cell.count > 0 && cell.planned >= cell.count ? '' : undefined,
            'data-trend': cell.trend,
            'data-look': cell.look,
            style: {
              '--depth': `${depth(cell.count, most)}%`,
              ...(pillar ? { '--tint': `var(--pillar-${pillar})` } : {}),
            } as CSSProperties,
          }
          return drill ? (
            <td key={column.id} {...as.gridCell} {...look}>
              <a href={drill(cell)} aria-label={`${number(cell.count)}. ${say(cell, row, column)}`} {...where}>
                <Figure of={cell} number={number} />
              </a>
            </td>
          ) : (
            <td key={column.id} {...as.gridCell} aria-label={say(cell, row, column)} {...look} {...where}>
              <Figure of={cell} number={number} />
            </td>
          )
        })}
        <td className={css.total}>{number(totalOf(row, cells?.values() ?? []))}</td>
      </tr>
    )
  },
  (a, b) =>
    a.row === b.row &&
    a.r === b.r &&
    a.columns === b.columns &&
    a.cells === b.cells &&
    a.most === b.most &&
    a.stop === b.stop,
)
