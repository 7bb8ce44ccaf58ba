import { type Asked, maskOf } from './asked.ts'
import { HAS_INITIAL, HAS_NUMBER } from './build.ts'
import type { Word } from './lookup.ts'
import { PHONE_COUNT, phoneNumber } from './scripts/phones.ts'
import { isRead } from './scripts/script.ts'
import type { Segment } from './segment.ts'

/** What an alignment amounts to, as the score reads it: shares 0 to 1, weights in names that nobody else bears. */
export type Alignment = {
  /** Share of the query's weight that is found in the name, by likeness. */
  asked: number
  /** Share of the name's weight that is found in the query. */
  listed: number
  /** Weight found. */
  evidence: number
  /** Heaviest word asked for that the name lacks. */
  askedMissing: number
  /** Proper words that one side has and the other lacks, however common. */
  askedOthers: number
  listedOthers: number
  /**
   * What the consonants of the proper words found tell, by likeness² and rarity (of words joined, their rarities together, 1 at
   * most): the first of each word nothing, since some word of any name has it.
   */
  consonants: number
  /** How often the words found turn back, when those of the query are taken in order, beyond the once of a name put first or last. */
  disorder: number
  /** Proper words of the query found: no particles, titles, initials, legal forms. */
  words: number
  /** Least likeness among the proper words found; 1 when all are spelt to the sound. */
  worst: number
  /** Share of the weight found that is known by readings: one side is in a script that has many (script.ts). */
  read: number
  /** Weight of figures that contradict each other. */
  contradiction: number
}

const MOST = 256
const gain = new Float64Array(MOST)
const pairQuery = new Uint8Array(MOST)
const pairListed = new Uint8Array(MOST)
const pairLike = new Float64Array(MOST)
const INITIAL_LIKE = 0.6
const JOINED = 128
const NAME = 0
const FORM = 4
const NUMBER = 6
const INITIAL = 7

/** The pairings of the last alignment, for explaining: one unit of the query for one of the name, both counted from 0. */
export const paired = {
  count: 0,
  /** Words left over on either side, as bits. */
  askedLeft: 0,
  listedLeft: 0,
  /** How sure the words are that only an initial stands for; 1 when none does. */
  initial: 1,
  query: new Uint8Array(MOST),
  listed: new Uint8Array(MOST),
  like: new Float64Array(MOST),
  /** The first word of the name that a pairing uses. */
  place: new Uint8Array(MOST),
}

function pair(query: number, listed: number, like: number, place: number): void {
  const at = paired.count++
  paired.query[at] = query
  paired.listed[at] = listed
  paired.like[at] = like
  paired.place[at] = place
}

/**
 * The best one-to-one pairing of the words of a query with those of a name, found greedily by weight × likeness²: each
 * word is used once, a joined word uses all it is made of, initials take what is left.
 *
 * @param into filled with what it amounts to
 */
