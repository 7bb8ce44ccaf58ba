import type { Permission } from '../contract.ts'
import type { Call, Tx } from '../database.ts'
import type { Problem } from '../problem.ts'
import type { Share } from '../records/contract.ts'
import type { Language, Shown } from '../text.ts'

/**
 * What a cell holds, and what its value then is: `text` a string; `written` a string in the language of the import;
 * `date` a KnownDate; `amount` { n, comparator }; `flag` a boolean; `texts` several strings; `one` a code of a lookup;
 * `many` several of them.
 */
type Holds = 'text' | 'written' | 'date' | 'amount' | 'flag' | 'texts' | { one: string } | { many: string }

export type Column = {
  key: string
  holds: Holds
  /** A new record cannot do without it. */
  required?: true
}

/** Something that a cell may name. */
export type Term = {
  code: string
  /** What it is called, any of which names it for certain. */
  names: readonly string[]
  /** What people also call it: offered, to be confirmed. */
  also?: readonly string[]
  /** For the reader. */
  label: (language: Language) => string
}

/** Values of a row by key of its column; what its cells leave empty is not among them. */
export type Values = Readonly<Record<string, unknown>>
/** A record's content as its module's edit takes it; plain JSON. */
export type Content = Readonly<Record<string, unknown>>
/** A record at the version that was seen. */
type Known = { id: string; version: number }
/**
 * A record under a sender's reference. `by`: all references of the caller's organisation that lead to it, where records were
 * merged into it; `into`: that which the reference's own record was merged into, this one or another that the caller may
 * not change.
 */
export type Existing = Known & { content: Content; by?: readonly string[]; into?: string }
/** Who will see what the import makes. */
export type Seen = { level: 0 | 1 | 2; handling: readonly string[]; audience: readonly Share[] }

/** A record that others are parts of, as the caller reads it. */
export type Within = {
  title: Shown
  href: `/${string}`
  /** The lowest level of its parts. Nobody beyond those whom their module lets in is let into them. */
  level: 0 | 1 | 2
  /** Why the caller may add nothing to it. */
  refusal: Problem | null
}

/** A kind of record that can be brought in from a table: declared by its module as `Module.imports`. */
export type Importable = {
  /** Of the records: `<module>.<noun>`. */
  kind: `${string}.${string}`
  /** What the caller must hold, as for the module's own acts. */
  permission: Permission
  /** Key of the column with the sender's own reference, by which a row is known again. */
  reference: string
  columns: readonly Column[]
  /** Name of the kind under `kind`, of each column under its key; each also recognised as a heading, in all six languages. */
  texts: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** Other words of headings, by key. */
  headings: Readonly<Record<string, readonly string[]>>
  /** What the lookups that columns name may find. */
  terms: (tx: Tx, lookups: readonly string[]) => Promise<Readonly<Record<string, readonly Term[]>>>
  /** Page of a record. */
  href: (id: string) => `/${string}`
  /**
   * Of a kind whose records are parts of another: that other one, undefined where it is none that the caller reads. Its id
   * is the `within` of the functions below, which is null for kinds without.
   */
  within?: (tx: Tx, id: string, call: Call) => Promise<Within | undefined>
  /** Records by these references of the caller's organisation, as far as the caller reads them. */
  find: (
    tx: Tx,
    references: readonly string[],
    within: string | null,
    call: Call,
  ) => Promise<ReadonlyMap<string, Existing>>
  /**
   * What records say once rows were written over them; in a row's place the reason why it cannot be: a ZodError, whose paths
   * `columnOf` leads back to columns, or a Problem.
   */
  merge: (
    tx: Tx,
    rows: readonly { values: Values; before: Content | null }[],
    language: Language,
    call: Call,
  ) => Promise<(Content | Error)[]>
  columnOf: (path: string) => string | undefined
  /** Makes records, all or none, and answers their ids in order. */
  add: (
    tx: Tx,
    contents: readonly Content[],
    of: { seen: Seen; within: string | null },
    call: Call,
  ) => Promise<string[]>
  /** Changes records, all or none. */
  edit: (tx: Tx, records: readonly (Known & { content: Content })[], call: Call) => Promise<void>
  /** Removes records, all or none; refuses what may not be removed any more. */
  remove: (tx: Tx, records: readonly Known[], call: Call) => Promise<void>
}
