import { skeletonOf } from './scripts/phones.ts'

/** FNV-1a over UTF-16 units, 32 bits; `seed` keeps key spaces apart. */
export function hash(text: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 12)) >>> 0
}

const SKELETON = 1
const PHONES = 2

/**
 * The keys under which a word is kept and looked for: its consonant skeleton and that with one consonant left out
 * (Garbe's symmetric deletion, on skeletons: any number of vowels and any one consonant may differ), or, where too few
 * consonants are left to tell names apart, its sounds with one left out. Words joined to one are long, and kept under their
 * skeleton alone.
 */
export function keysOf(phones: string, skeleton: string, joined: boolean): number[] {
  const keys: number[] = []
  skeletonKeys(skeleton, joined, keys)
  for (const [from, to] of READ_OTHERWISE)
    if (from.test(phones)) skeletonKeys(skeletonOf(phones.replace(from, to)), joined, keys)
  if (skeleton.length <= 3) {
    keys.push(hash(phones, PHONES))
    if (phones.length >= 3) deletions(phones, PHONES, keys)
  }
  return keys
}

/**
 * Letters that another language reads so differently that the skeleton changes: kh as h (Cyrillic х, Turkish), j as y
 * (Slavic, German), w and و as v (German, Polish, Persian; Hebrew ו).
 */
const READ_OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/X/g, ''],
  [/j/g, ''],
  [/[wW]/g, 'v'],
]

function skeletonKeys(skeleton: string, joined: boolean, keys: number[]): void {
  if (skeleton === '') return
  keys.push(hash(skeleton, SKELETON))
  if (skeleton.length >= 4 && !joined) deletions(skeleton, SKELETON, keys)
}

function deletions(text: string, seed: number, keys: number[]): void {
  for (let i = 0; i < text.length; i++) {
    if (i > 0 && text[i] === text[i - 1]) continue
    keys.push(hash(text.slice(0, i) + text.slice(i + 1), seed))
  }
}
