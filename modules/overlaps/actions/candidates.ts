import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { narrowed, organisationIds } from '../../programmes/index.ts'
import { OFFICE_TYPES } from '../../programmes/rules.ts'
import type * as contract from '../contract.ts'

type Input = z.output<typeof contract.listOverlaps.input>

/** A theme in a place, with the records that have a counterpart there. */
export type Cell = {
  theme: string
  state: string | null
  region: string | null
  organisations: number
  records: { id: string; kind: 'programme' | 'activity'; who: string[]; programme: string | null }[]
  total: number
}
export type Found = { cells: Cell[]; total: number; records: number }

/** Records of one cell that are looked at pair by pair: of more, those that end last. */
const MOST = 40

/**
 * Themes in places where records of different organisations meet, as `meet` in rules.ts decides: a page of them, those
 * with most organisations first. Each record is placed once in each of its States and themes (a region where it names no
 * State) and kept as soon as one counterpart is found, so that the time grows with the records and not with their pairs.
 */
export async function cellsOf(tx: Tx, input: Input, also: RawBuilder<unknown>): Promise<Found> {
  // Row-level security lets the planner expect a few rows where many come, and it would compare each with each.
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_sort', 'off', true)`.execute(
    tx,
  )
  const { rows } = await sql<Found>`
    with seen as materialized (${seen(input)} and ${also}),
    placed as materialized (
      select ${held}, st as state, null::text as region, st::text as place, th as theme, array_remove(s.who, st) as sides
        from seen s cross join unnest(${chosen(sql`s.states`, input.states && organisationIds(input.states))}) st
        cross join unnest(${chosen(sql`s.themes`, input.themes && sql`${input.themes}::text[]`)}) th
      union all
      select ${held}, null, re, re, th, s.who
        from seen s cross join unnest(${chosen(sql`s.regions`, input.regions && sql`${input.regions}::text[]`)}) re
        cross join unnest(${chosen(sql`s.themes`, input.themes && sql`${input.themes}::text[]`)}) th
       where s.states = '{}'
    ),
    matched as materialized (
      select a.* from placed a
       where a.sides <> '{}' and exists (
         select from placed b
          where b.place = a.place and b.theme = a.theme and b.sides <> '{}' and ${meets} ${among(input)})
    ),
    cells as (
      select place, theme, state, region, total, organisations
        from (select place, theme, any_value(state) as state, any_value(region) as region, count(*)::int as total
                from matched group by place, theme) counted
        join (select place, theme, count(*)::int as organisations
                from (select distinct m.place, m.theme, w from matched m cross join unnest(m.sides) w) each_once
               group by place, theme) sided using (place, theme)
    ),
    page as (
      select * from cells order by organisations desc, total desc, theme, place
       limit ${input.size} offset ${(input.page - 1) * input.size}
    ),
    firsts as (
      select m.*, row_number() over (partition by m.place, m.theme order by m.ends_on desc, m.record) as n
        from matched m join page using (place, theme)
    ),
    sides as (
      select place, theme, jsonb_agg(jsonb_build_object('id', record, 'kind', kind, 'who', sides, 'programme', programme) order by n) as records
        from firsts where n <= ${MOST} group by place, theme
    )
    select (select count(*)::int from cells) as total, (select count(*)::int from seen) as records,
      (select coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('records', f.records)
          order by c.organisations desc, c.total desc, c.theme, c.place), '[]') from page c join sides f using (place, theme)) as cells`.execute(
    tx,
  )
  await sql`select set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true), set_config('enable_sort', 'on', true)`.execute(
    tx,
  )
  return rows[0]!
}

/** What can overlap: a total stands for single activities, and an office is a place to work from, not work. */
function seen(input: Pick<Input, 'themes' | 'pillars' | 'states' | 'regions' | 'from' | 'until'>): RawBuilder<unknown> {
  const { themes, pillars, states, regions, from, until } = input
  const by = { themes, pillars, states, regions, from, until, roles: [], aggregates: false }
  return sql`
    select p.record, p.kind, p.leads || p.partners as who, p.themes, p.states, p.regions, p.starts_on, p.ends_on,
           a.attendees as audience, part.record as programme
      from presence p left join activities a on a.id = p.record
      left join presence part on part.record = a.programme
     where (${narrowed('programme', by)} or ${narrowed('activity', by)}) and p.type <> all (${[...OFFICE_TYPES]}::text[])`
}

/** What is needed of a record in each of its places: hundreds of thousands of rows, so no more than that. */
const held = sql`s.record, s.kind, s.programme, s.audience, s.starts_on, s.ends_on`

/** The rule in SQL, for a record `a` and another, `b`; `rules.ts` says why. Days first: they part most, and cost least. */
const meets = sql`
  a.starts_on <= b.ends_on and b.starts_on <= a.ends_on
  and b.record <> a.record and not a.sides && b.sides
  and (a.audience is null or b.audience is null or a.audience = b.audience)
  and a.programme is distinct from b.record and b.programme is distinct from a.record
  and (a.programme is null or b.programme is null or a.programme <> b.programme)`

const among = ({ entities }: Input): RawBuilder<unknown> =>
  entities ? sql`and (a.sides && ${organisationIds(entities)} or b.sides && ${organisationIds(entities)})` : sql``

const chosen = (all: RawBuilder<unknown>, wanted: RawBuilder<unknown> | undefined): RawBuilder<unknown> =>
  wanted ? sql`array(select x from unnest(${all}) x where x = any (${wanted}))` : all

/** Records looked at for one: of more, those that end last. */
const NEAR = 200

type Own = {
  themes: string[]
  states: string[]
  regions: string[]
  who: string[]
  programme: string | null
}
export type Near = Own & { id: string; kind: 'programme' | 'activity' }

/** One record, and others that share a theme and a place with it at the same time; undefined where it is not to be read. */
export async function nearOf(tx: Tx, id: string): Promise<{ own: Near; others: Near[]; records: number } | undefined> {
  const columns = sql`select s.record as id, s.kind, s.themes, s.states, s.regions, s.who, s.programme`
  const all = seen({})
  const own = await sql<Near>`with seen as (${all} and p.record = ${id}) ${columns} from seen s`.execute(tx)
  const one = own.rows[0]
  if (!one) {
    // A total or an office is like nothing.
    const known = await sql<
      Pick<Near, 'id' | 'kind'>
    >`select record as id, kind from presence where record = ${id}`.execute(tx)
    return known.rows[0] && { own: { ...NOTHING, ...known.rows[0] }, others: [], records: 1 }
  }
  const place =
    one.states.length > 0
      ? sql`p.states && ${one.states}::uuid[]`
      : sql`p.states = '{}' and p.regions && ${one.regions}::text[]`
  const others = await sql<Near>`
    with seen as (${all} and ${place} and p.themes && ${one.themes}::text[] and p.record <> ${id})
    ${columns} from seen s order by s.ends_on desc, s.record limit ${NEAR}`.execute(tx)
  return { own: one, others: others.rows, records: others.rows.length + 1 }
}

const NOTHING: Own = { themes: [], states: [], regions: [], who: [], programme: null }
