/** What the needs and the work of one theme in one State come to. */
export type Figures = {
  /** Recommendations with an open need for assistance, each matter counted once; and those that the State put first. */
  needs: number
  prioritised: number
  /** Programmes and activities, by stage. */
  underWay: number
  planned: number
  ended: number
  /** Of those under way or planned: how many name only a region that holds the State. */
  wide: number
  /** Organisations, other than the State, that lead what is under way and names the State. */
  leads: number
  /** Programmes under way or planned, and how many of them name who funds them. */
  programmes: number
  funded: number
}
export const NOTHING: Figures = {
  ...{ needs: 0, prioritised: 0, underWay: 0, planned: 0, ended: 0 },
  ...{ wide: 0, leads: 0, programmes: 0, funded: 0 },
}

/** In the order in which they ask for attention. */
export const VERDICTS = ['unmet', 'planned', 'over_served', 'met'] as const
export type Verdict = (typeof VERDICTS)[number]

/** From so many organisations on, in the same State on the same theme, work may be more than was asked for. */
const CROWD = 3

/**
 * Unmet: nothing is under way or planned. Planned for: nothing is under way yet. Over-served: at least `CROWD`
 * organisations lead work there, and they are more than the needs. Met: all else. Null where there is no need: work
 * without a need that is shared says nothing.
 */
export function verdictOf({ needs, underWay, planned, leads }: Figures): Verdict | null {
  if (needs === 0) return null
  if (underWay === 0) return planned === 0 ? 'unmet' : 'planned'
  return leads >= CROWD && leads > needs ? 'over_served' : 'met'
}

export const REASONS = [
  ...(['needs', 'prioritised', 'under_way', 'none_under_way', 'planned', 'none_planned'] as const),
  ...(['ended', 'only_wide', 'wide', 'crowd', 'funded', 'no_funder'] as const),
] as const
/** Why, as the key of a text and the figures in it. */
export type Reason = { reason: (typeof REASONS)[number]; count: number; of: number }

/** Why a verdict is what it is: what is needed, what answers it, how far that reaches, and who pays. */
export function reasonsOf(figures: Figures): Reason[] {
  const { needs, prioritised, underWay, planned, ended, wide, leads, programmes, funded } = figures
  const say = (reason: Reason['reason'], count: number, of = 0): Reason[] => [{ reason, count, of }]
  const answers = underWay + planned
  return [
    ...say('needs', needs),
    ...(prioritised > 0 ? say('prioritised', prioritised) : []),
    ...(underWay > 0 ? say('under_way', underWay) : say('none_under_way', 0)),
    ...(planned > 0 ? say('planned', planned) : underWay === 0 ? say('none_planned', 0) : []),
    ...(ended > 0 ? say('ended', ended) : []),
    ...(wide > 0 ? say(wide === answers ? 'only_wide' : 'wide', wide) : []),
    ...(verdictOf(figures) === 'over_served' ? say('crowd', leads, needs) : []),
    ...(programmes > 0 ? (funded > 0 ? say('funded', funded, programmes) : say('no_funder', 0, programmes)) : []),
  ]
}

/** How far the organisation of the reader is from a cell: it works on the theme, or in the State. */
export type Near = { ourTheme: boolean; ourState: boolean }

/** What is most urgent first: unmet, put first by the State, close to the reader's own work, many needs. */
export function byUrgency(a: Figures & Near & { verdict: Verdict }, b: Figures & Near & { verdict: Verdict }): number {
  const near = ({ ourTheme, ourState }: Near) => Number(ourTheme) + Number(ourState)
  return (
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    near(b) - near(a) ||
    b.prioritised - a.prioritised ||
    b.needs - a.needs
  )
}

export const STAGES = ['under_way', 'planned', 'ended'] as const
export type Stage = (typeof STAGES)[number]

/** A record as `presence` has it; days as 2020-11-23, `-infinity` and `infinity` where nothing says. */
export type Work = { status: string; starts: string; ends: string }

/**
 * Where a record stands on a day: what was planned for days that are over, and what ended before `since`, answers nothing
 * any more (null).
 */
export function stageOf({ status, starts, ends }: Work, today: string, since: string): Stage | null {
  const hasEndedBefore = (day: string) => ends !== 'infinity' && ends < day
  if (hasEndedBefore(since)) return null
  if (status === 'planned' || status === 'proposed') return hasEndedBefore(today) ? null : 'planned'
  if (status === 'completed' || hasEndedBefore(today)) return 'ended'
  return starts !== '-infinity' && starts > today ? 'planned' : 'under_way'
}

/** The States of a region by code, and whether the list is the standard's (`m49`). */
export type Region = { isStandard: boolean; states: readonly string[] }

/**
 * The States that work covers which names no State: those of the regions it lies in, the narrowest of the standard, because
 * what lies in West Africa also lies in Africa without being meant for all of it.
 */
export function coveredBy(named: readonly string[], regions: ReadonlyMap<string, Region>): Set<string> {
  const known = named.flatMap((code) => {
    const region = regions.get(code)
    return region ? [region] : []
  })
  const holds = (outer: Region, inner: Region) =>
    outer.isStandard &&
    inner.isStandard &&
    inner.states.length < outer.states.length &&
    inner.states.every((state) => outer.states.includes(state))
  return new Set(known.filter((outer) => !known.some((inner) => holds(outer, inner))).flatMap(({ states }) => states))
}

/** The first day from which on work that ended still counts: so many months before. */
export function sinceOf(today: string, months: number): string {
  return Temporal.PlainDate.from(today).subtract({ months }).toString()
}
