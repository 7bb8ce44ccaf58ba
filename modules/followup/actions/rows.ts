import { sql } from 'kysely'
import type { Call, Tx } from '../../../platform/database.ts'
import { OVERDUE, recommendationRows } from '../../recommendations/index.ts'
import type { BoardRow } from '../contract.ts'

type More = {
  id: string
  overdue: boolean
  answered: boolean | null
  total: number
  done: number
  late: number
}

/** These recommendations as rows of the board, in this order. */
export async function boardRows(tx: Tx, ids: readonly string[], call: Pick<Call, 'language'>): Promise<BoardRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<More>`
    select r.id, r.form <> 'need' and coalesce(${OVERDUE}, false) as overdue,
           case when r.kind = 'evaluation' then r.response is not null end as answered,
           coalesce(a.total, 0) as total, coalesce(a.done, 0) as done, coalesce(a.late, 0) as late
      from recommendations r
      left join (select record, count(*)::int as total, count(done_on)::int as done,
                        count(*) filter (where done_on is null and due_on < current_date)::int as late
                   from recommendation_actions where record = any (${[...ids]}::uuid[]) group by record) a on a.record = r.id
     where r.id = any (${[...ids]}::uuid[])`.execute(tx)
  const more = new Map(rows.map((row) => [row.id, row]))
  return (await recommendationRows(tx, ids, call)).map((row) => {
    const { overdue, answered, total, done, late } = more.get(row.head.id)!
    return {
      ...row,
      ...{ isOverdue: overdue, answered, actions: { total, done, overdue: late } },
    }
  })
}
