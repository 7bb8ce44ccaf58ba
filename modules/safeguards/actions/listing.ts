import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import { today } from '../../../platform/clock.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { show, type Written } from '../../../platform/text.ts'
import { narrowed } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { Mark, SafeguardFigures, SafeguardRow } from '../contract.ts'
import { CHECK_STATES, type CheckState, GATE_STATES, type GateState, KINDS, type Kind, SOON } from '../rules.ts'
import { reportedOf } from './reading.ts'

type Narrowing = z.output<typeof contract.readFigures.input>

/** What is completed needs no gate any more; what a reader asks for by its status is there all the same. */
const OPEN_STATUSES = ['proposed', 'planned', 'ongoing'] as const

/** Programmes that `by` leaves, each with how its checks and its gate stand today: computed for the viewer, kept nowhere. */
const gates = (by: Narrowing) => sql`
  select p.record, p.code, p.status, p.owner_org, gate_state(coalesce(c.states, '{}')) as state, c.review_by, c.waits
    from presence p left join (
      select c.record, array_agg(check_state(c.outcome, c.review_on, c.changed, ${today()}::date)) as states,
             min(c.review_on) filter (where c.outcome = 'signed') as review_by,
             bool_or(c.outcome is null and not exists (
               select from safeguard_checks w where w.record = c.record and w.kind = c.kind and w.recorded_by = viewer_person()
                  and w.version > coalesce((select max(s.version) from safeguard_checks s
                        where s.record = c.record and s.kind = c.kind and s.outcome = 'signed'), 0))) as waits
        from safeguard_checks c where c.latest group by c.record) c on c.record = p.record
   where ${narrowed('programme', { ...by, statuses: by.statuses ?? OPEN_STATUSES, aggregates: true })}`

/**
 * Runs a question about gates with every table read once: row-level security lets the planner expect a row or two where
 * thousands come, and for each of them it would gather all checks again.
 */
async function joined<Row>(tx: Tx, question: RawBuilder<Row>): Promise<Row[]> {
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(tx)
  const { rows } = await question.execute(tx)
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(tx)
  return rows
}

type Found = { record: string; state: GateState; review_by: string | null; total: number }

export async function listSafeguards(
  tx: Tx,
  { page, size, gates: states, within, mine, ...by }: z.output<typeof contract.listSafeguards.input>,
  call: Call,
): Promise<{ items: SafeguardRow[]; total: number }> {
  const signs = call.viewer.permissions.includes('safeguards:sign') && call.viewer.preview === null
  const rows = await joined(
    tx,
    sql<Found>`
    select g.record, g.state, g.review_by, count(*) over ()::int as total from (${gates(by)}) g
     where true ${states ? sql`and g.state = any (${states}::text[])` : sql``}
       ${within === undefined ? sql`` : sql`and g.state = 'open' and g.review_by <= ${today()}::date + ${within}::int`}
       ${mine ? sql`and g.waits and g.owner_org = viewer_org() and ${signs}::boolean and viewer_sees(g.record, 'contribute')` : sql``}
     order by array_position(array['lapsed', 'changed', 'returned', 'waiting', 'missing', 'open'], g.state), g.review_by, g.code, g.record
     limit ${size} offset ${(page - 1) * size}`,
  )
  return { items: await rowsOf(tx, rows, call), total: rows[0]?.total ?? 0 }
}

type Programme = {
  id: string
  code: string
  title: Written
  status: string
  source: string
  status_on: string
  leads: string[]
  owner_org: string
  level: number
  invented: boolean
}
type Standing = { record: string; kind: Kind; state: CheckState; invented: boolean }

