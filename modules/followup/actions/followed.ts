import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { organisationIds } from '../../programmes/index.ts'
import type { Narrowing } from '../../recommendations/contract.ts'
import { narrowed, OVERDUE } from '../../recommendations/index.ts'
import { COUNTED, type Grouping, NONE, type Tally } from '../rules.ts'

/**
 * What the groups of a recommendation are called, as text[]. Of theme and need only the row has neither priority nor lead, and
 * is given no age. The age counts from the end of the visit where the viewer reads the assessment, else from the day on
 * which the row came into the register.
 */
const KEYS: Record<Grouping, RawBuilder<string[]>> = {
  state: sql`r.states::text[]`,
  theme: sql`r.themes`,
  priority: sql`array_remove(array[r.priority], null)`,
  lead: sql`r.leads::text[]`,
  age: sql`array_remove(array[case when r.form <> 'need' then (
    select case when made.on_day > current_date - interval '6 months' then 'half'
                when made.on_day > current_date - interval '1 year' then 'year'
                when made.on_day > current_date - interval '2 years' then 'two' else 'older' end
      from (select coalesce((select a.ends_on from assessments a where a.id = r.assessment),
                            (select m.created_at::date from records m where m.id = r.id)) as on_day) made) end], null)`,
}

/** Rows of the register that are meant, with their groups and how they stand; `also` narrows them down further. */
export const followed = (
  by: Narrowing,
  grouping: Grouping,
  also: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> => sql`
  select r.id, r.due_on, r.priority, ${KEYS[grouping]} as keys,
         case when r.form = 'need' then 'untold' else r.status end as status,
         r.form <> 'need' and coalesce(${OVERDUE}, false) as overdue
    from recommendations r where ${narrowed(by)} and ${also}`

/** Overdue first, the longest; then what is open by its day; then what is not told; then what is done. */
export const OVERDUE_FIRST = sql`
  case when overdue then 0 when status in ('not_started', 'under_way') then 1 when status = 'untold' then 2 else 3 end,
  due_on nulls last, array_position(array['high', 'medium', 'low'], priority), id`

const COUNTS = sql`count(*)::int as total, count(*) filter (where overdue)::int as overdue, ${sql.join(
  COUNTED.map((status) => sql`count(*) filter (where status = ${status})::int as ${sql.id(status)}`),
)}`

type Counted = Tally['counts'] & { key: string | null; isAll: boolean; total: number; overdue: number }

/** All, each counted once; and each group by its key (of States and leads their ids), in no order. */
export async function tallied(
  tx: Tx,
  rows: RawBuilder<unknown>,
): Promise<{ all: Tally; groups: (Tally & { key: string })[] }> {
  const { rows: found } = await sql<Counted>`
    with mine as materialized (${rows})
    select null as key, true as "isAll", ${COUNTS} from mine
    union all
    select k.key, false, ${COUNTS} from mine left join lateral unnest(mine.keys) k(key) on true group by k.key`.execute(
    tx,
  )
  const tally = ({ key: _, isAll: __, total, overdue, ...counts }: Counted): Tally => ({ total, overdue, counts })
  return {
    all: tally(found.find(({ isAll }) => isAll)!),
    groups: found.filter(({ isAll }) => !isAll).map((row) => ({ key: row.key ?? NONE, ...tally(row) })),
  }
}

/** Whether a row of `mine` stands in a group that is named as readers name it: organizations by code. */
export function inGroup(grouping: Grouping, key: string): RawBuilder<boolean> {
  if (key === NONE) return sql`cardinality(mine.keys) = 0`
  return grouping === 'state' || grouping === 'lead'
    ? sql`mine.keys && ${organisationIds([key.toUpperCase()])}::text[]`
    : sql`${key} = any (mine.keys)`
}
