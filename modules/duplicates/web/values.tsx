import type { Change } from '../../../platform/history/contract.ts'
import { direction } from '../../../platform/text.ts'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'

/** What one of the two says in a field. */
export function Values({ of }: { of: readonly Change[] }) {
  const t = useTexts(texts)
  if (of.length === 0) return <span className={css.none}>{t('nothing_said')}</span>
  return of.map((change) => <Value key={change.kind === 'text' ? change.language : change.kind} of={change} />)
}

function Value({ of }: { of: Change }) {
  const t = useTexts(texts)
  const reader = useLanguage()
  const { date } = useFormats()
  switch (of.kind) {
    case 'text':
      return (
        <p className={css.words}>
          {of.language && of.language !== reader && <span className={css.language}>{LANGUAGE_NAMES[of.language]}</span>}
          <span {...(of.language ? { lang: of.language, dir: direction(of.language) } : {})}>
            <bdi>{of.after}</bdi>
          </span>
        </p>
      )
    case 'list':
      return (
        <ul className={css.items}>
          {of.added.map((item) => (
            <li key={item}>
              <bdi>{item}</bdi>
            </li>
          ))}
        </ul>
      )
    case 'value':
      return <bdi>{of.after}</bdi>
    case 'date':
      return <bdi>{of.after && date(of.after)}</bdi>
    case 'amount':
      return <bdi>{of.after && t(`amount.${of.after.comparator}`, { n: of.after.n })}</bdi>
  }
}
