import { phoneNumber } from './scripts/phones.ts'
import type { Segment, Word } from './segment.ts'
import type { Unit } from './tokens.ts'

/** A query ready for comparison: its units, what each found, and the weights of its single words. */
export type Asked = {
  readonly units: readonly Unit[]
  readonly words: readonly Word[]
  /** Weight of each unit: of all the single words it is made of. */
  readonly weights: Float32Array
  /** Single words come first among the units, in order: how many. */
  readonly singles: number
  /** Weight of all single words. */
  readonly weight: number
}

/** Looks the words of a query up. */
export function ask(segment: Segment, units: readonly Unit[]): Asked {
  const words = units.map((unit) => segment.find(unit))
  let singles = 0
  while (singles < units.length && !units[singles]!.joined) singles++
  const weights = new Float32Array(units.length)
  let weight = 0
  units.forEach((unit, i) => {
    for (let k = unit.start; k < unit.start + unit.length; k++) weights[i]! += words[k]!.weight
    if (i < singles) weight += words[i]!.weight
  })
  return { units, words, weights, singles, weight }
}

/** One unit of the query standing for one of the name, both counted from 0. */
export type Pairing = { readonly query: number; readonly listed: number; readonly like: number }

/** What an alignment amounts to, as the score reads it: shares 0 to 1, weights in names that nobody else bears. */
export type Alignment = {
  /** Share of the query's weight that is found in the name, by likeness. */
  asked: number
  /** Share of the name's weight that is found in the query. */
  listed: number
  /** Weight found. */
  evidence: number
  /** Heaviest words that one side has and the other lacks. */
  askedMissing: number
  listedMissing: number
  /** Proper words of the query found: no particles, titles, initials, legal forms. */
  words: number
  /** Least likeness among the proper words found; 1 when all are spelt to the sound. */
  worst: number
  /** Weight of figures that contradict each other. */
  contradiction: number
}

const MOST = 256
const gain = new Float64Array(MOST)
const pairQuery = new Uint8Array(MOST)
const pairListed = new Uint8Array(MOST)
const pairLike = new Float32Array(MOST)
const INITIAL_LIKE = 0.6
const JOINED = 128
const NUMBER = 6
const INITIAL = 7

/**
 * The best one-to-one pairing of the words of a query with those of a name, found greedily by weight × likeness²: each
 * word is used once, a joined word uses all it is made of, initials take what is left.
 *
 * @param into filled with the pairings, for explaining
 */
