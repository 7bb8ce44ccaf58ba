import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import css from './access.module.css'

type SheetProps = { title: string; lead?: ReactNode; isWide?: boolean; children?: ReactNode }

/** One thing to do, alone on the page. */
export function Sheet({ title, lead, isWide, children }: SheetProps) {
  return (
    <div className={classes(css.sheet, isWide && css.wide)}>
      <header>
        <h1>{title}</h1>
        {lead && <p className={css.lead}>{lead}</p>}
      </header>
      {children}
    </div>
  )
}
