import type { Alignment } from './align.ts'
import { WEIGHTS } from './weights.ts'

/** What is known of a query and one name of an entry, before it is weighed. */
export type Match = Alignment & {
  /** Share of the query that is found in all names of the entry together. */
  readonly union: number
  /** The name is a low-quality alias. */
  readonly low: boolean
}

export type Feature = {
  readonly key: string
  /** 1 when it can only speak for, -1 only against, 0 either. */
  readonly sign: number
  /** 0 when it says nothing. */
  readonly of: (match: Match) => number
}

/**
 * The name's part of the score: each line a function, what it means, and where it comes from. Weights are fitted by
 * bench/fit.ts (logistic regression) and kept in weights.ts.
 */
export const FEATURES: readonly Feature[] = [
  { key: 'asked', sign: 1, of: (m) => m.asked },
  { key: 'listed', sign: 1, of: (m) => m.listed },
  { key: 'both', sign: 0, of: (m) => m.asked * m.listed },
  { key: 'evidence', sign: 1, of: (m) => 1 - Math.exp(-m.evidence) },
  { key: 'evidenceBoth', sign: 0, of: (m) => (1 - Math.exp(-m.evidence)) * m.asked * m.listed },
  { key: 'more', sign: 1, of: (m) => Math.min(m.evidence, 4) / 4 },
  { key: 'union', sign: 1, of: (m) => Math.max(0, m.union - m.asked) },
  { key: 'unionFull', sign: 1, of: (m) => Math.max(0, m.union - 0.8) * 5 },
  { key: 'twoWords', sign: 1, of: (m) => (m.words >= 2 ? 1 : 0) },
  { key: 'threeWords', sign: 1, of: (m) => (m.words >= 3 ? 1 : 0) },
  { key: 'twoWordsAsked', sign: 0, of: (m) => (m.words >= 2 ? m.asked : 0) },
  { key: 'worst', sign: 1, of: (m) => (m.words > 0 ? m.worst : 0) },
  { key: 'worstBoth', sign: 0, of: (m) => (m.words > 0 ? m.worst * m.asked * m.listed : 0) },
  { key: 'askedMissing', sign: -1, of: (m) => m.askedMissing },
  { key: 'listedMissing', sign: -1, of: (m) => m.listedMissing },
  { key: 'contradiction', sign: -1, of: (m) => m.contradiction },
  { key: 'low', sign: -1, of: (m) => (m.low ? 1 : 0) },
  { key: 'lowFull', sign: 0, of: (m) => (m.low ? m.asked * m.listed : 0) },
]

/** Log odds that the name of a query is that of the entry. */
export function logOdds(match: Match): number {
  let sum = WEIGHTS['base'] ?? 0
  for (const { key, of } of FEATURES) sum += (WEIGHTS[key] ?? 0) * of(match)
  return sum
}
