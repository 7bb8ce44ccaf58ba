import { sql } from 'kysely'
import type { Tx } from '../../database.ts'

/** One word of what was asked, and all that it is found as. */
export type Word = {
  /** Folded: without case and accents. */
  text: string
  lexemes: readonly string[]
  /** Says nothing by itself: `the`, `de`, `в`. */
  stop: boolean
  /** In Chinese: what joins it to what is written before and after it. */
  joints?: readonly string[]
  /** Marks a symbol, as records keep it: `#s/res/2396`. */
  symbol?: string
}

/** More words than that are not looked at: nobody types them, and each costs a look. */
const MOST_WORDS = 12
const SYMBOL = /^\p{L}+(?:[/-][\p{L}\d.]+)*[/-][\p{L}\d.]*\d[\p{L}\d.]*$/u
const HAN = /\p{Script=Han}+/gu
export const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words of Chinese stand apart, as dictionaries know them: 打击资助恐怖主义 becomes 打击 资助 恐怖主义. */
const segmented = (text: string): string =>
  text.replace(HAN, (run) => ` ${[...segmenter.segment(run)].map(({ segment }) => segment).join(' ')} `)

/** Reads what someone typed. Words without meaning are kept only where there are no others. */
export async function readWords(tx: Tx, q: string): Promise<Word[]> {
  const plain = q.normalize('NFKC').replaceAll('\0', ' ')
  const pieces = plain.split(/\s+/).map((piece) => piece.replace(/^\P{L}+|[^\p{L}\d]+$/gu, ''))
  const symbols = pieces.filter((piece) => SYMBOL.test(piece))
  const rest = plain
    .split(/\s+/)
    .filter((_, n) => !symbols.includes(pieces[n]!))
    .join(' ')
  const words = joined(await readFolded(tx, segmented(rest)), rest)
  const marked = await Promise.all(symbols.slice(0, 4).map((symbol) => readSymbol(tx, symbol)))
  // A word that stems to nothing, as some stop words do, is found in nothing.
  const all = [...marked.flat(), ...words].filter((word) => word.lexemes.length > 0).slice(0, MOST_WORDS)
  return all.some((word) => !word.stop) ? all.filter((word) => !word.stop) : all
}

async function readFolded(tx: Tx, text: string): Promise<Word[]> {
  const { rows } = await sql<Word>`
    select w as text, min(n) as n, search_lexemes(null, w) as lexemes, search_stop(w) as stop
      from unnest(search_split(search_fold(${text}))) with ordinality u(w, n) group by w order by min(n)`.execute(tx)
  return rows
}

/** A single character of Chinese says little beside others; what joins the words tells a name from its parts. */
function joined(words: readonly Word[], text: string): Word[] {
  return words.map((word) => {
    if (!isHan(word.text)) return word
    const at = text.indexOf(word.text)
    const joints = [text.slice(at - 1, at + 1), text.slice(at + word.text.length - 1, at + word.text.length + 1)]
    return { ...word, stop: word.text.length === 1, joints }
  })
}

async function readSymbol(tx: Tx, symbol: string): Promise<Word[]> {
  const { rows } = await sql<Omit<Word, 'lexemes' | 'stop'> & { parts: string[] }>`
    select f as text, '#' || f as symbol, search_split(f) as parts from search_fold(${symbol}) f`.execute(tx)
  return rows.map(({ text, symbol, parts }) => ({ text, symbol: symbol!, lexemes: parts, stop: false }))
}

/** A lexeme as part of a tsquery. */
export const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** How what stands in the title is marked among the words of a record. */
export const IN_TITLE = '^'

/** The condition that a record holds this word, or one of `also`. */
export const conditionOf = (word: Word, also: readonly string[] = []): string =>
  [...partsOf(word, ''), ...also.map(quoted)].join(' | ')

/** The condition that its title holds this word. */
export const titleConditionOf = (word: Word): string => partsOf(word, IN_TITLE).join(' | ')

function partsOf(word: Word, mark: string): string[] {
  const own = word.lexemes.map((lexeme) => quoted(mark + lexeme))
  if (word.symbol) return [`${quoted(mark + word.symbol)}:*`, `(${own.join(' & ')})`]
  if (!isHan(word.text)) return own
  return [word.text.length === 1 ? `${own[0]}:*` : `(${own.join(' & ')})`]
}
