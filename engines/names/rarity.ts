import { hash } from './keys.ts'
import { latinPhones, skeletonOf } from './scripts/phones.ts'
import { COMMON } from './words.ts'

/** How often words occur, by hash: frozen when an index is built, so that adding and removing entries moves no score. */
export type Rarity = {
  readonly word: Uint32Array
  readonly skeleton: Uint32Array
  /** [number of entries] */
  readonly total: Uint32Array
}

/** Pseudo-entries that the world's common names stand for. */
const WORLD = 2000
const LEAST = 0.1

const world = new Map<string, number>()
for (const [words, thousandths] of COMMON)
  for (const word of words.split(' ')) world.set(skeletonOf(latinPhones(word)), (thousandths / 1000) * WORLD)

/** Empty counts with room for `words` distinct words. */
export function noRarity(words: number): Rarity {
  const size = 2 ** Math.ceil(Math.log2(Math.max(words * 2, 1024)))
  return { word: new Uint32Array(size), skeleton: new Uint32Array(size), total: new Uint32Array(1) }
}

export const wordSlot = (rarity: Rarity, phones: string): number => hash(phones, 7) & (rarity.word.length - 1)
export const skeletonSlot = (rarity: Rarity, skeleton: string): number =>
  hash(skeleton, 8) & (rarity.skeleton.length - 1)

/**
 * How much a word tells, from 0.1 (everybody has it) to 1 (nobody else does): inverse document frequency over entries
 * (Spärck Jones, 1972), where the spellings of one skeleton count together in part: Muhammad is common however rare its
 * seventh spelling. A short list leans on the common names of the world.
 */
export function rarityOf(rarity: Rarity, phones: string, skeleton: string, unvowelled: boolean): number {
  const own = rarity.word[wordSlot(rarity, phones)]!
  const alike = Math.max(0, rarity.skeleton[skeletonSlot(rarity, skeleton)]! - own)
  const share = (unvowelled ? 1.8 : 1) * (skeleton.length >= 3 ? 0.4 : skeleton.length === 2 ? 0.12 : 0.04)
  const prior = skeleton.length >= 2 ? (world.get(skeleton) ?? 0) : 0
  const total = rarity.total[0]! + WORLD
  const frequency = Math.max(1, own + share * alike + prior)
  return Math.max(LEAST, Math.log(total / frequency) / Math.log(total))
}
