/** A date as far as it is known: the first day of what is meant. */
export type KnownDate = { date: string; precision: 'day' | 'month' | 'year' }

/** Types of programmes that stand somewhere: what has a host State. */
export const OFFICE_TYPES = ['office', 'hub', 'deployment'] as const
export const isOffice = (type: string): boolean => (OFFICE_TYPES as readonly string[]).includes(type)

/** Whether the date is the first day of the period that its precision means: 2020-03-01 for a month, 2020-01-01 for a year. */
export function startsItsPeriod({ date, precision }: KnownDate): boolean {
  return precision === 'day' || date.endsWith(precision === 'month' ? '-01' : '-01-01')
}

/** The last day that a date may mean: March 2020 ends on 2020-03-31. */
export function lastDayOf({ date, precision }: KnownDate): string {
  if (precision === 'day') return date
  const [year, month] = date.split('-').map(Number) as [number, number]
  const next = precision === 'month' ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1)
  return new Date(next - 86_400_000).toISOString().slice(0, 10)
}

/** Whether an end may be that of what began at `start`: a year and a month within it do not contradict each other. */
export function isInOrder(start: KnownDate | null, end: KnownDate | null): boolean {
  return start === null || end === null || lastDayOf(end) >= start.date
}
