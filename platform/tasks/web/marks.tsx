import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import type { Task } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './tasks.module.css'

const TONE = { open: 'accent', done: 'good', dropped: 'neutral' } as const

export function Status({ of: { status } }: { of: Task }) {
  const t = useTexts(texts)
  return <Badge tone={TONE[status]}>{t(`status.${status}`)}</Badge>
}

/** When it is due, and that it is late. */
export function Due({ of: { dueOn, status } }: { of: Task }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { today } = useSession()
  if (!dueOn) return '–'
  const isLate = status === 'open' && dueOn < today
  return (
    <span className={css.due}>
      {day(dueOn)}
      {isLate && <Badge tone="bad">{t('overdue')}</Badge>}
    </span>
  )
}

export function Owner({ of: { owner } }: { of: Task }) {
  const t = useTexts(texts)
  const { person } = useSession()
  return owner.id === person?.id ? t('me') : <bdi>{owner.name ?? t('someone')}</bdi>
}
