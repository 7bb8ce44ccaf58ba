import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Narrowing } from '../../recommendations/contract.ts'
import { narrowed } from '../../recommendations/index.ts'
import type * as contract from '../contract.ts'
import { COUNTED, type Counted, type Counts, quarterEnds } from '../rules.ts'

export async function readProgress(
  tx: Tx,
  { quarters, ...narrowing }: z.output<typeof contract.readProgress.input>,
  call: Call,
): Promise<contract.Progress> {
  return { ...(await progressOf(tx, narrowing, quarters, call)), asOf: call.at.toISOString() }
}

/**
 * How many stood how at the end of each quarter. What is known of the past is what the viewer reads of it: the steps
 * reported on a recommendation; of what a State disclosed, the differences in its history; of both, how it stands and since when.
 * Before the first of these an original had not begun, and of a disclosure nothing is told. A recommendation counts from the
 * end of the visit, from the first day of which something is told, or from when it came into the register: from the first of these.
 */
export async function progressOf(
  tx: Tx,
  narrowing: Narrowing,
  quarters: number,
  { at }: Pick<Call, 'at'>,
  also: RawBuilder<unknown> = sql`true`,
): Promise<Pick<contract.Progress, 'points' | 'left'>> {
  const days = quarterEnds(at.toISOString().slice(0, 10), quarters)
  const { rows } = await sql<{ on: string; status: Counted; n: number }>`
    with mine as materialized (
      select r.id, r.form, r.status, r.status_on, m.created_at,
             (select a.ends_on from assessments a where a.id = r.assessment) as visited
        from recommendations r join records m on m.id = r.id
       where r.form <> 'need' and ${narrowed(narrowing)} and ${also}
    ), known as (
      select id, status_on as day, 'infinity'::timestamptz as said, 1 as place, status from mine
      union all
      select s.record, s.on_day, s.said_at, 1, s.status from recommendation_steps s join mine on mine.id = s.record
      union all
      select h.record, (h.changed #>> array['status_on', side.n::text])::date, h.at, side.n, h.changed #>> array['status', side.n::text]
        from record_history h join mine on mine.id = h.record cross join (values (0), (1)) side(n)
       where mine.form <> 'original' and h.table_name = 'recommendations' and h.changed ?& array['status', 'status_on']
    ), since as (
      select mine.id, mine.form, least(mine.created_at::date, mine.visited, min(known.day)) as day
        from mine join known on known.id = mine.id group by mine.id, mine.form, mine.created_at, mine.visited
    ), stood as (
      select distinct on (q.day, since.id) q.day, since.id, since.form, known.status
        from unnest(${days}::date[]) q(day) join since on since.day <= q.day
        left join known on known.id = since.id and known.day <= q.day
       order by q.day, since.id, known.said desc nulls last, known.place desc
    )
    select day as on, coalesce(status, case form when 'original' then 'not_started' else 'untold' end) as status, count(*)::int as n
      from stood group by 1, 2`.execute(tx)
  const { rows: left } = await sql<{ n: number }>`
    select count(*)::int as n from recommendations r where r.form = 'need' and ${narrowed(narrowing)} and ${also}`.execute(
    tx,
  )
  const counted = (on: string) =>
    Object.fromEntries(
      COUNTED.map((status) => [status, rows.find((row) => row.on === on && row.status === status)?.n ?? 0]),
    ) as Counts
  const first = rows.map(({ on }) => on).sort()[0]
  const shown = days.filter((on) => first !== undefined && on >= first)
  return { points: shown.map((on) => ({ on, counts: counted(on) })), left: left[0]!.n }
}
