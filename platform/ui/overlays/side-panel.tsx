import { type ReactNode, useEffect, useId, useRef } from 'react'
import { classes } from '../classes.ts'
import { IconButton } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import css from './side-panel.module.css'

type SidePanelProps = {
  title: ReactNode
  onClose: () => void
  children: ReactNode
  /** Beside the title: open in full, next, previous. */
  actions?: ReactNode
  /** Takes the focus when it opens; a preview does not, so that arrow keys stay in the list. */
  takesFocus?: boolean
}

/** A second view beside the first: a preview of a record, its audience. Below 900 px it covers the page. */
export function SidePanel({ title, onClose, children, actions, takesFocus = false }: SidePanelProps) {
  const t = useKitTexts()
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!takesFocus) return
    // Closed, it gives the focus back to what opened it.
    const opener = document.activeElement
    panel.current?.focus()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [takesFocus])
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={css.panel}
      aria-labelledby={id}
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return
        e.stopPropagation()
        onClose()
      }}
    >
      <header className={classes(css.head, !actions && css.plain)}>
        <div className={css.bar}>
          {actions}
          <span className={css.close}>
            <IconButton icon="close" label={t('close')} onPress={onClose} />
          </span>
        </div>
        <h2 id={id} className={css.title}>
          {title}
        </h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the panel must scroll by keyboard too */}
      <div className={css.body} tabIndex={0}>
        {children}
      </div>
    </aside>
  )
}
