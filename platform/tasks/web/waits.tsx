import { Link } from 'wouter'
import { ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listTasks } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Due } from './marks.tsx'
import css from './tasks.module.css'

/** Tasks named on the home page. */
const SHOWN = 5

/** On the home page: what the reader is to do, the most urgent first. */
export function TasksWait() {
  const t = useTexts(texts)
  const list = useEndpoint(listTasks, { of: 'mine', size: SHOWN })
  if (!list.data || list.data.total === 0) return null
  const { items, total, overdue } = list.data
  return (
    <div className={css.waits}>
      <p>
        {t('waits', { count: total })}
        {overdue > 0 && <span className={css.bad}> · {t('waits.overdue', { count: overdue })}</span>}
      </p>
      <ul>
        {items.map((task) => (
          <li key={task.id}>
            <Link href={`/tasks/${task.id}`} dir="auto">
              {task.title}
            </Link>
            {task.dueOn && <Due of={task} />}
          </li>
        ))}
      </ul>
      <ButtonLink size="small" href="/tasks">
        {t('waits.go')}
      </ButtonLink>
    </div>
  )
}
