import type { Alignment } from './align.ts'
import type { Qualifier } from './qualifiers.ts'
import { WEIGHTS } from './weights.ts'

/** What is known of a query and one name of an entry, before it is weighed. */
export type Match = Alignment & {
  /** Share of the query that is found in all names of the entry together. */
  union: number
  /** Share of the sounds, three in a row, that both have as written; -1 when either leaves vowels unwritten. */
  spelling: number
  /** How alike the words are that found no counterpart, written one after another; 0 when spelt too differently to look. */
  residue: number
  /** A word of the name asked for leaves its vowels unwritten. */
  unwritten: boolean
  /** A word of the name asked for is in a script whose signs are read, of which many have several readings. */
  signs: boolean
  /** The name is a low-quality alias. */
  low: boolean
}

/** A match of which nothing is known yet. */
export const noMatch = (): Match => ({
  asked: 0,
  listed: 0,
  evidence: 0,
  askedMissing: 0,
  askedOthers: 0,
  listedOthers: 0,
  consonants: 0,
  disorder: 0,
  words: 0,
  worst: 0,
  read: 0,
  contradiction: 0,
  union: 0,
  spelling: -1,
  residue: 0,
  unwritten: false,
  signs: false,
  low: false,
})

/**
 * Two ways in which a name may be meant: its words are the words of the other, or it is spelt as the other is from end to
 * end, wherever its words begin. Their odds are added.
 */
export const WORDS = 0
const SPELLING = 1
/** What is known of the name asked for alone: the same for every entry, in whichever way it may be meant, so that no order is moved. */
export const EITHER = -1

type Feature = {
  readonly key: string
  readonly way: typeof WORDS | typeof SPELLING | typeof EITHER
  /** 1 when it can only speak for, -1 only against, 0 either. */
  readonly sign: number
  /** Where fitting starts from: two ways that start alike would stay alike. */
  readonly start: number
  /** 0 when it says nothing. */
  readonly of: (match: Match) => number
}

/** Share of what is found that both names have in writing, not by a reading of signs: readings are not spelt. */
const written = (m: Match): number => 1 - m.read

/** How far the fuller of two names holds all of the other, of two words or more. */
const within = (m: Match): number =>
  m.words >= 2 && m.spelling > 0 ? Math.max(0, Math.max(m.asked, m.listed) - 0.8) * 5 * written(m) : 0

/** And every word that both have is written alike: of rare words, it is no chance. */
const withinSame = (m: Match): number => within(m) * (1 - other(m)) * (1 - Math.exp(-m.evidence))

/** Six consonants beyond the first of each word, of words that nobody else bears, are as good as any more. */
const consonants = (m: Match): number => Math.min(m.consonants, 6) / 6
/** How far the least alike of the words found is on the way from the same word to another one, a quarter off. */
function other(m: Match): number {
  const way = Math.min(1, 4 * (1 - m.worst))
  return way * way
}
const disorder = (m: Match): number => Math.min(m.disorder, 2)

/**
 * The name's part of the score: each line a function, what it means, and where it comes from. Weights are fitted by
 * bench/names/fit-score.ts (logistic regression) and kept in weights.ts.
 */
