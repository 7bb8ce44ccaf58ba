/** What the board may be grouped by; the reader chooses. */
export const GROUPINGS = ['state', 'theme', 'priority', 'lead', 'age'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** How long ago a recommendation was made, the oldest first. */
export const AGES = ['older', 'two', 'year', 'half'] as const

/** The group of what has no State, theme, priority or lead. */
export const NONE = '-'

/** What is counted apart; `untold` are those of which the reader has theme and need only. */
export const COUNTED = ['not_started', 'under_way', 'implemented', 'closed', 'withdrawn', 'untold'] as const
export type Counted = (typeof COUNTED)[number]
export type Counts = Record<Counted, number>

/** What a group comes to; `total` is the sum of its counts. */
export type Tally = { total: number; overdue: number; counts: Counts }

const PRIORITIES = ['high', 'medium', 'low'] as const

/**
 * Groups in the order of the board: priorities and ages in their own; all others by how many are overdue, then by how many
 * are open, then by all there are. What belongs to no group stands last.
 */
export function inOrder<G extends Tally & { key: string }>(by: Grouping, groups: readonly G[]): G[] {
  const own: readonly string[] = by === 'priority' ? PRIORITIES : by === 'age' ? AGES : []
  const last = ({ key }: G) => Number(key === NONE)
  return groups.toSorted(
    (a, b) =>
      last(a) - last(b) ||
      own.indexOf(a.key) - own.indexOf(b.key) ||
      b.overdue - a.overdue ||
      openOf(b.counts) - openOf(a.counts) ||
      b.total - a.total ||
      (a.key < b.key ? -1 : 1),
  )
}

/** Key of the text that names a group without a name of its own: a priority, an age, or none. */
export function labelOf(
  by: Grouping,
  key: string,
): `none.${Grouping}` | `age.${(typeof AGES)[number]}` | `priority.${(typeof PRIORITIES)[number]}` {
  const age = by === 'age' && AGES.find((one) => one === key)
  const priority = by === 'priority' && PRIORITIES.find((one) => one === key)
  return age ? `age.${age}` : priority ? `priority.${priority}` : `none.${by}`
}

/** Neither done, closed nor withdrawn, as far as it is told. */
export const openOf = ({ not_started, under_way }: Counts): number => not_started + under_way

/** The last days of the `count` quarters before `today` (2026-11-27), the earliest first, and `today` itself. */
export function quarterEnds(today: string, count: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const begun = Math.floor((month - 1) / 3) * 3
  const ends = Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(year, begun - i * 3, 0)).toISOString().slice(0, 10),
  )
  return [...ends.reverse(), today]
}
