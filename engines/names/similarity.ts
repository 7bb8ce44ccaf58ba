import { crossingCost, type Phrases, phrasesFor } from './crossing.ts'
import { matrixFor } from './matrix.ts'
import { PHONE_COUNT } from './scripts/phones.ts'
import { SCRIPTS, scriptNumber } from './scripts/script.ts'

/** Longest token that is compared, in phones; what follows is cut (nobody's name part is longer). */
const MAX_PHONES = 24
const ROW = MAX_PHONES + 1
/** Below this, two tokens are different names: in one script, and where what is read together is known of two. */
const FLOOR = 0.55
const FLOOR_ACROSS = 0.5
const LATIN = scriptNumber('latin')
/** Neighbours exchanged, in thousandths. */
const SWAPPED = 700

/** What it costs to read the phones of one word as each phone of one script. */
type Reading = {
  readonly matrix: Int32Array
  /** For which word the costs of a listed phone are laid out. */
  readonly stamps: Uint32Array
  /** Cost of each phone of the word as a listed one, in thousandths: [listed phone × ROW + place], place 0 for nothing. */
  readonly costs: Int32Array
  /** The least of them: what a listed phone costs wherever it stands. */
  readonly least: Int32Array
  /** Cost of each phone of the word standing alone, [place], and the least of them; set anew for each word. */
  readonly alone: Int32Array
  leastAlone: number
  /** What is read together, when one side is Latin and the other a script that it is known of. */
  readonly phrases: Phrases | undefined
  word: number
}

/**
 * How alike one word is to words of the list: an edit distance, whose costs are laid out once for the word. Listed words
 * that come in the order of the alphabet share the rows of what they begin with. Holds scratch: one per thread.
 */
export class Likeness {
  private readonly phones = new Uint8Array(MAX_PHONES)
  /** Where each phone stands in the word, as bits. */
  private readonly places = new Int32Array(PHONE_COUNT)
  private length = 0
  private script = 0
  private word = 0
  private readonly readings: (Reading | undefined)[] = new Array(SCRIPTS.length * SCRIPTS.length)
  /** The table, a row for each listed phone, in thousandths; the least of each row; the listed word that they are of. */
  private readonly rows = new Int32Array(ROW * ROW)
  private readonly rowLeast = new Int32Array(ROW)
  private readonly listed = new Uint8Array(MAX_PHONES)
  private listedScript = -1
  private filled = 0

  /** Takes a word to compare others with: its phones as numbers, of which the first MAX_PHONES count. */
  begin(phones: Uint8Array, length: number, script: number): void {
    for (let i = 0; i < this.length; i++) this.places[this.phones[i]!] = 0
    this.word++
    this.script = script
    this.length = Math.min(length, MAX_PHONES)
    this.listedScript = -1
    for (let i = 0; i < this.length; i++) {
      this.phones[i] = phones[i]!
      this.places[phones[i]!]! |= 1 << i
    }
  }

