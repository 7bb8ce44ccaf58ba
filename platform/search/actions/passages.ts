import { sql } from 'kysely'
import type { Tx } from '../../database.ts'
import { LANGUAGES, type Language, type Written } from '../../text.ts'
import type { Marked, Piece } from '../contract.ts'
import { isHan, type Word } from './words.ts'

/** A run of letters of one script; numbers go with Latin, as in the index. */
const RUN = /\p{Script=Han}+|[\p{Script=Latin}\p{M}\d]+|[\p{Script=Cyrillic}\p{M}]+|[\p{Script=Arabic}\p{M}]+/gu
/** Characters of a passage; Chinese says as much in fewer. */
const LONG = 220
const LONG_HAN = 90

type Mark = (language: Language, text: string) => Piece[]

/** A text, or any part of it, that is to be marked. */
export type Said = { language: Language; text: string }

/** A function that takes these texts apart into what was searched for and the rest. */
export async function markTexts(tx: Tx, said: readonly Said[], words: readonly Word[]): Promise<Mark> {
  const wanted = new Set(words.flatMap((word) => word.lexemes))
  const begun = [...wanted].map((lexeme) => lexeme.slice(0, 3))
  const runs = new Map<string, { language: Language; run: string }>()
  for (const { language, text } of said)
    for (const [run] of text.matchAll(RUN)) {
      const key = `${language} ${run}`
      if (!runs.has(key) && mayBeFound(run, begun)) runs.set(key, { language, run })
    }
  const asked = [...runs.values()]
  const { rows } = await sql<{ key: string }>`
    select language || ' ' || run as key
      from unnest(${asked.map((r) => r.language)}::text[], ${asked.map((r) => r.run)}::text[]) r(language, run)
     where search_stems(language, run) && ${[...wanted]}::text[]`.execute(tx)
  const found = new Set(rows.map(({ key }) => key))
  const han = words.filter((word) => isHan(word.text)).map((word) => word.text)
  return (language, text) => {
    const ranges: [number, number][] = []
    for (const { 0: run, index } of text.matchAll(RUN))
      if (isHan(run))
        ranges.push(...hanRanges(run, han).map(([from, to]) => [from + index, to + index] as [number, number]))
      else if (found.has(`${language} ${run}`)) ranges.push([index, index + run.length])
    return cut(text, ranges)
  }
}

/** A stem begins as its word does, but in Arabic, where particles stand before it. Saves asking for most words. */
function mayBeFound(run: string, begun: readonly string[]): boolean {
  if (isHan(run)) return false
  const folded = run.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return /^\p{Script=Arabic}/u.test(folded)
    ? begun.some((start) => folded.includes(start.slice(0, 2)))
    : begun.some((start) => folded.startsWith(start))
}

function hanRanges(run: string, words: readonly string[]): [number, number][] {
  const ranges = words.flatMap((word) =>
    [...run.matchAll(new RegExp(word, 'gu'))].map(({ index }) => [index, index + word.length] as [number, number]),
  )
  return ranges.sort((a, b) => a[0] - b[0])
}

function cut(text: string, ranges: readonly [number, number][]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [from, to] of ranges) {
    if (to <= at) continue
    if (from > at) pieces.push({ text: text.slice(at, from), found: false })
    pieces.push({ text: text.slice(Math.max(from, at), to), found: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false })
  return pieces
}

type Found = { language: Language; pieces: Piece[]; written: Written }

/**
 * The passages to show, one for each record's texts: in the reader's language where it was found there, else in the
 * language in which most was found, else the beginning of the first text. The others are read only where they are needed.
 */
export async function passages(
  tx: Tx,
  all: readonly (readonly Written[])[],
  words: readonly Word[],
  language: Language,
): Promise<(Marked | null)[]> {
  const inReaders = all.map((texts) => textsIn(texts, [language]))
  const mark = await markTexts(tx, inReaders.flat(), words)
  const first = inReaders.map((texts) => best(texts, mark, language))
  const needed = all.map((texts, n) => (first[n]?.pieces.some((p) => p.found) ? [] : textsIn(texts, LANGUAGES)))
  const markRest = await markTexts(tx, needed.flat(), words)
  return needed.map((texts, n) => {
    const found = texts.length > 0 ? best(texts, markRest, language) : first[n]
    return found
      ? { language: found.language, pieces: around(found.pieces, found.language === 'zh' ? LONG_HAN : LONG) }
      : null
  })
}

const textsIn = (texts: readonly Written[], languages: readonly Language[]) =>
  texts.flatMap((written) =>
    languages.flatMap((language) => {
      const text = written.texts[language]
      return text ? [{ language, text, written }] : []
    }),
  )

function best(texts: ReturnType<typeof textsIn>, mark: Mark, reader: Language): Found | undefined {
  const worth = ({ language, pieces, written }: Found) => {
    const found = new Set(pieces.flatMap((p) => (p.found ? [p.text.toLowerCase()] : []))).size
    return found * 10 + (language === reader ? (found > 0 ? 1000 : 5) : 0) + (language === written.original ? 1 : 0)
  }
  return texts
    .map(({ language, text, written }): Found => ({ language, pieces: mark(language, text), written }))
    .reduce<Found | undefined>((a, b) => (a && worth(a) >= worth(b) ? a : b), undefined)
}

/** As much of the text as fits, from shortly before the first thing found. */
function around(pieces: readonly Piece[], long: number): Piece[] {
  const text = pieces.map((p) => p.text).join('')
  if (text.length <= long) return [...pieces]
  const first = pieces.findIndex((p) => p.found)
  const before = first < 0 ? 0 : pieces.slice(0, first).reduce((sum, p) => sum + p.text.length, 0)
  const from = Math.max(0, Math.min(startOfWord(text, before - long / 4), text.length - long))
  const to = Math.min(text.length, from + long)
  let at = 0
  const kept = pieces.flatMap((piece) => {
    const begin = at
    at += piece.text.length
    const part = piece.text.slice(Math.max(0, from - begin), Math.max(0, to - begin))
    return part === '' ? [] : [{ ...piece, text: part }]
  })
  if (from > 0) kept.unshift({ text: '… ', found: false })
  if (to < text.length) kept.push({ text: ' …', found: false })
  return kept
}

function startOfWord(text: string, near: number): number {
  if (near <= 0) return 0
  const space = text.indexOf(' ', near)
  return space < 0 || space > near + 30 ? Math.round(near) : space + 1
}
