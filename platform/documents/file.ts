import type { FileAnswer } from '../contract.ts'
import { texts as exportTexts } from '../exports/locales/index.ts'
import type { Mark } from '../exports/table.ts'
import { SUFFIXES } from '../exports/write.ts'
import { HANDLING } from '../records/contract.ts'
import { type Language, translator } from '../text.ts'
import { cleaned, type Document } from './document.ts'
import type { DocumentFormat } from './kinds.ts'
import { typeset } from './typeset.ts'

const TYPES: Record<DocumentFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json; charset=utf-8',
}

/** The level and the caveats in words, as they stand on every page. */
export function markingOf({ level, handling }: Mark, language: Language): string {
  const t = translator(language, exportTexts[language])
  const caveats = HANDLING.filter((caveat) => handling.includes(caveat)).map((caveat) => t(`handling.${caveat}`))
  return [t(`level.${level}`), ...caveats].join(' · ')
}

/**
 * A document as the file of an answer; `records` are all of which it holds something, so that the register of what left
 * knows them. JSON is the description itself.
 */
export async function documentFile(
  format: DocumentFormat,
  name: string,
  document: Document,
  records: readonly string[],
): Promise<FileAnswer> {
  const body = format === 'json' ? JSON.stringify(cleaned(document), null, 1) : await typeset(document, format)
  return { name: `${name}${SUFFIXES[document.level]}.${format}`, type: TYPES[format], body, records }
}
