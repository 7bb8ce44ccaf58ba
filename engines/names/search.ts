import { align, type Asked, ask, unionOf } from './align.ts'
import { LOW } from './build.ts'
import { type Query, squeeze } from './entry.ts'
import { formsOf } from './forms.ts'
import { hash } from './keys.ts'
import { type Qualifier, qualifiersOf, withDocument } from './qualifiers.ts'
import { type Match, oddsOf, nameOdds } from './score.ts'
import type { Segment } from './segment.ts'
import { tokensOf, type Unit, unitsOf } from './tokens.ts'

/** How a search is narrowed. `leaveOut`: names equal to the query are not seen, nor any form of them. */
export type Narrowed = { readonly top: number; readonly leaveOut: boolean }

/** An entry that may be meant, by its best name. */
export type Candidate = {
  readonly segment: Segment
  readonly entry: number
  readonly name: number
  readonly match: Match
  readonly qualifiers: readonly Qualifier[]
  readonly odds: number
}

type Rough = { entry: number; name: number; match: Match; odds: number }

/** Entries beside the best that are looked at in full. */
const RESERVE = 10

export const unitsIn = (query: Query): Unit[] => unitsOf(tokensOf(formsOf(query.name)[0]!))

/**
 * The entries of a segment whose names may be the query's, best first: candidate names by shared words, each aligned and
 * weighed, the best name of each entry kept and weighed with everything else that is known.
 *
 * @param explain called for each result while the segment still holds the matches of this query
 */
export function search(segment: Segment, query: Query, units: readonly Unit[], { top, leaveOut }: Narrowed): { asked: Asked; found: Candidate[] } {
  const { arrays } = segment
  const asked = ask(segment, units)
  const skipped = leaveOut ? leftOut(segment, query.name) : undefined
  const rough = new Map<number, Rough>()
  for (const name of segment.candidates(asked.words, asked.weight, 40 + 2 * top, skipped)) {
    const entry = arrays.nameEntry[name]!
    if (arrays.entryRemoved[entry]) continue
    keep(rough, entry, name, align(segment, asked, name) as Match, (arrays.nameFlags[name]! & LOW) !== 0)
  }
  const holders = withDocument(arrays, query, (at) => segment.text(at), hash).filter((entry) => !arrays.entryRemoved[entry])
  for (const entry of holders)
    if (!rough.has(entry)) keep(rough, entry, arrays.entryName[entry]!, align(segment, asked, arrays.entryName[entry]!) as Match, false)
  const found = [...rough.values()]
    .sort((a, b) => b.odds - a.odds)
    .slice(0, top + RESERVE)
    .map(({ entry, name, match }): Candidate => {
      match.union = unionOf(segment, asked, entry, skipped)
      const qualifiers = qualifiersOf(arrays, query, entry, holders.includes(entry))
      return { segment, entry, name, match, qualifiers, odds: oddsOf(match, qualifiers) }
    })
  return { asked, found }
}

function keep(rough: Map<number, Rough>, entry: number, name: number, match: Match, low: boolean): void {
  match.union = 0
  match.low = low
  const odds = nameOdds(match)
  const before = rough.get(entry)
  if (!before || odds > before.odds) rough.set(entry, { entry, name, match, odds })
}

function leftOut(segment: Segment, name: string): (name: number) => boolean {
  const { nameHash, nameText } = segment.arrays
  const text = squeeze(name)
  const wanted = hash(text)
  return (name) => nameHash[name] === wanted && segment.text(nameText[name]!) === text
}