async function rowsOf(tx: Tx, found: readonly Found[], call: Call): Promise<SafeguardRow[]> {
  const ids = found.map(({ record }) => record)
  if (ids.length === 0) return []
  const { rows: programmes } = await sql<Programme>`
    select p.id, p.code, p.title, p.status, p.source, p.status_on, p.leads, p.owner_org, p.level, r.invented
      from programmes p join records r on r.id = p.id where p.id = any (${ids}::uuid[])`.execute(tx)
  const { rows: checks } = await sql<Standing>`
    select c.record, c.kind, check_state(c.outcome, c.review_on, c.changed, ${today()}::date) as state, c.invented
      from safeguard_checks c where c.latest and c.record = any (${ids}::uuid[])`.execute(tx)
  const refs = await organisationRefs(
    tx,
    programmes.flatMap((p) => [...p.leads, p.owner_org]),
    call.language,
  )
  const byId = new Map(programmes.map((p) => [p.id, p]))
  const standing = Map.groupBy(checks, ({ record }) => record)
  return found.map(({ record, state, review_by }) => {
    const p = byId.get(record)!
    const of = standing.get(record) ?? []
    return {
      ...{ id: p.id, code: p.code, title: show(p.title, call.language), status: p.status, level: p.level },
      ...{ invented: p.invented, state, reviewBy: review_by },
      leads: p.leads.flatMap((id) => refs.get(id) ?? []),
      originator: refs.get(p.owner_org)!,
      reported: reportedOf({ status: p.status, source: p.source, statusOn: p.status_on }),
      checks: KINDS.map((kind) => {
        const check = of.find((one) => one.kind === kind)
        return { kind, state: check?.state ?? 'missing', invented: check?.invented ?? false }
      }),
    }
  })
}

export async function readFigures(tx: Tx, by: Narrowing, call: Call): Promise<SafeguardFigures> {
  const rows = await joined(
    tx,
    sql<{ state: GateState; n: number; soon: number; flagged: number; reported: number }>`
    select g.state, count(*)::int as n,
           count(*) filter (where g.state = 'open' and g.review_by <= ${today()}::date + ${SOON}::int)::int as soon,
           count(*) filter (where g.status = 'ongoing' and g.state <> 'open')::int as flagged,
           count(*) filter (where g.status = 'ongoing' and g.state <> 'open' and is_reported(t.source, t.status_on, ${today()}::date))::int as reported
      from (${gates(by)}) g join programmes t on t.id = g.record group by g.state`,
  )
  const checks = await joined(
    tx,
    sql<{ kind: Kind; state: CheckState; n: number }>`
    select c.kind, check_state(c.outcome, c.review_on, c.changed, ${today()}::date) as state, count(*)::int as n
      from (${gates(by)}) g join safeguard_checks c on c.record = g.record and c.latest group by 1, 2`,
  )
  const sum = (of: 'n' | 'soon' | 'flagged' | 'reported') => rows.reduce((total, row) => total + row[of], 0)
  const programmes = sum('n')
  return {
    programmes,
    gates: tally(GATE_STATES, (state) => rows.find((row) => row.state === state)?.n ?? 0),
    ...{ soon: sum('soon'), flagged: sum('flagged'), reported: sum('reported') },
    checks: KINDS.map((kind) => {
      const of = checks.filter((row) => row.kind === kind)
      const recorded = of.reduce((total, { n }) => total + n, 0)
      const count = (state: CheckState) => of.find((row) => row.state === state)?.n ?? 0
      return {
        kind,
        states: tally(CHECK_STATES, (state) => (state === 'missing' ? programmes - recorded : count(state))),
      }
    }),
    asOf: call.at.toISOString(),
  }
}

const tally = <Key extends string>(keys: readonly Key[], count: (key: Key) => number): Record<Key, number> =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>

/** Of these programmes those that are under way while their safeguards do not stand, as far as the viewer reads them. */
export async function listMarks(
  tx: Tx,
  { programmes }: z.output<typeof contract.listMarks.input>,
): Promise<{ items: Mark[] }> {
  const { rows } = await sql<{ id: string; source: string; status_on: string; state: GateState }>`
    select p.id, p.source, p.status_on, gate_state(coalesce(c.states, '{}')) as state from programmes p left join lateral (
      select array_agg(check_state(c.outcome, c.review_on, c.changed, ${today()}::date)) as states
        from safeguard_checks c where c.record = p.id and c.latest) c on true
     where p.id = any (${programmes}::uuid[]) and p.status = 'ongoing' and gate_state(coalesce(c.states, '{}')) <> 'open'
     order by p.id`.execute(tx)
  return {
    items: rows.map(({ id, source, status_on, state }) => ({
      programme: id,
      state,
      reported: reportedOf({ status: 'ongoing', source, statusOn: status_on }),
    })),
  }
}
