import { IntlMessageFormat } from 'intl-messageformat'
import { z } from 'zod'

/** The six official languages of the United Nations, in alphabetical order of their codes. */
export const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]
export const Language = z.enum(LANGUAGES)
export type Texts<Key extends string = string> = Readonly<Record<Key, string>>
export type Values = Readonly<Record<string, string | number | Date | readonly string[]>>

export const direction = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr')

const compiled = new Map<string, IntlMessageFormat>()

/** A function from text key to text in `language`; texts are ICU messages. Unknown keys throw. */
export function translator<Key extends string>(language: Language, texts: Texts<Key>) {
  return (key: Key, values?: Values): string => {
    const text = texts[key]
    if (text === undefined) throw new Error(`no text ${key} in ${language}`)
    const id = `${language} ${text}`
    let message = compiled.get(id)
    if (!message) {
      message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
      compiled.set(id, message)
    }
    const said = String(message.format(values as Record<string, string>))
    // A Russian date ends in a stop of its own, which ends the sentence too.
    return language === 'ru' ? said.replace(/(?<=\sг)\.\.(?!\.)/g, '.') : said
  }
}

/**
 * What people write, kept in the language they wrote it in, with translations. `outdated` lists translations made
 * before the original last changed.
 */
export const Written = z.object({
  original: Language,
  texts: z.partialRecord(Language, z.string()),
  outdated: z.array(Language).default([]),
})
export type Written = z.output<typeof Written>

/** One text as shown to one reader: `language` is that of the text, which may not be the reader's. */
export const Shown = z.object({ text: z.string(), language: Language, original: Language, outdated: z.boolean() })
export type Shown = z.output<typeof Shown>

/** The text for a reader of `language`: that translation, else the original. */
export function show(written: Written, language: Language): Shown {
  const { original, texts, outdated } = written
  const found = texts[language]
  return found !== undefined
    ? { text: found, language, original, outdated: outdated.includes(language) }
    : { text: texts[original] ?? '', language: original, original, outdated: false }
}

/** The version to keep after an edit: translations the edit left alone are outdated once the original changed. */
export function rewrite(before: Written | undefined, after: Written): Written {
  const { original, texts } = after
  if (!before) return { original, texts, outdated: [] }
  const moved = before.texts[original] !== texts[original] || before.original !== original
  const outdated = LANGUAGES.filter((l) => {
    if (l === original || texts[l] === undefined || texts[l] !== before.texts[l]) return false
    return moved || before.outdated.includes(l)
  })
  return { original, texts, outdated }
}
