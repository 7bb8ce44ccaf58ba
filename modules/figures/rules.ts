import { highest, lowest, sum } from '../particulars/rules.ts'
import type { Amount } from '../programmes/fields.ts'

/** The figures of the report (A/75/729 §47), in its order but for the people trained, who stand beside their trainings. */
export const FIGURES = ['expert_meetings', 'missions', 'outreach', 'trainings', 'people_trained'] as const
export type Figure = (typeof FIGURES)[number]
/** Figures that count activities; people are counted in those of `trainings`. */
export type Counted = Exclude<Figure, 'people_trained'>

type Definition = {
  /** What is added up: how many events a record stands for, or how many people took part. */
  adds: 'events' | 'people'
  /** Whose records they are. */
  of: Counted
  /** Types of activities that count. */
  types: readonly string[]
  /** Types that come near and do not count: what they were is not for us to guess. Each is near to one figure only. */
  near: readonly string[]
}

const TRAININGS = {
  of: 'trainings',
  types: ['training', 'elearning'],
  near: ['workshop', 'seminar', 'webinar'],
} as const

/** What each figure counts. No type is counted by two figures of events, so that no event stands in two. */
export const DEFINITIONS: Readonly<Record<Figure, Definition>> = {
  expert_meetings: {
    ...{ adds: 'events', of: 'expert_meetings' },
    ...{ types: ['expert_meeting'], near: ['meeting_series', 'conference'] },
  },
  missions: {
    ...{ adds: 'events', of: 'missions' },
    ...{ types: ['scoping_mission', 'deep_dive', 'exercise'], near: ['assessment', 'legislative_review'] },
  },
  outreach: {
    ...{ adds: 'events', of: 'outreach' },
    ...{ types: ['outreach'], near: ['briefing', 'consultation', 'commemoration'] },
  },
  trainings: { adds: 'events', ...TRAININGS },
  people_trained: { adds: 'people', ...TRAININGS },
}

/**
 * What becomes of a record in a figure. Counted: done, of one of its types, no total, and not part of another that is
 * counted. Whatever is done stands in the year of its last day, so that it is counted in one year only, and years add up.
 */
export const STANDINGS = ['counted', 'part', 'total', 'ongoing', 'planned', 'near'] as const
export type Standing = (typeof STANDINGS)[number]

/** Whole years, both included. */
export type Period = { from: number; until: number }

/** As many years as the period has, just before it. */
export const before = ({ from, until }: Period): Period => ({ from: from - (until - from + 1), until: from - 1 })

/** Years that a picture shows: those of the period, and of a short one the five that end with it; at most twenty. */
export const yearsAround = ({ from, until }: Period): number[] => {
  const first = Math.max(Math.min(from, until - 4), until - 19)
  return Array.from({ length: until - first + 1 }, (_, n) => first + n)
}

export type Attended = { women: Amount | null; men: Amount | null; other: Amount | null }
/**
 * Records that are counted in one year and say alike what they say: how many events and people they are in all. Whatever
 * tells who took part by sex stands alone.
 */
export type Lot = {
  year: number
  records: number
  /** Null where each stands for several, and nobody says how many. */
  events: Amount | null
  /** Null where they do not say. */
  participants: Amount | null
  attended: readonly Attended[]
}

export type Tally = {
  /** Their sum, as `sum` of particulars gives it; none where no record says. */
  amounts: Amount[]
  records: number
  /** Of the records, those that do not say how many: of events, "several"; of people, nothing. */
  untold: number
}

/** A figure over records that do not overlap. */
export function tally(adds: Definition['adds'], lots: readonly Lot[]): Tally {
  const said = lots.flatMap((lot) => (adds === 'events' ? eventsOf(lot) : peopleOf(lot)))
  const records = countOf(lots)
  const untold = countOf(lots.filter((lot) => (adds === 'events' ? lot.events === null : peopleOf(lot).length === 0)))
  return { amounts: records === 0 ? [NONE] : sum(said), records, untold }
}

const NONE: Amount = { n: 0, comparator: 'eq' }
const countOf = (lots: readonly Lot[]): number => lots.reduce((n, { records }) => n + records, 0)
/** Several are more than one each. */
const eventsOf = ({ events, records }: Lot): Amount[] => [events ?? { n: records, comparator: 'gt' }]
/** What the record states of them all; else what it tells by sex. Never both: the one is made of the other. */
const peopleOf = ({ participants, attended }: Lot): Amount[] => (participants ? [participants] : sum(bySex(attended)))

const SEXES = ['women', 'men', 'other'] as const
const bySex = (attended: readonly Attended[]): Amount[] =>
  attended.flatMap((row) => SEXES.flatMap((sex) => row[sex] ?? []))

export type Split = Record<(typeof SEXES)[number], Amount[]> & {
  /** People of whom the sex is not told. */
  untold: Amount[]
  /** Records that tell how many and nothing of the sex. */
  records: number
}

/** People by sex, as far as it is told. */
export function split(lots: readonly Lot[]): Split {
  const of = (sex: (typeof SEXES)[number]) =>
    sum(lots.flatMap(({ attended }) => attended.flatMap((row) => row[sex] ?? [])))
  return {
    ...{ women: of('women'), men: of('men'), other: of('other') },
    untold: sum(lots.flatMap(restOf)),
    records: countOf(lots.filter((lot) => lot.participants !== null && lot.attended.length === 0)),
  }
}

/** What is stated beyond what is told by sex. Where that is itself a bound, what lies beyond is already said by it. */
function restOf({ participants, attended }: Lot): Amount[] {
  if (participants === null) return []
  const [told, ...more] = sum(bySex(attended))
  if (told === undefined) return [participants]
  if (more.length > 0 || told.comparator !== 'eq') return []
  const rest = { n: participants.n - told.n, comparator: participants.comparator }
  return rest.n > 0 || (rest.n === 0 && rest.comparator === 'gt') ? [rest] : []
}

/** The least and the greatest that a figure may be: without end where a record does not say. */
function boundsOf({ amounts, untold }: Tally): { least: number; most: number } {
  const total = (bound: (amount: Amount) => number) => amounts.reduce((n, amount) => n + bound(amount), 0)
  return { least: total(lowest), most: untold > 0 ? Number.POSITIVE_INFINITY : total(highest) }
}

/** How a figure stands to that of the period before: only what both are sure of. `by` where both are exact. */
export function change(now: Tally, earlier: Tally): { is: 'more' | 'fewer' | 'same' | 'unclear'; by: number | null } {
  const [a, b] = [boundsOf(now), boundsOf(earlier)]
  const by = a.least === a.most && b.least === b.most ? a.least - b.least : null
  if (by === 0) return { is: 'same', by }
  if (a.least > b.most) return { is: 'more', by }
  return { is: a.most < b.least ? 'fewer' : 'unclear', by }
}

/**
 * What a stated total is beside what is recorded of the same: how many are missing (`exact`, or `at_least`), none, fewer
 * stated than recorded (`over`: at least by so many), or that cannot be told.
 */
export type Gap = { is: 'exact' | 'at_least' | 'none' | 'over' | 'unclear'; n: number | null }

export function gap(stated: Amount, recorded: Tally): Gap {
  const { least, most } = boundsOf(recorded)
  const [low, high] = [lowest(stated) - most, highest(stated) - least]
  if (high < 0) return { is: 'over', n: -high }
  if (low === high) return low === 0 ? { is: 'none', n: null } : { is: 'exact', n: low }
  return low > 0 ? { is: 'at_least', n: low } : { is: 'unclear', n: null }
}
