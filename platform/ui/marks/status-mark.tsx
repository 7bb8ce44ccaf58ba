import { classes } from '../classes.ts'
import css from './marks.module.css'

/** How far something is; the drawing fills as it goes. */
export type Stage = 'open' | 'planned' | 'ongoing' | 'done' | 'paused' | 'stopped' | 'draft'

const DRAWINGS: Record<Stage, { ring?: string; fill?: string }> = {
  open: { ring: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z' },
  planned: { ring: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z', fill: 'M8 8V4a4 4 0 0 1 4 4Z' },
  ongoing: { ring: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z', fill: 'M8 4a4 4 0 0 1 0 8Z' },
  done: { ring: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z', fill: 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z' },
  paused: { ring: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z', fill: 'M6 5.5h1.3v5H6ZM8.7 5.5H10v5H8.7Z' },
  stopped: { ring: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4' },
  draft: { ring: 'M3 13l.6-2.6L10.4 3.6l2 2L5.6 12.4Z' },
}

/** `label` is the module's own word for it ("Under way"); the stage only draws it. */
export function StatusMark({ stage, label }: { stage: Stage; label: string }) {
  const { ring, fill } = DRAWINGS[stage]
  return (
    <span className={classes(css.status, css[stage])}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {ring && <path className={css.ring} d={ring} />}
        {fill && <path className={css.fill} d={fill} />}
      </svg>
      {label}
    </span>
  )
}
