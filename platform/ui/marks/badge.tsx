import type { ReactNode } from 'react'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../controls/icon.tsx'
import css from './marks.module.css'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

/** A word that sorts things at a glance. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes(css.badge, css[tone])}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}
