import { diffWords } from 'diff'
import { direction, type Language } from '../../text.ts'
import { useLanguage, useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'
import css from './history.module.css'

type DifferenceProps = { before: string; after: string; language: Language | null }

/** Two texts as one: what went is struck through, what came is underlined, and both are said to who listens. */
export function Difference({ before, after, language }: DifferenceProps) {
  const t = useTexts(texts)
  const reader = useLanguage()
  const segmenter = new Intl.Segmenter(language ?? reader, { granularity: 'word' })
  const parts = diffWords(before, after, { intlSegmenter: segmenter })
  // The direction is not left to the first letter: that may be one of the words for who listens.
  return (
    <p className={css.text} {...(language ? { lang: language, dir: direction(language) } : {})}>
      {parts.map(({ value, added, removed }, i) => {
        const key = `${i} ${value.length}`
        if (!added && !removed) return <span key={key}>{value}</span>
        const Mark = added ? 'ins' : 'del'
        return (
          <Mark key={key} className={added ? css.added : css.removed}>
            <span className="for-screen-readers">{t(added ? 'added' : 'removed')}: </span>
            {value}
          </Mark>
        )
      })}
    </p>
  )
}
