import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { translator } from '../../../platform/text.ts'
import { programmes } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { Changed } from '../contract.ts'
import { isNewVisit, type Looks, sinceFor } from '../rules.ts'
import { linesOf } from './lines.ts'

const lookOf = (tx: Tx): Promise<Looks | undefined> =>
  tx.selectFrom('looks').select(['since', 'looked_at']).executeTakeFirst()

export async function look(tx: Tx, { seen }: z.output<typeof contract.look.input>, { at }: Call) {
  const before = await lookOf(tx)
  const since = seen ? at : before ? (isNewVisit(before, at) ? before.looked_at : before.since) : null
  await tx
    .insertInto('looks')
    .values({ since, looked_at: at })
    .onConflict((known) => known.columns(['person', 'organisation']).doUpdateSet({ since, looked_at: at }))
    .execute()
  return { since: since?.toISOString() ?? null }
}

/** A record whose latest news is after `since`; of what is no longer shared nothing is told. */
type Row = { id: string; kind: 'programme' | 'activity'; what: Changed['what']; at: Date; total: number }

export async function listChanged(
  tx: Tx,
  input: z.output<typeof contract.listChanged.input>,
  call: Call,
): Promise<z.output<typeof contract.listChanged.output>> {
  const looks = await lookOf(tx)
  const since = input.since ? new Date(input.since) : sinceFor(looks, call.at)
  const { rows } = await sql<Row>`
    select *, count(*) over ()::int as total from (${newsSince(since)}) news
     order by at desc, id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const total = rows[0]?.total ?? (input.page > 1 ? await countSince(tx, since) : 0)
  const lines = await linesOf(tx, rows, call)
  const fields = await fieldsChanged(
    tx,
    rows.filter(({ what }) => what === 'changed').map(({ id }) => id),
    since,
    call,
  )
  return {
    items: rows.map(({ id, what, at }) => ({
      ...lines.get(id)!,
      ...{ what, at: at.toISOString(), fields: fields.get(id) ?? [] },
    })),
    total,
    since: since.toISOString(),
    isFirst: looks === undefined,
    asOf: call.at.toISOString(),
  }
}

/**
 * Made since; else opened to the viewer since, by the oldest of the grants in force that cover them; else changed since.
 * What begins to be shared is news even where nobody touched it that day. Only records that were touched since, or on which
 * a grant began since, are looked at: by index, however many the viewer reads.
 */
export const newsSince = (since: Date) => sql`
  select p.record as id, p.kind,
         case when r.created_at > ${since} then 'made' when opened.at > ${since} then 'shared' else 'changed' end as what,
         greatest(r.created_at, r.changed_at, opened.at) as at
    from (select id from records where greatest(created_at, changed_at) > ${since}
          union select g.record from grants g where greatest(g.granted_at, g.starts_at) > ${since} and ${opens}) touched
    join presence p on p.record = touched.id join records r on r.id = p.record
    left join lateral (
      select min(greatest(g.granted_at, g.starts_at)) as at from grants g where g.record = p.record and ${opens}) opened on true
   where r.created_at > ${since} or r.changed_at > ${since} or opened.at > ${since}`

/** Grants in force that let the viewer read. */
const opens = sql`
  g.gives in ('read', 'comment', 'contribute') and g.revoked_at is null
  and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())
  and g.principal = any ((select coalesce(preview_principals(), viewer_principals()))::uuid[])`

async function countSince(tx: Tx, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${newsSince(since)}) news`.execute(tx)
  return rows[0]!.n
}

/** Names of the fields that edits since then changed, in the order of the page: only edits that the viewer may compare. */
async function fieldsChanged(
  tx: Tx,
  ids: readonly string[],
  since: Date,
  { language }: Call,
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const t = translator(language, programmes.texts[language])
  const edits = await tx
    .selectFrom('record_history')
    .select(['record', 'table_name', 'changed'])
    .where('record', 'in', [...ids])
    .where('at', '>', since)
    .execute()
  const told = new Map<string, Set<string>>()
  for (const { table, fields } of programmes.history ?? [])
    for (const field of fields)
      for (const { record, table_name, changed } of edits)
        if (table_name === table && field.as !== 'hidden' && field.column in changed)
          told.set(record, (told.get(record) ?? new Set()).add(t(field.label)))
  return new Map([...told].map(([record, labels]) => [record, [...labels]]))
}
