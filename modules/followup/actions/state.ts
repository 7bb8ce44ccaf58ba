import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { listRecommendations } from '../../recommendations/contract.ts'
import type { ClockState } from '../../recommendations/fields.ts'
import { consentLines, listAssessments } from '../../recommendations/index.ts'
import type * as contract from '../contract.ts'
import { followed, OVERDUE_FIRST, tallied } from './followed.ts'
import { boardRows } from './rows.ts'

/** More consents in force than the rows of one page have. */
const CONSENTS = 100_000

export async function readOwnState(
  tx: Tx,
  { page, size }: z.output<typeof contract.readOwnState.input>,
  call: Call,
): Promise<contract.OwnState> {
  const everything = listRecommendations.input.parse({})
  const rows = followed(everything, 'state', sql`viewer_org() = any (r.states)`)
  const { all } = await tallied(tx, rows)
  const { rows: found } = await sql<{ id: string }>`
    select id from (${rows}) mine order by ${OVERDUE_FIRST} limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const ids = found.map(({ id }) => id)
  const [sees, said] = [await seenBy(tx, ids, call), await answered(tx, ids)]
  const items = (await boardRows(tx, ids, call)).map((row) => {
    const { given, answered: done, last } = said.get(row.head.id)!
    return { ...row, sees: sees.get(row.head.id) ?? [], comments: { given, answered: done }, lastStep: last }
  })
  return { items, total: all.total, all, clocks: await runningClocks(tx, call), asOf: call.at.toISOString() }
}

/** Who sees each of these by consents in force, as far as the viewer sees consents: the State's and the originator's do. */
export async function seenBy(
  tx: Tx,
  ids: readonly string[],
  call: Call,
): Promise<Map<string, contract.SaidOfState['sees']>> {
  const inForce = sql`c.record = any (${[...ids]}::uuid[]) and c.to_kind <> 'nobody' and c.revoked_at is null
    and c.starts_at <= now() and (c.ends_at is null or c.ends_at > now())`
  const lines = ids.length === 0 ? [] : await consentLines(tx, inForce, { page: 1, size: CONSENTS }, call)
  const seen = new Map<string, contract.SaidOfState['sees']>()
  for (const { recommendation, to, form, until } of lines) {
    const of = seen.get(recommendation) ?? []
    const same = of.find((one) => one.to.id === to!.id && one.form === form)
    // Of several to the same reader, the one that lasts.
    if (same) same.until = same.until && until && (same.until > until ? same.until : until)
    else of.push({ to: to!, form: form!, until })
    seen.set(recommendation, of)
  }
  return seen
}

/** What the State said to each of these, and what came back. */
async function answered(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; given: number; answered: number; last: string | null }>`
    select x.id, (select count(*)::int from factual_comments f where f.record = x.id) as given,
           (select count(f.answered_at)::int from factual_comments f where f.record = x.id) as answered,
           (select max(s.on_day) from recommendation_steps s where s.record = x.id) as last
      from unnest(${[...ids]}::uuid[]) x(id)`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Assessments of the State with a clock that is not answered yet; the list has the first to run out first. */
async function runningClocks(tx: Tx, call: Call): Promise<contract.OwnState['clocks']> {
  const { rows } = await sql<{ code: string }>`select code from organisations where id = viewer_org()`.execute(tx)
  const states = rows.map(({ code }) => code)
  const { items } = await listAssessments(tx, { states, types: undefined, page: 1, size: 50 }, call)
  return items.filter(({ clocks }) => clocks.some(runs))
}

/** An answer is still waited for. */
export const runs = ({ state }: { state: ClockState['state'] }): boolean =>
  state !== 'answered' && state !== 'not_begun'
