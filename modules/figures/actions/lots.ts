import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import type { Amount } from '../../programmes/fields.ts'
import type { Attended, Counted, Lot, Standing } from '../rules.ts'
import { type Asked, type Days, standing, within } from './standing.ts'

type LotRow = {
  figure: Counted
  standing: Standing
  year: number
  records: number
  events: number | null
  events_is: Amount['comparator'] | null
  participants: number | null
  participants_is: Amount['comparator'] | null
  attended: Attended[]
}

/** By figure of events: what is counted in `shown`, and how many records of `period`, which ends with it, are not, by why. */
type Lots = { counted: Map<Counted, Lot[]>; left: Map<string, number> }

export async function lotsOf(
  tx: Tx,
  by: Asked,
  { shown, period }: { shown: Days; period: Days },
  also: RawBuilder<unknown>,
): Promise<Lots> {
  const { rows } = await sql<LotRow>`${standing(by, also)}
    select s.figure, s.standing, case when isfinite(s.ends_on) then extract(year from s.ends_on)::int end as year, count(*)::int as records,
           sum(a.events)::float8 as events, a.events_is, sum(a.participants)::float8 as participants, a.participants_is,
           any_value(a.attended_by) as attended
      from standing s left join activities a on a.id = s.record and s.standing = 'counted'
     where case when s.standing = 'counted' then ${within(shown)} else ${within(period)} end
     group by s.figure, s.standing, year, a.events_is, a.participants_is,
              case when a.attended_by <> '[]' then a.id end`.execute(tx)
  const counted = rows.filter((row) => row.standing === 'counted')
  const left = new Map<string, number>()
  for (const { figure, standing: why, records } of rows)
    left.set(`${figure} ${why}`, (left.get(`${figure} ${why}`) ?? 0) + records)
  return { counted: Map.groupBy(counted.map(lotIn), ({ figure }) => figure), left }
}

const lotIn = (row: LotRow): Lot & { figure: Counted } => ({
  ...{ figure: row.figure, year: row.year, records: row.records, attended: row.attended },
  events: row.events_is && { n: row.events!, comparator: row.events_is },
  participants: row.participants_is && { n: row.participants!, comparator: row.participants_is },
})