export const FEATURES: readonly Feature[] = [
  /** Where odds begin. */
  { key: 'base', way: WORDS, sign: 0, start: 0, of: () => 1 },
  /** Both shares together: neither side has much that the other lacks. */
  { key: 'both', way: WORDS, sign: 0, start: 0, of: (m) => m.asked * m.listed },
  /** Weight of the words that agree, saturating: the first rare word says most. */
  { key: 'evidence', way: WORDS, sign: 1, start: 0, of: (m) => 1 - Math.exp(-m.evidence) },
  /** Rare words that agree, and little left over. */
  { key: 'evidenceBoth', way: WORDS, sign: 0, start: 0, of: (m) => (1 - Math.exp(-m.evidence)) * m.asked * m.listed },
  /** Weight of the words that agree, up to four rare ones: a long name in common is no chance. */
  { key: 'more', way: WORDS, sign: 1, start: 0, of: (m) => Math.min(m.evidence, 4) / 4 },
  /** What the other names of the entry hold of the name asked for: aliases recombine. */
  { key: 'union', way: WORDS, sign: 1, start: 0, of: (m) => Math.max(0, m.union - m.asked) },
  /** All of the name asked for is somewhere in the names of the entry, and not by readings: some name has any syllable. */
  { key: 'unionFull', way: WORDS, sign: 1, start: 0, of: (m) => written(m) * Math.max(0, m.union - 0.8) * 5 },
  /** Two or more words agree: corrects for what the shares count twice. */
  { key: 'twoWordsAsked', way: WORDS, sign: 0, start: 0, of: (m) => (m.words >= 2 ? m.asked : 0) },
  /** The least likeness among the words that agree, when little is left over: one far-off word spoils a name. */
  { key: 'worstBoth', way: WORDS, sign: 0, start: 0, of: (m) => (m.words > 0 ? m.worst * m.asked * m.listed : 0) },
  /** The heaviest word asked for that the name lacks. */
  { key: 'askedMissing', way: WORDS, sign: -1, start: 0, of: (m) => m.askedMissing },
  /** Words asked for that the name lacks: each is one too many, however many people bear it. */
  { key: 'askedOthers', way: WORDS, sign: -1, start: 0, of: (m) => Math.min(m.askedOthers, 2) },
  /** Words of the name that were not asked for: less, since names are shortened. */
  { key: 'listedOthers', way: WORDS, sign: -1, start: 0, of: (m) => Math.min(m.listedOthers, 2) },
  /** Consonants in common: short words agree by chance. */
  { key: 'consonants', way: WORDS, sign: 1, start: 0, of: consonants },
  /** The words that agree are spelt alike too: what sounds alike by the rules is then no chance. */
  { key: 'spelt', way: WORDS, sign: 1, start: 0, of: (m) => Math.max(0, m.spelling) },
  /** Vowels are unwritten, so that spelling cannot be compared. */
  { key: 'unspelt', way: WORDS, sign: 0, start: 0, of: (m) => (m.spelling < 0 ? 1 : 0) },
  /** And the words agree on both sides all the same. */
  { key: 'unspeltBoth', way: WORDS, sign: 0, start: 0, of: (m) => (m.spelling < 0 ? m.asked * m.listed : 0) },
  /** And one of the words is far off: without vowels, what is left sounds alike by chance. */
  { key: 'unspeltFar', way: WORDS, sign: -1, start: 0, of: (m) => (m.spelling < 0 ? 1 - m.worst : 0) },
  /** Farther off than a quarter it is another word. */
  { key: 'other', way: WORDS, sign: -1, start: 0, of: other },
  /** And consonants in common are all that is left to go by. */
  { key: 'unspeltConsonants', way: WORDS, sign: 1, start: 0, of: (m) => (m.spelling < 0 ? consonants(m) : 0) },
  /** Words are known by readings, of which a sign may have several. */
  { key: 'read', way: WORDS, sign: 0, start: 0, of: (m) => m.read },
  /** And they agree on both sides all the same. */
  { key: 'readBoth', way: WORDS, sign: 0, start: 0, of: (m) => m.read * m.asked * m.listed },
  /** And one of the words is far off. */
  { key: 'readFar', way: WORDS, sign: -1, start: 0, of: (m) => m.read * (1 - m.worst) },
  /** And their consonants agree: the longer, the fewer readings would do. */
  { key: 'readConsonants', way: WORDS, sign: 1, start: 0, of: (m) => m.read * consonants(m) },
  /** Where sounds are all there is to go by, words in an order that no name is written in. */
  { key: 'disorder', way: WORDS, sign: -1, start: 0, of: (m) => (m.spelling < 0 || m.read > 0 ? disorder(m) : 0) },
  /** Figures that contradict each other: the 8th is not the 9th. */
  { key: 'contradiction', way: WORDS, sign: -1, start: 0, of: (m) => m.contradiction },
  /** The name is one that the list itself calls weak. */
  { key: 'lowFull', way: WORDS, sign: 0, start: 0, of: (m) => (m.low ? m.asked * m.listed : 0) },
  /** Where odds begin when names are compared as a whole. */
  { key: 'spellingBase', way: SPELLING, sign: 0, start: -8, of: () => 1 },
  /** Share of the sounds, three in a row, that both have. */
  { key: 'spelling', way: SPELLING, sign: 1, start: 15, of: (m) => written(m) * Math.max(0, m.spelling) },
  /** And rare words are among it: common ones are spelt alike by many. */
  {
    key: 'spellingEvidence',
    way: SPELLING,
    sign: 1,
    start: 0,
    of: (m) => written(m) * Math.max(0, m.spelling) * (1 - Math.exp(-m.evidence)),
  },
  /** The weakest link: what words leave over on both sides is alike, and so is the least alike of the others. */
  { key: 'residue', way: SPELLING, sign: 1, start: 0, of: (m) => written(m) * m.residue },
  /** One name, of two words or more, holds all of the other: it is the same one, written in full. */
  { key: 'within', way: SPELLING, sign: 1, start: 0, of: within },
  /** And its words are written alike, rare ones among them: somebody added or left out a name. */
  { key: 'withinSame', way: SPELLING, sign: 1, start: 0, of: withinSame },
  /** Figures that contradict each other, here too. */
  { key: 'spellingContradiction', way: SPELLING, sign: -1, start: 0, of: (m) => m.contradiction },
  /** The name asked for leaves its vowels unwritten: it is several names, whoever is found. */
  { key: 'unwritten', way: EITHER, sign: -1, start: 0, of: (m) => (m.unwritten ? 1 : 0) },
  /** The name asked for is written in signs that are read, of a few hundred syllables. */
  { key: 'signs', way: EITHER, sign: -1, start: 0, of: (m) => (m.signs ? 1 : 0) },
]

