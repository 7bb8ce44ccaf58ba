import type { Words } from '../kinds.ts'

/** An element of an activity, as it is read. */
export type Node = { name: string; attributes: Record<string, string>; text: string; line: number; children: Node[] }
export type ActivityProblem = 'missing' | 'not_a_code' | 'not_a_date' | 'no_language' | 'too_long' | 'not_json'

export const nullIfEmpty = (words: Words): Words | null => (Object.keys(words).length === 0 ? null : words)

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
