import type { QueryUnit, Segment } from './segment.ts'
import { scriptNumber, UNVOWELLED } from './scripts/script.ts'

/** One word (or words written as one) of the query standing for one of the list. */
export type Pairing = {
  /** Position among the units of the query, and of the name. */
  readonly query: number
  readonly listed: number
  readonly like: number
}

/** What an alignment amounts to, as the score reads it. All 0 to 1 but `evidence` and the counts. */
export type Alignment = {
  /** Share of the query's weight that is found in the name, by likeness. */
  readonly asked: number
  /** Share of the name's weight that is found in the query. */
  readonly listed: number
  /** Weight found, in names that nobody else bears. */
  readonly evidence: number
  /** Words of the query found, initials not counted. */
  readonly words: number
  /** Words of the query in order in the name: 1 when all stand as in the list. */
  readonly order: number
  /** Weight of figures that contradict each other. */
  readonly contradiction: number
  readonly pairings: readonly Pairing[]
}

const MOST = 512
const gain = new Float64Array(MOST)
const pairQuery = new Uint8Array(MOST)
const pairListed = new Uint32Array(MOST)
const pairLike = new Float32Array(MOST)
const INITIAL_LIKE = 0.6

/**
 * The best one-to-one pairing of the words of a query with those of a name, found greedily by weight × likeness: each word
 * is used once, joined words use all they are made of, initials take what is left.
 *
 * @param queryWeight weight of all single words of the query
 */
export function align(segment: Segment, units: readonly QueryUnit[], queryWeight: number, name: number): Alignment {
  const { unitStart, unitTerm, unitSpan, termWeight, nameWeight } = segment.arrays
  const from = unitStart[name]!
  const to = unitStart[name + 1]!
  let count = 0
  for (let n = from; n < to; n++) {
    const term = unitTerm[n]!
    segment.matchesOf(term, (u, like) => {
      if (count === MOST) return
      const unit = units[u]!
      // A joined word weighs what its parts do: more than one word in it is worth more than one.
      const parts = Math.max(unit.length, (unitSpan[n]! & 127) % 4)
      gain[count] = like * like * Math.min(unit.weight, termWeight[term]!) * (parts > 1 ? 1.2 : unit.joined ? 0.99 : 1)
      pairQuery[count] = u
      pairListed[count] = n
      pairLike[count++] = like
    })
  }
  let askedMask = 0
  let listedMask = 0
  let askedWeight = 0
  let listedWeight = 0
  let evidence = 0
  let words = 0
  let last = -1
  let inOrder = 0
  const pairings: Pairing[] = []
  const wordWeight = (u: QueryUnit): number => weightOf(units, u)
  for (;;) {
    let best = -1
    for (let i = 0; i < count; i++) {
      if (best >= 0 && gain[i]! <= gain[best]!) continue
      const u = units[pairQuery[i]!]!
      const span = unitSpan[pairListed[i]!]! & 127
      if (askedMask & maskOf(u.start, u.length) || listedMask & maskOf(span >> 2, span & 3)) continue
      best = i
    }
    if (best < 0 || gain[best]! <= 0) break
    const u = units[pairQuery[best]!]!
    const n = pairListed[best]!
    const span = unitSpan[n]! & 127
    const like = pairLike[best]!
    const listedUnitWeight = spanWeight(segment, from, to, span)
    const askedUnitWeight = wordWeight(u)
    askedMask |= maskOf(u.start, u.length)
    listedMask |= maskOf(span >> 2, span & 3)
    askedWeight += like * askedUnitWeight
    listedWeight += like * listedUnitWeight
    evidence += like * like * Math.min(askedUnitWeight, listedUnitWeight)
    if (u.kind === 'name' || u.kind === 'form') words += u.length
    if (u.start > last === span >> 2 > last || last < 0) inOrder++
    last = Math.max(last, u.start)
    pairings.push({ query: pairQuery[best]!, listed: n - from, like })
    gain[best] = 0
  }
  let contradiction = 0
  for (let q = 0; q < units.length; q++) {
    const unit = units[q]!
    if (unit.joined || askedMask & maskOf(unit.start, 1)) continue
    for (let n = from; n < to; n++) {
      const span = unitSpan[n]!
      if (span >= 128 || listedMask & maskOf(span >> 2, 1)) continue
      const term = unitTerm[n]!
      if (unit.kind === 'number' && isNumber(segment, term)) contradiction += unit.weight
      if (!isInitialOf(segment, unit, term)) continue
      askedMask |= maskOf(unit.start, 1)
      listedMask |= maskOf(span >> 2, 1)
      askedWeight += INITIAL_LIKE * unit.weight
      listedWeight += INITIAL_LIKE * Math.min(termWeight[term]!, 0.3)
      pairings.push({ query: q, listed: n - from, like: INITIAL_LIKE })
      break
    }
  }
  return {
    asked: queryWeight > 0 ? Math.min(1, askedWeight / queryWeight) : 0,
    listed: nameWeight[name]! > 0 ? Math.min(1, listedWeight / nameWeight[name]!) : 0,
    evidence,
    words,
    order: pairings.length > 0 ? inOrder / pairings.length : 0,
    contradiction,
    pairings,
  }
}

const maskOf = (start: number, length: number): number => ((1 << length) - 1) << start

/** Weight of the single words that a unit of the query is made of. */
function weightOf(units: readonly QueryUnit[], unit: QueryUnit): number {
  let weight = 0
  for (let i = unit.start; i < unit.start + unit.length; i++) weight += units[i]!.weight
  return weight
}

function spanWeight(segment: Segment, from: number, to: number, span: number): number {
  const { unitSpan, unitTerm, termWeight } = segment.arrays
  const start = span >> 2
  const length = span & 3
  let weight = 0
  // Single words come first in a name, in order: the unit of word i is the i-th.
  for (let n = from + start; n < Math.min(to, from + start + length); n++)
    if (unitSpan[n]! < 128) weight += termWeight[unitTerm[n]!]!
  return weight
}

const INITIAL = 7
const NUMBER = 6
const isNumber = (segment: Segment, term: number): boolean => segment.arrays.termKind[term] === NUMBER

/** Whether one is the initial of the other; the scripts must both write vowels and begin alike. */
function isInitialOf(segment: Segment, unit: QueryUnit, term: number): boolean {
  const { termKind, termStart, termPhones, termScript } = segment.arrays
  if ((unit.kind === 'initial') === (termKind[term] === INITIAL)) return false
  return termScript[term] === unit.scriptNumber && termPhones[termStart[term]!] === unit.numbers[0]
}
export const isUnvowelled = (script: number): boolean => [...UNVOWELLED].some((s) => scriptNumber(s) === script)
