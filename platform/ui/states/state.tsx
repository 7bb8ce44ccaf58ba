import type { ReactNode } from 'react'
import { Icon, type IconName } from '../controls/icon.tsx'
import css from './states.module.css'

type StateProps = {
  icon: IconName
  title: string
  children?: ReactNode
  /** What to do now. */
  action?: ReactNode
  /** Something went wrong: read out at once. */
  isUrgent?: boolean
}

/** In place of content: what is the case, and the next step. */
export function State({ icon, title, children, action, isUrgent }: StateProps) {
  return (
    <div className={css.state} role={isUrgent ? 'alert' : undefined}>
      <span className={css.drawing}>
        <Icon name={icon} />
      </span>
      <p className={css.title}>{title}</p>
      {children && <div className={css.words}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  )
}
