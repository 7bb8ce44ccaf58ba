import type { ReactNode } from 'react'
import css from './access.module.css'

type ItemProps = { title: ReactNode; mark?: ReactNode; lead?: ReactNode; children?: ReactNode }

/** One thing of a list, in words, with what can be done about it. */
export function Item({ title, mark, lead, children }: ItemProps) {
  return (
    <li className={css.item}>
      <div className={css.itemWords}>
        <p className={css.itemTitle}>
          {title}
          {mark}
        </p>
        {lead && <p className={css.quiet}>{lead}</p>}
      </div>
      <div className={css.row}>{children}</div>
    </li>
  )
}
