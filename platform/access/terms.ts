import { readFileSync } from 'node:fs'
import type { Language } from '../text.ts'

/** The terms in force. A new version is a new folder beside it; everyone is then asked again at their next visit. */
export const TERMS_VERSION = '2026-01'

const texts = new Map<Language, string>()

/** The terms in force, in a small Markdown: one `#` title, `##` headings, paragraphs, `-` lists. */
export function termsText(language: Language): string {
  let text = texts.get(language)
  if (text === undefined) {
    text = readFileSync(`${import.meta.dirname}/terms/${TERMS_VERSION}/${language}.md`, 'utf8')
    texts.set(language, text)
  }
  return text
}
