import { z } from 'zod'
import { endpoint, FileAnswer, listOf, paging, query } from '../../contract.ts'
import { Language, Shown } from '../../text.ts'
import { LIMITS } from '../limits.ts'

/** What may become of a row, and what became of what it had written once the import is undone. */
export const OUTCOMES = ['new', 'changed', 'unchanged', 'bad'] as const
export const UNDONE = ['removed', 'restored', 'kept'] as const

/** What is wrong, where, and what to do. */
export const Fault = z.object({
  file: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  /** Letters of the column; null where the row as a whole is meant. */
  column: z.string().nullable(),
  heading: z.string().nullable(),
  message: z.string(),
  remedy: z.string(),
})
export type Fault = z.output<typeof Fault>

/**
 * `alike`: a record that the row may enter a second time; `merged`: the one into which the row's own was merged, and which it
 * changes; `closed`: such a one that the caller may not change.
 */
const Note = z.object({ kind: z.enum(['alike', 'merged', 'closed']), title: Shown, href: z.string() })
export type Note = z.output<typeof Note>

export const ImportRow = z.object({
  n: z.number().int(),
  cells: z.array(z.string()),
  outcome: z.enum(OUTCOMES).nullable(),
  faults: z.array(Fault),
  /** What does not stop it, but is to be known before it is written. */
  notes: z.array(Note),
  /** Page of what it made or changed. */
  href: z.string().nullable(),
  undone: z.enum(UNDONE).nullable(),
})
export type ImportRow = z.output<typeof ImportRow>

export const listRows = endpoint({
  method: 'GET',
  path: '/api/imports/rows',
  access: 'imports:write',
  audit: 'imports.rows',
  cli: 'rows',
  summary: 'Rows of a table, and what becomes of each',
  input: z.object({
    id: z.uuid(),
    outcome: z.enum(OUTCOMES).optional(),
    undone: z.enum(UNDONE).optional(),
    /** Only those of which there is something to know. */
    noted: query.flag().default(false),
    /** Number of the row behind which pages begin: quick also far down a long table. */
    after: query.int(0, LIMITS.height).default(0),
    ...paging,
  }),
  output: listOf(ImportRow),
})

export const downloadBadRows = endpoint({
  method: 'GET',
  path: '/api/imports/mend',
  access: 'imports:write',
  audit: 'imports.mend',
  cli: 'mend',
  summary: 'The rows with errors as CSV, with what is wrong in a last column: to be mended and brought again',
  input: z.object({
    id: z.uuid(),
    /** Of what is said of the errors; a plain link says the reader's own and not that of the page. */
    language: Language.optional(),
  }),
  inTurn: 'file',
  output: FileAnswer,
})
