/** How much of a recommendation a reader has, the fullest first. */
export const FORMS = ['original', 'whole', 'redacted', 'need'] as const
export type Form = (typeof FORMS)[number]
/** What a State may consent to. */
export const CONSENT_FORMS = ['whole', 'redacted', 'need'] as const
export type ConsentForm = (typeof CONSENT_FORMS)[number]

/** What a State may let go along with its own text in place of the original; nothing else of the original does. */
export const FACTS = ['resolution', 'priority', 'due', 'leads'] as const
export type Fact = (typeof FACTS)[number]

/** The fullest of these; null of none. */
export const fullest = <F extends Form>(forms: readonly F[]): F | null =>
  forms.toSorted((a, b) => FORMS.indexOf(a) - FORMS.indexOf(b))[0] ?? null

/** What decides of a consent; moments as `Date`. To nobody: `to` and `form` are null. */
export type Given = {
  form: ConsentForm | null
  /** The principal it names: an organisation, a group or a circle, by id. */
  to: string | null
  from: Date
  until: Date | null
  revokedAt: Date | null
}
export const CONSENT_STATES = ['in_force', 'upcoming', 'ended', 'revoked'] as const
export type ConsentState = (typeof CONSENT_STATES)[number]

export function consentState(
  { from, until, revokedAt }: Pick<Given, 'from' | 'until' | 'revokedAt'>,
  at: Date,
): ConsentState {
  if (revokedAt !== null) return 'revoked'
  if (until !== null && until <= at) return 'ended'
  return from > at ? 'upcoming' : 'in_force'
}

/** A reader, as far as consent goes: all that a consent may name and that covers them, and how high they may read. */
export type Reader = { principals: readonly string[]; level: number }

/**
 * The whole rule: what someone who is neither the originator's nor the State's sees of a recommendation at this level, by
 * the consents of the State alone. Denials that the reader's own organisation made come off it; nothing else adds to it.
 */
export function seenBy(reader: Reader, consents: readonly Given[], level: number, at: Date): ConsentForm[] {
  if (reader.level < level) return []
  return consents
    .filter(
      (given) => consentState(given, at) === 'in_force' && given.to !== null && reader.principals.includes(given.to),
    )
    .flatMap(({ form }) => form ?? [])
}

export const CLOCKS = ['comments', 'steps'] as const
export type Clock = (typeof CLOCKS)[number]
export const CLOCK_STATES = ['not_begun', 'running', 'paused', 'over', 'answered'] as const
type ClockState = (typeof CLOCK_STATES)[number]
export type ClockEvent = { event: 'paused' | 'resumed' | 'answered' | 'reminded'; on: string }
export type ClockReading = { state: ClockState; due: string | null; answeredOn: string | null }

const DAY = 86_400_000
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** The last day: 30 days after the preliminary assessment went to the State, six months after the Committee adopted it. */
export function lastDay(clock: Clock, began: string): string {
  if (clock === 'comments') return dateOf(dayOf(began) + 30)
  const [year, month, day] = began.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate()
  return new Date(Date.UTC(year, month + 5, Math.min(day, last))).toISOString().slice(0, 10)
}

/** Where it stood still and ran again, in the order of their days. */
const spansOf = <E extends ClockEvent>(events: readonly E[]): E[] =>
  events
    .filter(({ event }) => event === 'paused' || event === 'resumed')
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

/**
 * Each time a clock stood still: by which event, until which day (null: still), and for how many days up to `today`, which
 * are added to its last day.
 */
export function pausesOf<E extends ClockEvent>(
  began: string | null,
  events: readonly E[],
  today: string,
): { by: E; until: string | null; days: number }[] {
  if (began === null) return []
  const spans = spansOf(events)
  return spans.flatMap((by, i) => {
    if (by.event !== 'paused') return []
    const until = spans[i + 1]?.on ?? null
    const last = Math.min(dayOf(until ?? today), dayOf(today))
    return [{ by, until, days: Math.max(0, last - Math.max(dayOf(by.on), dayOf(began))) }]
  })
}

/** Days to the last day, below zero after it; null where none is waited for. */
export const daysLeft = ({ state, due }: Pick<ClockReading, 'state' | 'due'>, today: string): number | null =>
  due === null || state === 'answered' ? null : dayOf(due) - dayOf(today)

/**
 * How a clock stands on a day (all dates as 2020-11-23, UTC). Each day on which it was paused is added; events are in the
 * order in which they were noted.
 */
export function clockOf(
  clock: Clock,
  began: string | null,
  events: readonly ClockEvent[],
  today: string,
): ClockReading {
  if (began === null) return { state: 'not_begun', due: null, answeredOn: null }
  const stood = pausesOf(began, events, today).reduce((sum, { days }) => sum + days, 0)
  const due = dateOf(dayOf(lastDay(clock, began)) + stood)
  const answeredOn =
    events
      .filter(({ event }) => event === 'answered')
      .map(({ on }) => on)
      .toSorted()[0] ?? null
  if (answeredOn !== null) return { state: 'answered', due, answeredOn }
  const standsStill = spansOf(events).at(-1)?.event === 'paused'
  return { state: standsStill ? 'paused' : due < today ? 'over' : 'running', due, answeredOn }
}
