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
  /** It stands for a whole page: its title is the page's heading. */
  isPage?: boolean
}

/** In place of content: what is the case, and the next step. */
export function State({ icon, title, children, action, isUrgent, isPage }: StateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={css.state} role={isUrgent ? 'alert' : undefined}>
      <span className={css.drawing}>
        <Icon name={icon} />
      </span>
      <Title className={css.title}>{title}</Title>
      {children && <div className={css.words}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  )
}
