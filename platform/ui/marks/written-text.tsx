import { type Shown, show, type Written } from '../../text.ts'
import { Icon } from '../controls/icon.tsx'
import { LANGUAGE_NAMES, useKitTexts, useLanguage } from '../language.tsx'
import css from './written-text.module.css'

type WrittenTextProps = {
  of: Shown | Written
  /** No marks in words: in dense tables, where only the language attribute and a small sign remain. */
  quiet?: boolean
}

/**
 * What a person wrote, in the reader's language where it exists, else in the original, and then it says so. A
 * translation older than its original says that too.
 */
export function WrittenText({ of, quiet }: WrittenTextProps) {
  const t = useKitTexts()
  const reader = useLanguage()
  const shown = 'text' in of ? of : show(of, reader)
  const isForeign = shown.language !== reader && shown.text !== ''
  const mark = isForeign
    ? t('written.shown_in', { language: LANGUAGE_NAMES[shown.language] })
    : shown.outdated
      ? t('written.outdated')
      : undefined
  return (
    <>
      <span lang={shown.language} dir="auto" className={css.text}>
        {shown.text}
      </span>
      {mark && (
        <span className={quiet ? css.sign : css.mark} title={quiet ? mark : undefined}>
          <Icon name={isForeign ? 'language' : 'clock'} />
          <span className={quiet ? 'for-screen-readers' : undefined}>{mark}</span>
        </span>
      )}
    </>
  )
}
