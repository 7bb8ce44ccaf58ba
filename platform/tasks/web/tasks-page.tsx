import { useState } from 'react'
import { RecordLink } from '../../records/web/record-link.tsx'
import { oneOf } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import type { TableColumn } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { useTable } from '../../ui/table/use-table.ts'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { listTasks, type Task } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { Due, Owner, Status } from './marks.tsx'
import { TaskBrief } from './task-brief.tsx'
import { TaskDialog } from './task-dialog.tsx'

const VIEWS = ['mine', 'asked', 'all'] as const
const SORTS = ['due', 'asked', 'title'] as const
const ADDRESS = {
  of: oneOf(VIEWS, 'mine'),
  status: oneOf(['open', 'settled', 'any'], 'open'),
  due: oneOf(['any', 'overdue', 'week'], 'any'),
}

/** What the reader is to do, and what they asked of others. */
export function Tasks() {
  const t = useTexts(texts)
  const [{ of, status, due }, setAddress] = useAddress(ADDRESS)
  const table = useTable({ sort: 'due' })
  const sort = SORTS.find((id) => id === table.sort) ?? 'due'
  const list = useEndpoint(listTasks, { of, status, due, ...table.input, sort }, { keep: true })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isAdding, setAdding] = useState(false)
  const [isGiving, setGiving] = useState(false)
  const chosen = (list.data?.items ?? []).filter((task) => selected.has(task.id) && task.mine && task.status === 'open')
  return (
    <ListPage
      title={t('title')}
      count={list.data && t('count', { count: list.data.total })}
      lead={<p>{t('lead')}</p>}
      actions={
        <Button kind="filled" icon="plus" onPress={() => setAdding(true)}>
          {t('add')}
        </Button>
      }
      views={VIEWS.map((id) => ({
        id,
        label: t(`view.${id}`),
        href: id === 'mine' ? '/tasks' : `/tasks?of=${id}`,
        isCurrent: id === of,
      }))}
      filters={
        <FilterSentence
          sentence={t('filter', holes('status', 'due'))}
          parts={{
            status: {
              label: t('filter.status'),
              any: t('filter.status.any'),
              single: true,
              value: status === 'open' ? [] : [status],
              onChange: ([id]) => setAddress({ status: id === 'settled' || id === 'any' ? id : 'open' }),
              options: [
                { id: 'settled', label: t('filter.status.settled') },
                { id: 'any', label: t('filter.status.all') },
              ],
            },
            due: {
              label: t('filter.due'),
              any: t('filter.due.any'),
              single: true,
              value: due === 'any' ? [] : [due],
              onChange: ([id]) => setAddress({ due: id === 'overdue' || id === 'week' ? id : 'any' }),
              options: [
                { id: 'overdue', label: t('filter.due.overdue') },
                { id: 'week', label: t('filter.due.week') },
              ],
            },
          }}
          onClear={() => setAddress({ status: 'open', due: 'any' })}
        />
      }
    >
      <DataTable
        label={t('title')}
        table={table}
        of={list}
        columns={useTaskColumns()}
        rowId={({ id }) => id}
        rowTitle={({ title }) => title}
        rowHref={({ id }) => `/tasks/${id}`}
        preview={(task) => <TaskBrief of={task} />}
        selection={{
          ids: selected,
          onChange: setSelected,
          actions: (
            <Button size="small" isDisabled={chosen.length === 0} onPress={() => setGiving(true)}>
              {t('assign')}
            </Button>
          ),
        }}
        empty={
          <Empty icon="check" title={t(`empty.${of}`)}>
            {t('empty.text')}
          </Empty>
        }
      />
      {isAdding && <TaskDialog onClose={() => setAdding(false)} />}
      {isGiving && (
        <AssignDialog
          tasks={chosen}
          onClose={() => {
            setGiving(false)
            setSelected(new Set())
          }}
        />
      )}
    </ListPage>
  )
}

function useTaskColumns(): readonly TableColumn<Task>[] {
  const t = useTexts(texts)
  const { day } = useFormats()
  return [
    {
      id: 'title',
      title: t('label.title'),
      sort: true,
      width: 'wide',
      cell: ({ title }) => <span dir="auto">{title}</span>,
    },
    { id: 'due', title: t('label.due'), sort: true, cell: (task) => <Due of={task} /> },
    { id: 'record', title: t('label.record'), cell: ({ record }) => (record ? <RecordLink of={record} /> : t('free')) },
    { id: 'owner', title: t('label.owner'), cell: (task) => <Owner of={task} /> },
    { id: 'status', title: t('label.status'), cell: (task) => <Status of={task} /> },
    { id: 'asked', title: t('label.asked_at'), sort: true, hidden: true, cell: ({ askedAt }) => day(askedAt) },
  ]
}
