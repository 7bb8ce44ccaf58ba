import { TOKEN_KINDS } from './build.ts'
import { keysOf, MOST_KEYS, near, packedSkeleton } from './keys.ts'
import type { Arrays } from './layout.ts'
import { type Rarity, rarityOf } from './rarity.ts'
import { phoneNumber, skeletonOf } from './scripts/phones.ts'
import { isUnvowelled, scriptNumber } from './scripts/script.ts'
import { Likeness } from './similarity.ts'
import { type Kind, type Unit, weightOfKind } from './tokens.ts'

/** A word that was looked up: what it weighs, and the words of the list that sound like it, most alike first. */
export type Word = {
  readonly phones: string
  readonly script: number
  readonly kind: Kind
  /** Rarity × kind, as of a listed word. */
  readonly weight: number
  /** Where its words lie in `terms` and `likes` of the lookup, until the next query. */
  readonly from: number
  readonly to: number
}

/** Words are looked up once while they are among this many: names are made of the same words over and over. */
const KEPT_WORDS = 40_000
/** And while what they found is this much. */
const KEPT_TERMS = 1 << 20

/** From this likeness on, two words are spellings of one name. */
const SAME_NAME = 0.9
/** A listed word without vowels may be several names: what it proves to a query that has them is less. */
const UNSURE = 0.84

/** Longest word that is read, in phones. */
const MOST_PHONES = 1024

/** Finds the words of a packed index that sound like a word. Holds the scratch and the memory of one thread. */
export class Lookup {
  private readonly arrays: Arrays
  private readonly rarity: Rarity
  private readonly likeness = new Likeness()
  private readonly termSeen: Uint32Array
  private seen = 0
  private readonly kept = new Map<string, Word>()
  terms = new Uint32Array(1 << 14)
  likes = new Float32Array(1 << 14)
  private size = 0
  private readonly keys = new Uint32Array(MOST_KEYS)
  private readonly numbers = new Uint8Array(MOST_PHONES)
  private readonly foundTerms: number[] = []
  private readonly foundLikes: number[] = []

  constructor(arrays: Arrays) {
    this.arrays = arrays
    this.rarity = rarityIn(arrays)
    this.termSeen = new Uint32Array(arrays.termScript.length)
  }

  /** Forgets the words of queries before, when they are too many. */
  makeRoom(): void {
    if (this.kept.size < KEPT_WORDS && this.size < KEPT_TERMS) return
    this.kept.clear()
    this.size = 0
  }

  /** What sounds like a word of the query, from memory when it was asked before. */
  find(unit: Unit): Word {
    const key =
      unit.phones +
      String.fromCharCode(128 + scriptNumber(unit.script) * 16 + TOKEN_KINDS.indexOf(unit.kind) + (unit.joined ? 8 : 0))
    let word = this.kept.get(key)
    if (!word) {
      word = this.lookUp(unit)
      this.kept.set(key, word)
    }
    return word
  }

  private lookUp({ phones, script: ofScript, kind, joined }: Unit): Word {
    const { arrays, foundTerms, foundLikes } = this
    const script = scriptNumber(ofScript)
    const found = this.gather(phones, script, joined)
    const from = this.size
    if (from + found > this.terms.length) this.grow(from + found)
    this.sort(found)
    const skeleton = skeletonOf(phones)
    let weight = rarityOf(this.rarity, phones, skeleton, isUnvowelled(script)) * weightOfKind[kind]
    for (let i = 0; i < found; i++) {
      const term = foundTerms[i]!
      this.terms[from + i] = term
      this.likes[from + i] = foundLikes[i]!
      // A rare spelling of a common name is a common name, in whatever script.
      if (foundLikes[i]! >= SAME_NAME) weight = Math.min(weight, arrays.termWeight[term]!)
    }
    this.size = from + found
    return { phones, script, kind, weight, from, to: from + found }
  }

  private grow(size: number): void {
    const [terms, likes] = [new Uint32Array(size * 2), new Float32Array(size * 2)]
    terms.set(this.terms)
    likes.set(this.likes)
    this.terms = terms
    this.likes = likes
  }

  /** Fills the scratch with the words alike, in no order. Returns how many. */
  private gather(phones: string, script: number, joined: boolean): number {
    const { bucketStart, bucketTerm, termStart, termPhones, termScript, termSkeleton } = this.arrays
    const { keys, numbers, termSeen, likeness, foundTerms, foundLikes } = this
    const length = Math.min(phones.length, MOST_PHONES)
    for (let i = 0; i < length; i++) numbers[i] = phoneNumber(phones.charCodeAt(i))
    const vowelled = !isUnvowelled(script)
    const skeleton = packedSkeleton(numbers, length)
    const mask = bucketStart.length - 2
    const count = keysOf(numbers, length, script, joined && vowelled, keys)
    const seen = ++this.seen
    let found = 0
    likeness.begin(numbers, length, script)
    for (let k = 0; k < count; k++) {
      const bucket = keys[k]! & mask
      const to = bucketStart[bucket + 1]!
      for (let b = bucketStart[bucket]!; b < to; b++) {
        const term = bucketTerm[b]!
        if (termSeen[term] === seen) continue
        termSeen[term] = seen
        if (!near(skeleton, termSkeleton[term]!)) continue
        const other = termScript[term]!
        let like = likeness.to(termPhones, termStart[term]!, termStart[term + 1]!, other)
        if (like === 0) continue
        if (vowelled && isUnvowelled(other)) like *= UNSURE
        foundTerms[found] = term
        foundLikes[found++] = like
      }
    }
    return found
  }

  /** Puts the first `count` of the scratch in order: most alike first, then by number. */
  private sort(count: number): void {
    const { foundTerms, foundLikes } = this
    if (count > 64) {
      const order = Array.from({ length: count }, (_, i) => i).sort(
        (a, b) => foundLikes[b]! - foundLikes[a]! || foundTerms[a]! - foundTerms[b]!,
      )
      const [terms, likes] = [order.map((i) => foundTerms[i]!), order.map((i) => foundLikes[i]!)]
      for (let i = 0; i < count; i++) {
        foundTerms[i] = terms[i]!
        foundLikes[i] = likes[i]!
      }
      return
    }
    for (let i = 1; i < count; i++) {
      const term = foundTerms[i]!
      const like = foundLikes[i]!
      let at = i
      for (; at > 0; at--) {
        const before = foundLikes[at - 1]!
        if (before > like || (before === like && foundTerms[at - 1]! < term)) break
        foundTerms[at] = foundTerms[at - 1]!
        foundLikes[at] = before
      }
      foundTerms[at] = term
      foundLikes[at] = like
    }
  }
}

export const rarityIn = (arrays: Arrays): Rarity => ({
  word: arrays.rarityWord,
  skeleton: arrays.raritySkeleton,
  total: arrays.rarityTotal,
})
