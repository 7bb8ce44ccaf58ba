import { classesOf } from './build.ts'
import { keysOf } from './keys.ts'
import type { Arrays } from './layout.ts'
import { rarityOf } from './rarity.ts'
import { phoneNumber, skeletonOf } from './scripts/phones.ts'
import { scriptNumber } from './scripts/script.ts'
import { soundsLike } from './similarity.ts'
import { type Unit, weightOfKind } from './tokens.ts'

/** A word of the query, ready for looking up. */
export type QueryUnit = Unit & {
  readonly numbers: Uint8Array
  readonly scriptNumber: number
  readonly classes: number
  readonly keys: readonly number[]
  /** Rarity × kind, as of a listed word. */
  readonly weight: number
}

export function queryUnit(unit: Unit, arrays: Arrays): QueryUnit {
  const skeleton = skeletonOf(unit.phones)
  const numbers = new Uint8Array(unit.phones.length)
  for (let i = 0; i < numbers.length; i++) numbers[i] = phoneNumber(unit.phones.charCodeAt(i))
  const rarity = { word: arrays.rarityWord, skeleton: arrays.raritySkeleton, total: arrays.rarityTotal }
  return {
    ...unit,
    numbers,
    scriptNumber: scriptNumber(unit.script),
    classes: classesOf(skeleton),
    keys: keysOf(unit.phones, skeleton),
    weight: rarityOf(rarity, unit.phones, skeleton) * weightOfKind[unit.kind],
  }
}

/** Most postings that one query reads: words that everybody has come last, and may be left to the comparison. */
const POSTINGS = 60_000

/** Looks names up in one packed index. Holds the scratch of one thread: not to be shared, cheap to make. */
export class Segment {
  readonly arrays: Arrays
  private readonly termSeen: Uint32Array
  private seen = 0
  /** Head of the list of matches of a term in this query. */
  private readonly termMatch: Int32Array
  private readonly termQuery: Uint32Array
  private query = 0
  private readonly matchNext: number[] = []
  private readonly matchUnit: number[] = []
  private readonly matchTerm: number[] = []
  private readonly matchLike: number[] = []
  private readonly nameSum: Float32Array
  private readonly nameUnit: Uint8Array
  private readonly nameBest: Float32Array
  private readonly touched: Uint32Array
  private touchedCount = 0
  private readonly decoder = new TextDecoder()

  constructor(arrays: Arrays) {
    this.arrays = arrays
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

  text(at: number): string {
    const { textStart, text } = this.arrays
    return this.decoder.decode(text.slice(textStart[at]!, textStart[at + 1]!))
  }

  /**
   * The names most likely to be meant, at most `limit`, in no order: every word of the query is matched with the words of
   * the list that sound alike, and the names that hold the most of their weight are taken.
   */
  candidates(units: readonly QueryUnit[], queryWeight: number, limit: number): number[] {
    this.query++
    this.matchNext.length = this.matchUnit.length = this.matchLike.length = 0
    const { postingStart, postingName, termWeight, nameWeight } = this.arrays
    const order = units.map((_, i) => i).sort((a, b) => units[b]!.weight - units[a]!.weight)
    let read = 0
    for (const u of order) {
      const unit = units[u]!
      const from = this.matchUnit.length
      this.lookUp(unit, u)
      for (let m = from; m < this.matchUnit.length && read < POSTINGS; m++) {
        const term = this.matchTerm[m]!
        const like = this.matchLike[m]!
        const gain = like * like * Math.min(termWeight[term]!, unit.weight)
        const to = postingStart[term + 1]!
        read += to - postingStart[term]!
        for (let p = postingStart[term]!; p < to; p++) this.credit(postingName[p]!, u, gain)
      }
    }
    return this.best(nameWeight, queryWeight, limit)
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

  private lookUp(unit: QueryUnit, u: number): void {
    const { bucketStart, bucketTerm, termStart, termPhones, termScript, termClasses } = this.arrays
    const mask = bucketStart.length - 2
    this.seen++
    for (const key of unit.keys) {
      const to = bucketStart[(key & mask) + 1]!
      for (let b = bucketStart[key & mask]!; b < to; b++) {
        const term = bucketTerm[b]!
        if (this.termSeen[term] === this.seen) continue
        this.termSeen[term] = this.seen
        let differing = termClasses[term]! ^ unit.classes
        differing &= differing - 1
        if ((differing & (differing - 1)) !== 0) continue
        const start = termStart[term]!
        const end = termStart[term + 1]!
        const like = soundsLike(
          unit.numbers, 0, unit.numbers.length, unit.scriptNumber, termPhones, start, end, termScript[term]!,
        )
        if (like > 0) this.match(term, u, like)
      }
    }
  }

  private match(term: number, unit: number, like: number): void {
    const at = this.matchUnit.length
    this.matchNext[at] = this.termQuery[term] === this.query ? this.termMatch[term]! : -1
    this.matchUnit[at] = unit
    this.matchLike[at] = like
    this.matchTerm[at] = term
    this.termMatch[term] = at
    this.termQuery[term] = this.query
  }

  /** Calls `visit` with every unit of the query that sounds like a term, in this query. */
  matchesOf(term: number, visit: (unit: number, like: number) => void): void {
    if (this.termQuery[term] !== this.query) return
    for (let m = this.termMatch[term]!; m >= 0; m = this.matchNext[m]!) visit(this.matchUnit[m]!, this.matchLike[m]!)
  }

  private best(nameWeight: Float32Array, queryWeight: number, limit: number): number[] {
    const { touched, nameSum } = this
    const count = this.touchedCount
    this.touchedCount = 0
    const bins = new Uint32Array(256)
    for (let i = 0; i < count; i++) {
      const name = touched[i]!
      const score = nameSum[name]! / (queryWeight + 0.5 * nameWeight[name]! + 0.3)
      this.nameBest[name] = score
      nameSum[name] = 0
      bins[Math.min(255, (score * 256) | 0)]!++
    }
    let least = 255
    for (let left = limit - bins[255]!; least > 0 && left > 0; ) left -= bins[--least]!
    const out: number[] = []
    for (let i = 0; i < count && out.length < limit * 2; i++)
      if (this.nameBest[touched[i]!]! * 256 >= least) out.push(touched[i]!)
    return out
  }
}
