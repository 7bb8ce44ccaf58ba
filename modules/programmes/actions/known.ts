import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { recordLines } from '../../../platform/records/titles.ts'
import type * as contract from '../contract.ts'

/** Records whose originators let the viewer know of them, by their cards at most: newest first. */
export async function listKnown(tx: Tx, { page, size }: z.output<typeof contract.listKnown.input>, call: Call) {
  const { rows } = await sql<{ id: string; total: number }>`
    select r.id, count(*) over ()::int as total from records r
     where r.kind in ('programmes.programme', 'programmes.activity')
       and not exists (select from presence p where p.record = r.id)
     order by r.created_at desc, r.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const lines = await recordLines(tx, ids, call.language)
  return { items: ids.flatMap((id) => lines.get(id) ?? []), total: rows[0]?.total ?? 0 }
}
