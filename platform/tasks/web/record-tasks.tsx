import { Suspense, useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { later } from '../../ui/later.ts'
import { Section } from '../../ui/records/record-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { listTasks } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Due, Owner } from './marks.tsx'
import css from './tasks.module.css'

const TaskDialog = later(() => import('./task-dialog.tsx').then((m) => m.TaskDialog))

const SHOWN = 50

/** Open tasks on a record: part of its page, for members. */
export function RecordTasks({ record }: { record: string }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const may = useMay()
  const isMember = may('signed-in')
  const list = useEndpoint(listTasks, { of: 'all', record, size: SHOWN }, { enabled: isMember })
  const [isAdding, setAdding] = useState(false)
  if (!isMember) return null
  return (
    <Section
      title={t('title')}
      id="tasks"
      {...(list.data && list.data.total > 0 && { count: number(list.data.total) })}
      actions={
        <Button size="small" icon="plus" onPress={() => setAdding(true)}>
          {t('add')}
        </Button>
      }
    >
      <Answer of={list} shape="table" rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.none}>{t('empty.record')}</p>
          ) : (
            <SmallTable
              label={t('title')}
              rows={items}
              rowId={({ id }) => id}
              rowHref={({ id }) => `/tasks/${id}`}
              columns={[
                {
                  id: 'title',
                  title: t('label.title'),
                  width: 'wide',
                  cell: ({ title }) => <span dir="auto">{title}</span>,
                },
                { id: 'owner', title: t('label.owner'), cell: (task) => <Owner of={task} /> },
                { id: 'due', title: t('label.due'), cell: (task) => <Due of={task} /> },
              ]}
            />
          )
        }
      </Answer>
      <Suspense>{isAdding && <TaskDialog record={record} onClose={() => setAdding(false)} />}</Suspense>
    </Section>
  )
}
