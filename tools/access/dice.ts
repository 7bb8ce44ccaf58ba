/** Chance that repeats: the same seed throws the same. */
export type Dice = {
  below(n: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Up to `most` different ones. */
  some<T>(from: readonly T[], most: number): T[]
  uuid(): string
  word(length?: number): string
}

export function dice(seed: number): Dice {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('')
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)]!,
    some(from, most) {
      const left = [...from]
      const taken = []
      while (left.length > 0 && taken.length < most) taken.push(...left.splice(below(left.length), 1))
      return taken
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    word: (length = 8) => Array.from({ length }, () => String.fromCharCode(97 + below(26))).join(''),
  }
}
