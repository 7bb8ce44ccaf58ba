import type { ReactNode } from 'react'
import type { Pillar } from '../marks/pillar-mark.tsx'

/** How exactly an end of a bar is known; `open`: nothing says, or it goes on. */
export type EdgeKnown = 'day' | 'month' | 'year' | 'open'

/** Something that lasts. */
export type Bar = {
  id: string
  label: string
  href: string
  /** First and last day, yyyy-mm-dd; null where it is open. */
  from: string | null
  until: string | null
  /** How exactly each end is known. */
  known: readonly [EdgeKnown, EdgeKnown]
  isPlanned: boolean
  pillar?: Pillar
  /** What the bar says: "Training of judges, March – June 2020, UNODC". */
  sentence: string
}
export type BarGroup = { id: string; label: string; bars: readonly Bar[] }

/** A group of which nothing is drawn but from when to when, until it is opened; its bars are fetched then. */
export type FoldedGroup = {
  id: string
  label: string
  /** "12 records". */
  count: string
  /** First and last day of all of it. */
  from: string | null
  until: string | null
  isOpen: boolean
  /** `Bars`, once it is open. */
  body: ReactNode
}

/** Years that an axis covers, first and last. */
export type Span = { from: number; until: number }

const dayOf = (iso: string): number => Date.parse(iso) / 86_400_000

/** Where a bar lies on the axis, both in hundredths of its length; undefined where it lies outside. */
export function placeOf(
  { from, until }: Pick<Bar, 'from' | 'until'>,
  span: Span,
): { start: number; end: number } | undefined {
  const first = dayOf(`${span.from}-01-01`)
  const length = dayOf(`${span.until + 1}-01-01`) - first
  const at = (day: number) => Math.min(100, Math.max(0, ((day - first) / length) * 100))
  const begins = from === null ? Number.NEGATIVE_INFINITY : dayOf(from)
  const ends = until === null ? Number.POSITIVE_INFINITY : dayOf(until) + 1
  if (ends <= first || begins >= first + length) return undefined
  return { start: at(begins), end: at(ends) }
}

/** Years in which something begins or ends; around `today` where nothing says when. */
export function spanOf(bars: readonly Pick<Bar, 'from' | 'until'>[], today: string): Span {
  const years = bars
    .flatMap(({ from, until }) => [from, until])
    .flatMap((day) => (day ? [Number(day.slice(0, 4))] : []))
  const now = Number(today.slice(0, 4))
  return years.length > 0 ? { from: Math.min(...years), until: Math.max(...years) } : { from: now, until: now }
}

/** Years to write below the axis: at most some dozen of them, evenly spaced. */
export function ticksOf({ from, until }: Span, most = 12): number[] {
  const years = until - from + 1
  const step = [1, 2, 5, 10, 20, 50].find((one) => years / one <= most) ?? 100
  return Array.from({ length: years }, (_, i) => from + i).filter((year) => (year - from) % step === 0)
}
