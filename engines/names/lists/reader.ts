import type { Entry, ListedName } from '../entry.ts'

/** A whole file that cannot be taken: one clear sentence for the person who named it. */
export class ListProblem extends Error {
  override name = 'ListProblem'
}

/** Where a reader puts what it reads. */
export type Sink = {
  readonly entry: (entry: Entry) => void
  /** A row that cannot be taken, with the line it begins on; reading goes on. */
  readonly bad: (line: number, why: string) => void
}

/** A list read piece by piece: text in any portions, then the end. Both may throw ListProblem. */
export type ListReader = { write(text: string): void; end(): void }

/** What a file may hold at most; beyond, it is refused, so that no file can exhaust the machine. */
export const LIMITS = {
  /** UTF-16 units of one field, one CSV row, and one JSON line. */
  field: 100_000,
  row: 1_000_000,
  line: 4_000_000,
  /** Levels of XML. */
  depth: 16,
  namesOfEntry: 5_000,
  entries: 5_000_000,
} as const

/** The names that one listed text holds: aliases are often joined by "; ". */
export const namesIn = (text: string, quality: ListedName['quality']): ListedName[] =>
  text
    .split(/;(?:\s+|$)/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ text: part, quality }))
