import type { Alignment } from './align.ts'
import type { Qualifier } from './qualifiers.ts'
import { WEIGHTS } from './weights.ts'

/** What is known of a query and one name of an entry, before it is weighed. */
export type Match = Alignment & {
  /** Share of the query that is found in all names of the entry together. */
  union: number
  /** The name is a low-quality alias. */
  low: boolean
}

/** A match of which nothing is known yet. */
export const noMatch = (): Match => ({
  asked: 0,
  listed: 0,
  evidence: 0,
  askedMissing: 0,
  listedMissing: 0,
  words: 0,
  worst: 0,
  contradiction: 0,
  union: 0,
  low: false,
})

type Feature = {
  readonly key: string
  /** 1 when it can only speak for, -1 only against, 0 either. */
  readonly sign: number
  /** 0 when it says nothing. */
  readonly of: (match: Match) => number
}

/**
 * The name's part of the score: each line a function, what it means, and where it comes from. Weights are fitted by
 * bench/names/fit-score.ts (logistic regression) and kept in weights.ts.
 */
export const FEATURES: readonly Feature[] = [
  /** Share of the listed name, by weight, that was asked for. */
  { key: 'listed', sign: 1, of: (m) => m.listed },
  /** Both shares together: neither side has much that the other lacks. */
  { key: 'both', sign: 0, of: (m) => m.asked * m.listed },
  /** Weight of the words that agree, saturating: the first rare word says most. */
  { key: 'evidence', sign: 1, of: (m) => 1 - Math.exp(-m.evidence) },
  /** Rare words that agree, and little left over. */
  { key: 'evidenceBoth', sign: 0, of: (m) => (1 - Math.exp(-m.evidence)) * m.asked * m.listed },
  /** Weight of the words that agree, up to four rare ones: a long name in common is no chance. */
  { key: 'more', sign: 1, of: (m) => Math.min(m.evidence, 4) / 4 },
  /** What the other names of the entry hold of the name asked for: aliases recombine. */
  { key: 'union', sign: 1, of: (m) => Math.max(0, m.union - m.asked) },
  /** All of the name asked for is somewhere in the names of the entry. */
  { key: 'unionFull', sign: 1, of: (m) => Math.max(0, m.union - 0.8) * 5 },
  /** Two or more words agree: corrects for what the shares count twice. */
  { key: 'twoWordsAsked', sign: 0, of: (m) => (m.words >= 2 ? m.asked : 0) },
  /** The least likeness among the words that agree, when little is left over: one far-off word spoils a name. */
  { key: 'worstBoth', sign: 0, of: (m) => (m.words > 0 ? m.worst * m.asked * m.listed : 0) },
  /** The heaviest word asked for that the name lacks. */
  { key: 'askedMissing', sign: -1, of: (m) => m.askedMissing },
  /** The heaviest word of the name that was not asked for. */
  { key: 'listedMissing', sign: -1, of: (m) => m.listedMissing },
  /** Figures that contradict each other: the 8th is not the 9th. */
  { key: 'contradiction', sign: -1, of: (m) => m.contradiction },
  /** The name is one that the list itself calls weak. */
  { key: 'lowFull', sign: 0, of: (m) => (m.low ? m.asked * m.listed : 0) },
]

const weight = (key: string): number => WEIGHTS[key] ?? 0
const W = {
  base: weight('base'),
  listed: weight('listed'),
  both: weight('both'),
  evidence: weight('evidence'),
  evidenceBoth: weight('evidenceBoth'),
  more: weight('more'),
  union: weight('union'),
  unionFull: weight('unionFull'),
  twoWordsAsked: weight('twoWordsAsked'),
  worstBoth: weight('worstBoth'),
  askedMissing: weight('askedMissing'),
  listedMissing: weight('listedMissing'),
  contradiction: weight('contradiction'),
  lowFull: weight('lowFull'),
}

/**
 * Log odds that the name of a query is that of the entry: the FEATURES by their weights, written out because this is
 * reckoned for every name that is compared. A test holds that the two agree.
 */
export function nameOdds(m: Match): number {
  const both = m.asked * m.listed
  const evidence = 1 - Math.exp(-m.evidence)
  let odds = W.base + W.listed * m.listed + W.evidence * evidence + W.more * (Math.min(m.evidence, 4) / 4)
  odds +=
    both * (W.both + W.evidenceBoth * evidence + (m.words > 0 ? W.worstBoth * m.worst : 0) + (m.low ? W.lowFull : 0))
  odds += W.union * Math.max(0, m.union - m.asked) + W.unionFull * Math.max(0, m.union - 0.8) * 5
  if (m.words >= 2) odds += W.twoWordsAsked * m.asked
  return odds + W.askedMissing * m.askedMissing + W.listedMissing * m.listedMissing + W.contradiction * m.contradiction
}

/** What a name alone can prove at most, as log odds: 0.97. People share names. */
const NAME_MOST = 3.5
/** Where a name that speaks against is not heard further, as log odds, when the document is the same: people change names. */
const DOCUMENT_LEAST = -5
/** Where a low-quality alias stays, as log odds, until something else supports it: below an alert. */
const LOW_MOST = -0.05

/**
 * The log odds of a match with everything that is known. What the name proves bends towards its most, so that better
 * names still rank above good ones and nothing piles up at the top; then each qualifier is added.
 */
export function oddsOf(match: Match, qualifiers: readonly Qualifier[]): number {
  let odds = bend(nameOdds(match), NAME_MOST, 1)
  const supported = qualifiers.some((q) => q.supports)
  if (match.low && !supported) odds = bend(odds, LOW_MOST, 0.3)
  if (qualifiers.some((q) => q.key === 'why.document_same')) odds = Math.max(odds, DOCUMENT_LEAST)
  for (const qualifier of qualifiers) odds += qualifier.odds
  return odds
}

/** Leaves what is well below `most` as it is and lets the rest approach it: monotone, so that no order is lost. `within`: how near. */
const bend = (odds: number, most: number, within: number): number =>
  most - within * Math.log1p(Math.exp((most - odds) / within))

/** Log odds as a probability, to six digits. */
export const probability = (odds: number): number => Math.round(1e6 / (1 + Math.exp(-odds))) / 1e6
