import type { DELIMITERS, ENCODINGS } from '../limits.ts'

/** A row as it stands in the file; `n` is its number there, from 1. What follows its last filled cell is left out. */
export type SheetRow = { n: number; cells: string[] }

/** Rows of cells with text; rows without anything in them are left out. Dates are ISO, as exact as their format shows. */
export type Sheet = { name: string; rows: SheetRow[] }

/** What was read of a file; `encoding` and `delimiter` of text only. */
export type Sheets = { sheets: Sheet[]; encoding?: string; delimiter?: string }

export type Encoding = (typeof ENCODINGS)[number]
export type Delimiter = (typeof DELIMITERS)[number]

/** Why a file cannot be read; each has the texts `file.<code>` and `file.<code>.mend`. */
export const BREAKS = [
  'empty',
  'unknown',
  'old_excel',
  'macros',
  'locked',
  'damaged',
  'unpacked',
  'xml',
  'no_sheet',
  'no_table',
  'quote',
  'rows',
  'columns',
  'cell',
  'text',
  'sheets',
  'merged',
  'encoding',
  'time',
] as const
export type Break = (typeof BREAKS)[number]

/** A file that cannot be read as a table, with the place where that shows, as far as there is one. */
export class Broken extends Error {
  override name = 'Broken'
  readonly why: Break
  readonly row: number | null
  /** Letters of the column: A, B … AA. */
  readonly column: string | null
  /** Name of the sheet, or of the table of a document. */
  readonly sheet: string | null

  constructor(why: Break, row: number | null = null, column: string | null = null, sheet: string | null = null) {
    super(`${why} ${row ?? ''} ${column ?? ''}`.trim())
    this.why = why
    this.row = row
    this.column = column
    this.sheet = sheet
  }
}

/** What stands in a cell for a formula that was saved without its result. */
export const NO_RESULT = '#CALC!'

/** What a spreadsheet shows where something could not be computed. */
export const isErrorValue = (text: string): boolean =>
  /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|CALC!|SPILL!|GETTING_DATA)$/.test(text)

/** 0 is A, 25 is Z, 26 is AA. */
export function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** Text as it may be kept and shown: without what steers a terminal or the database, in one normal form. */
export const cleanCell = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0|\u202f/g, ' ')
    .trim()
