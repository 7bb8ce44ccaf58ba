import { PHONES } from './scripts/phones.ts'

/** Columns of a learnt table: the phones that Latin spelling yields, then nothing (a phone left out). */
export const COLUMNS = 'abcdefghijklmnopqrstuvwxyzSCXGTDZ9'
/** Costs are kept as one character each, in fiftieths. */
export const LEVELS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const NOTHING = COLUMNS.length
const WIDTH = NOTHING + 1
const NATS = 4

export type Pair = { readonly from: string; readonly latin: string; readonly weight: number }

const row = (phone: string): number => PHONES.indexOf(phone)

/**
 * Learns what it costs to read one phone of a script as one Latin phone, or as nothing, from pairs of tokens that name
 * the same person: expectation maximisation of a memoryless transducer with substitutions, insertions and deletions
 * (Ristad and Yianilos, Learning String-Edit Distance, 1998). After half the rounds the worst-aligned fifth of the pairs
 * is left out: public pairs hold many that are two different names of one person.
 *
 * @returns counts[row of PHONES × COLUMNS and nothing]; row 0 is a Latin phone that the script leaves unwritten
 */
export function learnCounts(pairs: readonly Pair[], rounds = 8): Float64Array {
  let kept = pairs
  let probability = start()
  for (let round = 0; round < rounds; round++) {
    const counts = new Float64Array(PHONES.length * WIDTH)
    const fit = new Float64Array(kept.length)
    kept.forEach((pair, i) => {
      fit[i] = align(pair, probability, counts) / (pair.from.length + pair.latin.length)
    })
    probability = normalise(counts)
    if (round === rounds >> 1) {
      const limit = [...fit].sort((a, b) => a - b)[Math.floor(kept.length / 5)]!
      kept = kept.filter((_, i) => fit[i]! >= limit)
    }
  }
  return probability
}

function start(): Float64Array {
  const p = new Float64Array(PHONES.length * WIDTH).fill(1)
  for (let r = 1; r < PHONES.length; r++) {
    const same = COLUMNS.indexOf(PHONES[r]!)
    if (same >= 0) p[r * WIDTH + same] = 30
  }
  p[NOTHING] = 0
  return normalise(p)
}

function normalise(counts: Float64Array): Float64Array {
  let sum = 0
  for (const count of counts) sum += count + 1e-3
  return counts.map((count, i) => (i === NOTHING ? 0 : (count + 1e-3) / sum))
}

/** Adds the expected uses of each operation over all alignments of a pair; returns the pair's log probability. */
function align({ from, latin, weight }: Pair, p: Float64Array, counts: Float64Array): number {
  const a = [...from].map(row)
  const b = [...latin].map((phone) => COLUMNS.indexOf(phone))
  if (a.includes(-1) || b.includes(-1) || a.length === 0 || b.length === 0) return Number.NEGATIVE_INFINITY
  const w = b.length + 1
  const forward = new Float64Array((a.length + 1) * w)
  const backward = new Float64Array((a.length + 1) * w)
  forward[0] = 1
  backward[backward.length - 1] = 1
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const at = i * w + j
      if (i > 0) forward[at]! += forward[at - w]! * p[a[i - 1]! * WIDTH + NOTHING]!
      if (j > 0) forward[at]! += forward[at - 1]! * p[b[j - 1]!]!
      if (i > 0 && j > 0) forward[at]! += forward[at - w - 1]! * p[a[i - 1]! * WIDTH + b[j - 1]!]!
    }
  for (let i = a.length; i >= 0; i--)
    for (let j = b.length; j >= 0; j--) {
      const at = i * w + j
      if (i < a.length) backward[at]! += backward[at + w]! * p[a[i]! * WIDTH + NOTHING]!
      if (j < b.length) backward[at]! += backward[at + 1]! * p[b[j]!]!
      if (i < a.length && j < b.length) backward[at]! += backward[at + w + 1]! * p[a[i]! * WIDTH + b[j]!]!
    }
  const total = forward[forward.length - 1]!
  if (!(total > 0)) return Number.NEGATIVE_INFINITY
  const scale = weight / total
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const here = forward[i * w + j]! * scale
      const uses = (op: number, next: number) => {
        counts[op]! += here * p[op]! * backward[next]!
      }
      if (i < a.length) uses(a[i]! * WIDTH + NOTHING, (i + 1) * w + j)
      if (j < b.length) uses(b[j]!, i * w + j + 1)
      if (i < a.length && j < b.length) uses(a[i]! * WIDTH + b[j]!, (i + 1) * w + j + 1)
    }
  return Math.log(total)
}

/**
 * Costs from counts, 0 (the usual reading) to 1.2: how much rarer than the best reading of either side, in nats, by four.
 *
 * @returns by phone of the script ('' for a Latin phone left unwritten): one level of LEVELS per column
 */
export function costTable(p: Float64Array, rows: string): Record<string, string> {
  const used = [0, ...[...rows].map(row)]
  const best = Float64Array.from({ length: WIDTH }, (_, c) => Math.max(...used.map((r) => p[r * WIDTH + c]!)))
  return Object.fromEntries(
    used.map((r) => {
      const bestOfRow = Math.max(...p.subarray(r * WIDTH, (r + 1) * WIDTH))
      const costs = Array.from({ length: WIDTH }, (_, c) => {
        const reference = c === NOTHING ? bestOfRow : r === 0 ? best[c]! : Math.sqrt(bestOfRow * best[c]!)
        return Math.max(0, -Math.log(p[r * WIDTH + c]! / reference) / NATS)
      })
      return [r === 0 ? '' : PHONES[r]!, costs.map((c) => LEVELS[Math.min(Math.round(c * 50), 60)]!).join('')]
    }),
  )
}
