import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Moved, Nomination } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'

const TONES: Readonly<Record<Nomination['state'], Tone>> = {
  recorded: 'warn',
  verified: 'accent',
  invited: 'accent',
  active: 'good',
  withdrawn: 'neutral',
  handed_over: 'neutral',
  ended: 'neutral',
}

/** How far a nomination is, and whether its confirmation is due. */
export function NominationMarks({ of: { state, confirmation } }: { of: Pick<Nomination, 'state' | 'confirmation'> }) {
  const t = useTexts(texts)
  return (
    <span className={css.marks}>
      <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
      {(confirmation === 'due' || confirmation === 'overdue' || confirmation === 'lapsed') && (
        <Badge tone={confirmation === 'due' ? 'warn' : 'bad'} icon="clock">
          {t(`cover.${confirmation}`)}
        </Badge>
      )}
    </span>
  )
}

/** "Note verbale NV/2026/17 of 12 January 2026". */
export function useDocumentWords(): (of: Pick<Nomination, 'form' | 'reference' | 'datedOn'>) => string {
  const t = useTexts(texts)
  const { day } = useFormats()
  return ({ form, reference, datedOn }) =>
    t('nomination.document', { form: t(`form.${form}`), reference, on: day(datedOn) })
}

const KINDS = [
  'tasks',
  'invitations',
  'tasks_kept',
  'invitations_kept',
  'shares_kept',
  'groups_kept',
  'drafts_kept',
] as const

/** What a hand-over moved and what it could not. */
export function MovedWork({ of }: { of: Moved }) {
  const t = useTexts(texts)
  const lines = KINDS.filter((kind) => of[kind])
  if (lines.length === 0) return <p>{t('moved.nothing')}</p>
  return (
    <ul>
      {lines.map((kind) => (
        <li key={kind}>{t(`moved.${kind}`, { count: of[kind]! })}</li>
      ))}
    </ul>
  )
}
