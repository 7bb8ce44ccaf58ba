import { type Asked, align, type Pairing } from './align.ts'
import { formsOf } from './forms.ts'
import type { Candidate } from './search.ts'
import type { Segment } from './segment.ts'
import { tokensOf, type Unit, unitsOf } from './tokens.ts'

/**
 * One reason of a hit: a text key of locales/ with the values it speaks of. `odds`: what a qualifier added, as log odds.
 */
export type Reason = {
  readonly key: string
  readonly asked?: string
  readonly listed?: string
  /** How alike, 0 to 1. */
  readonly like?: number
  readonly odds?: number
}

/** Texts of the words of a name, articles left out: what the units count. */
export function wordsOf(text: string): string[] {
  const tokens = tokensOf(text)
  const kept = tokens.filter((t) => t.kind !== 'article')
  return (kept.length > 0 ? kept : tokens).map((t) => t.text)
}

const KEPT_NAMES = 50_000

/** Explains hits of one segment; remembers the words of listed names. */
export class Explainer {
  private readonly names = new Map<number, { words: string[]; units: Unit[] }>()
  private readonly segment: Segment

  constructor(segment: Segment) {
    this.segment = segment
  }

  /**
   * Why an entry is a hit: each word of the query with its counterpart, words left over on either side, what other names
   * of the entry hold, and every qualifier. Only while the segment holds the matches of this query.
   */
  reasons(asked: Asked, words: readonly string[], { name, match, qualifiers }: Candidate): Reason[] {
    const pairings: Pairing[] = []
    align(this.segment, asked, name, pairings)
    const listed = this.listed(name)
    const reasons: Reason[] = []
    let askedLeft = (1 << asked.singles) - 1
    let listedLeft = (1 << listed.words.length) - 1
    for (const { query, listed: at, like } of pairings) {
      const a = asked.units[query]!
      const b = listed.units[at]!
      askedLeft &= ~(((1 << a.length) - 1) << a.start)
      listedLeft &= ~(((1 << b.length) - 1) << b.start)
      const [said, named] = [part(words, a), part(listed.words, b)]
      const key = said === named ? 'why.same' : `why.${relation(a, b)}`
      reasons.push({ key, asked: said, listed: named, like: Math.round(like * 100) / 100 })
    }
    const [missing, extra] = [left(words, askedLeft), left(listed.words, listedLeft)]
    if (missing !== '') reasons.push({ key: 'why.not_listed', asked: missing })
    if (extra !== '') reasons.push({ key: 'why.not_asked', listed: extra })
    if (match.union - match.asked > 0.1)
      reasons.push({ key: 'why.other_names', like: Math.round(match.union * 100) / 100 })
    if (match.low) reasons.push({ key: qualifiers.some((q) => q.supports) ? 'why.low_supported' : 'why.low' })
    for (const { key, odds } of qualifiers) reasons.push({ key, odds })
    return reasons
  }

  private listed(name: number): { words: string[]; units: Unit[] } {
    let known = this.names.get(name)
    if (!known) {
      const { nameText, nameFlags } = this.segment.arrays
      const form = formsOf(this.segment.text(nameText[name]!))[nameFlags[name]! >> 1] ?? ''
      known = { words: wordsOf(form), units: unitsOf(tokensOf(form)) }
      if (this.names.size >= KEPT_NAMES) this.names.clear()
      this.names.set(name, known)
    }
    return known
  }
}

function relation(a: Unit, b: Unit): string {
  if (a.kind === 'initial' || b.kind === 'initial') return 'initial'
  if (a.script !== b.script) return 'other_script'
  if (a.length !== b.length) return 'joined'
  return 'sounds'
}

const part = (words: readonly string[], unit: Unit): string =>
  words.slice(unit.start, unit.start + unit.length).join(' ')
const left = (words: readonly string[], mask: number): string => words.filter((_, i) => mask & (1 << i)).join(' ')
