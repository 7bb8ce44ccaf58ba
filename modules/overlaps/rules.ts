/** What is compared of a record: whose it is, for whom, when. */
export type Like = {
  id: string
  /** Organisations that lead or join it. */
  organisations: readonly string[]
  /** Whom it is for, as a term of the list of audiences; null where that is not said in a term. */
  audience: string | null
  /** The programme it is part of, as far as the reader may know it. */
  programme: string | null
  /** First and last day on which it may be under way, yyyy-mm-dd; null where nothing says. */
  starts: string | null
  ends: string | null
}

/** One record as it stands in one place. */
export type Side = Like & {
  /** How exactly the less exact of its dates is known; `open` where one is not known at all. */
  known: Known
}

/** From the most exact to the least. */
export const KNOWN = ['day', 'month', 'year', 'open'] as const
export type Known = (typeof KNOWN)[number]
/** From the surest to the least sure. */
export const CERTAINTIES = ['sure', 'likely', 'possible'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** What two records have in common, beside the theme and the place that are given. */
export type Meeting = {
  /** The days in common; null where one side of them is open. */
  from: string | null
  until: string | null
  /** How many, first and last counted; null where they have no end or no beginning that is known. */
  days: number | null
  /** `unknown`: at least one of the two does not say in a term whom it is for. */
  audience: 'same' | 'unknown'
  known: Known
  certainty: Certainty
}

/**
 * Whether two records of the same theme and place are an overlap: work of different organisations, at the same time, for
 * people who may be the same. None where somebody takes part in both, because then it is known to one of them; the State
 * in which both are (`host`) takes part in all that is done there and does not count. None between what belongs together:
 * a programme and its activity, or two activities of one programme.
 */
export function areLike(a: Like, b: Like, host: string | null = null): boolean {
  // Millions of pairs: the days part most, and cost least.
  if (a.ends !== null && b.starts !== null && a.ends < b.starts) return false
  if (b.ends !== null && a.starts !== null && b.ends < a.starts) return false
  if (a.audience !== null && b.audience !== null && a.audience !== b.audience) return false
  if (a.id === b.id || a.programme === b.id || b.programme === a.id) return false
  if (a.programme !== null && a.programme === b.programme) return false
  return (
    a.organisations.some((one) => one !== host) &&
    b.organisations.some((one) => one !== host) &&
    !a.organisations.some((one) => one !== host && b.organisations.includes(one))
  )
}

/** What two records have in common; null where they are no overlap, as `areLike` decides. */
export function meet(a: Side, b: Side, host: string | null = null): Meeting | null {
  if (!areLike(a, b, host)) return null
  const from = later(a.starts, b.starts)
  const until = earlier(a.ends, b.ends)
  const audience = a.audience !== null && b.audience !== null ? 'same' : 'unknown'
  const known = KNOWN[Math.max(KNOWN.indexOf(a.known), KNOWN.indexOf(b.known))]!
  return { from, until, days: daysIn(from, until), audience, known, certainty: certaintyOf(audience, known) }
}

/** Sure: the audience is said to be the same and the dates are known to the month; possible: neither. */
function certaintyOf(audience: Meeting['audience'], known: Known): Certainty {
  const isDated = known === 'day' || known === 'month'
  if (audience === 'same') return isDated ? 'sure' : 'likely'
  return isDated ? 'likely' : 'possible'
}

const later = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a > b ? a : b)
const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a < b ? a : b)

const DAY = 86_400_000
const daysIn = (from: string | null, until: string | null): number | null =>
  from === null || until === null ? null : Math.round((Date.parse(until) - Date.parse(from)) / DAY) + 1

/** The surest first, then the longest; days without an end are the longest. */
export function byStrength(a: Meeting, b: Meeting): number {
  const sure = CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty)
  return sure || compare(b.days ?? Number.MAX_SAFE_INTEGER, a.days ?? Number.MAX_SAFE_INTEGER)
}
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)
