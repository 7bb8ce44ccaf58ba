import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { listRecommendations } from '../../recommendations/contract.ts'
import { narrowed, OVERDUE } from '../../recommendations/index.ts'
import type { Waited } from '../contract.ts'

/** What is due within as many days is said beforehand. */
const SOON = 30

export async function readWaiting(tx: Tx): Promise<Waited> {
  const { rows } = await sql<Record<string, number>>`
    with mine as (
      select coalesce(${OVERDUE}, false) as overdue,
             coalesce(r.due_on between current_date and current_date + ${SOON}::int and r.status in ('not_started', 'under_way'), false) as soon,
             viewer_org() = any (r.states) as state, viewer_org() = any (r.leads) as lead, viewer_org() = r.originator as originator,
             r.kind = 'report' and viewer_org() = r.originator as report, r.uptake <> '[]' as taken
        from recommendations r
       where r.form <> 'need' and viewer_org() = any (r.states || r.leads || r.originator) and ${narrowed(listRecommendations.input.parse({}))}
    )
    select ${sql.join(
      (['state', 'lead', 'originator'] as const).flatMap((whose) =>
        (['overdue', 'soon'] as const).map(
          (when) =>
            sql`count(*) filter (where ${sql.ref(whose)} and ${sql.ref(when)})::int as ${sql.id(`${whose}_${when}`)}`,
        ),
      ),
    )}, count(*) filter (where report)::int as reports, count(*) filter (where report and taken)::int as taken_up from mine`.execute(
    tx,
  )
  const of = rows[0]!
  const waiting = (whose: string) => ({ overdue: of[`${whose}_overdue`]!, soon: of[`${whose}_soon`]! })
  return {
    ...{ state: waiting('state'), lead: waiting('lead'), originator: waiting('originator') },
    reports: { total: of['reports']!, takenUp: of['taken_up']! },
  }
}
