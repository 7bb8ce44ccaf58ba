import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId } from 'react'
import { classes } from '../classes.ts'
import { useKitTexts } from '../language.tsx'
import { SidePanel } from '../overlays/side-panel.tsx'
import { Why } from '../states/answer.tsx'
import { Empty } from '../states/empty.tsx'
import { Offline } from '../states/offline.tsx'
import { shownColumns, type TableColumn } from './columns.ts'
import css from './data-table.module.css'
import { Pagination } from './pagination.tsx'
import { PreviewActions } from './preview-actions.tsx'
import { as } from './roles.ts'
import { TableBody } from './table-body.tsx'
import { TableHead } from './table-head.tsx'
import { type Download, TableTools } from './table-tools.tsx'
import type { UsedTable } from './use-table.ts'

export type Selection = {
  ids: ReadonlySet<string>
  onChange: (ids: ReadonlySet<string>) => void
  /** What can be done with what is selected: Buttons. */
  actions: ReactNode
}

export type DataTableProps<Row> = {
  /** What the table holds. */
  label: string
  table: UsedTable
  /** A list endpoint, asked with `table.input` and `keep: true`. */
  of: UseQueryResult<{ items: readonly Row[]; total: number }>
  columns: readonly TableColumn<Row>[]
  rowId: (row: Row) => string
  /** Plain words for the row: names its checkbox and its preview. */
  rowTitle: (row: Row) => string
  rowHref: (row: Row) => string
  /** The record in short, beside the table. */
  preview?: (row: Row) => ReactNode
  selection?: Selection
  downloads?: readonly Download[]
  /** When there is nothing: teach the first step, or name the filter. */
  empty?: ReactNode
}

/**
 * Records as a table, paged and sorted by the server, all state in the address. Arrow keys move between rows, Space
 * opens the preview beside the table and the arrows then move it along, X selects, Enter opens. On a phone the rows are
 * cards.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, table, of, preview, rowId, rowTitle, rowHref, selection, empty } = props
  const t = useKitTexts()
  const id = useId()
  const columns = shownColumns(props.columns, table.columns)
  const rows = of.data?.items
  const previewed = preview ? rows?.find((row) => rowId(row) === table.preview) : undefined

  // An address of before may lead past the end: fewer rows are there now.
  const last = of.data ? Math.max(1, Math.ceil(of.data.total / table.size)) : undefined
  const { page, set } = table
  useEffect(() => {
    if (last !== undefined && page > last) set({ page: last })
  }, [last, page, set])

  if (!of.data && of.fetchStatus === 'paused') return <Offline onAgain={() => void of.refetch()} />
  if (of.error && !of.data) return <Why error={of.error} onAgain={() => void of.refetch()} />
  if (rows?.length === 0 && table.page === 1) return empty ?? <Empty icon="search" title={t('table.nothing')} />

  return (
    <div className={css.whole}>
      <TableTools
        table={table}
        total={of.data?.total}
        columns={props.columns}
        {...(selection ? { selection } : {})}
        {...(props.downloads ? { downloads: props.downloads } : {})}
      />
      <div className={classes(css.layout, previewed !== undefined && css.withPanel)}>
        <section className={css.scroller} aria-label={label}>
          <p id={id} className="for-screen-readers">
            {t(preview ? 'table.keys_preview' : 'table.keys')}
          </p>
          <table
            {...as.table}
            className={classes(css.table, table.density === 'dense' && css.dense)}
            aria-label={label}
            aria-describedby={id}
            aria-busy={of.isFetching}
            aria-rowcount={of.data ? of.data.total + 1 : undefined}
          >
            <TableHead
              columns={columns}
              table={table}
              rowIds={rows?.map(rowId)}
              hasPreview={preview !== undefined}
              {...(selection ? { selection } : {})}
            />
            <TableBody {...props} columns={columns} rows={rows} isStale={of.isPlaceholderData} />
          </table>
        </section>
        {preview && previewed !== undefined && (
          <SidePanel
            title={rowTitle(previewed)}
            onClose={() => table.set({ preview: '' })}
            actions={<PreviewActions href={rowHref(previewed)} ids={rows!.map(rowId)} table={table} />}
          >
            {preview(previewed)}
          </SidePanel>
        )}
      </div>
      {of.data && (
        <Pagination
          page={table.page}
          size={table.size}
          total={of.data.total}
          onPage={(page) => table.set({ page, preview: '' })}
          onSize={(size) => table.set({ size, page: 1 })}
        />
      )}
    </div>
  )
}
