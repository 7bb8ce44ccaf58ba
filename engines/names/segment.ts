import { Asked } from './asked.ts'
import { Best } from './best.ts'
import { formNumber } from './build.ts'
import { formsOf } from './forms.ts'
import type { Arrays } from './layout.ts'
import { Lookup } from './lookup.ts'
import { soundsOf, tokensOf } from './tokens.ts'

const KEPT_TEXTS = 30_000

/** Names that hold less than this share of what the best one holds are not compared. */
const FAR_BEHIND = 0.2

/** Most postings that one query reads: words that everybody has come last, and may be left to the comparison. */
const POSTINGS = 60_000

/** Looks names up in one packed index. Holds the scratch of one thread: not to be shared, cheap to make. */
export class Segment {
  readonly arrays: Arrays
  /** Entries marked as removed. */
  removed: number
  readonly lookup: Lookup
  /** The query at hand. */
  readonly asked = new Asked()
  readonly best: Best
  /** Names chosen for comparison, as many as `choose` says. */
  readonly chosen: number[] = []
  /** Head of the list of matches of a term in this query, -1 when there is none. */
  private readonly termMatch: Int32Array
  /** Terms matched in this query. */
  private readonly matched: number[] = []
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
  private readonly order = new Uint8Array(256)
  private readonly texts = new Map<number, string>()
  private readonly sounds = new Map<number, readonly string[]>()
  private readonly decoder = new TextDecoder()

  constructor(arrays: Arrays) {
    this.arrays = arrays
    this.removed = arrays.entryRemoved.reduce((sum, mark) => sum + mark, 0)
    const terms = arrays.termScript.length
    const names = arrays.nameEntry.length
    this.lookup = new Lookup(arrays)
    this.best = new Best(arrays.entryKind.length)
    this.termMatch = new Int32Array(terms).fill(-1)
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

  /** The words of a listed name as written, in sounds, from memory when it was read before. */
  soundsOfName(name: number): readonly string[] {
    let known = this.sounds.get(name)
    if (known === undefined) {
      const { nameText, nameFlags } = this.arrays
      known = soundsOf(tokensOf(formsOf(this.text(nameText[name]!))[formNumber(nameFlags[name]!)] ?? '')).words
      if (this.sounds.size >= KEPT_TEXTS) this.sounds.clear()
      this.sounds.set(name, known)
    }
    return known
  }

  /**
   * Matches every word of the query at hand with the words of the list that sound alike, and credits the names that hold
   * them.
   *
   * @returns the share of query and name that the best name holds, 0 when none holds anything
   */
  gather(skipped: ((name: number) => boolean) | undefined): number {
    for (let i = 0; i < this.matches; i++) this.termMatch[this.matched[i]!] = -1
    this.matches = 0
    const { postingStart, postingName, nameWeight } = this.arrays
    const { words, count, weight: asked } = this.asked
    const { order } = this
    const { terms, likes } = this.lookup
    for (let u = 0; u < count; u++) {
      let at = u
      for (; at > 0 && words[order[at - 1]!]!.weight < words[u]!.weight; at--) order[at] = order[at - 1]!
      order[at] = u
    }
    let read = 0
    for (let i = 0; i < count; i++) {
      const u = order[i]!
      const { weight, from, to: end } = words[u]!
      for (let m = from; m < end; m++) {
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
      const share = this.nameSum[name]! / (asked + 0.5 * nameWeight[name]! + 0.3)
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

  private match(term: number, unit: number, like: number): void {
    const at = this.matches++
    this.matched[at] = term
    this.matchNext[at] = this.termMatch[term]!
    this.matchUnit[at] = unit
    this.matchLike[at] = like
    this.termMatch[term] = at
  }

  /** Position of the first match of a term in this query, -1 when nothing sounds like it. */
  firstMatch(term: number): number {
    return this.termMatch[term]!
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

  /**
   * Chooses of the names gathered those that hold the most, about `limit` of them, in no order; those far behind `most`
   * are left out.
   *
   * @returns how many are chosen
   */
  choose(limit: number, most: number): number {
    const { touched, nameSum, nameBest, chosen } = this
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
    let size = 0
    for (let i = 0; i < count; i++) if (nameBest[touched[i]!]! >= share) chosen[size++] = touched[i]!
    return size
  }
}

const BINS = 1024
const binOf = (share: number): number => Math.min(BINS - 1, (share * BINS) | 0)
