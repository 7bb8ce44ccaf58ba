import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import * as activity from '../../modules/programmes/actions/activities.ts'
import * as programme from '../../modules/programmes/actions/programmes.ts'
import * as contract from '../../modules/programmes/contract.ts'
import type { OrganisationRef } from '../../platform/access/refs.ts'
import { asViewer, type Call, type Database, type Entry, type Tx } from '../../platform/database.ts'
import type { Handling, Share } from '../../platform/records/contract.ts'

type Sample = { id: string; kind: 'programme' | 'activity'; person: string; part_of: string | null }
type Stated = { level: number; handling: Handling[]; invented: boolean; audience: Share[] }

/**
 * Makes some of the filled records again, by the actions and as an officer of their organisation, in the place of the filled
 * ones, and compares what then stands in all tables with what stood there.
 *
 * @returns how many were compared
 * @throws Error that names the first difference
 */
export async function checkFill(owner: Database, db: Database, entry: Entry, most: number): Promise<number> {
  const { rows } = await sql<Sample>`
    select distinct on (p.kind, md5(p.record::text)) p.record as id, p.kind, w.id as person, a.programme as part_of
      from presence p left join activities a on a.id = p.record left join presence o on o.record = a.programme
      join memberships m on m.organisation = p.owner_org
      join persons w on w.id = m.person and w.clearance >= greatest(p.level, coalesce(o.level, 0))
     where not p.excluded && array[p.owner_org, w.id]
     order by p.kind, md5(p.record::text), w.clearance desc, w.id`.execute(owner)
  const samples = (['activity', 'programme'] as const).flatMap((kind) =>
    rows.filter((one) => one.kind === kind).slice(0, most / 2),
  )
  for (const sample of samples) {
    const filled = await rowsOf(owner, sample.id)
    const stated = await statedOf(owner, sample.id)
    const id = await asViewer(db, entry, { actor: sample.person, secondFactor: true }, null, (tx, viewer) =>
      makeAgain(tx, sample, stated, { viewer, language: 'en', at: new Date() }),
    )
    const made = await rowsOf(owner, id)
    for (const [table, rows] of Object.entries(filled))
      if (!isDeepStrictEqual(rows, made[table]))
        throw new Error(`Filled otherwise than made, ${table}: ${JSON.stringify(rows)}; ${JSON.stringify(made[table])}`)
  }
  return samples.length
}

/** What stands of a record in all tables that its making fills, without what differs with each making. */
async function rowsOf(owner: Database, id: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ name: string; rows: unknown }>`
    select 'records' as name, jsonb_agg(to_jsonb(r) - array['id', 'created_by', 'created_at', 'changed_at', 'version']) as rows from records r where id = ${id}
    union all select 'grants', jsonb_agg(g order by g ->> 'principal', g ->> 'gives') from (
      select to_jsonb(g) - array['id', 'record', 'granted_by', 'granted_org', 'granted_at'] - case when basis = 'originator' then 'starts_at' else '' end as g
        from grants g where record = ${id} and (ends_at is null or ends_at > now())) g
    union all select 'programmes', jsonb_agg(to_jsonb(c) - 'id') from programmes c where id = ${id}
    union all select 'activities', jsonb_agg(to_jsonb(c) - 'id') from activities c where id = ${id}
    union all select 'presence', jsonb_agg(to_jsonb(p) - 'record') from presence p where record = ${id}
    union all select 'search_entries', jsonb_agg(to_jsonb(s) - 'record') from search_entries s where record = ${id}`.execute(
    owner,
  )
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]))
}

async function statedOf(owner: Database, id: string): Promise<Stated> {
  const { rows } = await sql<Stated>`
    select r.level, r.handling, r.invented, (
      select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'to', jsonb_build_object('kind', g.grantee_kind, 'id', g.grantee, 'role', g.role), 'gives', g.gives, 'basis', g.basis, 'reference', g.reference,
          'from', to_char(g.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'until', to_char(g.ends_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))), '[]')
        from grants g where g.record = r.id and g.basis <> 'originator' and (g.ends_at is null or g.ends_at > now())) as audience
      from records r where r.id = ${id}`.execute(owner)
  return rows[0]!
}

const codes = (organisations: readonly OrganisationRef[]): string[] => organisations.map(({ code }) => code)

/** Reads it, removes it and enters what was read, in one transaction of an officer. */
async function makeAgain(tx: Tx, { id, kind, part_of }: Sample, stated: Stated, call: Call): Promise<string> {
  const asked = { request: randomUUID(), ...stated }
  if (kind === 'activity') {
    const { head: _, ...read } = await activity.readActivity(tx, { id }, call)
    await tx.deleteFrom('records').where('id', '=', id).execute()
    const input = contract.addActivity.input.parse({ ...read, ...named(read), ...asked, programme: part_of })
    return (await activity.addActivity(tx, input, call)).head.id
  }
  const { head: _, office, ...read } = await programme.readProgramme(tx, { id }, call)
  await tx.deleteFrom('records').where('id', '=', id).execute()
  const standing = office && { ...office, hosts: codes(office.hosts), contacts: codes(office.contacts) }
  const content = { ...read, ...named(read), ...asked, funders: codes(read.funders), office: standing }
  return (await programme.addProgramme(tx, contract.addProgramme.input.parse(content), call)).head.id
}

type Read = {
  leads: OrganisationRef[]
  partners: OrganisationRef[]
  states: OrganisationRef[]
}
/** What names organisations by code; the benchmark names no places. */
const named = ({ leads, partners, states }: Read) => ({
  ...{ leads: codes(leads), partners: codes(partners), states: codes(states), places: [] },
})
