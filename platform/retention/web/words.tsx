import type { PersonRef } from '../../access/refs.ts'
import { useTexts } from '../../ui/language.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import type { RetentionRule } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './retention.module.css'

/** A rule in words of the reader. */
export function useRuleWords() {
  const t = useTexts(texts)
  const { list } = useFormats()
  const kept = ({ kept: how, period, onlyFree }: RetentionRule): string => {
    if (how !== 'for_period' || !period) return t(`kept.${how === 'for_period' ? 'expired' : how}`)
    if (period.count === 0) return t('kept.expired')
    const long = t(`period.${period.unit}`, { count: period.count })
    return onlyFree ? t('kept.free', { period: long }) : long
  }
  const personal = ({ personal: kinds, ofPersons }: RetentionRule): string => {
    if (!ofPersons) return t('kind.none')
    return kinds.length === 0 ? t('kind.link') : list(kinds.map((kind) => t(`kind.${kind}`)))
  }
  const erasure = ({ onErasure }: RetentionRule): string => (onErasure ? t(`erasure.${onErasure}`) : '')
  const why = (rule: RetentionRule): string => t(`why.${rule.why}`)
  return { kept, personal, erasure, why }
}

/** A person by name, as far as the reader may know it. */
export function Who({ of }: { of: PersonRef }) {
  const t = useTexts(texts)
  return <bdi>{of.name ?? t('someone')}</bdi>
}

/** Why something was refused, beside what was asked. */
export const Failed = ({ error }: { error: Error | null }) =>
  error && (
    <p role="alert" className={css.bad}>
      {error.message}
    </p>
  )
