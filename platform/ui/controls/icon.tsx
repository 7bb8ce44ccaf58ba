import { classes } from '../classes.ts'
import css from './icon.module.css'
import { DRAWINGS } from './icon-drawings.ts'

export type IconName = keyof typeof DRAWINGS

/** Those that point along the line of reading: mirrored where the line runs from the right. */
const POINTING: ReadonlySet<IconName> = new Set([
  'chevron-next',
  'chevron-previous',
  'arrow-next',
  'arrow-previous',
  'sign-out',
  'rail',
  'panel',
  'external',
  'library',
  'timeline',
  'density',
])

/** A drawing of 20 by 20 in the colour of its words. Without `label` it is decoration and says nothing. */
export function Icon({ name, label, className }: { name: IconName; label?: string; className?: string | undefined }) {
  const look = classes(css.icon, POINTING.has(name) && css.pointing, className)
  const path = <path d={DRAWINGS[name]} />
  if (label === undefined)
    return (
      <svg viewBox="0 0 20 20" className={look} aria-hidden="true">
        {path}
      </svg>
    )
  return (
    <svg viewBox="0 0 20 20" className={look} role="img" aria-label={label}>
      {path}
    </svg>
  )
}
