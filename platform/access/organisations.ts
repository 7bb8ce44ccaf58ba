import type { Tx } from '../database.ts'
import { among } from '../rows.ts'
import { type Language, show } from '../text.ts'
import type { OrganisationRef } from './refs.ts'

/** The organisations of these ids, as answers name them in `language`; ids that do not exist are left out. */
export async function organisationRefs(
  tx: Tx,
  ids: readonly string[],
  language: Language,
): Promise<Map<string, OrganisationRef>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('organisations')
    .select(['id', 'code', 'kind', 'names'])
    .where('id', 'in', among(wanted))
    .execute()
  return new Map(rows.map(({ id, code, kind, names }) => [id, { id, code, kind, name: show(names, language) }]))
}
