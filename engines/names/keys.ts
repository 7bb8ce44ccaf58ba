import { classOfPhone, PHONE_COUNT, phoneNumber, PHONES as SOUNDS } from './scripts/phones.ts'
import { isRead, scriptNumber } from './scripts/script.ts'

/** FNV-1a over UTF-16 units, 32 bits; `seed` keeps key spaces apart. */
export function hash(text: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return finish(h)
}

function finish(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 12)) >>> 0
}

const SKELETON = 1
const PHONES = 2
const SILENT = 3
const LATIN = scriptNumber('latin')
const CYRILLIC = scriptNumber('cyrillic')
/** Most phones of a word that keys are made of, and most keys that come of them. */
const MOST = 64
export const MOST_KEYS = 10 * MOST

/**
 * Letters that another language reads so differently that the skeleton changes: kh as h (Cyrillic х, Turkish), j as y
 * (Slavic, German), w and و as v (German, Polish, Persian; Hebrew ו), г as h, ج as g (Egypt), ב and פ as v and f, т as ch
 * (Japanese), ch as k or kh (Greek, German, Italian). The last is of
 * spelling: not of scripts whose signs are read. What the phone's class becomes, 0 for no trace.
 */
const READ_OTHERWISE: readonly (readonly [phones: string, as: string, spelt?: 'spelt'])[] = [
  ['X', ''],
  ['j', ''],
  ['wW', 'v'],
  ['Q', ''],
  ['K', 'k'],
  ['BP', 'f'],
  ['L', 's'],
  ['C', 'k', 'spelt'],
]
const otherwise = READ_OTHERWISE.map(([phones, as, spelt]) => ({
  phones: [...phones].map((phone) => phoneNumber(phone.charCodeAt(0))),
  spelt: spelt !== undefined,
  as: as === '' ? 0 : classOfPhone[phoneNumber(as.charCodeAt(0))]!,
}))

const readOtherwise = new Uint8Array(PHONE_COUNT)
// ج and ch are frequent, and read otherwise they are one consonant apart: `near` lets them through.
for (const { phones } of otherwise)
  for (const phone of phones) readOtherwise[phone] = 'KC'.includes(SOUNDS[phone]!) ? 0 : 1

/** Consonants that Latin spelling ends with and nobody says (French -t, -d, -s, -z, -r), or that others leave out (-us, -es). */
const maySilent = Uint8Array.from({ length: PHONE_COUNT }, () => 0)
for (const phone of 'tdszr') maySilent[phoneNumber(phone.charCodeAt(0))] = 1

const skeleton = new Uint8Array(MOST)
let count = 0

/**
 * The keys under which a word is kept and looked for: its consonant skeleton and that with one consonant left out
 * (Garbe's symmetric deletion, on skeletons: any number of vowels and any one consonant may differ), or, where too few
 * consonants are left to tell names apart, its sounds with one left out. A Latin word of three consonants of which the last may
 * be silent meets Cyrillic words of the other two. Words joined to one are long, and kept under their
 * skeleton alone.
 *
 * @param phones of the word, as numbers
 * @param script its number
 * @param keys filled with the keys; MOST_KEYS fit
 * @returns how many keys there are
 */
export function keysOf(phones: Uint8Array, length: number, script: number, joined: boolean, keys: Uint32Array): number {
  const phonesRead = Math.min(length, MOST)
  count = 0
  const consonants = skeletonKeys(phones, phonesRead, undefined, script, joined, keys)
  for (const reading of otherwise)
    for (let i = 0; i < phonesRead; i++)
      if (reading.phones.includes(phones[i]!) && !(reading.spelt && isRead(script))) {
        skeletonKeys(phones, phonesRead, reading, script, joined, keys)
        break
      }
  if (consonants <= 3 && (!joined || consonants === 0)) {
    keys[count++] = hashWithout(phones, phonesRead, -1, PHONES)
    if (phonesRead >= 3) deletions(phones, phonesRead, PHONES, keys)
  }
  return count
}

function skeletonKeys(
  phones: Uint8Array,
  length: number,
  reading: { phones: readonly number[]; as: number } | undefined,
  script: number,
  joined: boolean,
  keys: Uint32Array,
): number {
  let size = 0
  for (let i = 0; i < length; i++) {
    const phone = phones[i]!
    const to = reading?.phones.includes(phone) ? reading.as : classOfPhone[phone]!
    if (to !== 0) skeleton[size++] = to
  }
  if (size === 0) return 0
  keys[count++] = hashWithout(skeleton, size, -1, SKELETON)
  if (size >= 4 && !joined) deletions(skeleton, size, SKELETON, keys)
  if (script === LATIN && size === 3 && maySilent[phones[length - 1]!] === 1)
    keys[count++] = hashWithout(skeleton, size, 2, SILENT)
  if (script === CYRILLIC && size === 2) keys[count++] = hashWithout(skeleton, size, -1, SILENT)
  return size
}

function deletions(word: Uint8Array, length: number, seed: number, keys: Uint32Array): void {
  for (let i = 0; i < length; i++)
    if (i === 0 || word[i] !== word[i - 1]) keys[count++] = hashWithout(word, length, i, seed)
}

function hashWithout(word: Uint8Array, length: number, without: number, seed: number): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < length; i++) if (i !== without) h = Math.imul(h ^ word[i]!, 0x01000193)
  return finish(h)
}

/** Consonants that a packed skeleton has room for, four bits each. */
const PACKED = 8

/**
 * The skeleton of a word as one number, four bits for each consonant from the lowest on; 0 when it is none to judge by:
 * longer than PACKED, or holding a letter that is read otherwise.
 */
export function packedSkeleton(phones: Uint8Array, length: number): number {
  let packed = 0
  let size = 0
  for (let i = 0; i < length; i++) {
    const phone = phones[i]!
    if (readOtherwise[phone] === 1) return 0
    const to = classOfPhone[phone]!
    if (to === 0) continue
    if (size === PACKED) return 0
    packed |= to << (4 * size++)
  }
  return packed >>> 0
}

/**
 * Whether two packed skeletons are at most one consonant apart: one more, one other, or two neighbours exchanged. Words that
 * share a key may be two apart; that is more than a name may differ by.
 */
export function near(a: number, b: number): boolean {
  const differing = a ^ b
  if (differing === 0 || a === 0 || b === 0) return true
  const at = (31 - Math.clz32(differing & -differing)) & ~3
  const [restA, restB] = [a >>> at, b >>> at]
  if (restA >>> 4 === restB >>> 4 || restA >>> 4 === restB || restA === restB >>> 4) return true
  return (
    (restA & 15) === ((restB >>> 4) & 15) &&
    ((restA >>> 4) & 15) === (restB & 15) &&
    (restA >>> 4) >>> 4 === (restB >>> 4) >>> 4
  )
}
