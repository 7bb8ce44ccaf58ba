import type { ReactNode } from 'react'
import { Icon } from '../../ui/controls/icon.tsx'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../ui/language.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import type { Change } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Difference } from './difference.tsx'
import css from './history.module.css'

/** One change of one field, under the field's name. */
export function ChangeWords({ of, action }: { of: Change; action?: ReactNode }) {
  const reader = useLanguage()
  const foreign = of.kind === 'text' && of.language && of.language !== reader ? LANGUAGE_NAMES[of.language] : undefined
  return (
    <div className={css.change}>
      <p className={css.label}>
        {of.label}
        {foreign && <span className={css.hint}> · {foreign}</span>}
      </p>
      <What of={of} />
      {action}
    </div>
  )
}

function What({ of }: { of: Change }) {
  const t = useTexts(texts)
  const { date } = useFormats()
  switch (of.kind) {
    case 'text':
      return <Difference {...of} />
    case 'list':
      return (
        <ul className={css.items}>
          {of.removed.map((item) => (
            <li key={item}>
              <del className={css.removed}>
                <span className="for-screen-readers">{t('removed')}: </span>
                <bdi>{item}</bdi>
              </del>
            </li>
          ))}
          {of.added.map((item) => (
            <li key={item}>
              <ins className={css.added}>
                <span className="for-screen-readers">{t('added')}: </span>
                <bdi>{item}</bdi>
              </ins>
            </li>
          ))}
        </ul>
      )
    case 'value':
      return <FromTo before={of.before} after={of.after} />
    case 'date':
      return <FromTo before={of.before && date(of.before)} after={of.after && date(of.after)} />
    case 'amount': {
      const figure = (amount: typeof of.before) => amount && t(`amount.${amount.comparator}`, { n: amount.n })
      return <FromTo before={figure(of.before)} after={figure(of.after)} />
    }
  }
}

function FromTo({ before, after }: { before: string | null; after: string | null }) {
  const t = useTexts(texts)
  return (
    <p className={css.text}>
      <del className={css.removed}>
        <span className="for-screen-readers">{t('before')}: </span>
        <bdi>{before ?? t('nothing')}</bdi>
      </del>{' '}
      <Icon name="arrow-next" />{' '}
      <ins className={css.added}>
        <span className="for-screen-readers">{t('after')}: </span>
        <bdi>{after ?? t('nothing')}</bdi>
      </ins>
    </p>
  )
}
