import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../access/organisations.ts'
import { ROLES } from '../../access/roles.ts'
import type { Call, Tx } from '../../database.ts'
import type * as contract from '../contract.ts'

/** Roles whose holders see, by their role, what others of their organisation do not. */
const VIEWED_ROLES = ROLES.filter((role) => role !== 'reader')

export async function listViews(
  tx: Tx,
  { q, page, size }: z.output<typeof contract.listViews.input>,
  call: Call,
): Promise<z.output<typeof contract.listViews.output>> {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: string }>`
    select id from organisations
     where kind <> 'installation' and left_on is null and id is distinct from viewer_org()
       and unaccent(code || ' ' || coalesce(jsonb_path_query_array(names, '$.texts.*')::text, '')) ilike unaccent(${like})
     order by lower(code) <> lower(${q}), coalesce(names -> 'texts' ->> ${call.language}, code) collate "C.utf8", id
     limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const { preview, previewRole } = await viewedNow(tx)
  const named = await organisationRefs(tx, [...rows.map(({ id }) => id), ...(preview ? [preview] : [])], call.language)
  return {
    items: rows.map(({ id }) => ({ value: id, organisation: named.get(id)! })),
    roles: [...VIEWED_ROLES],
    now: preview ? { organisation: named.get(preview) ?? null, role: previewRole } : null,
  }
}

async function viewedNow(tx: Tx): Promise<{ preview: string | null; previewRole: string | null }> {
  const { rows } = await sql<{ preview: string | null; role: string | null }>`
    select preview_org() as preview, (
      select r from unnest(${VIEWED_ROLES}::text[]) r where role_principal(preview_org(), r) = any (preview_principals()) limit 1) as role`.execute(
    tx,
  )
  return { preview: rows[0]!.preview, previewRole: rows[0]!.role }
}