const weight = (key: string): number => WEIGHTS[key] ?? 0
const W = {
  base: weight('base'),
  both: weight('both'),
  evidence: weight('evidence'),
  evidenceBoth: weight('evidenceBoth'),
  more: weight('more'),
  union: weight('union'),
  unionFull: weight('unionFull'),
  twoWordsAsked: weight('twoWordsAsked'),
  worstBoth: weight('worstBoth'),
  askedMissing: weight('askedMissing'),
  askedOthers: weight('askedOthers'),
  listedOthers: weight('listedOthers'),
  consonants: weight('consonants'),
  spelt: weight('spelt'),
  unspelt: weight('unspelt'),
  unspeltBoth: weight('unspeltBoth'),
  unspeltFar: weight('unspeltFar'),
  other: weight('other'),
  unspeltConsonants: weight('unspeltConsonants'),
  read: weight('read'),
  readBoth: weight('readBoth'),
  readFar: weight('readFar'),
  readConsonants: weight('readConsonants'),
  disorder: weight('disorder'),
  contradiction: weight('contradiction'),
  lowFull: weight('lowFull'),
  spellingBase: weight('spellingBase'),
  spelling: weight('spelling'),
  spellingEvidence: weight('spellingEvidence'),
  residue: weight('residue'),
  within: weight('within'),
  withinSame: weight('withinSame'),
  spellingContradiction: weight('spellingContradiction'),
  unwritten: weight('unwritten'),
  signs: weight('signs'),
}

/**
 * Log odds that the name of a query is that of the entry: the FEATURES by their weights, written out because this is
 * reckoned for every name that is compared. A test holds that the two agree.
 */
export function nameOdds(m: Match): number {
  const both = m.asked * m.listed
  const evidence = 1 - Math.exp(-m.evidence)
  let words = W.base + W.evidence * evidence + W.more * (Math.min(m.evidence, 4) / 4)
  words +=
    both * (W.both + W.evidenceBoth * evidence + (m.words > 0 ? W.worstBoth * m.worst : 0) + (m.low ? W.lowFull : 0))
  words += W.union * Math.max(0, m.union - m.asked) + W.unionFull * written(m) * Math.max(0, m.union - 0.8) * 5
  if (m.words >= 2) words += W.twoWordsAsked * m.asked
  words += W.askedMissing * m.askedMissing + W.contradiction * m.contradiction
  words += W.askedOthers * Math.min(m.askedOthers, 2) + W.listedOthers * Math.min(m.listedOthers, 2)
  const kept = consonants(m)
  words += W.consonants * kept + W.other * other(m)
  if (m.read > 0) words += m.read * (W.read + W.readBoth * both + W.readFar * (1 - m.worst) + W.readConsonants * kept)
  if (m.spelling < 0) {
    words += W.unspelt + W.unspeltBoth * both + W.unspeltFar * (1 - m.worst)
    words += W.unspeltConsonants * kept
  } else words += W.spelt * m.spelling
  if (m.spelling < 0 || m.read > 0) words += W.disorder * disorder(m)
  let spelling = W.spellingBase + W.within * within(m) + W.withinSame * withinSame(m)
  spelling += W.spellingContradiction * m.contradiction
  spelling +=
    written(m) * (W.residue * m.residue + Math.max(0, m.spelling) * (W.spelling + W.spellingEvidence * evidence))
  return added(words, spelling) + (m.unwritten ? W.unwritten : 0) + (m.signs ? W.signs : 0)
}

/** The log of two odds added, of which logs are given. */
const added = (a: number, b: number): number => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))

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
  if (match.low && !supported) odds = unsupported(odds)
  if (qualifiers.some((q) => q.key === 'why.document_same')) odds = Math.max(odds, DOCUMENT_LEAST)
  for (const qualifier of qualifiers) odds += qualifier.odds
  return odds
}

/** Log odds that rest on a low-quality alias alone: below an alert. Monotone. */
export const unsupported = (odds: number): number => bend(odds, LOW_MOST, 0.3)

/** Leaves what is well below `most` as it is and lets the rest approach it: monotone, so that no order is lost. `within`: how near. */
const bend = (odds: number, most: number, within: number): number =>
  most - within * Math.log1p(Math.exp((most - odds) / within))

/** Log odds as a probability, to six digits. */
export const probability = (odds: number): number => Math.round(1e6 / (1 + Math.exp(-odds))) / 1e6
