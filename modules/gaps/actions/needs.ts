import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { narrowed } from '../../recommendations/index.ts'
import type { Narrowing } from '../contract.ts'

type By = Pick<Narrowing, 'states' | 'themes' | 'regions' | 'needs'>

/** Statuses in which nothing is needed any more. */
const OVER = ['implemented', 'closed', 'withdrawn']

/**
 * The part of a query that decides which rows of `recommendations r` are open needs. Of theme and need only, nothing else is
 * known: how far it has come must not be told by whether it is counted.
 */
export function needed({ states, themes, regions, needs }: By): RawBuilder<boolean> {
  return sql<boolean>`(
    r.need is not null and (r.form = 'need' or r.status <> all (${OVER}::text[]))
    ${regions ? sql`and r.states && array(select o.id from named_regions n join organisations o on o.code = any (n.members) where n.code = any (${regions}::text[]))` : sql``}
    and ${narrowed({ kinds: ['assessment'], states, themes, needs, overdue: false })})`
}

/** Carried away is only what its originator lets go, or the own. */
export const takeable = sql<boolean>`(
  r.owner_org is not distinct from viewer_org()
  or not exists (select from records m where m.id = r.id and 'no_export' = any (m.handling)))`

/** Needs of a State (by id) that name the same themes, as far as these were asked for. */
export type Needed = { state: string; themes: string[]; needs: number; prioritised: number }

export async function needsOf(tx: Tx, by: By, also: RawBuilder<unknown> = sql`true`): Promise<Needed[]> {
  const chosen = by.themes
    ? sql`array(select x from unnest(r.themes) x where x = any (${by.themes}::text[]))`
    : sql`r.themes`
  // Row-level security lets the planner expect a few rows where many come, and it would look for each of them in turn.
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(tx)
  // One text a row: thousands of arrays take longer to be read than to be made.
  const { rows } = await sql<Omit<Needed, 'themes'> & { themes: string }>`
    select state, array_to_string(themes, ' ') as themes, count(*)::int as needs, (count(*) filter (where need = 'prioritised'))::int as prioritised
      from (select r.states[1] as state, ${chosen} as themes, r.need from recommendations r where ${needed(by)} and ${also}) r
     group by state, themes`.execute(tx)
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(tx)
  return rows.map((row) => ({ ...row, themes: row.themes.split(' ').filter(Boolean) }))
}

/** The recommendations of one cell, those that the State put first before others. */
export async function needIds(tx: Tx, state: string, theme: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from recommendations r where ${needed({ states: [state], themes: [theme] })}
     order by array_position(array['prioritised', 'agreed', 'identified'], r.need), r.id limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}
