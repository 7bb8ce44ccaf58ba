import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { narrowed } from '../../programmes/index.ts'

export type Kind = 'programme' | 'activity'
type By = { themes?: string[] | undefined; states?: string[] | undefined; entities?: string[] | undefined }
export type Candidate = { one: string; other: string }

/** Of what is alike in a number, so many records at most: what more have in common tells nothing. */
const CROWD = 20
/** Pairs that are compared field by field: those with most numbers in common. */
const LOOKED_AT = 500

/** Of two that are said to be different, or were merged, nothing is suggested. */
const unsettled = sql`
  not exists (select from distinctions d where d.one = c.one and d.other = c.other)
  and not exists (select from merges m where m.ended is null and (m.kept, m.other) in ((c.one, c.other), (c.other, c.one)))`

/**
 * Pairs of records that share a number of twin_blocks, among those that the viewer reads: those that share most first. Each
 * record is read once, and met only by those that share a number with it.
 */
export async function candidatesOf(
  tx: Tx,
  kind: Kind,
  by: By,
): Promise<{ pairs: Candidate[]; records: number; isCut: boolean }> {
  // Row-level security lets the planner expect a few rows where many come, and it would compare each with each.
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(tx)
  const { rows } = await sql<{ pairs: Candidate[]; records: number }>`
    with mine as materialized (select p.record from presence p where ${narrowed(kind, { ...ALL })}),
    seen as materialized (select b.block, b.record from twin_blocks b join mine using (record)),
    blocks as materialized (select block from seen group by block having count(*) between 2 and ${CROWD}),
    near as materialized (select s.* from seen s join blocks using (block)),
    c as (
      select a.record as one, b.record as other, count(*) as common from near a join near b on b.block = a.block and a.record < b.record group by 1, 2),
    wanted as materialized (${wantedOf(kind, by)}),
    best as (
      select c.one, c.other from c
       where (c.one in (select record from wanted) or c.other in (select record from wanted)) and ${unsettled}
       order by c.common desc, c.one, c.other limit ${LOOKED_AT + 1})
    select (select coalesce(jsonb_agg(b), '[]') from best b) as pairs, (select count(*)::int from mine) as records`.execute(
    tx,
  )
  await sql`select set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true)`.execute(tx)
  const { pairs, records } = rows[0]!
  return { pairs: pairs.slice(0, LOOKED_AT), records, isCut: pairs.length > LOOKED_AT }
}

/** A total stands for single activities, and is like others in all but what it counts. */
const ALL = { roles: [], aggregates: false }

const wantedOf = (kind: Kind, { themes, states, entities }: By): RawBuilder<unknown> => sql`
  select p.record from presence p where ${narrowed(kind, { ...ALL, roles: ['lead', 'partner', 'funder'], themes, states, entities })}`

/** Of each record, so many others are compared field by field. */
const NEAREST = 20

/** Likely twins of these records among all others, by the index of numbers. */
export async function twinsNear(tx: Tx, ids: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with own as materialized (select block, record from twin_blocks where record = any (${[...ids]}::uuid[])),
    met as materialized (
      select b.block, b.record from (select distinct block from own) o cross join lateral (
        select t.block, t.record from twin_blocks t where t.block = o.block and t.record <> all (${[...ids]}::uuid[]) limit ${CROWD}) b),
    telling as materialized (select block from met group by block having count(*) < ${CROWD}),
    c as (
      select o.record as own, least(m.record, o.record) as one, greatest(m.record, o.record) as other, count(*) as common
        from own o join met m using (block) join telling using (block)
       where m.record not in (select a.other from merged_away a)
       group by 1, 2, 3),
    ranked as (
      select c.*, row_number() over (partition by own order by c.common desc, c.one, c.other) as place
        from c join presence p on p.record = c.one join presence q on q.record = c.other
       where p.kind = q.kind and ${unsettled})
    select one, other from ranked where place <= ${NEAREST} order by common desc, one, other`.execute(tx)
  return rows
}
