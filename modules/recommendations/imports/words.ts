import type { Values } from '../../../platform/imports/importable.ts'
import { LANGUAGES, type Language, type Written } from '../../../platform/text.ts'
import { inLanguage } from './texts.ts'

type Said = Partial<Record<Language, string>>

/** What a row says of a field: in the language of the import, and in those that have columns of their own. */
export function textsIn(key: 'title' | 'body', values: Values, language: Language): Said {
  const said: Said = {}
  for (const of of LANGUAGES) {
    const text = (values[inLanguage(key, of)] ?? (of === language ? values[key] : undefined)) as string | undefined
    if (text !== undefined) said[of] = text
  }
  return said
}

/** Words over those that were there; the original is in the language of the import, where a row has that. */
export function written(before: Written | null, said: Said, language: Language): Written | null {
  if (before) return { ...before, texts: { ...before.texts, ...said } }
  const languages = Object.keys(said) as Language[]
  if (languages.length === 0) return null
  return { original: languages.includes(language) ? language : languages[0]!, texts: said, outdated: [] }
}

/** Characters of a title that is the beginning of a text. */
const SHORT = 120

/** The beginning of a text, in each of its languages: its first line, as many whole words as fit. */
export function shortened({ original, texts }: Written): Written {
  const short = Object.entries(texts).map(([language, text]) => [language, begun(text.trim().split('\n')[0]!.trim())])
  return { original, texts: Object.fromEntries(short), outdated: [] }
}

function begun(line: string): string {
  if (line.length <= SHORT) return line
  const cut = line
    .slice(0, SHORT)
    .toWellFormed()
    .replace(/\ufffd$/, '')
  return `${cut.includes(' ') ? cut.replace(/[\s,;:،؛，；]+\S*$/, '') : cut}…`
}
