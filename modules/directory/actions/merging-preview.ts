import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type * as contract from '../contract/merging.ts'
import type { Side } from '../contract/merging.ts'
import { standingsOf } from './memberships.ts'
import { entryId } from './merging.ts'

/** Two entries side by side. Counts are of what the reader may see: nothing here tells of more. */
export async function previewMerge(
  tx: Tx,
  input: z.output<typeof contract.previewMerge.input>,
  call: Call,
): Promise<z.output<typeof contract.previewMerge.output>> {
  const absorbed = await entryId(tx, input.absorbed)
  const kept = await entryId(tx, input.kept)
  const { rows } = await sql<{ refusal: string | null }>`
    select case when ${absorbed} = ${kept} then 'directory.merge_itself' else merge_refusal(${absorbed}, ${kept}) end as refusal`.execute(
    tx,
  )
  return { absorbed: await sideOf(tx, absorbed, call), kept: await sideOf(tx, kept, call), refusal: rows[0]!.refusal }
}

async function sideOf(tx: Tx, id: string, call: Call): Promise<Side> {
  const names = await tx
    .selectFrom('organisation_names')
    .select(['form', 'names', 'ends_on'])
    .where('organisation', '=', id)
    .orderBy(sql`ends_on desc nulls first`)
    .orderBy('form')
    .execute()
  const parts = await tx.selectFrom('organisation_details').select('organisation').where('part_of', '=', id).execute()
  const refs = await organisationRefs(tx, [id, ...parts.map((p) => p.organisation)], call.language)
  const { rows } = await sql<Omit<Side, 'organisation' | 'names' | 'parts' | 'groups'>>`
    select (select count(*) from memberships m join persons p on p.id = m.person
             where m.organisation = ${id} and p.status = 'active' and current_date between m.starts_on and coalesce(m.ends_on, 'infinity'))::int as people,
           (select count(*) from invitations where organisation = ${id} and settled_at is null and expires_at > now())::int as invitations,
           (select count(*) from nominations where owner_org = ${id})::int as nominations,
           (select count(*) from records where owner_org = ${id} and kind <> 'directory.nomination')::int as brought,
           (select count(*) from search_entries where words @@ ${`'=organisation:${id}'`}::tsquery)::int as named,
           (select count(distinct g.record) from grants g join records r on r.id = g.record
             where r.owner_org = viewer_org() and g.grantee = ${id} and g.gives <> 'deny' and g.basis <> 'originator'
               and g.revoked_at is null and (g.ends_at is null or g.ends_at > now()))::int as given`.execute(tx)
  return {
    organisation: refs.get(id)!,
    names: names.map((n) => ({ form: n.form as 'short', names: n.names, until: n.ends_on })),
    parts: parts.map((p) => refs.get(p.organisation)!),
    groups: await standingsOf(tx, id, call),
    ...rows[0]!,
  }
}
