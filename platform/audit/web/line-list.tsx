import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import type { TableColumn } from '../../ui/table/columns.ts'
import { Pagination } from '../../ui/table/pagination.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { SIZE } from './filters.tsx'
import { useAuditTexts } from './words.ts'

type LineListProps<Row> = {
  label: string
  of: UseQueryResult<{ items: Row[]; total: number }>
  columns: readonly TableColumn<Row>[]
  page: number
  onPage: (page: number) => void
  /** What it says when there is nothing. */
  empty?: string
}

/** A page of lines, newest first. Lines have no address of their own and no order but that of time. */
export function LineList<Row extends object>({ label, of, columns, page, onPage, empty }: LineListProps<Row>) {
  const t = useAuditTexts()
  const items = of.data?.items
  const ids = useMemo(() => new Map(items?.map((row, n) => [row, String(n)])), [items])
  return (
    <Answer of={of} shape="table">
      {(list) =>
        list.total === 0 ? (
          <Empty title={t('empty.title')} icon="history">
            {empty ?? t('empty.text')}
          </Empty>
        ) : (
          <>
            <SmallTable label={label} rows={list.items} rowId={(row) => ids.get(row) ?? ''} columns={columns} />
            <Pagination page={Math.max(1, page)} size={SIZE} total={list.total} onPage={onPage} />
          </>
        )
      }
    </Answer>
  )
}
