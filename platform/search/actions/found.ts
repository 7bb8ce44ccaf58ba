import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../database.ts'

/**
 * Rows of `search_hits`, for a `with`: of two records that are one, who reads both finds the one that stays, which then holds
 * what either holds. The statements that two are one are read as the viewer; to whoever does not see them both are found.
 */
export const foundBy = (questions: readonly string[]): RawBuilder<unknown> => sql`
  heard as materialized (select * from search_hits(${[...questions]}::text[]::tsquery[])),
  led as materialized (select other, kept from search_leads),
  brought as materialized (select led.kept, bit_or(h.held) as held from led join heard h on h.hit = led.other group by led.kept),
  hits as materialized (
    select h.hit, h.held | coalesce(b.held, 0) as held, h.kind, h.originator, h.subjects, h.years
      from heard h left join brought b on b.kept = h.hit where h.hit not in (select other from led)
    union all
    select e.record, b.held, e.kind, e.owner_org, e.subjects, e.years
      from brought b join search_entries e on e.record = b.kept where b.kept not in (select hit from heard))`

/** Of these records those that lead to one of them, by the one that stays. */
export async function ledTo(tx: Tx, ids: readonly string[]): Promise<{ other: string; kept: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ other: string; kept: string }>`
    select other, kept from search_leads where kept = any (${[...ids]}::uuid[]) order by other`.execute(tx)
  return rows
}
