import { Link } from 'wouter'
import { classes } from '../classes.ts'
import type { TableColumn } from './columns.ts'
import css from './data-table.module.css'
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
      {/* biome-ignore-start lint/a11y/noRedundantRoles: as cards on a phone, the elements lose their own roles */}
      <table role="table" className={css.table} aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.id} role="columnheader" scope="col" className={classes(column.align === 'end' && css.end, column.width && css[column.width])}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowId(row)} role="row" className={css.row}>
              {columns.map((column, i) =>
                i === 0 ? (
                  <th key={column.id} role="rowheader" scope="row" className={css.name}>
                    {rowHref ? <Link href={rowHref(row)}>{column.cell(row)}</Link> : column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.id}
                    role="cell"
                    data-label={column.title}
                    className={classes(column.align === 'end' && css.end, column.phone === 'hide' && css.notOnPhone)}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: as above */}
    </div>
  )
}
