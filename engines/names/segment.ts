import { classesOf, TOKEN_KINDS } from './build.ts'
import { keysOf } from './keys.ts'
import type { Arrays } from './layout.ts'
import { type Rarity, rarityOf } from './rarity.ts'
import { phoneNumber, skeletonOf } from './scripts/phones.ts'
import { isUnvowelled, scriptNumber } from './scripts/script.ts'
import { soundsLike } from './similarity.ts'
import { type Kind, type Unit, weightOfKind } from './tokens.ts'

/** A word that was looked up: what it weighs, and the words of the list that sound like it, most alike first. */
export type Word = {
  readonly phones: string
  readonly script: number
  readonly kind: Kind
  /** Rarity × kind, as of a listed word. */
  readonly weight: number
  readonly terms: Uint32Array
  readonly likes: Float32Array
}

/** Words are looked up once while they are among this many: names are made of the same words over and over. */
const KEPT_WORDS = 50_000
const KEPT_TEXTS = 100_000

/** From this likeness on, two words are spellings of one name. */
const SAME_NAME = 0.9
/** A listed word without vowels may be several names: what it proves to a query that has them is less. */
const UNSURE = 0.93

/** Names that hold less than this share of what the best one holds are not compared. */
const FAR_BEHIND = 0.2

/** Most postings that one query reads: words that everybody has come last, and may be left to the comparison. */
const POSTINGS = 60_000

/** Looks names up in one packed index. Holds the scratch of one thread: not to be shared, cheap to make. */
export class Segment {
  readonly arrays: Arrays
  /** Entries marked as removed. */
  removed: number
  private readonly termSeen: Uint32Array
  private seen = 0
  /** Head of the list of matches of a term in this query. */
  private readonly termMatch: Int32Array
  private readonly termQuery: Uint32Array
  private query = 0
  private matches = 0
  /** Matches of this query: which unit, how alike, and the next match of the same term or -1. */
  readonly matchNext: number[] = []
  readonly matchUnit: number[] = []
  readonly matchLike: number[] = []
  private readonly nameSum: Float32Array
  private readonly nameUnit: Uint8Array
  private readonly nameBest: Float32Array
  private readonly touched: Uint32Array
  private touchedCount = 0
  private readonly bins = new Uint32Array(BINS)
  private readonly texts = new Map<number, string>()
  private readonly decoder = new TextDecoder()
  private readonly kept = new Map<string, Word>()

  constructor(arrays: Arrays) {
    this.arrays = arrays
    this.removed = arrays.entryRemoved.reduce((sum, mark) => sum + mark, 0)
    const terms = arrays.termScript.length
    const names = arrays.nameEntry.length
    this.termSeen = new Uint32Array(terms)
    this.termMatch = new Int32Array(terms)
    this.termQuery = new Uint32Array(terms)
    this.nameSum = new Float32Array(names)
    this.nameUnit = new Uint8Array(names)
    this.nameBest = new Float32Array(names)
    this.touched = new Uint32Array(names)
  }

  /** Marks an entry as removed, for every thread that shares the arrays; others see it in queries they begin later. */
  remove(entry: number): void {
    if (this.arrays.entryRemoved[entry] === 0) this.removed++
    this.arrays.entryRemoved[entry] = 1
  }

  /** A text of the index, from memory when it was read before. */
  text(at: number): string {
    let known = this.texts.get(at)
    if (known === undefined) {
      const { textStart, text } = this.arrays
      known = this.decoder.decode(text.slice(textStart[at]!, textStart[at + 1]!))
      if (this.texts.size >= KEPT_TEXTS) this.texts.clear()
      this.texts.set(at, known)
    }
    return known
  }

  /**
   * Matches every word of the query with the words of the list that sound alike, and credits the names that hold them.
   *
   * @returns the share of query and name that the best name holds, 0 when none holds anything
   */
  gather(words: readonly Word[], queryWeight: number, skipped: ((name: number) => boolean) | undefined): number {
    this.query++
    this.matches = 0
    const { postingStart, postingName, nameWeight } = this.arrays
    const order = words.map((_, i) => i).sort((a, b) => words[b]!.weight - words[a]!.weight || a - b)
    let read = 0
    for (const u of order) {
      const { weight, terms, likes } = words[u]!
      for (let m = 0; m < terms.length; m++) {
        const term = terms[m]!
        const like = likes[m]!
        this.match(term, u, like)
        if (read > POSTINGS) continue
        const gain = like * like * weight
        const to = postingStart[term + 1]!
        read += to - postingStart[term]!
        for (let p = postingStart[term]!; p < to; p++) this.credit(postingName[p]!, u, gain)
      }
    }
    if (skipped) this.leaveOut(skipped)
    let most = 0
    for (let i = 0; i < this.touchedCount; i++) {
      const name = this.touched[i]!
      const share = this.nameSum[name]! / (queryWeight + 0.5 * nameWeight[name]! + 0.3)
      this.nameBest[name] = share
      if (share > most) most = share
    }
    return most
  }

