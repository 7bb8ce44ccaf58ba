/** The four checks, in the order of the paragraphs of A/75/729 that ask for them: 29, 32 and 33, 34, 37 and 38. */
export const KINDS = ['legality', 'rights', 'gender', 'humanitarian'] as const
export type Kind = (typeof KINDS)[number]

/** How a recorded check stands; one that nobody recorded is `missing`. */
export const CHECK_STATES = ['signed', 'waiting', 'returned', 'changed', 'lapsed', 'missing'] as const
export type CheckState = (typeof CHECK_STATES)[number]

/** How the gate of a programme stands. */
export const GATE_STATES = ['open', 'waiting', 'returned', 'missing', 'changed', 'lapsed'] as const
export type GateState = (typeof GATE_STATES)[number]

/** The last version of a check, as far as its standing goes. Days are ISO dates. */
export type Standing = {
  kind: Kind
  outcome: 'signed' | 'returned' | null
  /** The last day on which it holds. */
  reviewOn: string
  /** What of the programme became more since it was signed off. */
  changed: readonly string[]
}

/** How one check stands on a day; `check_state` in SQL. */
export function checkState({ outcome, reviewOn, changed }: Omit<Standing, 'kind'>, day: string): CheckState {
  if (outcome === null) return 'waiting'
  if (outcome === 'returned') return 'returned'
  if (reviewOn < day) return 'lapsed'
  return changed.length > 0 ? 'changed' : 'signed'
}

/** Each of the four, also where nobody recorded it. */
export function statesOf(checks: readonly Standing[], day: string): Record<Kind, CheckState> {
  const of = (kind: Kind): CheckState => {
    const check = checks.find((one) => one.kind === kind)
    return check ? checkState(check, day) : 'missing'
  }
  return { legality: of('legality'), rights: of('rights'), gender: of('gender'), humanitarian: of('humanitarian') }
}

/** What is worst of the four says how the gate stands; `gate_state` in SQL. */
export function gateState(states: Readonly<Record<Kind, CheckState>>): GateState {
  const order = ['lapsed', 'changed', 'missing', 'returned', 'waiting'] as const
  return order.find((state) => KINDS.some((kind) => states[kind] === state)) ?? 'open'
}

/** What a programme says of its status: the document that reported it, and the day on which it was so. */
export type Saying = { status: string; source: string; statusOn: string }

/** A fact that a document reported before today, and not the writer's own word. */
export const isReported = ({ source, statusOn }: Saying, day: string): boolean => source !== '' && statusOn < day

/**
 * Whether a programme may say from now on that it is under way: by an open gate, or as a reported fact. One that already
 * said so of itself is not asked again. `guard_under_way` in SQL holds every way in to it.
 */
export function mayBeUnderWay(
  before: Saying | null,
  after: Saying,
  states: Readonly<Record<Kind, CheckState>>,
  day: string,
): boolean {
  if (after.status !== 'ongoing' || isReported(after, day)) return true
  if (before?.status === 'ongoing' && !isReported(before, day)) return true
  return gateState(states) === 'open'
}

/** Whether readers are told: it is under way, and its safeguards do not stand. */
export const isFlagged = (status: string, gate: GateState): boolean => status === 'ongoing' && gate !== 'open'

/** A check holds a year unless somebody says otherwise, and two years at most. */
export const USUAL_MONTHS = 12
const MOST_MONTHS = 24
/** How many days ahead a review is said to be due. */
export const SOON = 30

/** The day so many months later; at the end of a shorter month, its last. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** What is wrong with a review day that is being set today: a text key. */
export function wrongReview(reviewOn: string, day: string): 'safeguards.review_past' | 'safeguards.review_late' | null {
  if (reviewOn <= day) return 'safeguards.review_past'
  return reviewOn > monthsAfter(day, MOST_MONTHS) ? 'safeguards.review_late' : null
}
