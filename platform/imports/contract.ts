import { z } from 'zod'
import { endpoint, Level, listOf, paging } from '../contract.ts'
import { Handling, Share } from '../records/contract.ts'
import { Language, Shown } from '../text.ts'
import { DELIMITERS, ENCODINGS, LIMITS } from './limits.ts'

const STATES = ['open', 'mapped', 'checked', 'running', 'done', 'undoing', 'undone'] as const

const Kind = z.string().regex(/^[a-z_]+\.[a-z_]+$/)
const Key = z.string().regex(/^[a-zA-Z]{1,40}$/)

/** Something that a column of a table may be. */
const Target = z.object({ key: Key, label: z.string(), required: z.boolean(), holds: z.string() })
const Importing = z.object({ kind: Kind, label: z.string(), columns: z.array(Target) })

/** The record that rows become parts of; `level`: the lowest of these. */
const Within = z.object({ title: Shown, href: z.string(), level: Level })

export const listKinds = endpoint({
  method: 'GET',
  path: '/api/imports/kinds',
  access: 'imports:write',
  audit: 'imports.kinds',
  cli: 'kinds',
  summary: 'What can be brought in from a table, by itself or into a record, and which columns that has',
  input: z.object({
    /** The record that rows become parts of: an assessment, for its recommendations. */
    within: z.uuid().optional(),
  }),
  output: listOf(Importing).extend({ within: Within.nullable() }),
})

const line = {
  id: z.uuid(),
  kind: Kind,
  /** Name of the kind, in the reader's language. */
  label: z.string(),
  file: z.string(),
  state: z.enum(STATES),
  /** Rows below the headings. */
  rows: z.number().int(),
  counts: z.object({
    new: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    bad: z.number().int(),
  }),
  /** Of an undone import: what became of what it had written. */
  undone: z.object({ removed: z.number().int(), restored: z.number().int(), kept: z.number().int() }),
  madeAt: z.iso.datetime(),
}
export const ImportLine = z.object(line)
export type ImportLine = z.output<typeof ImportLine>

export const Import = z.object({
  ...line,
  language: Language,
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  sheet: z.number().int(),
  /** Number of the row with the headings. */
  head: z.number().int(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  /** Columns of the table: letters, heading, some values, and what it is taken for. */
  columns: z.array(
    z.object({ letters: z.string(), heading: z.string(), examples: z.array(z.string()), key: Key.nullable() }),
  ),
  targets: z.array(Target),
  /** The first rows of the sheet as they stand there. */
  preview: z.array(z.object({ n: z.number().int(), cells: z.array(z.string()) })),
  /** Name of the mapping of the organisation that fits these headings. */
  mapping: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Null for kinds that have none, and where it is not open to the reader any more. */
  within: Within.nullable(),
  seen: z.object({ level: Level, handling: z.array(Handling), shared: z.number().int() }).nullable(),
  /** The work asked of it last, while there is something to say of it: it waits, is under way, was stopped or failed. */
  job: z.uuid().nullable(),
  /** That work is waiting or under way: until it ends, nothing else is done with the import. */
  busy: z.boolean(),
})
export type Import = z.output<typeof Import>

export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports/list',
  access: 'imports:write',
  audit: 'imports.list',
  cli: 'list',
  summary: 'What you brought in from tables, newest first',
  input: z.object(paging),
  output: listOf(ImportLine),
})

export const readImport = endpoint({
  method: 'GET',
  path: '/api/imports/read',
  access: 'imports:write',
  audit: 'imports.read',
  cli: 'show',
  summary: 'One import of yours: how its table is read and how far it is',
  input: z.object({ id: z.uuid() }),
  output: Import,
})

export const uploadTable = endpoint({
  method: 'POST',
  path: '/api/imports/upload',
  access: 'imports:write',
  audit: 'imports.upload',
  cli: 'upload',
  summary: 'Bring a table, CSV, XLSX or of a Word document (DOCX), as the body; nothing is written yet',
  upload: LIMITS.file,
  input: z.object({
    kind: Kind,
    /** The record that rows become parts of, for kinds that have one. */
    within: z.uuid().optional(),
    name: z.string().min(1).max(500),
    /** Of the texts in it; the caller's own when left out. */
    language: Language.optional(),
    /** Guessed when left out. */
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.enum(DELIMITERS).optional(),
    request: z.uuid(),
  }),
  output: Import,
})

