import { Icon } from '../../ui/controls/icon.tsx'
import { LANGUAGE_NAMES, useKitTexts, useLanguage } from '../../ui/language.tsx'
import type { Marked } from '../contract.ts'
import css from './search.module.css'

/** A text with what was searched for marked; in another language than the reader's, it says in which. */
export function MarkedText({ of }: { of: Marked }) {
  const t = useKitTexts()
  const reader = useLanguage()
  const foreign = of.language === reader ? undefined : t('written.shown_in', { language: LANGUAGE_NAMES[of.language] })
  return (
    <>
      <span lang={of.language} dir="auto">
        {placed(of).map(({ at, text, found }) => (found ? <mark key={at}>{text}</mark> : text))}
      </span>
      {foreign && (
        <span className={css.foreign} title={foreign}>
          <Icon name="language" label={foreign} />
        </span>
      )}
    </>
  )
}

function placed({ pieces }: Marked) {
  let at = 0
  return pieces.map((piece) => {
    const here = { ...piece, at }
    at += piece.text.length
    return here
  })
}
