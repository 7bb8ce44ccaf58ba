import { matrixFor } from './matrix.ts'
import { PHONE_COUNT } from './scripts/phones.ts'
import { SCRIPTS } from './scripts/script.ts'

/** Longest token that is compared, in phones; what follows is cut (nobody's name part is longer). */
const MAX_PHONES = 24
const ROW = MAX_PHONES + 1
/** Below this, two tokens are different names. */
const FLOOR = 0.5
/** Neighbours exchanged, in thousandths. */
const SWAPPED = 700

/** What it costs to read the phones of one word as each phone of one script. */
type Reading = {
  readonly stamps: Uint32Array
  /** Cost of each phone of the word, [listed phone × ROW + place], in thousandths. */
  readonly costs: Int32Array
  /** The least of them, or of leaving the listed phone alone: what a listed phone costs wherever it stands. */
  readonly least: Int32Array
  /** Cost of each phone of the word standing alone, and the least of them; set anew for each word. */
  readonly alone: Int32Array
  leastAlone: number
  word: number
}

/**
 * How alike one word is to words of the list: an edit distance, whose costs are laid out once for the word. Holds
 * scratch: one per thread.
 */
export class Likeness {
  private readonly phones = new Uint8Array(MAX_PHONES)
  private length = 0
  private script = 0
  private word = 0
  private readonly readings: (Reading | undefined)[] = new Array(SCRIPTS.length)
  /** Three rows of the table, in thousandths: the one before last, the last, and the one being filled. */
  private readonly rows = new Int32Array(3 * ROW)

  /** Takes a word to compare others with: its phones as numbers, at most MAX_PHONES of them. */
  begin(phones: Uint8Array, length: number, script: number): void {
    this.word++
    this.script = script
    this.length = Math.min(length, MAX_PHONES)
    for (let i = 0; i < this.length; i++) this.phones[i] = phones[i]!
  }

  /**
   * How alike the word and a listed one sound, 0 to 1: 1 less the cheapest way to turn one into the other (insertion,
   * deletion, substitution by the costs of matrix.ts, neighbours swapped 0.7), against what a name of this length may
   * differ by. Below FLOOR it is 0. Source: Damerau 1964 and Wagner and Fischer 1974 with learnt costs; the tolerance
   * grows slower than the length, as in nomenklatura's logic-v2.
   *
   * Two bounds spare most of the work: each listed phone costs at least the least it can cost at any place, and each
   * phone that the word has more than the other stands alone; so what is left of the other word costs no less.
   *
   * @param listed phones as numbers, from `from` to `to`
   */
  to(listed: Uint8Array, from: number, to: number, script: number): number {
    const { length, rows } = this
    const other = Math.min(to - from, MAX_PHONES)
    if (length === 0 || other === 0) return 0
    const reading = this.readings[script]
    const { stamps, costs, least, alone, leastAlone } = reading?.word === this.word ? reading : this.read(script)
    const tolerance = 350 + 200 * (length + other)
    const limit = tolerance * (1 - FLOOR)
    let rest = length > other ? (length - other) * leastAlone : 0
    for (let j = 0; j < other; j++) {
      const y = listed[from + j]!
      if (stamps[y] !== this.word) this.readPhone(script, y)
      rest += least[y]!
    }
    if (rest > limit) return 0
    let above = 0
    let before = ROW
    let row = 2 * ROW
    let left = 0
    rows[row] = 0
    for (let i = 0; i < length; i++) rows[row + i + 1] = left += alone[i]!
    if (length > other) rest -= (length - other) * leastAlone
    let last = 0
    let bestBefore = 0
    for (let j = 0; j < other; j++) {
      const spare = above
      above = before
      before = row
      row = spare
      const y = listed[from + j]!
      const at = y * ROW
      const inserted = costs[at]!
      rest -= least[y]!
      let diagonal = rows[before]!
      left = diagonal + inserted
      rows[row] = left
      let best = left
      for (let i = 1; i <= length; i++) {
        const up = rows[before + i]!
        let cost = diagonal + costs[at + i]!
        if (up + inserted < cost) cost = up + inserted
        const without = left + alone[i - 1]!
        if (without < cost) cost = without
        if (i > 1 && j > 0 && this.phones[i - 2] === y && this.phones[i - 1] === last) {
          const swapped = rows[above + i - 2]! + SWAPPED
          if (swapped < cost) cost = swapped
        }
        rows[row + i] = left = cost
        diagonal = up
        if (cost < best) best = cost
      }
      if (best + rest > limit) {
        // Two neighbours exchanged step over a row.
        const next = j + 1 < other ? listed[from + j + 1]! : y
        if (least[y]! + least[next]! > 0 || bestBefore + SWAPPED + rest > limit) return 0
      }
      bestBefore = best
      last = y
    }
    const similarity = 1 - left / tolerance
    return similarity < FLOOR ? 0 : similarity
  }

  private read(script: number): Reading {
    this.readings[script] ??= {
      stamps: new Uint32Array(PHONE_COUNT),
      costs: new Int32Array(PHONE_COUNT * ROW),
      least: new Int32Array(PHONE_COUNT),
      alone: new Int32Array(MAX_PHONES),
      leastAlone: 0,
      word: 0,
    }
    const reading = this.readings[script]!
    const matrix = matrixFor(this.script, script)
    reading.word = this.word
    reading.leastAlone = 1000
    for (let i = 0; i < this.length; i++) {
      const alone = matrix[this.phones[i]! * PHONE_COUNT]!
      reading.alone[i] = alone
      if (alone < reading.leastAlone) reading.leastAlone = alone
    }
    return reading
  }

  private readPhone(script: number, y: number): void {
    const reading = this.readings[script]!
    const matrix = matrixFor(this.script, script)
    const { costs } = reading
    const at = y * ROW
    let least = matrix[y]!
    costs[at] = least
    for (let i = 0; i < this.length; i++) {
      const cost = matrix[this.phones[i]! * PHONE_COUNT + y]!
      costs[at + i + 1] = cost
      if (cost < least) least = cost
    }
    reading.least[y] = least
    reading.stamps[y] = this.word
  }
}
