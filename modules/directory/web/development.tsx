import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import type { State } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'

export const DEVELOPMENT = ['ldc', 'lldc', 'sids'] as const

/** Development groups of the United Nations, each in its usual short form. */
export function Development({ of }: { of: Pick<State, 'ldc' | 'lldc' | 'sids'> }) {
  const t = useTexts(texts)
  const groups = DEVELOPMENT.filter((group) => of[group])
  if (groups.length === 0) return null
  return (
    <span className={css.marks}>
      {groups.map((group) => (
        <Badge key={group}>{t(`development.${group}.short`)}</Badge>
      ))}
    </span>
  )
}
