import type { ReactNode } from 'react'
import { classes } from '../classes.ts'
import css from './fact-list.module.css'

export type Fact = { label: string; value: ReactNode; wide?: boolean }

/** Facts of a record: label, value. What is empty is left out, not shown as a dash. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false)
  if (known.length === 0) return null
  return (
    <dl className={css.facts}>
      {known.map(({ label, value, wide }) => (
        <div key={label} className={classes(css.fact, wide && css.wide)}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
