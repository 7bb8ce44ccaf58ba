import type { Amount } from '../programmes/fields.ts'

/** Targets of each goal of the 2030 Agenda (A/RES/71/313): how many are numbered, how many lettered. */
const TARGETS: readonly (readonly [number, number])[] = [
  ...([
    [5, 2],
    [5, 3],
    [9, 4],
    [7, 3],
    [6, 3],
    [6, 2],
    [3, 2],
    [10, 2],
    [5, 3],
  ] as const),
  ...([
    [7, 3],
    [7, 3],
    [8, 3],
    [3, 2],
    [7, 3],
    [9, 3],
    [10, 2],
    [19, 0],
  ] as const),
]
export const GOALS: readonly string[] = TARGETS.map((_, n) => String(n + 1))

/** Codes of a goal's targets: 16.1 … 16.10, 16.a, 16.b. */
export function targetsOf(goal: string): string[] {
  const [numbered, lettered] = TARGETS[Number(goal) - 1] ?? [0, 0]
  const ends = [...Array.from({ length: numbered }, (_, n) => String(n + 1)), ...'abcd'.slice(0, lettered)]
  return ends.map((end) => `${goal}.${end}`)
}

const SDGS = new Set(GOALS.flatMap((goal) => [goal, ...targetsOf(goal)]))
export const isSdg = (code: string): boolean => SDGS.has(code)
const PLACES = new Map([...SDGS].map((code, n) => [code, n]))
/** In the order of the 2030 Agenda, each once. */
export const inOrderOfAgenda = (codes: readonly string[]): string[] =>
  [...new Set(codes)].sort((a, b) => (PLACES.get(a) ?? 0) - (PLACES.get(b) ?? 0))

/**
 * The sum of figures that do not overlap, with the comparator that still holds for it: "more than 100" and "exactly 20"
 * are "more than 120". What is known from below (at least, more than) and what is known from above (nearly) are bounds
 * on different sides: no comparator holds for their sum, so they stay two figures. Nothing for nothing.
 */
export function sum(amounts: readonly Amount[]): Amount[] {
  const above = amounts.filter(({ comparator }) => comparator === 'lt')
  const rest = amounts.filter(({ comparator }) => comparator !== 'lt')
  const comparator = (['gt', 'ge'] as const).find((c) => rest.some((a) => a.comparator === c)) ?? 'eq'
  const total = (some: readonly Amount[]) => some.reduce((n, a) => n + a.n, 0)
  if (amounts.length === 0) return []
  if (above.length === 0) return [{ n: total(rest), comparator }]
  if (comparator === 'eq') return [{ n: total(amounts), comparator: 'lt' }]
  return [
    { n: total(rest), comparator },
    { n: total(above), comparator: 'lt' },
  ]
}

/** Whether a number may be what the figure says. */
export const holds = ({ n, comparator }: Amount, count: number): boolean =>
  ({ eq: count === n, ge: count >= n, gt: count > n, lt: count < n })[comparator]

/** Whether two figures of the same thing may both be true. */
export function agree(one: Amount, other: Amount): boolean {
  const [from, to] = [Math.max(lowest(one), lowest(other)), Math.min(highest(one), highest(other))]
  return from <= to
}
/** The least number that the figure may mean. */
export const lowest = ({ n, comparator }: Amount): number => ({ eq: n, ge: n, gt: n + 1, lt: 0 })[comparator]
/** The greatest number that the figure may mean; infinite where it is known from below only. */
export const highest = ({ n, comparator }: Amount): number =>
  ({ eq: n, ge: Number.POSITIVE_INFINITY, gt: Number.POSITIVE_INFINITY, lt: n - 1 })[comparator]

/** How two records may hang together. */
export const LINK_KINDS = ['part_of', 'follows', 'contributes_to'] as const
export type LinkKind = (typeof LINK_KINDS)[number]
/** Of these a chain must not come back to where it began: nothing is a part of itself or follows itself. */
export const CHAINED: readonly LinkKind[] = ['part_of', 'follows']
