import { LEVELS } from './learn.ts'
import { matrixFor } from './matrix.ts'
import { PHONE_COUNT, phoneNumber } from './scripts/phones.ts'
import { SCRIPTS, type Script, scriptNumber, UNVOWELLED } from './scripts/script.ts'
import { TOGETHER } from './together.ts'

/** Phones of one side and of the other that are read together, at most; where a word begins and ends counts as a phone. */
export const MOST_LATIN = 4
export const MOST_FOREIGN = 3
/** Where a word begins and ends, written ^ and $. */
const BEGIN = PHONE_COUNT
const END = PHONE_COUNT + 1
const BITS = 6
const SIZE = 32
const NEVER = 1 << 20
/** Both, as bits of phones from the 32nd on. */
const BOUNDARIES = (1 << (BEGIN - 32)) | (1 << (END - 32))

type Phrase = {
  /** Its phones of the other script as one code, how many, and which, as bits. */
  readonly foreign: number
  readonly length: number
  readonly low: number
  readonly high: number
  readonly cost: number
}
export type Phrases = {
  /** Likeness by single phones below which no phrases make up for it. */
  readonly rough: number
  readonly matrix: Int32Array
  /** By the code of the Latin phones. */
  readonly byLatin: ReadonlyMap<number, readonly Phrase[]>
  /** By two Latin phones, the last of them first: lengths of the phrases that end so, as bits. */
  readonly ends: Uint8Array
}

const numberOf = (phone: string): number =>
  phone === '^' ? BEGIN : phone === '$' ? END : phoneNumber(phone.charCodeAt(0))
const codeOf = (phones: string): number => [...phones].reduce((code, phone) => (code << BITS) | numberOf(phone), 0)

function bitsOf(phones: string): { low: number; high: number } {
  let [low, high] = [0, 0]
  for (const phone of phones) {
    const number = numberOf(phone)
    if (number < 32) low |= 1 << number
    else high |= 1 << (number - 32)
  }
  return { low, high }
}

/** Phrases as `foreign:latin:cost` in the levels of learn.ts, ready to be used. */
export function phrasesOf(script: string, rows: string): Phrases {
  const byLatin = new Map<number, Phrase[]>()
  const ends = new Uint8Array(1 << (2 * BITS))
  for (const row of rows.split(' ').filter(Boolean)) {
    const [foreign, latin, level] = row.split(':') as [string, string, string]
    const code = codeOf(latin)
    const cost = LEVELS.indexOf(level) * 20
    const known = byLatin.get(code) ?? []
    byLatin.set(code, known)
    known.push({ foreign: codeOf(foreign), length: foreign.length, ...bitsOf(foreign), cost })
    const bit = 1 << (latin.length - 1)
    const last = numberOf(latin.at(-1)!)
    if (latin.length > 1) ends[(last << BITS) | numberOf(latin.at(-2)!)]! |= bit
    else for (let before = 0; before < 1 << BITS; before++) ends[(last << BITS) | before]! |= bit
  }
  const rough = UNVOWELLED.has(script as Script) ? 0.42 : 0.3
  return { rough, matrix: matrixFor(scriptNumber(script as Script), LATIN), byLatin, ends }
}

const LATIN = scriptNumber('latin')
const known: (Phrases | undefined)[] = []
/** The phrases learnt for a script, if there are any. */
export function phrasesFor(script: number): Phrases | undefined {
  const rows = TOGETHER[SCRIPTS[script]!]
  if (rows === undefined) return undefined
  known[script] ??= phrasesOf(SCRIPTS[script]!, rows)
  return known[script]
}

const foreign = new Uint8Array(SIZE)
const latin = new Uint8Array(SIZE)
const table = new Int32Array(SIZE * SIZE)

/**
 * What it costs to read a word of another script as a Latin one, in thousandths, when several phones may be read together
 * (`igh` as ай, a silent `t` at the end): the cheapest sequence of single phones by the matrix and of phrases, as in
 * phrase-based translation (Koehn, Och and Marcu 2003). NEVER when there are none to apply, and perhaps when it is more than
 * `limit`: single phones are weighed in similarity.ts.
 *
 * @param f phones of the word of the other script, `fLength` of them from `fFrom`
 * @param l phones of the Latin word, likewise
 */
