import type { PersonRef } from '../../access/refs.ts'
import type { Language } from '../../text.ts'
import { Link } from '../../ui/controls/link.tsx'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { texts } from '../locales/index.ts'
import { partsOf } from '../rules.ts'
import css from './comments.module.css'

type WordsProps = { of: { words: string; language: Language }; mentioned: readonly PersonRef[] }

/** What somebody wrote, as text: links lead where they say, mentions are names, and another language says which. */
export function Words({ of: { words, language }, mentioned }: WordsProps) {
  const t = useTexts(texts)
  const reader = useLanguage()
  const name = (id: string) => mentioned.find((person) => person.id === id)?.name ?? t('someone')
  return (
    <>
      <p className={css.words} lang={language} dir="auto">
        {partsOf(words).map((part, i) => {
          const key = `${i} ${part.kind}`
          if (part.kind === 'text') return part.text
          if (part.kind === 'link')
            return (
              <Link key={key} href={part.text}>
                <bdi>{part.text}</bdi>
              </Link>
            )
          return (
            <bdi key={key} className={css.mention}>
              @{name(part.person)}
            </bdi>
          )
        })}
      </p>
      {language !== reader && <Badge icon="language">{LANGUAGE_NAMES[language]}</Badge>}
    </>
  )
}
