import type { Permission } from '../contract.ts'
import type { Tx } from '../database.ts'
import type { Language } from '../text.ts'

/** Names of codes in one language; a code without one stands for itself. */
export type Names = (tx: Tx, language: Language) => Promise<(code: string) => string>

/** How the values of a column are read. */
type Reading =
  /** Words in no language in particular: a symbol, an address. */
  | { as: 'text' }
  /** A `Written`: compared language by language, and earlier texts can be brought back. */
  | { as: 'written' }
  /** Strings or numbers in a set. */
  | { as: 'list'; names?: Names }
  /** Ids of organisations. */
  | { as: 'organisations' }
  /** One code. */
  | { as: 'term'; names: Names }
  | { as: 'flag' }
  | { as: 'day' }
  /** A date that is known as far as the other column says. */
  | { as: 'date'; precision: string }
  /** A figure, exact as far as the other column says: eq, ge, gt, lt. */
  | { as: 'amount'; comparator: string }
  /** Id of another record: told to those who read that one too. */
  | { as: 'record' }
  /** jsonb of a form of its own, as a list of words. */
  | { as: 'own'; words: (tx: Tx, value: unknown, language: Language) => Promise<string[]> }
  /** Of the machinery; changes of it are shown to nobody. */
  | { as: 'hidden' }

/** A column of a record's content: `label` is a key in the texts of the module. */
export type Field = { column: string; label: string } & Reading

/** What is told of changes in one of the module's tables, and who may bring earlier texts back. */
export type TableFields = { table: string; writes: Permission; fields: readonly Field[] }

/** Names of the columns that a field is made of. */
export const columnsOf = (field: Field): string[] => [
  field.column,
  ...('precision' in field ? [field.precision] : []),
  ...('comparator' in field ? [field.comparator] : []),
]
