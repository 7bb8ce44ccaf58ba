/** Distinct records under way in one period, in another, and in both. */
export type Figures = { now: number; before: number; both: number }

/** How many of them began since, ended since, and go on. */
export const standings = ({ now, before, both }: Figures) => ({ new: now - both, ended: before - both, goes_on: both })

/** What became of a figure. `moved`: as many as before, but not the same ones. */
export type Trend = 'new' | 'ended' | 'grown' | 'shrunk' | 'moved' | 'same'

export function trendOf({ now, before, both }: Figures): Trend {
  if (before === 0) return now === 0 ? 'same' : 'new'
  if (now === 0) return 'ended'
  if (now !== before) return now > before ? 'grown' : 'shrunk'
  return both === now ? 'same' : 'moved'
}

/** A look this long after the last one is a new visit. */
const VISIT = 3_600_000
/** How far back the first look goes. */
const FIRST = 30 * 86_400_000

export type Looks = { since: Date | null; looked_at: Date }

/** Since when to tell what changed, for who looks at `at` and looked before as `looks` says. */
export function sinceFor(looks: Looks | undefined, at: Date): Date {
  const since = looks && (isNewVisit(looks, at) ? looks.looked_at : looks.since)
  return since ?? new Date(at.getTime() - FIRST)
}

export const isNewVisit = ({ looked_at }: Looks, at: Date): boolean => at.getTime() - looked_at.getTime() >= VISIT

/**
 * Up to four classes of figures for a map, each twice as wide as the one before or more: figures of one State in a world
 * differ by their order of magnitude. Figures of nothing are in no class.
 */
export function classesOf(figures: readonly number[]): { from: number; until: number }[] {
  const most = Math.max(0, ...figures)
  const classes: { from: number; until: number }[] = []
  for (let n = 1, from = 1; n <= 4 && from <= most; n++) {
    const until = n === 4 ? most : Math.min(most, Math.max(from, Math.round(most ** (n / 4))))
    classes.push({ from, until })
    from = until + 1
  }
  return classes
}
