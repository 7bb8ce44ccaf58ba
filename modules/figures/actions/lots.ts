import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import type { Amount } from '../../programmes/fields.ts'
import type { Attended, Counted, Lot } from '../rules.ts'
import { type Asked, type Days, standing, within } from './standing.ts'

type LotRow = {
  figure: Counted
  year: number
  records: number
  events: number | null
  events_is: Amount['comparator'] | null
  participants: number | null
  participants_is: Amount['comparator'] | null
  attended: Attended[]
}

/** What is counted in these days, by figure of events. */
export async function lotsOf(tx: Tx, by: Asked, days: Days, also: RawBuilder<unknown>): Promise<Map<Counted, Lot[]>> {
  const { rows } = await sql<LotRow>`${standing(by, also)}
    select s.figure, extract(year from s.ends_on)::int as year, count(*)::int as records,
           sum(a.events)::float8 as events, a.events_is, sum(a.participants)::float8 as participants, a.participants_is,
           any_value(a.attended_by) as attended
      from standing s join activities a on a.id = s.record
     where s.standing = 'counted' and ${within(days)}
     group by s.figure, extract(year from s.ends_on), a.events_is, a.participants_is,
              case when a.attended_by <> '[]' then a.id end`.execute(tx)
  const lots = rows.map((row) => ({
    figure: row.figure,
    ...{ year: row.year, records: row.records, attended: row.attended },
    events: row.events_is && { n: row.events!, comparator: row.events_is },
    participants: row.participants_is && { n: row.participants!, comparator: row.participants_is },
  }))
  return Map.groupBy(lots, ({ figure }) => figure)
}