  private credit(name: number, unit: number, gain: number): void {
    const sum = this.nameSum[name]!
    if (sum === 0) {
      this.touched[this.touchedCount++] = name
      this.nameSum[name] = this.nameBest[name] = gain
      this.nameUnit[name] = unit
    } else if (this.nameUnit[name] !== unit) {
      this.nameSum[name] = sum + gain
      this.nameUnit[name] = unit
      this.nameBest[name] = gain
    } else if (gain > this.nameBest[name]!) {
      this.nameSum[name] = sum + gain - this.nameBest[name]!
      this.nameBest[name] = gain
    }
  }

  /** What sounds like a word of the query, from memory when it was asked before. */
  find(unit: Unit): Word {
    const key =
      unit.phones +
      String.fromCharCode(128 + scriptNumber(unit.script) * 16 + TOKEN_KINDS.indexOf(unit.kind) + (unit.joined ? 8 : 0))
    let word = this.kept.get(key)
    if (!word) {
      word = this.lookUp(unit)
      if (this.kept.size >= KEPT_WORDS) this.kept.clear()
      this.kept.set(key, word)
    }
    return word
  }

  private lookUp({ phones, script: ofScript, kind, joined }: Unit): Word {
    const { bucketStart, bucketTerm, termStart, termPhones, termScript, termClasses } = this.arrays
    const skeleton = skeletonOf(phones)
    const script = scriptNumber(ofScript)
    const vowelled = !isUnvowelled(script)
    const classes = classesOf(skeleton)
    const numbers = Uint8Array.from(phones, (_, i) => phoneNumber(phones.charCodeAt(i)))
    const mask = bucketStart.length - 2
    const found: { term: number; like: number }[] = []
    this.seen++
    for (const key of keysOf(phones, skeleton, joined && vowelled)) {
      const to = bucketStart[(key & mask) + 1]!
      for (let b = bucketStart[key & mask]!; b < to; b++) {
        const term = bucketTerm[b]!
        if (this.termSeen[term] === this.seen) continue
        this.termSeen[term] = this.seen
        let differing = termClasses[term]! ^ classes
        differing &= differing - 1
        if ((differing & (differing - 1)) !== 0) continue
        const [from, end] = [termStart[term]!, termStart[term + 1]!]
        let like = soundsLike(numbers, 0, numbers.length, script, termPhones, from, end, termScript[term]!)
        if (vowelled && isUnvowelled(termScript[term]!)) like *= UNSURE
        if (like > 0) found.push({ term, like })
      }
    }
    found.sort((a, b) => b.like - a.like || a.term - b.term)
    let weight = rarityOf(rarityIn(this.arrays), phones, skeleton, isUnvowelled(script)) * weightOfKind[kind]
    // A rare spelling of a common name is a common name, in whatever script.
    for (const { term, like } of found) if (like >= SAME_NAME) weight = Math.min(weight, this.arrays.termWeight[term]!)
    return {
      phones,
      script,
      kind,
      weight,
      terms: Uint32Array.from(found, (f) => f.term),
      likes: Float32Array.from(found, (f) => f.like),
    }
  }

  private match(term: number, unit: number, like: number): void {
    const at = this.matches++
    this.matchNext[at] = this.termQuery[term] === this.query ? this.termMatch[term]! : -1
    this.matchUnit[at] = unit
    this.matchLike[at] = like
    this.termMatch[term] = at
    this.termQuery[term] = this.query
  }

  /** Position of the first match of a term in this query, -1 when nothing sounds like it. */
  firstMatch(term: number): number {
    return this.termQuery[term] === this.query ? this.termMatch[term]! : -1
  }

  private leaveOut(skipped: (name: number) => boolean): void {
    let kept = 0
    for (let i = 0; i < this.touchedCount; i++) {
      const name = this.touched[i]!
      if (skipped(name)) this.nameSum[name] = 0
      else this.touched[kept++] = name
    }
    this.touchedCount = kept
  }

  /** The names gathered that hold the most, about `limit` of them, in no order; those far behind `most` are left out. */
  candidates(limit: number, most: number): number[] {
    const { touched, nameSum, nameBest } = this
    const count = this.touchedCount
    this.touchedCount = 0
    const bins = this.bins.fill(0)
    for (let i = 0; i < count; i++) {
      nameSum[touched[i]!] = 0
      bins[binOf(nameBest[touched[i]!]!)]!++
    }
    let least = BINS - 1
    for (let left = limit - bins[least]!; least > 0 && left > 0; ) left -= bins[--least]!
    const share = Math.max(most * FAR_BEHIND, least / BINS)
    const out: number[] = []
    for (let i = 0; i < count; i++) if (nameBest[touched[i]!]! >= share) out.push(touched[i]!)
    return out
  }
}

const BINS = 1024
const binOf = (share: number): number => Math.min(BINS - 1, (share * BINS) | 0)

export const rarityIn = (arrays: Arrays): Rarity => ({
  word: arrays.rarityWord,
  skeleton: arrays.raritySkeleton,
  total: arrays.rarityTotal,
})