export function align(segment: Segment, asked: Asked, name: number, into: Alignment): void {
  const { unitStart, unitTerm, unitSpan, unitWeight, termWeight, termScript, nameWeight, nameFlags } = segment.arrays
  const { matchNext, matchUnit, matchLike } = segment
  const { weights } = asked
  const from = unitStart[name]!
  const to = unitStart[name + 1]!
  paired.count = 0
  paired.initial = 1
  let count = 0
  for (let n = from; n < to; n++)
    for (let m = segment.firstMatch(unitTerm[n]!); m >= 0 && count < MOST; m = matchNext[m]!) {
      const u = matchUnit[m]!
      const joined = asked.joined[u] === 1 || unitSpan[n]! >= JOINED
      // Of several words on both sides, one may be all that is unlike.
      const like = 1 - (1 - matchLike[m]!) * (joined ? Math.min(asked.length[u]!, unitSpan[n]! & 3) : 1)
      if (like <= 0) continue
      gain[count] = like * like * Math.min(weights[u]!, unitWeight[n]!) * (joined ? 0.95 : 1)
      pairQuery[count] = u
      pairListed[count] = n - from
      pairLike[count++] = like
    }
  let askedMask = 0
  let listedMask = 0
  let askedWeight = 0
  let listedWeight = 0
  let evidence = 0
  let read = 0
  let words = 0
  let worst = 1
  let consonants = 0
  for (;;) {
    let best = -1
    let most = 0
    for (let i = 0; i < count; i++) {
      if (gain[i]! <= most) continue
      if (askedMask & asked.mask[pairQuery[i]!]! || listedMask & spanMask(unitSpan[from + pairListed[i]!]!)) gain[i] = 0
      else {
        best = i
        most = gain[i]!
      }
    }
    if (best < 0) break
    const q = pairQuery[best]!
    const n = from + pairListed[best]!
    const like = pairLike[best]!
    askedMask |= asked.mask[q]!
    listedMask |= spanMask(unitSpan[n]!)
    askedWeight += like * weights[q]!
    listedWeight += like * unitWeight[n]!
    // A word tells no more than the commoner of the two: what is spelt rarely, or joined, is not rare for that.
    const found = like * like * Math.min(weights[q]!, unitWeight[n]!)
    evidence += found
    const script = asked.words[q]!.script
    const other = termScript[unitTerm[n]!]!
    if (script !== other && (isRead(script) || isRead(other))) read += found
    if (asked.proper[q] === 1) {
      words += Math.max(asked.length[q]!, unitSpan[n]! & 3)
      if (like < worst) worst = like
      const more = Math.max(0, asked.consonants[q]! - asked.length[q]!)
      consonants += like * like * Math.min(1, weights[q]!, unitWeight[n]!) * more
    }
    pair(q, n - from, like, (unitSpan[n]! & 127) >> 2)
    gain[best] = 0
  }
  let contradiction = 0
  let askedMissing = 0
  let askedOthers = 0
  const flags = nameFlags[name]!
  for (let q = 0; q < asked.singles; q++) {
    if (askedMask & (1 << q)) continue
    const word = asked.words[q]!
    let met = false
    if (word.kind === 'initial' || flags & HAS_INITIAL || (word.kind === 'number' && flags & HAS_NUMBER))
      for (let n = from; n < to && unitSpan[n]! < JOINED; n++) {
        if (listedMask & (1 << (n - from))) continue
        const term = unitTerm[n]!
        if (word.kind === 'number' && segment.arrays.termKind[term] === NUMBER)
          contradiction = Math.max(contradiction, word.weight)
        if (!isInitialOf(segment, word, term)) continue
        listedMask |= 1 << (n - from)
        askedWeight += INITIAL_LIKE * word.weight
        listedWeight += INITIAL_LIKE * termWeight[term]!
        pair(q, n - from, INITIAL_LIKE, (unitSpan[n]! & 127) >> 2)
        paired.initial = INITIAL_LIKE
        met = true
        break
      }
    if (met) askedMask |= 1 << q
    else {
      askedOthers += asked.proper[q]!
      if (word.weight > askedMissing) askedMissing = word.weight
    }
  }
  let listedOthers = 0
  let listedLeft = 0
  for (let n = from; n < to && unitSpan[n]! < JOINED; n++)
    if (!(listedMask & (1 << (n - from)))) {
      listedLeft |= 1 << (n - from)
      const kind = segment.arrays.termKind[unitTerm[n]!]!
      if (kind === NAME || kind === FORM) listedOthers++
    }
  paired.askedLeft = ((1 << asked.singles) - 1) & ~askedMask
  paired.listedLeft = listedLeft
  into.asked = asked.weight > 0 ? Math.min(1, askedWeight / asked.weight) : 0
  into.listed = nameWeight[name]! > 0 ? Math.min(1, listedWeight / nameWeight[name]!) : 0
  into.evidence = evidence
  into.askedMissing = askedMissing
  into.askedOthers = askedOthers
  into.listedOthers = listedOthers
  into.consonants = consonants
  into.disorder = disorderOf(asked)
  into.read = evidence > 0 ? read / evidence : 0
  into.words = words
  into.worst = worst
  into.contradiction = contradiction
}

/** Counts where the places of the words found turn back, once around (cyclic descents): one is any name written in order. */
function disorderOf(asked: Asked): number {
  const { count, query, place } = paired
  if (count < 3) return 0
  let turns = 0
  let first = -1
  let last = -1
  for (let word = 0; word < asked.singles; word++)
    for (let i = 0; i < count; i++) {
      if (asked.start[query[i]!] !== word) continue
      if (first < 0) first = place[i]!
      else if (place[i]! < last) turns++
      last = place[i]!
    }
  if (first < last) turns++
  return turns - 1
}

const spanMask = (span: number): number => maskOf((span & 127) >> 2, span & 3)

/** Whether one is the initial of the other, in the same script. */
function isInitialOf(segment: Segment, word: Word, term: number): boolean {
  const { termKind, termStart, termPhones, termScript } = segment.arrays
  const isInitial = termKind[term] === INITIAL
  if ((word.kind === 'initial') === isInitial || termScript[term] !== word.script) return false
  const initial = isInitial ? termPhones[termStart[term]!]! : phoneNumber(word.phones.charCodeAt(0))
  const begins = isInitial ? phoneNumber(word.phones.charCodeAt(0)) : termPhones[termStart[term]!]!
  return initial === begins || (begunBy[begins] === initial && initial !== 0)
}

/** The letter that a sound of two begins with: C. is Ch'oe as well as Kaspar. */
const begunBy = new Uint8Array(PHONE_COUNT)
for (const [sound, letter] of ['Ck', 'Xk', 'Ss', '9s', 'Tt', 'Dd', 'Gg', 'Zz', 'fp', 'sk', 'Lt', 'Rd', 'Vc'])
  begunBy[phoneNumber(sound!.charCodeAt(0))] = phoneNumber(letter!.charCodeAt(0))

const bestLike = new Float32Array(32)

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
  const { matchNext, matchUnit, matchLike } = segment
  bestLike.fill(0)
  for (let name = entryName[entry]!; name < entryName[entry + 1]!; name++) {
    if (skipped?.(name)) continue
    const to = unitStart[name + 1]!
    for (let n = unitStart[name]!; n < to; n++)
      for (let m = segment.firstMatch(unitTerm[n]!); m >= 0; m = matchNext[m]!) {
        const unit = matchUnit[m]!
        const like = matchLike[m]!
        const end = asked.start[unit]! + asked.length[unit]!
        for (let k = asked.start[unit]!; k < end; k++) if (like > bestLike[k]!) bestLike[k] = like
      }
  }
  let weight = 0
  for (let k = 0; k < asked.singles; k++) weight += bestLike[k]! * asked.words[k]!.weight
  return asked.weight > 0 ? Math.min(1, weight / asked.weight) : 0
}
