import { classes } from '../classes.ts'
import { Checkbox } from '../controls/checkbox.tsx'
import { Icon } from '../controls/icon.tsx'
import { useKitTexts } from '../language.tsx'
import type { TableColumn } from './columns.ts'
import css from './data-table.module.css'
import type { Selection } from './data-table.tsx'
import { as } from './roles.ts'
import head from './table-head.module.css'
import type { UsedTable } from './use-table.ts'

type TableHeadProps<Row> = {
  columns: readonly TableColumn<Row>[]
  table: UsedTable
  rowIds: readonly string[] | undefined
  hasPreview: boolean
  selection?: Selection
}

export function TableHead<Row>({ columns, table, rowIds = [], hasPreview, selection }: TableHeadProps<Row>) {
  const t = useKitTexts()
  const chosen = rowIds.filter((id) => selection?.ids.has(id)).length
  return (
    <thead {...as.rows}>
      <tr {...as.row}>
        {selection && (
          <th {...as.columnHead} scope="col" className={css.check}>
            <Checkbox
              label={t('table.select_page')}
              isSelected={chosen > 0 && chosen === rowIds.length}
              isIndeterminate={chosen > 0 && chosen < rowIds.length}
              onChange={(isAll) => {
                const ids = new Set(selection.ids)
                for (const id of rowIds) isAll ? ids.add(id) : ids.delete(id)
                selection.onChange(ids)
              }}
            />
          </th>
        )}
        {columns.map((column) => (
          <Title key={column.id} column={column} table={table} />
        ))}
        {hasPreview && (
          <td {...as.columnHead} className={css.peek}>
            <span className="for-screen-readers">{t('preview')}</span>
          </td>
        )}
      </tr>
    </thead>
  )
}

function Title<Row>({ column, table }: { column: TableColumn<Row>; table: UsedTable }) {
  const isSorting = table.sort === column.id
  const look = classes(column.align === 'end' && css.end, column.width && css[column.width])
  if (!column.sort)
    return (
      <th {...as.columnHead} scope="col" className={look}>
        {column.title}
      </th>
    )
  const next = isSorting && table.dir === 'asc' ? 'desc' : 'asc'
  return (
    <th
      {...as.columnHead}
      scope="col"
      className={look}
      aria-sort={isSorting ? (table.dir === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <button
        type="button"
        className={classes(head.sort, column.align === 'end' && head.atEnd)}
        onClick={() => table.set({ sort: column.id, dir: next, page: 1, preview: '' })}
      >
        {column.title}
        <Icon
          name={isSorting ? (table.dir === 'asc' ? 'arrow-up' : 'arrow-down') : 'sort'}
          className={isSorting ? head.sorting : head.sortable}
        />
      </button>
    </th>
  )
}
