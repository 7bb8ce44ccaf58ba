import { sql } from 'kysely'
import type { Tx } from '../../database.ts'
import { conditionOf, IN_TITLE, isHan, quoted, readWords } from './words.ts'

/** Titles in which a nearer word is looked for. */
const MOST_TITLES = 100
/** Words equally near that are compared by how much there is of them. */
const MOST_EQUALS = 8
/** Shorter parts of a word would be part of half of all titles. */
const ENOUGH_LETTERS = 3
/** Words that begin alike for so much of their length are taken for relatives: extremists and extremism. */
const SAME = 0.55

/**
 * The nearest word for each word that nothing holds: among names, which everyone may know, and among titles of what the
 * viewer reads. A letter wrong, too many, missing or swapped with its neighbour leaves the beginning or the end of a word as
 * it is, so that one of both finds it.
 */
export async function correct(tx: Tx, words: readonly string[]): Promise<{ from: string; to: string }[]> {
  const found = []
  for (const from of words.filter((word) => word.length >= 4 && !isHan(word) && !/\d/.test(word)).slice(0, 4)) {
    const to = await nearest(tx, from)
    if (to !== undefined) found.push({ from, to })
  }
  return found
}

async function nearest(tx: Tx, word: string): Promise<string | undefined> {
  const middle = Math.ceil(word.length / 2) - 1
  const start = word.slice(0, middle)
  const end = word.slice(middle + 1)
  const parts = [
    ...(start.length >= ENOUGH_LETTERS ? [`${quoted(start)}:*`] : []),
    ...(end.length >= ENOUGH_LETTERS ? [`${quoted(`<${[...end].reverse().join('')}`)}:*`] : []),
  ]
  const { rows } = await sql<{ word: string; n: number }>`
    with words as (
      select distinct kind || subject as what, w as word from searched_names, unnest(raw) w
       where language <> 'code' and (starts_with(w, ${start}) or right(w, ${end.length}) = ${end})
      union all
      select distinct e.record::text, w
        from (select hit from search_hits(${parts.length > 0 ? [parts.join(' | ')] : []}::text[]::tsquery[]) order by hit limit ${MOST_TITLES}) h
        join search_entries e on e.record = h.hit, unnest(tsvector_to_array(e.words)) w
       where starts_with(w, ${start}) or (right(w, ${end.length}) = ${end} and left(w, 1) <> ${IN_TITLE}))
    select word, count(*)::int as n from words group by word`.execute(tx)
  const allowed = word.length >= 8 ? 2 : 1
  const candidates = rows.map(({ word: to, n }) => ({
    to,
    n,
    distance: distanceOf(word, to),
    begun: sameStart(word, to),
  }))
  const written = candidates
    .filter(({ distance }) => distance > 0 && distance <= allowed)
    .sort((a, b) => a.distance - b.distance || b.n - a.n || (a.to < b.to ? -1 : 1))
  const related = candidates
    .filter(({ begun, to }) => begun >= 6 && begun >= SAME * Math.max(word.length, to.length))
    .sort((a, b) => b.begun - a.begun || a.distance - b.distance || b.n - a.n || (a.to < b.to ? -1 : 1))
  const nearest = written.filter(({ distance }) => distance === written[0]!.distance).slice(0, MOST_EQUALS)
  if (parts.length > 0 || nearest.length < 2) return (written[0] ?? related[0])?.to
  return mostHeld(
    tx,
    nearest.map(({ to }) => to),
  )
}

/** The word that most records hold of those that the viewer reads: irak is iraq, not iran, where there is more about it. */
async function mostHeld(tx: Tx, words: readonly string[]): Promise<string> {
  const read = await readWords(tx, words.join(' '))
  const { rows } = await sql<{ at: number }>`
    select at from search_hits(${read.map((word) => conditionOf(word))}::text[]::tsquery[]), generate_series(0, ${read.length - 1}::int) at
     where held >> at & 1 = 1 group by at order by count(*) desc, at limit 1`.execute(tx)
  return read[rows[0]?.at ?? 0]?.text ?? words[0]!
}

/** How many letters two words begin with alike. */
function sameStart(a: string, b: string): number {
  let n = 0
  while (n < a.length && a[n] === b[n]) n++
  return n
}

/** Letters to change, add, leave out or swap with their neighbour to make one word the other (optimal string alignment). */
export function distanceOf(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity
      row.push(Math.min(change, above[j]! + 1, row[j - 1]! + 1, swap))
    }
    before = above
    above = row
  }
  return above[b.length]!
}
