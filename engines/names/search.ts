import { type Asked, align, ask, unionOf } from './align.ts'
import { LOW } from './build.ts'
import { type Query, squeeze } from './entry.ts'
import { formsOf } from './forms.ts'
import { hash } from './keys.ts'
import { type Qualifier, qualifiersOf, withDocument } from './qualifiers.ts'
import { type Match, nameOdds, oddsOf } from './score.ts'
import type { Segment } from './segment.ts'
import { tokensOf, type Unit, unitsOf } from './tokens.ts'

/** An entry that may be meant, by its best name. */
export type Candidate = {
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

/** A query put to one segment: what it asks, and the names it touched, not yet chosen. */
export type Begun = {
  readonly segment: Segment
  readonly asked: Asked
  readonly skipped: ((name: number) => boolean) | undefined
  /** Share that the best name holds. */
  readonly most: number
}

/** Looks up the words of a query in a segment. */
export function begin(segment: Segment, query: Query, units: readonly Unit[], leaveOut: boolean): Begun {
  const asked = ask(segment, units)
  const skipped = skip(segment, leaveOut ? query.name : undefined)
  return { segment, asked, skipped, most: segment.gather(asked.words, asked.weight, skipped) }
}

/**
 * The entries of a segment whose names may be the query's, in no order: candidate names by shared words, each aligned and
 * weighed, the best name of each entry kept and weighed with everything else that is known.
 *
 * @param most share that the best name of all segments holds
 */
export function search({ segment, asked, skipped }: Begun, query: Query, top: number, most: number): Candidate[] {
  const { arrays } = segment
  const rough = new Map<number, Rough>()
  for (const name of segment.candidates(40 + 2 * top, most))
    keep(
      rough,
      arrays.nameEntry[name]!,
      name,
      align(segment, asked, name) as Match,
      (arrays.nameFlags[name]! & LOW) !== 0,
    )
  const holders = withDocument(arrays, query, (at) => segment.text(at), hash).filter(
    (entry) => !arrays.entryRemoved[entry],
  )
  for (const entry of holders) {
    const name = arrays.entryName[entry]!
    if (!rough.has(entry) && name < arrays.entryName[entry + 1]!)
      keep(rough, entry, name, align(segment, asked, name) as Match, false)
  }
  return [...rough.values()]
    .sort((a, b) => b.odds - a.odds)
    .slice(0, top + RESERVE)
    .map(({ entry, name, match }): Candidate => {
      match.union = unionOf(segment, asked, entry, skipped)
      const qualifiers = qualifiersOf(arrays, query, entry, holders.includes(entry))
      return { entry, name, match, qualifiers, odds: oddsOf(match, qualifiers) }
    })
}

function keep(rough: Map<number, Rough>, entry: number, name: number, match: Match, low: boolean): void {
  match.union = 0
  match.low = low
  const odds = nameOdds(match)
  const before = rough.get(entry)
  if (!before || odds > before.odds) rough.set(entry, { entry, name, match, odds })
}

/** Names that are not to be seen: those of removed entries, and those equal to a name left out. */
function skip(segment: Segment, left: string | undefined): ((name: number) => boolean) | undefined {
  const { nameHash, nameText, nameEntry, entryRemoved } = segment.arrays
  const text = left === undefined ? undefined : squeeze(left)
  if (text === undefined) return segment.removed > 0 ? (name) => entryRemoved[nameEntry[name]!] === 1 : undefined
  const wanted = hash(text)
  return (name) =>
    entryRemoved[nameEntry[name]!] === 1 || (nameHash[name] === wanted && segment.text(nameText[name]!) === text)
}
