import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Written } from '../../../platform/text.ts'
import type * as contract from '../contract/nominations.ts'
import { COVER, type Cover, type StateCover } from '../contract/nominations.ts'
import { DUE_DAYS, LAPSED_DAYS } from '../rules.ts'
import { dayOf, foundAs, unOrder } from './names.ts'
import { countViews } from './nominations-reading.ts'

/** The figure of a day, from the dated history: what changes later never alters it. */
export async function countFocalPoints(tx: Tx, input: { on?: string | undefined }, call: Call) {
  const on = dayOf(input, call)
  if (on > call.at.toISOString().slice(0, 10)) throw new Problem('directory.not_yet', 409)
  const { rows } = await sql<{ states: number; of: number }>`
    select states_with_focal_points(${on}::date) as states, (select count(*)::int from organisations where kind = 'state') as of`.execute(
    tx,
  )
  return { on, ...rows[0]! }
}

type Row = { id: string; m49: string; cover: Cover; nominated: number; active: number; seen_on: string | null }

/** Each Member State with what its nominations come to. Of several focal points the best confirmed one counts. */
const covered = sql`
  select o.id, o.code, o.names, s.m49, s.region, s.subregion, s.intermediate,
         count(n.id) filter (where n.state in ('recorded', 'verified', 'invited'))::int as nominated,
         count(n.id) filter (where n.state = 'active')::int as active,
         max(seen.seen_on) as seen_on,
         case when max(n.confirm_by) is null
                then case when count(n.id) filter (where n.state in ('recorded', 'verified', 'invited')) > 0 then 'nominated' else 'none' end
              when max(n.confirm_by) - current_date > ${sql.lit(DUE_DAYS)} then 'active'
              when max(n.confirm_by) > current_date then 'due'
              when current_date - max(n.confirm_by) < ${sql.lit(LAPSED_DAYS)} then 'overdue' else 'lapsed' end as cover
    from organisations o join states s on s.organisation = o.id
    left join nominations n on n.owner_org = o.id
    left join focal_points_seen seen on seen.nomination = n.id
   where o.kind = 'state'
   group by o.id, s.organisation`

export async function listStateCover(tx: Tx, input: z.output<typeof contract.listStateCover.input>, call: Call) {
  const { cover, regions, q, sort, dir, page, size } = input
  const conditions = [
    ...(q ? [foundAs(q, 'c')] : []),
    ...(regions?.length
      ? [
          sql<boolean>`(c.region = any (${regions}::text[]) or c.subregion = any (${regions}::text[]) or c.intermediate = any (${regions}::text[])
            or exists (select from named_regions r where r.code = any (${regions}::text[]) and c.code = any (r.members)))`,
        ]
      : []),
  ]
  const among = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
  const { rows: figures } = await sql<{ cover: Cover; n: number }>`
    select cover, count(*)::int as n from (${covered}) c where ${among} group by cover`.execute(tx)
  const counts = Object.fromEntries(COVER.map((c) => [c, figures.find((f) => f.cover === c)?.n ?? 0])) as Record<
    Cover,
    number
  >
  const shown: readonly Cover[] = cover?.length ? cover : COVER
  const towards = dir === 'asc' ? sql`asc nulls first` : sql`desc nulls last`
  const by = {
    un: unOrder(sql<Written>`c.names`),
    cover: sql`array_position(${[...COVER]}::text[], c.cover)`,
    active: sql`c.active`,
    seen: sql`c.seen_on`,
  }[sort]
  const { rows } = await sql<Row>`
    select c.id, c.m49, c.cover, c.nominated, c.active, c.seen_on from (${covered}) c
     where ${among} and c.cover = any (${[...shown]}::text[])
     order by ${by} ${towards}, ${unOrder(sql<Written>`c.names`)} limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const refs = await organisationRefs(
    tx,
    rows.map(({ id }) => id),
    call.language,
  )
  const items: StateCover[] = rows.map(({ id, seen_on, ...row }) => ({ state: refs.get(id)!, ...row, seenOn: seen_on }))
  return { items, total: shown.reduce((sum, c) => sum + counts[c], 0), counts, waiting: await countViews(tx) }
}