export function align(segment: Segment, asked: Asked, name: number, into?: Pairing[]): Alignment {
  const { unitStart, unitTerm, unitSpan, termWeight, termKind, nameWeight } = segment.arrays
  const { units, weights } = asked
  const from = unitStart[name]!
  const to = unitStart[name + 1]!
  let count = 0
  for (let n = from; n < to; n++)
    for (let m = segment.firstMatch(unitTerm[n]!); m >= 0 && count < MOST; m = segment.matchNext[m]!) {
      const u = segment.matchUnit[m]!
      const like = segment.matchLike[m]!
      const span = unitSpan[n]! & 127
      const joined = units[u]!.joined || unitSpan[n]! >= JOINED
      gain[count] = like * like * Math.min(weights[u]!, spanWeight(segment, from, to, span)) * (joined ? 0.95 : 1)
      pairQuery[count] = u
      pairListed[count] = n - from
      pairLike[count++] = like
    }
  let askedMask = 0
  let listedMask = 0
  let askedWeight = 0
  let listedWeight = 0
  let evidence = 0
  let words = 0
  let worst = 1
  for (;;) {
    let best = -1
    let most = 0
    for (let i = 0; i < count; i++) {
      if (gain[i]! <= most) continue
      const unit = units[pairQuery[i]!]!
      const span = unitSpan[from + pairListed[i]!]! & 127
      if (askedMask & maskOf(unit.start, unit.length) || listedMask & maskOf(span >> 2, span & 3)) gain[i] = 0
      else {
        best = i
        most = gain[i]!
      }
    }
    if (best < 0) break
    const q = pairQuery[best]!
    const unit = units[q]!
    const span = unitSpan[from + pairListed[best]!]! & 127
    const like = pairLike[best]!
    askedMask |= maskOf(unit.start, unit.length)
    listedMask |= maskOf(span >> 2, span & 3)
    const listedUnit = spanWeight(segment, from, to, span)
    askedWeight += like * weights[q]!
    listedWeight += like * listedUnit
    evidence += like * like * weights[q]!
    if (unit.kind === 'name' || unit.kind === 'form') {
      words += Math.max(unit.length, span & 3)
      if (like < worst) worst = like
    }
    into?.push({ query: q, listed: pairListed[best]!, like })
    gain[best] = 0
  }
  let contradiction = 0
  let askedMissing = 0
  for (let q = 0; q < asked.singles; q++) {
    if (askedMask & maskOf(q, 1)) continue
    const word = asked.words[q]!
    let met = false
    for (let n = from; n < to && unitSpan[n]! < JOINED; n++) {
      if (listedMask & maskOf(n - from, 1)) continue
      const term = unitTerm[n]!
      if (word.kind === 'number' && termKind[term] === NUMBER) contradiction = Math.max(contradiction, word.weight)
      if (!isInitialOf(segment, word, term)) continue
      listedMask |= maskOf(n - from, 1)
      askedWeight += INITIAL_LIKE * word.weight
      listedWeight += INITIAL_LIKE * termWeight[term]!
      into?.push({ query: q, listed: n - from, like: INITIAL_LIKE })
      met = true
      break
    }
    if (!met && word.weight > askedMissing) askedMissing = word.weight
  }
  let listedMissing = 0
  for (let n = from; n < to && unitSpan[n]! < JOINED; n++)
    if (!(listedMask & maskOf(n - from, 1))) listedMissing = Math.max(listedMissing, termWeight[unitTerm[n]!]!)
  return {
    asked: asked.weight > 0 ? Math.min(1, askedWeight / asked.weight) : 0,
    listed: nameWeight[name]! > 0 ? Math.min(1, listedWeight / nameWeight[name]!) : 0,
    evidence,
    askedMissing,
    listedMissing,
    words,
    worst,
    contradiction,
  }
}

const maskOf = (start: number, length: number): number => ((1 << length) - 1) << start

function spanWeight(segment: Segment, from: number, to: number, span: number): number {
  const { unitSpan, unitTerm, termWeight } = segment.arrays
  const start = (span & 127) >> 2
  // Single words come first in a name, in order: the unit of word i is the i-th.
  let weight = 0
  for (let n = from + start; n < to && n < from + start + (span & 3); n++)
    if (unitSpan[n]! < JOINED) weight += termWeight[unitTerm[n]!]!
  return weight
}

/** Whether one is the initial of the other, in the same script. */
function isInitialOf(segment: Segment, word: Word, term: number): boolean {
  const { termKind, termStart, termPhones, termScript } = segment.arrays
  const isInitial = termKind[term] === INITIAL
  if ((word.kind === 'initial') === isInitial || termScript[term] !== word.script) return false
  return termPhones[termStart[term]!] === phoneNumber(word.phones.charCodeAt(0))
}

/**
 * Per single word of the query, the likeness of its best counterpart in any name of an entry: aliases recombine what the
 * other names of a person hold.
 */
export function unionOf(
  segment: Segment,
  asked: Asked,
  entry: number,
  skipped: ((name: number) => boolean) | undefined,
): number {
  const { entryName, unitStart, unitTerm } = segment.arrays
  const best = new Float32Array(asked.singles)
  for (let name = entryName[entry]!; name < entryName[entry + 1]!; name++) {
    if (skipped?.(name)) continue
    for (let n = unitStart[name]!; n < unitStart[name + 1]!; n++)
      for (let m = segment.firstMatch(unitTerm[n]!); m >= 0; m = segment.matchNext[m]!) {
        const unit = asked.units[segment.matchUnit[m]!]!
        const like = segment.matchLike[m]!
        for (let k = unit.start; k < unit.start + unit.length; k++) if (like > best[k]!) best[k] = like
      }
  }
  let weight = 0
  for (let k = 0; k < asked.singles; k++) weight += best[k]! * asked.words[k]!.weight
  return asked.weight > 0 ? Math.min(1, weight / asked.weight) : 0
}
