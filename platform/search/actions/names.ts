import { sql } from 'kysely'
import type { Tx } from '../../database.ts'
import { isHan, type Word } from './words.ts'

/** Something that the words name, at least in part. */
export type Named = {
  kind: string
  subject: string
  /** How much of the name the words make up, and how much of the words the name; both 0 to 1. */
  ofName: number
  ofWords: number
  /** Positions of the words that belong to it. */
  words: readonly number[]
}

/** From here on words stand for what they name: records about it are found, in whatever language they are written. */
const NAMES = 0.6
/** Less of the name is enough where there is no other word. */
const ALL_WORDS = 0.4

type Row = { kind: string; subject: string; language: string; folded: string; stems: string[] }

/**
 * What the words name among everything that has a name the viewer may know: organisations, States, groups, themes. How
 * much a word says is counted over public names: `terrorism` says little, `maritime` much.
 */
export async function findNamed(tx: Tx, words: readonly Word[]): Promise<Named[]> {
  const lexemes = [...new Set(words.flatMap((word) => word.lexemes))]
  if (lexemes.length === 0) return []
  const { rows } = await sql<Row>`
    select kind, subject, language, folded, stems from searched_names where stems && ${lexemes}::text[]`.execute(tx)
  if (rows.length === 0) return []
  const weigh = await weights(tx, [...new Set([...rows.flatMap((row) => row.stems), ...lexemes])])
  const said = words.map((word) => wordWeight(word, weigh))
  const best = new Map<string, Named>()
  for (const row of rows) {
    const named = compare(row, words, weigh, said)
    const key = `${row.kind}:${row.subject}`
    const before = best.get(key)
    if (named && (!before || rank(named) > rank(before))) best.set(key, named)
  }
  return [...best.values()].sort((a, b) => rank(b) - rank(a) || (a.subject < b.subject ? -1 : 1))
}

/** Subjects that these words stand for, as records name them, by position of the word. */
export function bridges(named: readonly Named[]): Map<number, string[]> {
  const by = new Map<number, string[]>()
  for (const { kind, subject, words } of named.filter(isNamed))
    for (const n of words)
      by.set(n, [
        ...(by.get(n) ?? []),
        `=${kind}:${subject}`,
        ...(kind === 'organisation' ? [`=state:${subject}`] : []),
      ])
  return by
}

export const isNamed = ({ ofName, ofWords }: Named): boolean => ofName >= (ofWords > 0.99 ? ALL_WORDS : NAMES)

const rank = ({ ofName, ofWords }: Named): number => ofName * ofWords + ofName / 10

function compare(
  row: Row,
  words: readonly Word[],
  weigh: (stem: string) => number,
  said: readonly number[],
): Named | null {
  const stems = new Set(row.stems)
  const isCode = row.language === 'code'
  const mine = words.flatMap((word, n) => ((isCode ? word.text === row.folded : holds(stems, word)) ? [n] : []))
  if (mine.length === 0) return null
  const matched = new Set(mine.flatMap((n) => [...words[n]!.lexemes, ...(words[n]!.joints ?? [])]))
  const sum = (all: Iterable<string>) => [...all].reduce((total, stem) => total + weigh(stem), 0)
  const ofName = isCode ? 1 : sum(row.stems.filter((stem) => matched.has(stem))) / sum(row.stems)
  const ofWords = mine.reduce((total, n) => total + said[n]!, 0) / said.reduce((total, weight) => total + weight, 0)
  return { kind: row.kind, subject: row.subject, ofName, ofWords, words: mine }
}

const holds = (stems: ReadonlySet<string>, word: Word): boolean =>
  isHan(word.text) || word.symbol
    ? word.lexemes.every((lexeme) => stems.has(lexeme))
    : word.lexemes.some((lexeme) => stems.has(lexeme))

const wordWeight = (word: Word, weigh: (stem: string) => number): number => Math.max(...word.lexemes.map(weigh))

/** How much a stem says: the fewer public names hold it, the more. */
async function weights(tx: Tx, stems: readonly string[]): Promise<(stem: string) => number> {
  const { rows } = await sql<{ stem: string; n: number }>`
    select stem, count(distinct subject)::int as n from search_stems where stem = any (${[...stems]}::text[]) group by stem`.execute(
    tx,
  )
  const counts = new Map(rows.map(({ stem, n }) => [stem, n]))
  return (stem) => 1 / (1 + Math.log(counts.get(stem) ?? 1))
}
