import { LANGUAGE_NAMES, useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Reason } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'

/** Why two records may be the same, strongest first. */
export function Reasons({ of }: { of: readonly Reason[] }) {
  const say = useReason()
  const t = useTexts(texts)
  return (
    <ul className={css.reasons} aria-label={t('twins.reasons')}>
      {of.map((reason) => (
        <li key={reason.kind}>
          <Badge tone={reason.kind === 'identifier' || reason.percent === 100 ? 'warn' : 'neutral'}>
            <bdi>{say(reason)}</bdi>
          </Badge>
        </li>
      ))}
    </ul>
  )
}

/** A reason in words: "Titles alike, 82 %, English". */
export function useReason(): (reason: Reason) => string {
  const t = useTexts(texts)
  const { list, number } = useFormats()
  return ({ kind, said, language, percent, organisations, isAll }) => {
    switch (kind) {
      case 'title':
        return t('reason.title', {
          same: percent === 100 ? 'yes' : 'no',
          percent: number(percent!),
          language: LANGUAGE_NAMES[language!],
        })
      case 'leads':
      case 'partners':
      case 'states':
        return t(`reason.${kind}`, {
          all: isAll ? 'yes' : 'no',
          who: list(organisations.map((of) => (kind === 'states' ? of.name.text : of.code))),
        })
      case 'start':
      case 'dates':
        return t(`reason.${kind}`)
      default:
        return t(`reason.${kind}`, { said })
    }
  }
}
