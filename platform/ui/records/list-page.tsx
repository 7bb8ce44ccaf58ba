import type { ReactNode } from 'react'
import css from './list-page.module.css'
import { type View, ViewTabs } from './view-tabs.tsx'

type ListPageProps = {
  title: string
  /** In words: "86 programmes". */
  count?: string | undefined
  lead?: ReactNode
  actions?: ReactNode
  /** Saved views: each is an address. */
  views?: readonly View[]
  /** Beside the tabs: what saves and arranges views. */
  viewTools?: ReactNode
  /** A FilterSentence. */
  filters?: ReactNode
  children: ReactNode
}

/** Title with count, saved views as tabs, one filter row that reads as a sentence, then the list. */
export function ListPage({ title, count, lead, actions, views = [], viewTools, filters, children }: ListPageProps) {
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.line}>
          <h1>{title}</h1>
          {count !== undefined && (
            <p className={css.count} role="status">
              {count}
            </p>
          )}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
        {lead && (
          <div className={css.lead}>
            <div>{lead}</div>
          </div>
        )}
      </header>
      {(views.length > 1 || viewTools) && (
        <div className={css.viewRow}>
          {views.length > 1 && <ViewTabs views={views} />}
          {viewTools && <div className={css.viewTools}>{viewTools}</div>}
        </div>
      )}
      {filters}
      {children}
    </div>
  )
}
