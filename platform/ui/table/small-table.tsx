import { Link } from 'wouter'
import { classes } from '../classes.ts'
import type { TableColumn } from './columns.ts'
import css from './data-table.module.css'
import { as } from './roles.ts'
import small from './small-table.module.css'

type SmallTableProps<Row> = {
  label: string
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  rowHref?: (row: Row) => string
}

/** Related records on a record page: few, in the order given. */
export function SmallTable<Row>({ label, columns, rows, rowId, rowHref }: SmallTableProps<Row>) {
  return (
    <div className={classes(css.scroller, small.small)}>
      <table {...as.table} className={css.table} aria-label={label}>
        <thead {...as.rows}>
          <tr {...as.row}>
            {columns.map((column) => (
              <th
                key={column.id}
                {...as.columnHead}
                scope="col"
                className={classes(column.align === 'end' && css.end, column.width && css[column.width])}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as.rows}>
          {rows.map((row) => (
            <tr key={rowId(row)} {...as.row} className={css.row}>
              {columns.map((column, i) =>
                i === 0 ? (
                  <th key={column.id} {...as.rowHead} scope="row" className={css.name}>
                    {rowHref ? <Link href={rowHref(row)}>{column.cell(row)}</Link> : column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.id}
                    {...as.cell}
                    data-label={column.title}
                    className={classes(column.align === 'end' && css.end, column.phone === 'hide' && css.notOnPhone)}
                  >
                    <div className={css.value}>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
