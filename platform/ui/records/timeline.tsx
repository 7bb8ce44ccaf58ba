import type { ReactNode } from 'react'
import { Icon, type IconName } from '../controls/icon.tsx'
import type { DateWithPrecision } from '../formats.ts'
import { useFormats } from '../use-formats.ts'
import css from './timeline.module.css'

export type TimelineItem = {
  id: string
  /** A moment (ISO date and time), or a date as far as it is known. */
  at: string | DateWithPrecision
  title: ReactNode
  by?: ReactNode
  body?: ReactNode
  icon?: IconName
  /** Still to come. */
  isAhead?: boolean
}

/** What happened, in the order given (newest first in histories). */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  const formats = useFormats()
  return (
    <ol className={css.timeline} aria-label={label}>
      {items.map(({ id, at, title, by, body, icon, isAhead }) => (
        <li key={id} className={css.item} data-ahead={isAhead ? '' : undefined}>
          <span className={css.dot}>{icon && <Icon name={icon} />}</span>
          <div className={css.words}>
            <p className={css.title}>{title}</p>
            <p className={css.when}>
              <time dateTime={typeof at === 'string' ? at : dateTime(at)}>
                {typeof at === 'string' ? formats.moment(at) : formats.date(at)}
              </time>
              {by && (
                <>
                  {'\u00a0· '}
                  {by}
                </>
              )}
            </p>
            {body && <div className={css.body}>{body}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

const LENGTH = { day: 10, month: 7, year: 4 }
const dateTime = ({ date, precision }: DateWithPrecision) => date.slice(0, LENGTH[precision])