const writing = { method: 'POST', access: 'imports:write' } as const

export const mapColumns = endpoint({
  ...writing,
  path: '/api/imports/map',
  audit: 'imports.map',
  cli: 'map',
  summary: 'Say which sheet, which row has the headings, and what each column is; without columns it is proposed anew',
  input: z.strictObject({
    id: z.uuid(),
    sheet: z.number().int().min(0).max(100),
    head: z.number().int().min(1).max(1_048_576),
    language: Language,
    columns: z.array(Key.nullable()).max(LIMITS.columns).optional(),
    /** Keep it for the organisation under this name. */
    keepAs: z.string().trim().max(100).optional(),
  }),
  output: Import,
})

const Choice = z.object({ code: z.string(), label: z.string() })
/** Words of the table that nothing is called for certain. */
const Doubt = z.object({
  lookup: Key,
  said: z.string(),
  /** Heading under which it stands. */
  heading: z.string(),
  rows: z.number().int(),
  /** Likely first. */
  suggestions: z.array(Choice),
})
export type Doubt = z.output<typeof Doubt>

export const listDoubts = endpoint({
  method: 'GET',
  path: '/api/imports/doubts',
  access: 'imports:write',
  audit: 'imports.doubts',
  cli: 'doubts',
  summary: 'Names and terms in the table that are to be confirmed, each once',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    /** Different words that were recognised for certain. */
    sure: z.number().int(),
    items: z.array(Doubt),
    /** More of them than are listed. */
    total: z.number().int(),
    /** All that may be chosen, by lookup. */
    terms: z.record(Key, z.array(Choice)),
  }),
})

export const confirmNames = endpoint({
  ...writing,
  path: '/api/imports/confirm',
  audit: 'imports.confirm',
  cli: 'confirm',
  summary: 'Say what such words mean; your organisation’s later tables are read so, too',
  input: z.strictObject({
    id: z.uuid(),
    choices: z
      .array(
        z.strictObject({
          lookup: Key,
          said: z.string().min(1).max(500),
          /** Null: it names nothing that is kept here. */
          code: z.string().max(40).nullable(),
        }),
      )
      .min(1)
      .max(500),
  }),
  output: Import,
})

export const checkImport = endpoint({
  ...writing,
  path: '/api/imports/check',
  audit: 'imports.check',
  cli: 'check',
  summary: 'Say who will see it, and try every row without writing any',
  input: z.strictObject({
    id: z.uuid(),
    /** The lowest that is possible when left out. */
    level: Level.optional(),
    handling: z.array(Handling).default([]),
    /** Beyond the own organisation; nobody where rows become parts of a record. */
    audience: z.array(Share).max(100).default([]),
  }),
  output: Import,
})

const act = { ...writing, input: z.strictObject({ id: z.uuid() }), output: Import } as const

export const runImport = endpoint({
  ...act,
  path: '/api/imports/run',
  audit: 'imports.run',
  cli: 'run',
  summary: 'Write the rows that are right, or go on where it was stopped',
})

export const undoImport = endpoint({
  ...act,
  path: '/api/imports/undo',
  audit: 'imports.undo',
  cli: 'undo',
  summary: 'Remove what an import made and restore what it changed, unless somebody changed it since',
})

export const removeImport = endpoint({
  ...writing,
  path: '/api/imports/remove',
  audit: 'imports.remove',
  cli: 'remove',
  summary: 'Forget a table that was brought; what it made stays and can no longer be undone together',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
})

const Mapping = z.object({
  id: z.uuid(),
  kind: Kind,
  label: z.string(),
  name: z.string(),
  columns: z.number().int(),
  savedAt: z.iso.datetime(),
})

export const listMappings = endpoint({
  method: 'GET',
  path: '/api/imports/mappings',
  access: 'imports:write',
  audit: 'imports.mappings',
  cli: 'mappings',
  summary: 'How your organisation’s tables are read, as it was kept',
  input: z.object(paging),
  output: listOf(Mapping),
})

export const removeMapping = endpoint({
  ...writing,
  path: '/api/imports/mappings/remove',
  audit: 'imports.remove_mapping',
  cli: 'mappings remove',
  summary: 'Forget how such tables are read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
})
