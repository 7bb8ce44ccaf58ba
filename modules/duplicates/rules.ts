import type { Language, Written } from '../../platform/text.ts'
import type { Amount } from '../programmes/fields.ts'
import type { KnownDate } from '../programmes/rules.ts'

/** What speaks for two records being one; `percent`: of two titles in one language, how many of their letters in threes both have. */
export type Reason =
  | { kind: 'identifier' | 'code' | 'source'; said: string }
  | { kind: 'title'; language: Language; percent: number }
  | { kind: 'leads' | 'partners' | 'states'; organisations: readonly string[]; isAll: boolean }
  | { kind: 'start' | 'dates' }
  | { kind: 'amount'; said: string }
export const REASONS = [
  'identifier',
  'code',
  'title',
  'leads',
  'partners',
  'states',
  'start',
  'dates',
  'amount',
  'source',
] as const

/** What the rule looks at in a record; organisations by id. */
export type Side = {
  code: string
  title: Written
  /** Of the International Aid Transparency Initiative. */
  identifier: string | null
  leads: readonly string[]
  partners: readonly string[]
  states: readonly string[]
  start: KnownDate | null
  /** First and last day on which it may have been under way; null where nothing says. */
  starts: string | null
  ends: string | null
  /** Figures by what they count: participants, States reached. */
  amounts: Readonly<Record<string, Amount | null>>
  /** Document with its paragraphs. */
  source: string
}

/** A title is alike from here on. */
const ALIKE = 50
const WEIGHTS = { identifier: 40, code: 20, start: 10, dates: 4, amount: 8, source: 4 } as const
const PARTS = { leads: 10, partners: 4, states: 10 } as const

/**
 * Why two records of one kind may be the same, and a score that only orders; null where they are not likely to be. What is
 * known to be at another time or in other States is not the same: what is done every year, or in each of several States,
 * has one title.
 */
export function likeness(one: Side, other: Side): { reasons: Reason[]; score: number } | null {
  const reasons = [...said(one, other), ...title(one, other), ...parts(one, other), ...when(one, other)]
  const has = (kind: Reason['kind']) => reasons.find((reason) => reason.kind === kind)
  const together = has('leads') !== undefined && has('states') !== undefined && has('start') !== undefined
  const likely =
    has('identifier') ||
    (isApart(one, other) || isElsewhere(one, other) ? false : has('title') || (has('code') && has('leads')) || together)
  if (!likely) return null
  return { reasons: reasons.sort(byOrder), score: Math.round(reasons.reduce((sum, reason) => sum + weigh(reason), 0)) }
}

const byOrder = (a: Reason, b: Reason) => REASONS.indexOf(a.kind) - REASONS.indexOf(b.kind)

function weigh(reason: Reason): number {
  switch (reason.kind) {
    case 'title':
      return reason.percent / 2
    case 'leads':
    case 'partners':
    case 'states':
      return PARTS[reason.kind] * (reason.isAll ? 1 : 0.5)
    default:
      return WEIGHTS[reason.kind]
  }
}

function* said(one: Side, other: Side): Iterable<Reason> {
  if (one.identifier !== null && one.identifier.toUpperCase() === other.identifier?.toUpperCase())
    yield { kind: 'identifier', said: one.identifier }
  if (one.code !== '' && one.code.toUpperCase() === other.code.toUpperCase()) yield { kind: 'code', said: one.code }
  for (const [of, amount] of Object.entries(one.amounts)) {
    const also = other.amounts[of]
    // That an event is one event says nothing.
    if (amount && also && amount.n > 1 && amount.n === also.n && amount.comparator === also.comparator) {
      yield { kind: 'amount', said: String(amount.n) }
      break
    }
  }
  if (one.source !== '' && one.source === other.source) yield { kind: 'source', said: one.source }
}

/** By the titles as one of the two was first written: translations of what differs are alike more often than that is. */
function title(one: Side, other: Side): Reason[] {
  const alike = [...new Set([one.title.original, other.title.original])]
    .flatMap((language) => {
      const [text, also] = [one.title.texts[language], other.title.texts[language]]
      return text && also ? [{ kind: 'title' as const, language, percent: percentAlike(text, also) }] : []
    })
    .sort((a, b) => b.percent - a.percent)[0]
  return alike && alike.percent >= ALIKE ? [alike] : []
}

function parts(one: Side, other: Side): Reason[] {
  return (['leads', 'partners', 'states'] as const).flatMap((kind) => {
    const organisations = one[kind].filter((id) => other[kind].includes(id))
    const isAll = organisations.length === one[kind].length && organisations.length === other[kind].length
    return organisations.length > 0 ? [{ kind, organisations, isAll }] : []
  })
}

function when(one: Side, other: Side): Reason[] {
  if (!one.start || !other.start) return []
  if (one.start.date === other.start.date && one.start.precision === other.start.precision) return [{ kind: 'start' }]
  return isApart(one, other) ? [] : [{ kind: 'dates' }]
}

/** Whether both say in which States, and have none in common. */
const isElsewhere = (one: Side, other: Side): boolean =>
  one.states.length > 0 && other.states.length > 0 && !one.states.some((id) => other.states.includes(id))

/** Whether what is known of their dates leaves no day in common. */
function isApart(one: Side, other: Side): boolean {
  const before = (a: Side, b: Side) => a.ends !== null && b.starts !== null && a.ends < b.starts
  return before(one, other) || before(other, one)
}

/** How much two texts share, in per cent: letters in threes within words (Jaccard), without case and marks. */
export function percentAlike(one: string, other: string): number {
  const [a, b] = [trigrams(one), trigrams(other)]
  const both = [...a].filter((three) => b.has(three)).length
  const either = a.size + b.size - both
  return either === 0 ? 0 : Math.round((100 * both) / either)
}

function trigrams(text: string): Set<string> {
  const words =
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(
    words.flatMap((word) => {
      const letters = [...`  ${word} `]
      return letters.slice(2).map((letter, n) => `${letters[n]}${letters[n + 1]}${letter}`)
    }),
  )
}

/** Columns that go with another: whoever takes the one takes these. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  title: ['unofficial'],
  status: ['status_on'],
  source: ['paragraphs', 'source_also'],
}
const FOLLOWING = Object.values(COMPANIONS).flat()

/** Whether a column is chosen by itself. */
export const isChosen = (column: string): boolean => !FOLLOWING.includes(column)
export const companionsOf = (column: string): readonly string[] => COMPANIONS[column] ?? []
