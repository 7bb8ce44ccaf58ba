import { align, type Asked, ask, unionOf } from './align.ts'
import { LOW } from './build.ts'
import { type Query, squeeze } from './entry.ts'
import { formsOf } from './forms.ts'
import { hash } from './keys.ts'
import { type Match, logOdds } from './score.ts'
import type { Segment } from './segment.ts'
import { tokensOf, unitsOf } from './tokens.ts'

/** An entry that may be meant, by its best name. */
export type Found = { readonly entry: number; readonly name: number; readonly match: Match; readonly odds: number }

/** How a search is narrowed. `leaveOut`: names equal to the query are not seen, nor any form of them. */
export type Narrowed = { readonly top: number; readonly leaveOut: boolean }

/**
 * The entries of a segment whose names may be the query's, best first: candidate names by shared words, each aligned and
 * weighed, the best name of each entry kept.
 */
export function search(segment: Segment, query: Query, { top, leaveOut }: Narrowed): { asked: Asked; found: Found[] } {
  const { arrays } = segment
  const asked = ask(segment, unitsOf(tokensOf(formsOf(query.name)[0]!)))
  const names = segment.candidates(asked.words, asked.weight, 40 + 2 * top)
  const skipped = leaveOut ? leftOut(segment, query.name) : () => false
  const best = new Map<number, { name: number; match: Match; odds: number }>()
  for (const name of names) {
    const entry = arrays.nameEntry[name]!
    if (arrays.entryRemoved[entry] || skipped(name)) continue
    const alignment = align(segment, asked, name)
    const match: Match = Object.assign(alignment, { union: 0, low: (arrays.nameFlags[name]! & LOW) !== 0 })
    const odds = logOdds(match)
    const before = best.get(entry)
    if (!before || odds > before.odds) best.set(entry, { name, match, odds })
  }
  const found = [...best]
    .map(([entry, { name, match, odds }]) => ({ entry, name, match, odds }))
    .sort((a, b) => b.odds - a.odds)
    .slice(0, top + 20)
    .map(({ entry, name, match }) => {
      const whole = { ...match, union: unionOf(segment, asked, entry, skipped) }
      return { entry, name, match: whole, odds: logOdds(whole) }
    })
    .sort((a, b) => b.odds - a.odds)
    .slice(0, top)
  return { asked, found }
}

function leftOut(segment: Segment, name: string): (name: number) => boolean {
  const { nameHash, nameText } = segment.arrays
  const text = squeeze(name)
  const wanted = hash(text)
  return (name) => nameHash[name] === wanted && segment.text(nameText[name]!) === text
}
