import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Button, IconButton } from '../controls/button.tsx'
import { CheckboxGroup } from '../controls/checkbox.tsx'
import list from '../controls/list.module.css'
import { useKitTexts } from '../language.tsx'
import { Menu } from '../overlays/menu.tsx'
import { useFormats } from '../use-formats.ts'
import { shownColumns, type TableColumn } from './columns.ts'
import type { Selection } from './data-table.tsx'
import css from './table-tools.module.css'
import type { UsedTable } from './use-table.ts'

/**
 * The whole list, not only this page, as a file: "CSV"; or the asking for one that is made in the background. Those that
 * belong together have the same heading in `under`.
 */
export type Download = { id?: string; label: string; under?: string } & ({ href: string } | { onAsk: () => void })

type TableToolsProps<Row> = {
  table: UsedTable
  /** Rows in all; undefined until known. */
  total: number | undefined
  columns: readonly TableColumn<Row>[]
  selection?: Selection
  downloads?: readonly Download[]
}

/** Above the table: what is selected and what to do with it; how the table looks; the list as a file. */
export function TableTools<Row>({ table, total, columns, selection, downloads }: TableToolsProps<Row>) {
  const t = useKitTexts()
  const { number } = useFormats()
  const sorting = columns.find(({ id }) => id === table.sort)
  const isDense = table.density === 'dense'
  const count = selection?.ids.size ?? 0
  return (
    <div className={css.tools}>
      <div className={css.selection} role="status">
        {count === 0 && total !== undefined && (
          <span className={css.range}>
            {t('pages.range', rangeOf(table, total, number))}
            {sorting && <span> · {t('table.sorted', { column: sorting.title })}</span>}
          </span>
        )}
        {selection && count > 0 && (
          <>
            <strong>{t('table.selected', { count })}</strong>
            {selection.actions}
            <Button size="small" kind="quiet" onPress={() => selection.onChange(new Set())}>
              {t('table.select_none')}
            </Button>
          </>
        )}
      </div>
      {columns.length > 2 && (
        <DialogTrigger>
          <IconButton icon="columns" label={t('table.columns')} />
          <Popover className={list.popover!} placement="bottom end" offset={4}>
            <Dialog className={css.choice!} aria-label={t('table.columns')}>
              <CheckboxGroup
                label={t('table.columns')}
                options={columns.slice(1).map(({ id, title }) => ({ id, label: title }))}
                value={shownColumns(columns, table.columns)
                  .slice(1)
                  .map(({ id }) => id)}
                onChange={(ids) => table.set({ columns: ids.length === 0 ? [columns[0]!.id] : ids })}
              />
              <Button size="small" kind="quiet" onPress={() => table.set({ columns: [] })}>
                {t('table.usual_columns')}
              </Button>
            </Dialog>
          </Popover>
        </DialogTrigger>
      )}
      <IconButton
        icon="density"
        label={t(isDense ? 'table.roomy' : 'table.dense')}
        aria-pressed={isDense}
        onPress={() => table.set({ density: isDense ? 'roomy' : 'dense' })}
      />
      {downloads && (
        <Menu
          label={t('download')}
          trigger={<IconButton icon="download" label={t('download')} />}
          groups={downloadGroups(downloads)}
        />
      )}
    </div>
  )
}

/** First, last and all, as the reader writes numbers. */
function rangeOf({ page, size }: UsedTable, total: number, number: (n: number) => string) {
  const from = total === 0 ? 0 : (page - 1) * size + 1
  return { from: number(from), to: number(Math.min(page * size, total)), total: number(total) }
}

/** Entries of a menu, under their headings. */
export const downloadGroups = (downloads: readonly Download[]) =>
  [...Map.groupBy(downloads, ({ under }) => under ?? '')].map(([heading, of]) => ({
    id: heading || 'only',
    ...(heading && { heading }),
    entries: of.map((download) => ({
      ...{ id: download.id ?? download.label, label: download.label },
      onAction: () => ('href' in download ? window.location.assign(download.href) : download.onAsk()),
    })),
  }))
