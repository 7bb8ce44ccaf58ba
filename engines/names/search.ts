import { align, paired, unionOf } from './align.ts'
import { LOW } from './build.ts'
import { type Query, squeeze } from './entry.ts'
import { hash } from './keys.ts'
import type { Arrays } from './layout.ts'
import { type Qualifier, qualifiersOf, withDocument } from './qualifiers.ts'
import { residueLike } from './residue.ts'
import { type Match, nameOdds, noMatch, oddsOf, unsupported } from './score.ts'
import type { Segment } from './segment.ts'
import type { Sounds, Unit } from './tokens.ts'

/** An entry that may be meant, by its best name, or by its document alone: NO_NAME. Its match holds until the next query. */
export type Candidate = {
  readonly entry: number
  readonly name: number
  readonly match: Match
  readonly qualifiers: readonly Qualifier[]
  readonly odds: number
}

/** Instead of a name, when an entry has none, or none that may be seen. */
export const NO_NAME = -1

/** Entries beside the best that are looked at in full. */
const RESERVE = 10

/** Log odds of a hit at least: 0.001. Below lies what shares a common word and nothing else. */
const LEAST = Math.log(0.001 / 0.999)
/** And when vowels are unwritten, 0.0003: such odds are all lower, which says nothing of the entry. */
const LEAST_UNWRITTEN = Math.log(0.0003 / 0.9997)
/** From these log odds on it matters whether weak aliases hold what a name lacks: they bring no alert. */
const HEARD_OUT = -2
/** From this spelling on, what words leave over is compared: few strangers come so near. */
const HEARD = 0.25
const NOBODY: readonly number[] = []

/** A query put to one segment, of which names were touched but not yet chosen. */
export type Begun = {
  readonly segment: Segment
  readonly skipped: ((name: number) => boolean) | undefined
  /** Share that the best name holds. */
  readonly most: number
}

/** Looks up the words of a query in a segment. */
export function begin(
  segment: Segment,
  query: Query,
  units: readonly Unit[],
  sounds: Sounds,
  leaveOut: boolean,
): Begun {
  segment.asked.ask(segment, units, sounds)
  const skipped = skip(segment, leaveOut ? query.name : undefined)
  return { segment, skipped, most: segment.gather(skipped) }
}

/**
 * The entries of a segment whose names may be the query's, in no order: candidate names by shared words, each aligned and
 * weighed, the best name of each entry kept and weighed with everything else that is known.
 *
 * @param most share that the best name of all segments holds
 * @param floor log odds below which an entry is no candidate
 */
export function search(
  { segment, skipped }: Begun,
  query: Query,
  top: number,
  most: number,
  floor = segment.asked.unvowelled ? LEAST_UNWRITTEN : LEAST,
): Candidate[] {
  const { arrays, asked, best } = segment
  const holders =
    query.document === undefined
      ? NOBODY
      : withDocument(arrays, query.document, (at) => segment.text(at)).filter((entry) => !arrays.entryRemoved[entry])
  const known = (entry: number): readonly Qualifier[] => qualifiersOf(arrays, query, entry, holders.includes(entry))
  best.clear()
  const count = segment.choose(40 + top, most)
  for (let i = 0; i < count; i++) offer(segment, segment.chosen[i]!, known)
  const found: Candidate[] = []
  for (const entry of holders) {
    if (best.has(entry, false) || best.has(entry, true)) continue
    const end = arrays.entryName[entry + 1]!
    let name = arrays.entryName[entry]!
    while (name < end && skipped?.(name)) name++
    if (name < end) offer(segment, name, known)
    else {
      const match = noMatch()
      const qualifiers = known(entry)
      found.push({ entry, name: NO_NAME, match, qualifiers, odds: oddsOf(match, qualifiers) })
    }
  }
  const least = best.leastOf(top + RESERVE)
  const weak = new Map<number, Candidate>()
  for (let i = 0; i < best.count; i++) {
    if (best.odds[i]! < least) continue
    const entry = best.entryAt(i)
    const match = best.matches[i]!
    match.union = unionOf(segment, asked, entry, skipped)
    const qualifiers = known(entry)
    let odds = oddsOf(match, qualifiers)
    if (odds < floor) continue
    if (odds > HEARD_OUT && !match.low && !qualifiers.some((q) => q.supports)) {
      match.union = unionOf(segment, asked, entry, (name) => isLow(arrays, name) || skipped?.(name) === true)
      odds = Math.max(oddsOf(match, qualifiers), unsupported(odds))
    }
    const candidate = { entry, name: best.names[i]!, match, qualifiers, odds }
    if (match.low && best.has(entry, false)) weak.set(entry, candidate)
    else found.push(candidate)
  }
  if (weak.size === 0) return found
  // Either may be the better one only now, with what the other names of the entry hold.
  for (const [i, { entry, odds }] of found.entries()) {
    const other = weak.get(entry)
    if (other && other.odds > odds) found[i] = other
    weak.delete(entry)
  }
  return [...found, ...weak.values()]
}

/** Weighs a name for its entry. A weak alias that nothing supports is kept beside the good names: it must not hide them. */
function offer(segment: Segment, name: number, known: (entry: number) => readonly Qualifier[]): void {
  const { arrays, best } = segment
  const match = best.next
  align(segment, segment.asked, name, match)
  match.union = 0
  match.spelling = segment.asked.spelling(segment, name)
  match.residue =
    match.spelling < HEARD
      ? 0
      : Math.min(
          match.worst,
          paired.initial,
          residueLike(segment.asked.sounds, paired.askedLeft, segment.soundsOfName(name), paired.listedLeft),
        )
  match.unwritten = segment.asked.unvowelled !== 0
  match.signs = segment.asked.signs
  match.low = isLow(arrays, name)
  const entry = arrays.nameEntry[name]!
  const weak = match.low && !known(entry).some((q) => q.supports)
  best.offer(entry, weak, name, nameOdds(match))
}

const isLow = (arrays: Arrays, name: number): boolean => (arrays.nameFlags[name]! & LOW) !== 0

/** Names that are not to be seen: those of removed entries, and those equal to a name left out. */
function skip(segment: Segment, left: string | undefined): ((name: number) => boolean) | undefined {
  const { nameHash, nameText, nameEntry, entryRemoved } = segment.arrays
  const text = left === undefined ? undefined : squeeze(left)
  if (text === undefined) return segment.removed > 0 ? (name) => entryRemoved[nameEntry[name]!] === 1 : undefined
  const wanted = hash(text)
  return (name) =>
    entryRemoved[nameEntry[name]!] === 1 || (nameHash[name] === wanted && segment.text(nameText[name]!) === text)
}
