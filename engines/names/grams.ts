/** Words of a name are read to this length, in sounds, and this many grams of a name are kept. */
const MOST_SOUNDS = 64
export const MOST_GRAMS = 250
/** Numbers that a gram may have. */
export const GRAM_NUMBERS = 1 << 16

const marked = new Uint8Array(GRAM_NUMBERS)

/**
 * Three sounds in a row of each word, as numbers, each once; two blanks before a word and one after it, so that beginnings
 * weigh more and the order of words nothing. Source: Angell, Freund and Willett 1983, with the padding of PostgreSQL's
 * pg_trgm. By sounds and not letters, names in other alphabets that write their vowels are compared too.
 *
 * @param into filled with the numbers; MOST_GRAMS fit
 * @returns how many there are
 */
export function gramsOf(words: readonly string[], into: Uint16Array): number {
  let count = 0
  for (const word of words) {
    if (word === '') continue
    const end = Math.min(word.length, MOST_SOUNDS)
    let before = 0
    let last = 0
    for (let i = 0; i <= end && count < MOST_GRAMS; i++) {
      const sound = i < end ? word.charCodeAt(i) : 0
      const gram = (before * 1409 + last * 37 + sound * 8363) & (GRAM_NUMBERS - 1)
      before = last
      last = sound
      if (marked[gram] === 1) continue
      marked[gram] = 1
      into[count++] = gram
    }
  }
  for (let i = 0; i < count; i++) marked[into[i]!] = 0
  return count
}