export function crossingCost(
  { matrix, byLatin, ends }: Phrases,
  f: Uint8Array,
  fFrom: number,
  fLength: number,
  l: Uint8Array,
  lFrom: number,
  lLength: number,
  limit: number,
): number {
  const n = fLength + 2
  const m = lLength + 2
  foreign[0] = latin[0] = BEGIN
  foreign[n - 1] = latin[m - 1] = END
  let [low, high] = [0, BOUNDARIES]
  for (let i = 1; i < n - 1; i++) {
    const x = f[fFrom + i - 1]!
    foreign[i] = x
    if (x < 32) low |= 1 << x
    else high |= 1 << (x - 32)
  }
  for (let j = 1; j < m - 1; j++) latin[j] = l[lFrom + j - 1]!
  if (!applies(byLatin, ends, m, low, high)) return NEVER
  // Both begin at once: before that there is nothing but the place where a phrase that begins a word starts.
  table.fill(NEVER, 0, n + 1)
  table[0] = 0
  table[SIZE] = NEVER
  table[SIZE + 1] = 0
  for (let i = 2; i < n; i++) table[SIZE + i] = table[SIZE + i - 1]! + matrix[foreign[i - 1]! * PHONE_COUNT]!
  let over = 0
  for (let j = 2; j <= m; j++) {
    const row = j * SIZE
    const before = row - SIZE
    const y = latin[j - 1]!
    if (y < BEGIN) {
      const alone = matrix[y]!
      table[row + 1] = table[before + 1]! + alone
      for (let i = 2; i < n; i++)
        table[row + i] = Math.min(
          table[before + i]! + alone,
          table[before + i - 1]! + matrix[foreign[i - 1]! * PHONE_COUNT + y]!,
        )
      table[row + n] = NEVER
    } else {
      table.fill(NEVER, row + 1, row + n)
      table[row + n] = table[before + n - 1]!
    }
    const lengths = ends[(y << BITS) | latin[j - 2]!]!
    if (lengths !== 0) {
      let code = 0
      for (let a = 1; a <= MOST_LATIN && a <= j; a++) {
        code |= latin[j - a]! << (BITS * (a - 1))
        if ((lengths & (1 << (a - 1))) === 0) continue
        const phrases = byLatin.get(code)
        if (phrases === undefined) continue
        for (let p = 0; p < phrases.length; p++) {
          const phrase = phrases[p]!
          if ((phrase.low & ~low) | (phrase.high & ~high)) continue
          apply(phrase, row, row - a * SIZE, n)
        }
      }
    }
    let least = Math.min(table[row + 1]!, table[row + n]!)
    for (let i = 2; i < n; i++) {
      const cost = Math.min(table[row + i]!, table[row + i - 1]! + matrix[foreign[i - 1]! * PHONE_COUNT]!)
      table[row + i] = cost
      if (cost < least) least = cost
    }
    // A phrase steps over so many rows at most.
    over = least > limit ? over + 1 : 0
    if (over === MOST_LATIN) return NEVER
  }
  return table[m * SIZE + n]!
}

/** Whether any phrase may apply to the words in `latin` and `foreign`: to most, none does. */
function applies(byLatin: Phrases['byLatin'], ends: Uint8Array, m: number, low: number, high: number): boolean {
  for (let j = 2; j <= m; j++) {
    const lengths = ends[(latin[j - 1]! << BITS) | latin[j - 2]!]!
    if (lengths === 0) continue
    let code = 0
    for (let a = 1; a <= MOST_LATIN && a <= j; a++) {
      code |= latin[j - a]! << (BITS * (a - 1))
      if ((lengths & (1 << (a - 1))) === 0) continue
      const phrases = byLatin.get(code)
      if (phrases === undefined) continue
      for (let p = 0; p < phrases.length; p++)
        if (((phrases[p]!.low & ~low) | (phrases[p]!.high & ~high)) === 0) return true
    }
  }
  return false
}

/** Offers a phrase wherever its phones stand in the word of the other script. */
function apply({ foreign: wanted, length, cost }: Phrase, row: number, before: number, n: number): void {
  const mask = (1 << (BITS * length)) - 1
  let read = 0
  for (let i = 1; i <= n; i++) {
    read = ((read << BITS) | foreign[i - 1]!) & mask
    if (read !== wanted || i < length) continue
    const sum = table[before + i - length]! + cost
    if (sum < table[row + i]!) table[row + i] = sum
  }
}
