import type { Handling } from '../records/contract.ts'
import type { Language } from '../text.ts'
import type { Format } from './kinds.ts'

/**
 * What stands in one cell: words, a number, a date as far as it is known, or a number with its comparator, which `said`
 * puts in words ("more than 3,200").
 */
export type Cell = string | number | null | KnownDate | { n: number; said: string }
type KnownDate = { date: string; precision: 'day' | 'month' | 'year' }

/** One column, described once for every format. */
export type Column<R> = {
  /** What JSON calls it; does not depend on the language. */
  key: string
  label: string
  /** Width in a spreadsheet, in characters; 18 when left out. */
  width?: number
  cell: (row: R) => Cell
  /** For programs: codes, parts and names apart. The cell when left out. */
  data?: (row: R) => unknown
}

/** How what the file holds must be handled: the highest level, all caveats, and whether some of it is invented. */
export type Mark = { level: 0 | 1 | 2; handling: readonly Handling[]; invented: boolean }

/** All that a file says beside its rows. */
export type About = {
  /** Of the file, in letters and hyphens: its level and ending are added. */
  name: string
  /** What it is, in the language of the file. */
  title: string
  mark: Mark
  /** On what it is based, and what was left out. */
  notes: readonly string[]
  at: Date
  language: Language
}

/** A column without its functions: what writers need of it. */
export type Heading = Pick<Column<never>, 'key' | 'label' | 'width'>

/** A row, ready to be written in a format: cells, or what JSON says of it. */
export type Line = readonly Cell[] | Readonly<Record<string, unknown>>

/** Rows as lines of this format, which also lie well as JSON between two steps of a job. */
export function linesOf<R>(format: Format, columns: readonly Column<R>[], rows: readonly R[]): Line[] {
  if (format !== 'json') return rows.map((row) => columns.map(({ cell }) => cell(row)))
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ key, cell, data }) => [key, data ? data(row) : cell(row)])),
  )
}

/** A cell in words, as exact as it is known: 2020, 2020-03 or 2020-03-12. */
export function inWords(cell: Cell): string | number {
  if (cell === null) return ''
  if (typeof cell !== 'object') return cell
  return 'said' in cell ? cell.said : cell.date.slice(0, { year: 4, month: 7, day: 10 }[cell.precision])
}
