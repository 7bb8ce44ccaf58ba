import { sql } from 'kysely'
import type { z } from 'zod'
import { CIRCLES, type Circle, PRINCIPAL_KINDS, type PrincipalKind, type PrincipalRef } from '../../access/refs.ts'
import type { Call, Tx } from '../../database.ts'
import type * as contract from '../contract.ts'
import { texts } from '../locales/index.ts'
import { principalKey, principalRefs } from '../principals.ts'

/**
 * Whom one may share with, as far as the viewer may know of them: circles first, then groups, organisations and people.
 * A name is found by any of its languages, a code by its beginning.
 */
export async function findPrincipals(
  tx: Tx,
  { q, kinds, page, size }: z.output<typeof contract.findPrincipals.input>,
  call: Call,
): Promise<{ items: PrincipalRef[] }> {
  const wanted = kinds ?? PRINCIPAL_KINDS
  const circles = (Object.keys(CIRCLES) as Circle[])
    .filter((circle) => fold(texts[call.language][`circle.${circle}`]).includes(fold(q)))
    .map((circle) => CIRCLES[circle])
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ kind: PrincipalKind; id: string }>`
    select kind, id from (
      select 'circle' as kind, id, 0 as place, id::text as name from unnest(${circles}::uuid[]) id
      union all
      select 'group', id, 1, coalesce(names -> 'texts' ->> ${call.language}, code) from groups
       where unaccent(code || ' ' || coalesce(jsonb_path_query_array(names, '$.texts.*')::text, '')) ilike unaccent(${like})
      union all
      select 'organisation', id, case when lower(code) = lower(${q}) then 1 else 2 end, coalesce(names -> 'texts' ->> ${call.language}, code) from organisations
       where kind <> 'installation' and left_on is null and merged_into is null
         and exists (select from organisations named where organisations.id in (named.id, named.merged_into)
           and unaccent(named.code || ' ' || coalesce(jsonb_path_query_array(named.names, '$.texts.*')::text, '')) ilike unaccent(${like}))
      union all
      select 'person', id, 3, name from persons
       where not service and status = 'active' and unaccent(name) ilike unaccent(${like})) as found
     where kind = any (${wanted})
     order by place, name collate "C.utf8", id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const named = await principalRefs(tx, rows, call.language)
  return { items: rows.map((row) => named.get(principalKey(row))!) }
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