  /**
   * How alike the word and a listed one sound, 0 to 1: 1 less the cheapest way to turn one into the other (insertion,
   * deletion, substitution by the costs of matrix.ts, neighbours swapped 0.7), against what a name of this length may
   * differ by. Below the floor it is 0. Source: Damerau 1964 and Wagner and Fischer 1974 with learnt costs; the tolerance
   * grows slower than the length, as in nomenklatura's logic-v2.
   *
   * A bound spares most of the work: each listed phone costs at least the least it can cost at any place, and each phone
   * that the word has more than the listed one stands alone.
   *
   * @param from phones of the listed word, as numbers, from `from` to `to`
   */
  to(phones: Uint8Array, from: number, to: number, script: number): number {
    const { length, listed, rows, rowLeast } = this
    const other = Math.min(to - from, MAX_PHONES)
    if (length === 0 || other === 0) return 0
    const known = this.readings[this.script * SCRIPTS.length + script]
    const { stamps, costs, least, alone, leastAlone, phrases } = known?.word === this.word ? known : this.read(script)
    if (script !== this.listedScript) this.start(script, alone)
    const tolerance = 350 + 200 * (length + other)
    const floor = phrases ? FLOOR_ACROSS : FLOOR
    const most = tolerance * (1 - floor)
    const limit = phrases ? tolerance * (1 - phrases.rough) : most
    let rest = 0
    let row = 0
    let shared = true
    for (let j = 0; j < other; j++) {
      const y = phones[from + j]!
      if (stamps[y] !== this.word) this.readPhone(script, y)
      if (shared && j < this.filled && listed[j] === y) row++
      else {
        shared = false
        rest += least[y]!
      }
    }
    if (rowLeast[row]! + rest > limit && row > 0) return 0
    if (row === 0 && rest + (length > other ? (length - other) * leastAlone : 0) > limit) return 0
    let last = row > 0 ? listed[row - 1]! : 0
    for (; row < other; row++) {
      const y = phones[from + row]!
      listed[row] = y
      rest -= least[y]!
      const best = this.fill(row, y, last, costs, alone)
      last = y
      if (best + rest <= limit) continue
      // Two neighbours exchanged step over a row.
      if (row + 1 < other && least[y]! + least[phones[from + row + 1]!]! === 0) continue
      this.filled = row + 1
      return 0
    }
    this.filled = other
    let cost = rows[other * ROW + length]!
    if (phrases) {
      if (cost > limit) return 0
      if (cost > 0) {
        const { script, phones: own } = this
        const crossed =
          script === LATIN
            ? crossingCost(phrases, phones, from, other, own, 0, length, most)
            : crossingCost(phrases, own, 0, length, phones, from, other, most)
        cost = Math.min(cost, crossed)
      }
    }
    const similarity = 1 - cost / tolerance
    return similarity < floor ? 0 : similarity
  }

  /** Fills the row below `row`, of the listed phone `y` that comes after `last`. Returns the least of it. */
  private fill(row: number, y: number, last: number, costs: Int32Array, alone: Int32Array): number {
    const { rows, length, places } = this
    const before = row * ROW
    const at = y * ROW
    const inserted = costs[at]!
    const swaps = row > 0 ? (places[y]! << 2) & (places[last]! << 1) : 0
    let diagonal = rows[before]!
    let left = diagonal + inserted
    let best = left
    rows[before + ROW] = left
    for (let i = 1; i <= length; i++) {
      const up = rows[before + i]!
      // Math.min is no branch: which of them is least cannot be foreseen.
      let cost = Math.min(diagonal + costs[at + i]!, up + inserted, left + alone[i]!)
      if (swaps & (1 << i)) cost = Math.min(cost, rows[before - ROW + i - 2]! + SWAPPED)
      rows[before + ROW + i] = left = cost
      diagonal = up
      best = Math.min(best, cost)
    }
    this.rowLeast[row + 1] = best
    return best
  }

  /** The first row: the word against nothing. */
  private start(script: number, alone: Int32Array): void {
    this.listedScript = script
    this.filled = 0
    let sum = 0
    this.rows[0] = 0
    for (let i = 1; i <= this.length; i++) this.rows[i] = sum += alone[i]!
  }

  private read(script: number): Reading {
    const at = this.script * SCRIPTS.length + script
    this.readings[at] ??= {
      matrix: matrixFor(this.script, script),
      stamps: new Uint32Array(PHONE_COUNT),
      costs: new Int32Array(PHONE_COUNT * ROW),
      least: new Int32Array(PHONE_COUNT),
      alone: new Int32Array(ROW),
      leastAlone: 0,
      phrases:
        (this.script === LATIN) === (script === LATIN)
          ? undefined
          : phrasesFor(this.script === LATIN ? script : this.script),
      word: 0,
    }
    const reading = this.readings[at]!
    reading.word = this.word
    reading.leastAlone = 1000
    for (let i = 0; i < this.length; i++) {
      const alone = reading.matrix[this.phones[i]! * PHONE_COUNT]!
      reading.alone[i + 1] = alone
      if (alone < reading.leastAlone) reading.leastAlone = alone
    }
    return reading
  }

  private readPhone(script: number, y: number): void {
    const { matrix, costs, least, stamps } = this.readings[this.script * SCRIPTS.length + script]!
    const at = y * ROW
    let cheapest = matrix[y]!
    costs[at] = cheapest
    for (let i = 0; i < this.length; i++) {
      const cost = matrix[this.phones[i]! * PHONE_COUNT + y]!
      costs[at + i + 1] = cost
      if (cost < cheapest) cheapest = cost
    }
    least[y] = cheapest
    stamps[y] = this.word
  }
}
