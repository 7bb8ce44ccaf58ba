import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { Link } from 'wouter'
import { classes } from '../classes.ts'
import { IconButton } from '../controls/button.tsx'
import { Checkbox } from '../controls/checkbox.tsx'
import { useKitTexts } from '../language.tsx'
import css from './data-table.module.css'
import type { DataTableProps } from './data-table.tsx'
import { as } from './roles.ts'

type TableBodyProps<Row> = Omit<DataTableProps<Row>, 'of'> & { rows: readonly Row[] | undefined; isStale: boolean }

export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { rows, isStale, columns, table, rowId, preview, selection } = props
  // One stop for the Tab key in the whole table: the row that last had the focus.
  const [active, setActive] = useState<string>()
  if (!rows) return <Bones columns={columns.length + (selection ? 1 : 0) + (preview ? 1 : 0)} size={table.size} />
  const ids = rows.map(rowId)
  const stop =
    active !== undefined && ids.includes(active)
      ? active
      : table.preview && ids.includes(table.preview)
        ? table.preview
        : ids[0]

  const go = (e: KeyboardEvent, at: number) => {
    const id = ids[at]
    if (id === undefined) return
    e.preventDefault()
    setActive(id)
    if (table.preview) table.set({ preview: id })
    const row = e.currentTarget.querySelectorAll<HTMLElement>('[data-names-row]')[at]
    row?.focus()
  }
  const onKeyDown = (e: KeyboardEvent<HTMLTableSectionElement>) => {
    const at = ids.indexOf((e.target as HTMLElement).closest<HTMLElement>('tr')?.dataset['id'] ?? '')
    if (at < 0 || e.ctrlKey || e.metaKey || e.altKey) return
    const id = ids[at]!
    const isName = (e.target as HTMLElement).matches('[data-names-row]')
    if (e.key === 'ArrowDown') go(e, at + 1)
    else if (e.key === 'ArrowUp') go(e, at - 1)
    else if (e.key === 'Home') go(e, 0)
    else if (e.key === 'End') go(e, ids.length - 1)
    else if (e.key === 'Escape' && table.preview) table.set({ preview: '' })
    else if (e.key === ' ' && isName && preview) {
      e.preventDefault()
      table.set({ preview: table.preview === id ? '' : id })
    } else if (e.key.toLowerCase() === 'x' && isName && selection) toggle(selection, id)
  }

  return (
    <tbody {...as.rows} className={isStale ? css.stale : undefined} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <TableRow
          key={rowId(row)}
          {...props}
          row={row}
          isStop={rowId(row) === stop}
          onFocus={() => setActive(rowId(row))}
        />
      ))}
    </tbody>
  )
}

function toggle(selection: NonNullable<DataTableProps<never>['selection']>, id: string): void {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  selection.onChange(ids)
}

type TableRowProps<Row> = TableBodyProps<Row> & { row: Row; isStop: boolean; onFocus: () => void }

function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, columns, table, rowId, rowTitle, rowHref, preview, selection, isStop, onFocus } = props
  const t = useKitTexts()
  const id = rowId(row)
  const isPreviewed = table.preview === id
  const isSelected = selection?.ids.has(id) ?? false

  // A press anywhere on the row shows it beside the table; links and boxes keep their own meaning, and so does marking text.
  const onClick = (e: MouseEvent) => {
    const isOwn = (e.target as HTMLElement).closest('a, button, input, label')
    if (!preview || isOwn || window.getSelection()?.toString() || !matchMedia('(width >= 640px)').matches) return
    table.set({ preview: isPreviewed ? '' : id })
  }

  return (
    <tr
      {...as.row}
      data-id={id}
      className={classes(css.row, isPreviewed && css.previewed, isSelected && css.selected, preview && css.pressable)}
      onClick={onClick}
      onFocus={onFocus}
    >
      {selection && (
        <td {...as.cell} className={css.check}>
          <Checkbox
            label={t('table.select', { title: rowTitle(row) })}
            isSelected={isSelected}
            onChange={() => toggle(selection, id)}
          />
        </td>
      )}
      {columns.map((column, i) =>
        i === 0 ? (
          <th
            key={column.id}
            {...as.rowHead}
            scope="row"
            className={classes(css.name, column.width && css[column.width])}
          >
            <Link href={rowHref(row)} data-names-row tabIndex={isStop ? 0 : -1}>
              {column.cell(row)}
            </Link>
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
      {preview && (
        <td {...as.cell} className={css.peek}>
          <IconButton
            size="small"
            icon="panel"
            label={t('preview.of', { title: rowTitle(row) })}
            aria-pressed={isPreviewed}
            excludeFromTabOrder={!isStop}
            onPress={() => table.set({ preview: isPreviewed ? '' : id })}
          />
        </td>
      )}
    </tr>
  )
}

/** Rows that hold the place of those to come. */
function Bones({ columns, size }: { columns: number; size: number }) {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)
  return (
    <tbody aria-hidden="true">
      {upTo(Math.min(size, 14)).map((row) => (
        <tr key={row} className={css.row}>
          {upTo(columns).map((column) => (
            <td key={column}>
              <span className={css.bone} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
