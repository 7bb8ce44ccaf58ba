import { useTexts } from '../../ui/language.tsx'
import type { PageProps } from '../../ui/pages.ts'
import { WayBack } from '../../ui/records/way-back.tsx'
import { usePageTitle } from '../../ui/shell/page-title.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { readTask, type Task } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { TaskBrief } from './task-brief.tsx'
import css from './tasks.module.css'

/** One task: where the notice of it leads. */
export function TaskPage({ params }: PageProps) {
  const t = useTexts(texts)
  const task = useEndpoint(readTask, { id: params['id'] ?? '' })
  return (
    <div className={css.page}>
      <WayBack href="/tasks" label={t('title')} />
      <Answer of={task} shape="record">
        {(found) => <Found of={found} />}
      </Answer>
    </div>
  )
}

function Found({ of }: { of: Task }) {
  usePageTitle(of.title)
  return (
    <>
      <h1 dir="auto">{of.title}</h1>
      <TaskBrief of={of} />
    </>
  )
}
