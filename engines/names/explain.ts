import { align, paired } from './align.ts'
import { maskOf } from './asked.ts'
import { formNumber } from './build.ts'
import { formsOf } from './forms.ts'
import { noMatch } from './score.ts'
import { type Candidate, NO_NAME } from './search.ts'
import type { Segment } from './segment.ts'
import { type Kind, type Token, tokensOf, withoutArticles } from './tokens.ts'

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

/** The words of a name as written, articles left out: what the units count. */
export const wordsOf = (tokens: readonly Token[]): string[] => withoutArticles(tokens).map((t) => t.shown ?? t.text)

const INITIAL = 7

const KEPT_NAMES = 20_000

/** Explains hits of one segment; remembers the words of listed names. */
export class Explainer {
  private readonly names = new Map<number, readonly string[]>()
  private readonly segment: Segment

  constructor(segment: Segment) {
    this.segment = segment
  }

  /**
   * Why an entry is a hit: each word of the query with its counterpart, words left over on either side, what other names
   * of the entry hold, and every qualifier. Only while the segment holds the matches of this query.
   */
  reasons(words: readonly string[], { name, match, qualifiers }: Candidate): Reason[] {
    const { asked, arrays } = this.segment
    if (name === NO_NAME) paired.count = 0
    else align(this.segment, asked, name, noted)
    const listed = name === NO_NAME ? [] : this.words(name)
    const first = arrays.unitStart[name]!
    const reasons: Reason[] = []
    let askedLeft = (1 << asked.singles) - 1
    let listedLeft = (1 << listed.length) - 1
    for (let i = 0; i < paired.count; i++) {
      const query = paired.query[i]!
      const unit = first + paired.listed[i]!
      const span = arrays.unitSpan[unit]! & 127
      askedLeft &= ~asked.mask[query]!
      listedLeft &= ~maskOf(span >> 2, span & 3)
      const said = part(words, asked.start[query]!, asked.length[query]!)
      const named = part(listed, span >> 2, span & 3)
      const key =
        said === named || (paired.like[i] === 1 && isForm(asked.words[query]!.kind))
          ? 'why.same'
          : this.relation(query, arrays.unitTerm[unit]!, span & 3)
      reasons.push({ key, asked: said, listed: named, like: Math.round(paired.like[i]! * 100) / 100 })
    }
    if (askedLeft !== 0) reasons.push({ key: 'why.not_listed', asked: left(words, askedLeft) })
    if (listedLeft !== 0) reasons.push({ key: 'why.not_asked', listed: left(listed, listedLeft) })
    if (match.residue > 0.5 && askedLeft !== 0 && listedLeft !== 0)
      reasons.push({
        key: 'why.spelling',
        asked: left(words, askedLeft),
        listed: left(listed, listedLeft),
        like: Math.round(match.residue * 100) / 100,
      })
    if (match.union - match.asked > 0.1)
      reasons.push({ key: 'why.other_names', like: Math.round(match.union * 100) / 100 })
    if (match.low) reasons.push({ key: qualifiers.some((q) => q.supports) ? 'why.low_supported' : 'why.low' })
    for (const { key, odds } of qualifiers) reasons.push({ key, odds })
    return reasons
  }

  private relation(query: number, term: number, listedLength: number): string {
    const { asked, arrays } = this.segment
    const word = asked.words[query]!
    if (word.kind === 'initial' || arrays.termKind[term] === INITIAL) return 'why.initial'
    if (word.script !== arrays.termScript[term]) return 'why.other_script'
    return asked.length[query] === listedLength ? 'why.sounds' : 'why.joined'
  }

  private words(name: number): readonly string[] {
    let known = this.names.get(name)
    if (!known) {
      const { nameText, nameFlags } = this.segment.arrays
      known = wordsOf(tokensOf(formsOf(this.segment.text(nameText[name]!))[formNumber(nameFlags[name]!)] ?? ''))
      if (this.names.size >= KEPT_NAMES) this.names.clear()
      this.names.set(name, known)
    }
    return known
  }
}

/** Written otherwise, or in another language, it is the same: `gmbh` is `ltd`. */
const isForm = (kind: Kind): boolean => kind === 'form' || kind === 'legal'

const noted = noMatch()

const part = (words: readonly string[], start: number, length: number): string =>
  length === 1 ? words[start]! : words.slice(start, start + length).join(' ')

function left(words: readonly string[], mask: number): string {
  let out = ''
  for (let i = 0; i < words.length; i++) if (mask & (1 << i)) out += out === '' ? words[i]! : ` ${words[i]}`
  return out
}
