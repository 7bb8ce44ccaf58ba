import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Tx } from '../../../platform/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Language, Written } from '../../../platform/text.ts'
import type { Amount, Source } from '../fields.ts'
import type { KnownDate } from '../rules.ts'

/** Names of the organisations of these rows, by id, ready to be put in their place. */
export async function namesOf(
  tx: Tx,
  ids: readonly string[],
  language: Language,
): Promise<(ids: readonly string[]) => OrganisationRef[]> {
  const refs = await organisationRefs(tx, ids, language)
  return (wanted) => wanted.flatMap((id) => refs.get(id) ?? [])
}

/**
 * Ids of organisations by code, which people write instead of ids; of an entry that was merged, the kept one's.
 *
 * @throws Problem programmes.no_such_organisation that names the codes nobody has
 */
export async function idsOf(tx: Tx, codes: readonly string[]): Promise<(codes: readonly string[]) => string[]> {
  const wanted = [...new Set(codes)]
  const rows = wanted.length
    ? await tx
        .selectFrom('organisations')
        .select(['code', (eb) => eb.fn.coalesce('merged_into', 'id').as('id')])
        .where('code', 'in', wanted)
        .execute()
    : []
  const ids = new Map(rows.map(({ id, code }) => [code, id]))
  const unknown = wanted.filter((code) => !ids.has(code))
  if (unknown.length > 0) throw new Problem('programmes.no_such_organisation', 400, { codes: unknown.join(', ') })
  return (some) => [...new Set(some.map((code) => ids.get(code)!))]
}

export const knownDate = (date: string | null, precision: string | null): KnownDate | null =>
  date === null ? null : { date, precision: precision as KnownDate['precision'] }

export const amount = (n: number | null, comparator: string | null): Amount | null =>
  n === null ? null : { n, comparator: comparator as Amount['comparator'] }

export const sourceOf = (row: { source: string; paragraphs: number[]; source_also: string[] }): Source => ({
  document: row.source,
  paragraphs: row.paragraphs,
  also: row.source_also,
})

/** Places as kept: the State by id. */
export type KeptPlace = { name: Written; state: string | null }
