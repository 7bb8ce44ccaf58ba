/** Words before the number of a paragraph, in six languages. */
const WORDS = [
  ...['operative paragraphs?', 'paragraphs?', 'paras?', 'ops?', 'párrafos?', 'párrs?', 'paragraphes?', 'pars?'],
  ...['пункт[ыае]?', 'пп', 'п', 'الفقرات', 'الفقرتان', 'الفقرة'],
].join('|')
const MARK = new RegExp(
  `(?:§+|(?<!\\p{L})(?:${WORDS})\\.?)\\s*(?=\\d)|第(?=\\s*\\d[\\d、,()（）a-z]{0,20}\\s*段)`,
  'iu',
)

/**
 * A resolution and a paragraph of it that stand in one cell: “S/RES/2396 (2017), para. 11”. Without a paragraph, all of it
 * is the resolution, and of the paragraph nothing is said.
 */
export function splitParagraph(said: string): { resolution: string; paragraph?: string } {
  const text = said.replace(/\s+/g, ' ').trim()
  const found = MARK.exec(text)
  const resolution = found ? text.slice(0, found.index).replace(/[\s,;:،，(（]+$/, '') : ''
  if (!found || resolution === '') return { resolution: text }
  const paragraph = text.slice(found.index + found[0].length).replace(/[\s.段]+$/, '')
  const isOpen = /[(（]/.test(paragraph)
  return { resolution, paragraph: (isOpen ? paragraph : paragraph.replace(/[)）]$/, '')).trim() }
}
