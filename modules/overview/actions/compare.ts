import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { namesOnAxis, narrowed, onAxis } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { Comparison } from '../contract.ts'
import { type Figures, standings } from '../rules.ts'
import { linesOf } from './lines.ts'

type Input = z.output<typeof contract.comparePeriods.input>

export const comparePeriods = (tx: Tx, input: Input, call: Call): Promise<Comparison> => compare(tx, input, call)

/** Records by what they have on both axes; `row` and `column` say whether they stand there first in their row and column. */
type Group = Figures & {
  a: string | null
  b: string | null
  row: Figures
  col: Figures
  once: Figures
  undated: number
}

/** `also` leaves out more than the narrowing does. */
export async function compare(
  tx: Tx,
  input: Input,
  call: Call,
  also: RawBuilder<unknown> = sql`true`,
): Promise<Comparison> {
  const groups = await groupsOf(tx, input, also)
  const placed = groups.filter(({ a, b }) => a !== null && b !== null)
  const items = async (axis: Input['rows'], side: 'a' | 'b', of: 'row' | 'col') => {
    const totals = new Map<string, Figures>()
    for (const group of placed) totals.set(group[side]!, sum([totals.get(group[side]!) ?? NONE, group[of]]))
    const names = await namesOnAxis(tx, axis, [...totals.keys()], call.language)
    return names.map(({ key, id, name }) => ({ key, item: { id, name, ...totals.get(key)! } }))
  }
  const rows = await items(input.rows, 'a', 'row')
  const columns = await items(input.columns, 'b', 'col')
  const ids = (named: typeof rows) => new Map(named.map(({ key, item }) => [key, item.id]))
  const [rowIds, columnIds] = [ids(rows), ids(columns)]
  const all = (some: readonly Group[]) => sum(some.map(({ once }) => once))
  const outside = all(groups.filter((group) => !placed.includes(group)))
  return {
    rows: rows.map(({ item }) => item),
    columns: columns.map(({ item }) => item),
    cells: placed.map(({ a, b, now, before, both }) => ({
      ...{ row: rowIds.get(a!)!, column: columnIds.get(b!)!, now, before, both },
    })),
    coverage: {
      ...all(groups),
      unplaced: outside.now + outside.before - outside.both,
      undated: groups.reduce((n, { undated }) => n + undated, 0),
      asOf: call.at.toISOString(),
    },
  }
}

const NONE: Figures = { now: 0, before: 0, both: 0 }
const sum = (of: readonly Figures[]): Figures =>
  of.reduce((a, b) => ({ now: a.now + b.now, before: a.before + b.before, both: a.both + b.both }), NONE)

/** Under way at some time in these years, as lists narrow by them. */
export const within = (from: number, until: number): RawBuilder<boolean> =>
  sql<boolean>`(p.starts_on <= make_date(${until}, 12, 31) and p.ends_on >= make_date(${from}, 1, 1))`
const now = ({ from, until }: Input) => within(from, until)
const before = ({ from2, until2 }: Input) => within(from2, until2)

/** What is meant, in either of the periods. */
export function meant(input: Input, also: RawBuilder<unknown>): RawBuilder<unknown> {
  const { from: _, until: __, ...by } = input
  return sql`${narrowed(input.kind, { ...by, aggregates: false })} and (${now(input)} or ${before(input)}) and ${also}`
}

/** One pass over `presence`, as the matrix counts (modules/programmes): a record comes once to each of its cells. */
async function groupsOf(tx: Tx, input: Input, also: RawBuilder<unknown>): Promise<Group[]> {
  await sql`select set_config('enable_sort', 'off', true)`.execute(tx)
  const counted = (where: RawBuilder<unknown>) => sql`jsonb_build_object(
    'now', count(*) filter (where is_now and ${where}), 'before', count(*) filter (where was and ${where}),
    'both', count(*) filter (where is_now and was and ${where}))`
  const { rows } = await sql<Group>`
    select a::text as a, b::text as b, count(*) filter (where is_now)::int as now, count(*) filter (where was)::int as before,
           count(*) filter (where is_now and was)::int as both,
           ${counted(sql`j = 1`)} as row, ${counted(sql`i = 1`)} as col, ${counted(sql`i = 1 and j = 1`)} as once,
           count(*) filter (where undated and i = 1 and j = 1)::int as undated
      from (select unnest(first) as a, generate_subscripts(first, 1) as i, b, j, is_now, was, undated
              from (select first, unnest(second) as b, generate_subscripts(second, 1) as j, is_now, was, undated
                      from (select ${onAxis(input, input.rows)} as first, ${onAxis(input, input.columns)} as second,
                                   ${now(input)} as is_now, ${before(input)} as was, p.starts_on = '-infinity' as undated
                              from presence p where ${meant(input, also)}) counted) by_column) by_both
     group by a, b`.execute(tx)
  return rows
}

/** What narrows to one thing on an axis. */
const FIELD = { entity: 'entities', theme: 'themes', pillar: 'pillars', state: 'states', region: 'regions' } as const

export async function listCompared(
  tx: Tx,
  { row, column, page, size, ...input }: z.output<typeof contract.listCompared.input>,
  call: Call,
): Promise<z.output<typeof contract.listCompared.output>> {
  const of = {
    ...input,
    ...(row !== undefined && { [FIELD[input.rows]]: [row] }),
    ...(column !== undefined && { [FIELD[input.columns]]: [column] }),
  }
  const { rows } = await sql<{ id: string; standing: (typeof contract.STANDINGS)[number]; n: number }>`
    with found as (
      select p.record as id, p.code, case when not ${before(of)} then 'new' when not ${now(of)} then 'ended' else 'goes_on' end as standing
        from presence p where ${meant(of, sql`true`)})
    select id, standing from found
     order by array_position(array['new', 'ended', 'goes_on'], standing), nullif(code, '') nulls last, id
     limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ now: number; before: number; both: number }>`
    select count(*) filter (where ${now(of)})::int as now, count(*) filter (where ${before(of)})::int as before,
           count(*) filter (where ${now(of)} and ${before(of)})::int as both
      from presence p where ${meant(of, sql`true`)}`.execute(tx)
  const counts = standings(counted.rows[0]!)
  const lines = await linesOf(
    tx,
    rows.map(({ id }) => ({ id, kind: input.kind })),
    call,
  )
  return {
    items: rows.map(({ id, standing }) => ({ ...lines.get(id)!, standing })),
    total: counts.new + counts.ended + counts.goes_on,
    counts,
  }
}
