import { sql } from 'kysely'
import type { Call, Tx } from '../database.ts'
import { notFound } from '../problem.ts'
import { among } from '../rows.ts'
import { show, type Written } from '../text.ts'
import type { RecordHead } from './contract.ts'

type Row = {
  id: string
  kind: string
  level: number
  handling: RecordHead['handling']
  owner_org: string
  code: string
  organisation_kind: string
  names: Written
  own: boolean | null
  invented: boolean
  version: number
  mine: RecordHead['mine']
  until: Date | null
  created_at: Date
  changed_at: Date
}

/** The heads of those of `ids` that the viewer sees, in one query. */
export async function recordHeads(
  tx: Tx,
  ids: readonly string[],
  call: Pick<Call, 'language'>,
): Promise<Map<string, RecordHead>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.level, r.handling, r.owner_org, o.code, o.kind as organisation_kind, o.names,
           r.owner_org = viewer_org() and preview_org() is null as own, r.invented, r.version, r.created_at, r.changed_at,
           (array['discover', 'read', 'comment', 'contribute'])[mine.rank] as mine, nullif(mine.until, 'infinity') as until
      from records r
      join organisations o on o.id = r.owner_org
      cross join lateral (
        select max(held.rank) filter (where held.record = r.id) as rank, min(held.until) as until
          from (select g.record, max(array_position(array['discover', 'read', 'comment', 'contribute'], g.gives)) as rank,
                       max(coalesce(g.ends_at, 'infinity')) as until
                  from grants g
                 where g.record = any (r.id || r.sources) and g.gives <> 'deny' and g.revoked_at is null
                   and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())
                   -- Looked for by record alone: of all that names the viewer there are tens of thousands.
                   and (g.principal = any ((select coalesce(preview_principals(), viewer_principals()))::uuid[])) is true
                 group by g.record) held) mine
     where r.id in ${among(ids)}`.execute(tx)
  return new Map(
    rows.map((r) => [
      r.id,
      {
        id: r.id,
        kind: r.kind,
        level: r.level,
        handling: r.handling,
        originator: { id: r.owner_org, code: r.code, kind: r.organisation_kind, name: show(r.names, call.language) },
        own: r.own === true,
        invented: r.invented,
        version: r.version,
        mine: r.mine,
        until: r.until?.toISOString() ?? null,
        createdAt: r.created_at.toISOString(),
        changedAt: r.changed_at.toISOString(),
      },
    ]),
  )
}

/** The head of one record; refuses when the viewer may not even discover it. */
export async function recordHead(tx: Tx, id: string, call: Pick<Call, 'language'>): Promise<RecordHead> {
  const head = (await recordHeads(tx, [id], call)).get(id)
  if (!head) throw notFound()
  return head
}
