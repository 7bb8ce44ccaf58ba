import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { narrowed } from '../../programmes/index.ts'
import { OFFICE_TYPES } from '../../programmes/rules.ts'
import { coveredBy, type Region, type Stage } from '../rules.ts'

/** The day of the question, and the first day from which on work that ended still counts. */
export type Days = { today: string; since: string }

/** Where a record `presence p` stands, as `stageOf` in rules.ts; a test holds the two together. */
export const stage = ({ today }: Pick<Days, 'today'>): RawBuilder<Stage | null> => sql`
  case when p.status in ('planned', 'proposed') then case when p.ends_on >= ${today}::date then 'planned' end
       when p.status = 'completed' or p.ends_on < ${today}::date then 'ended'
       when p.starts_on > ${today}::date then 'planned' else 'under_way' end`

/** What can answer a need: a total stands for single activities, and an office is a place to work from, not work. */
export const working = ({ since }: Pick<Days, 'since'>): RawBuilder<boolean> => {
  const by = { roles: [], aggregates: false }
  return sql<boolean>`(
    p.ends_on >= ${since}::date and p.type <> all (${[...OFFICE_TYPES]}::text[])
    and (${narrowed('programme', by)} or ${narrowed('activity', by)}))`
}

/** Records by stage; programmes under way or planned, and those of them that name a funder. */
export type Counted = Record<'underWay' | 'planned' | 'ended' | 'programmes' | 'funded', number>
/** `leads`: how many organisations, but for the State itself, lead what is under way. */
type InState = Counted & { state: string; theme: string; leads: number }
/** Of work that names no State. */
type InRegions = Counted & { regions: string[]; theme: string }
export type Work = {
  inStates: InState[]
  inRegions: InRegions[]
  /** Themes and States on which the viewer's own organisation works. */
  ourThemes: Set<string>
  ourStates: Set<string>
  records: number
}
type Row =
  | ({ what: 'state' } & InState)
  | ({ what: 'regions' } & InRegions)
  | { what: 'our theme'; theme: string }
  | { what: 'our state'; state: string }
  | { what: 'records'; ended: number }

/** What is done on these themes in these States (ids), in one pass over what the viewer may read. */
export async function workOn(
  tx: Tx,
  { themes, states }: { themes: readonly string[]; states: readonly string[] },
  days: Days,
  also: RawBuilder<unknown> = sql`true`,
): Promise<Work> {
  const [on, inside] = [sql`${[...themes]}::text[]`, sql`${[...states]}::uuid[]`]
  const counted = sql`(count(*) filter (where stage = 'under_way'))::int as "underWay", (count(*) filter (where stage = 'planned'))::int as planned,
    (count(*) filter (where stage = 'ended'))::int as ended, (count(*) filter (where kind = 'programme' and stage <> 'ended'))::int as programmes,
    (count(*) filter (where funded and stage <> 'ended'))::int as funded`
  const nothing = sql`null::int, null::int, null::int, null::int, null::int, null::int`
  // Row-level security lets the planner expect a few rows where many come, and it would sort them to group them.
  await sql`select set_config('enable_sort', 'off', true), set_config('enable_nestloop', 'off', true)`.execute(tx)
  const { rows } = await sql<Row>`
    with seen as materialized (
      select p.kind, p.states, p.themes, p.regions, p.leads, p.kind = 'programme' and p.funders <> '{}' as funded, ${stage(days)} as stage,
             (select viewer_org()) = any (p.leads || p.partners) as ours
        from presence p where ${working(days)} and ${also}),
    -- Each record once for each of its States and themes that are asked for. Asking whether its arrays overlap with what is
    -- asked for would compare each of its States with each of all, for every record.
    placed as materialized (
      select state, theme, kind, funded, stage, leads
        from (select state, unnest(themes) as theme, kind, funded, stage, leads
                from (select unnest(states) as state, themes, kind, funded, stage, leads from seen where stage is not null) one_state
               where state = any (${inside})) one_theme
       where theme = any (${on})),
    in_states as (
      select state, theme, ${counted} from placed group by state, theme),
    led as (
      select state, theme, count(*)::int as leads
        from (select distinct state, theme, l from placed cross join unnest(leads) l where stage = 'under_way' and l <> state) each_once
       group by state, theme)
    select 'state' as what, c.state, null::text[] as regions, c.theme, c."underWay", c.planned, c.ended, c.programmes, c.funded, coalesce(l.leads, 0) as leads
      from in_states c left join led l on l.state = c.state and l.theme = c.theme
    union all
    select 'regions', null, s.regions, th, ${counted}, null from seen s cross join unnest(s.themes) th
     where s.stage is not null and s.states = '{}' and s.regions <> '{}' and th = any (${on}) group by s.regions, th
    union all select distinct 'our theme', null::uuid, null::text[], th, ${nothing} from seen s cross join unnest(s.themes) th where s.ours and s.stage is not null
    union all select distinct 'our state', st, null::text[], null, ${nothing} from seen s cross join unnest(s.states) st where s.ours and s.stage is not null
    union all select 'records', null, null, null, null, null, count(*)::int, null, null, null from seen where stage is not null`.execute(
    tx,
  )
  await sql`select set_config('enable_sort', 'on', true), set_config('enable_nestloop', 'on', true)`.execute(tx)
  const work: Work = { inStates: [], inRegions: [], ourThemes: new Set(), ourStates: new Set(), records: 0 }
  for (const row of rows)
    switch (row.what) {
      case 'state':
        work.inStates.push(row)
        break
      case 'regions':
        work.inRegions.push(row)
        break
      case 'our theme':
        work.ourThemes.add(row.theme)
        break
      case 'our state':
        work.ourStates.add(row.state)
        break
      case 'records':
        work.records = row.ended
    }
  return work
}

/** The named regions with the ids of their States. */
export async function regionsNamed(tx: Tx): Promise<Map<string, Region>> {
  const { rows } = await sql<Region & { code: string }>`
    select n.code, n.basis = 'm49' as "isStandard", array(select o.id from organisations o where o.code = any (n.members)) as states
      from named_regions n`.execute(tx)
  return new Map(rows.map(({ code, ...region }) => [code, region]))
}

/** Who leads what is under way or planned on the theme, in the State or a region that holds it, for each of these cells. */
export async function leadersIn(
  tx: Tx,
  cells: readonly { state: string; theme: string }[],
  days: Days,
): Promise<Map<string, Set<string>>> {
  const leaders = new Map(cells.map(({ state, theme }) => [`${state} ${theme}`, new Set<string>()]))
  if (cells.length === 0) return leaders
  const { rows } = await sql<{ states: string[]; regions: string[]; themes: string[]; leads: string[] }>`
    select p.states, p.regions, p.themes, p.leads from presence p
     where p.themes && ${cells.map(({ theme }) => theme)}::text[]
       and (p.states && ${cells.map(({ state }) => state)}::uuid[] or (p.states = '{}' and p.regions <> '{}'))
       and ${working(days)} and ${stage(days)} in ('under_way', 'planned')`.execute(tx)
  const regions = await regionsNamed(tx)
  for (const { states, regions: named, themes, leads } of rows) {
    const within = states.length > 0 ? new Set(states) : coveredBy(named, regions)
    for (const { state, theme } of cells)
      if (within.has(state) && themes.includes(theme))
        for (const lead of leads) leaders.get(`${state} ${theme}`)!.add(lead)
  }
  return leaders
}
