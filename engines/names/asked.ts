import { UNVOWELLED_NAME } from './build.ts'
import { GRAM_NUMBERS, gramsOf, MOST_GRAMS } from './grams.ts'
import type { Word } from './lookup.ts'
import { classOfPhone, phoneNumber } from './scripts/phones.ts'
import { isRead } from './scripts/script.ts'
import type { Segment } from './segment.ts'
import type { Sounds, Unit } from './tokens.ts'

/** Most units of a query that take part. */
const MOST_UNITS = 128

/** A query ready for comparison with the names of one segment: its units, what each found, what they weigh. Filled anew. */
export class Asked {
  words: Word[] = []
  /** Units in use. */
  count = 0
  /** Single words come first among the units, in order: how many. */
  singles = 0
  /** Weight of all single words. */
  weight = 0
  /** Of each unit: the first single word it is made of, how many, both as bits. */
  readonly start = new Uint8Array(MOST_UNITS)
  readonly length = new Uint8Array(MOST_UNITS)
  readonly mask = new Int32Array(MOST_UNITS)
  /** Weight of each unit: of all the single words it is made of. */
  readonly weights = new Float32Array(MOST_UNITS)
  readonly joined = new Uint8Array(MOST_UNITS)
  /** 1 for proper words: no particles, titles, initials, legal forms. */
  readonly proper = new Uint8Array(MOST_UNITS)
  /** How many consonants each unit has: those that a skeleton keeps. */
  readonly consonants = new Uint8Array(MOST_UNITS)

  /** Its words as written, in sounds. */
  sounds: readonly string[] = []
  /** The grams of the query, and the same as marks by number. */
  private readonly grams = new Uint16Array(MOST_GRAMS)
  private gramCount = 0
  /** UNVOWELLED_NAME when a word leaves its vowels unwritten, else 0. */
  unvowelled = 0
  /** Whether a word is in a script whose signs are read. */
  signs = false
  private readonly marks = new Uint8Array(GRAM_NUMBERS)

  /** Looks the words of a query up; `sounds` of its words as written. */
  ask(segment: Segment, units: readonly Unit[], sounds: Sounds): void {
    this.sounds = sounds.words
    this.mark(sounds.words)
    this.unvowelled = sounds.unvowelled ? UNVOWELLED_NAME : 0
    const { start, length, mask, weights, joined, proper, consonants } = this
    segment.lookup.makeRoom()
    this.count = Math.min(units.length, MOST_UNITS)
    this.words.length = this.count
    this.singles = 0
    this.weight = 0
    this.signs = false
    for (let i = 0; i < this.count; i++) {
      const unit = units[i]!
      const word = segment.lookup.find(unit)
      this.words[i] = word
      if (isRead(word.script)) this.signs = true
      start[i] = unit.start
      length[i] = unit.length
      mask[i] = maskOf(unit.start, unit.length)
      consonants[i] = consonantsIn(unit.phones)
      joined[i] = unit.joined ? 1 : 0
      proper[i] = unit.kind === 'name' || unit.kind === 'form' ? 1 : 0
      if (!unit.joined) {
        this.singles++
        this.weight += word.weight
      }
      let sum = 0
      for (let k = unit.start; k < unit.start + unit.length; k++) sum += this.words[k]!.weight
      weights[i] = sum
    }
  }

  private mark(sounds: readonly string[]): void {
    const { grams, marks } = this
    for (let i = 0; i < this.gramCount; i++) marks[grams[i]!] = 0
    this.gramCount = gramsOf(sounds, grams)
    for (let i = 0; i < this.gramCount; i++) marks[grams[i]!] = 1
  }

  /** Share of the grams of the query and a name that both have (Jaccard 1901), -1 when one has vowels and the other none. */
  spelling({ arrays: { gram, gramStart, nameFlags } }: Segment, name: number): number {
    const { marks, gramCount } = this
    if ((nameFlags[name]! & UNVOWELLED_NAME) !== this.unvowelled) return -1
    const from = gramStart[name]!
    const to = gramStart[name + 1]!
    if (from === to || gramCount === 0) return 0
    let both = 0
    for (let g = from; g < to; g++) both += marks[gram[g]!]!
    return both / (gramCount + to - from - both)
  }
}

/** Words of a name as bits. */
export const maskOf = (start: number, length: number): number => ((1 << length) - 1) << start

function consonantsIn(phones: string): number {
  let count = 0
  for (let i = 0; i < phones.length; i++) if (classOfPhone[phoneNumber(phones.charCodeAt(i))] !== 0) count++
  return count
}
