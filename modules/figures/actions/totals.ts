import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { recordHead } from '../../../platform/records/head.ts'
import type { ActivityRow } from '../../programmes/contract.ts'
import { activityRows, claimWork, narrowed } from '../../programmes/index.ts'
import { lastDayOf } from '../../programmes/rules.ts'
import type * as contract from '../contract.ts'
import type { StatedTotal, TotalOf } from '../contract.ts'
import { DEFINITIONS, FIGURES, type Figure, gap, tally } from '../rules.ts'
import { lotsOf } from './lots.ts'
import type { Asked, Days } from './standing.ts'

/** Totals of one answer; of more, those that end last. */
const MOST = 12

/** Totals stated of these days, each beside what is recorded of the same. */
export async function totalsOf(
  tx: Tx,
  by: Asked,
  { first, last }: Days,
  call: Call,
  also: RawBuilder<unknown>,
): Promise<{ items: StatedTotal[]; total: number }> {
  const { from: _, until: __, ...rest } = by
  const { rows } = await sql<{ id: string; figure: Figure; total: number }>`
    select a.id, a.total_of as figure, count(*) over ()::int as total
      from presence p join activities a on a.id = p.record
     where ${narrowed('activity', { ...rest, aggregates: true })} and ${also} and p.aggregate and a.total_of is not null
       and p.status = 'completed' and p.starts_on <= ${last} and p.ends_on >= ${first}
     order by p.ends_on desc, array_position(${[...FIGURES]}::text[], a.total_of), nullif(p.code, '') nulls last, a.id
     limit ${MOST}`.execute(tx)
  return { items: await besideRecorded(tx, rows, call, also), total: rows[0]?.total ?? 0 }
}

type Total = { id: string; figure: Figure }

async function besideRecorded(
  tx: Tx,
  totals: readonly Total[],
  call: Call,
  also: RawBuilder<unknown>,
): Promise<StatedTotal[]> {
  const rows = new Map(
    (
      await activityRows(
        tx,
        totals.map(({ id }) => id),
        call,
      )
    ).map((row) => [row.id, row]),
  )
  const scopes = new Map<string, ReturnType<typeof recordedIn>>()
  const items: StatedTotal[] = []
  for (const { id, figure } of totals) {
    const row = rows.get(id)!
    // Totals of one source are mostly of the same organisations and days: these are looked at once.
    const scope = JSON.stringify([
      row.leads.map(({ code }) => code).sort(),
      row.states.map(({ code }) => code),
      row.start,
      row.end,
    ])
    const found = scopes.get(scope) ?? recordedIn(tx, row, also)
    scopes.set(scope, found)
    items.push(statedTotal(row, figure, await found))
  }
  return items
}

function statedTotal(
  row: ActivityRow,
  figure: Figure,
  { of, counted }: Awaited<ReturnType<typeof recordedIn>>,
): StatedTotal {
  const { adds, of: base } = DEFINITIONS[figure]
  const stated = adds === 'people' ? row.participants : row.events
  const recorded = tally(adds, counted.get(base) ?? [])
  return {
    ...{ id: row.id, figure, code: row.code, title: row.title, leads: row.leads, states: row.states },
    ...{ start: row.start!, end: row.end, source: row.source, level: row.head.level, invented: row.head.invented },
    ...{ stated, recorded, of, gap: stated && gap(stated, recorded) },
  }
}

/** What is counted of a total's organisations and those that are part of them, in its States where it names some, and its days. */
async function recordedIn(tx: Tx, { leads, states, start, end }: ActivityRow, also: RawBuilder<unknown>) {
  const { rows } = await sql<{ code: string }>`
    with recursive among as (
      select o.id from organisations o where o.id = any (${leads.map(({ id }) => id)}::uuid[])
      union
      select d.organisation from among a join organisation_details d on d.part_of = a.id)
    select o.code from among a join organisations o on o.id = a.id order by o.code`.execute(tx)
  const of = rows.map(({ code }) => code)
  const days = { first: sql`${start!.date}::date`, last: sql`${lastDayOf(end ?? start!)}::date` }
  const by: Asked = { entities: of, roles: [], ...(states.length > 0 && { states: states.map(({ code }) => code) }) }
  const { counted } = await lotsOf(tx, by, { shown: days, period: days }, also)
  return { of, counted }
}

export async function readTotal(tx: Tx, { id }: { id: string }, call: Call): Promise<TotalOf> {
  const row = await tx
    .selectFrom('activities')
    .select(['aggregate', 'total_of'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const head = await recordHead(tx, id, call)
  const figure = row.aggregate ? (row.total_of as Figure | null) : null
  const [total = null] = figure ? await besideRecorded(tx, [{ id, figure }], call, sql`true`) : []
  return { id, version: head.version, mine: head.mine === 'contribute', isTotal: row.aggregate, total }
}

/** Of a record that is no total there is nothing to say: it counts by its type. */
export async function saveTotal(
  tx: Tx,
  { id, version, figure }: z.output<typeof contract.saveTotal.input>,
  call: Call,
): Promise<TotalOf> {
  await claimWork(tx, { id, version, current: () => readTotal(tx, { id }, call) }, call)
  const row = await tx.selectFrom('activities').select('aggregate').where('id', '=', id).executeTakeFirst()
  if (figure !== null && !row?.aggregate) throw new Problem('figures.totals_only', 409)
  await tx.updateTable('activities').set({ total_of: figure }).where('id', '=', id).execute()
  return readTotal(tx, { id }, call)
}
