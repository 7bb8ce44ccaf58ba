import type { GroupRole } from './contract.ts'

/**
 * A text as search compares it: without case, accents and other marks, in any script. Hamza on its carriers, short vowels
 * and tatweel go in Arabic; й and ё become и and е in Russian.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

/** All texts of a name as search keeps them: one line each. */
export const foldAll = (texts: readonly string[]): string => texts.map(fold).join('\n')

/** Days as yyyy-mm-dd, both included; null is open. */
export type Period = { from: string; until: string | null }

/** `fromKnown` false: it had begun by `from`, and nothing says when. */
export type Attested = Period & { fromKnown: boolean }

/** Whether a membership holds on a day, as far as sources say. `since`: the day the group began. */
export const holdsOn = ({ from, fromKnown, until }: Attested, day: string, since: string | null): boolean =>
  (fromKnown ? from <= day : (since ?? from) <= day) && (until === null || day <= until)

export const overlap = (a: Period, b: Period): boolean =>
  (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)

/** The day so many days later, or earlier when negative. */
export function shiftDay(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + by)
  return date.toISOString().slice(0, 10)
}

const RANK: Readonly<Record<GroupRole, number>> = { chair: 0, vice_chair: 1, member: 2, observer: 3 }

/** Chairs, vice-chairs, members, observers. */
export const rankOf = (role: GroupRole): number => RANK[role]

export const leads = (role: GroupRole): boolean => RANK[role] < 2

/** Days before the day of confirmation from which it is due, and after it from which a focal point counts as lapsed. */
export const DUE_DAYS = 60
export const LAPSED_DAYS = 90

/** Where the yearly confirmation of an active focal point stands on a day; rights do not end by it. */
export function confirmationOn(
  confirmBy: string | null,
  day: string,
): 'none' | 'confirmed' | 'due' | 'overdue' | 'lapsed' {
  if (confirmBy === null) return 'none'
  if (day >= shiftDay(confirmBy, LAPSED_DAYS)) return 'lapsed'
  if (day >= confirmBy) return 'overdue'
  return day >= shiftDay(confirmBy, -DUE_DAYS) ? 'due' : 'confirmed'
}

/** Of an item of a work plan: due before this day, and neither done nor dropped. */
export const isOverdue = (due: string | null, status: string, day: string): boolean =>
  due !== null && due < day && status !== 'done' && status !== 'dropped'
