/** Sounds that are compared at most: what is left over of longer names says nothing anyhow. */
const MOST = 40
const rows = [new Uint8Array(MOST + 1), new Uint8Array(MOST + 1), new Uint8Array(MOST + 1)] as const

/**
 * How alike the words are that an alignment left over on both sides, written one after another: 1 less their edit distance
 * (insertion, deletion, substitution, neighbours exchanged, each 1; Damerau 1964, restricted) in parts of the longer. What was
 * joined, split or mistyped beyond what sounds allow is alike; another name is not. 1 when nothing is left over at all, 0
 * when only one side has words left.
 *
 * @param askedLeft words left over, as bits
 */
export function residueLike(
  asked: readonly string[],
  askedLeft: number,
  listed: readonly string[],
  listedLeft: number,
): number {
  const a = join(asked, askedLeft)
  const b = join(listed, listedLeft)
  const longer = Math.max(a.length, b.length)
  if (longer === 0) return 1
  if (a === '' || b === '' || longer > MOST) return 0
  return 1 - distance(a, b) / longer
}

function join(words: readonly string[], mask: number): string {
  let joined = ''
  for (let i = 0; i < words.length; i++) if (mask & (1 << i)) joined += words[i]!
  return joined
}

function distance(a: string, b: string): number {
  let [before, last, row] = rows
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j - 1]! + (same ? 0 : 1), last[j]! + 1, row[j - 1]! + 1)
      if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1)
      row[j] = cost
    }
    ;[before, last, row] = [last, row, before]
  }
  return last[b.length]!
}
