import type { Tx } from '../database.ts'
import type { Column, Importable } from './importable.ts'
import { Names } from './values/names.ts'

export const lookupOf = ({ holds }: Column): string | undefined =>
  typeof holds === 'string' ? undefined : 'one' in holds ? holds.one : holds.many

/** The names of all lookups that these columns use, with what the viewer's organisation confirmed. */
export async function namesFor(tx: Tx, of: Importable, keys: readonly string[]): Promise<Map<string, Names>> {
  const lookups = [
    ...new Set(of.columns.filter(({ key }) => keys.includes(key)).flatMap((column) => lookupOf(column) ?? [])),
  ]
  if (lookups.length === 0) return new Map()
  const terms = await of.terms(tx, lookups)
  const choices = await tx
    .selectFrom('import_choices')
    .select(['lookup', 'said', 'code'])
    .where('lookup', 'in', lookups)
    .execute()
  return new Map(
    lookups.map((lookup) => {
      const chosen = choices.filter((choice) => choice.lookup === lookup).map(({ said, code }) => [said, code] as const)
      return [lookup, new Names(terms[lookup] ?? [], new Map(chosen))]
    }),
  )
}
