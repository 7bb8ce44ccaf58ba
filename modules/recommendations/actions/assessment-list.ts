import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { peopleRefs } from '../../../platform/records/principals.ts'
import { show, type Written } from '../../../platform/text.ts'
import { organisationIds } from '../../programmes/index.ts'
import type * as contract from '../assessment-contract.ts'
import type { AssessmentRow, ClockState } from '../fields.ts'
import { CLOCKS, type Clock, type ClockEvent, clockOf } from '../rules.ts'

type Narrowing = Pick<z.output<typeof contract.listAssessments.input>, 'states' | 'types'>

/** The part of a query that decides which rows of `assessments a` are meant. */
export const assessed = ({ states, types }: Narrowing): RawBuilder<boolean> =>
  sql<boolean>`(${states ? sql`a.states && ${organisationIds(states)}` : sql`true`}
    and ${types ? sql`a.type = any (${[...types]}::text[])` : sql`true`})`

export async function listAssessments(
  tx: Tx,
  { page, size, ...narrowing }: z.output<typeof contract.listAssessments.input>,
  call: Call,
): Promise<{ items: AssessmentRow[]; total: number }> {
  const where = assessed(narrowing)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from assessments a where ${where}`.execute(tx)
  const lines = await assessmentLines(tx, where, { page, size }, call)
  return {
    items: lines.map(({ sentOn: _, adoptedOn: __, clocks, ...row }) => ({
      ...row,
      clocks: clocks.map(({ events: ___, ...clock }) => clock),
    })),
    total: rows[0]!.n,
  }
}

export type AssessmentLine = Omit<AssessmentRow, 'clocks'> & {
  sentOn: string | null
  adoptedOn: string | null
  clocks: ClockState[]
}

type Row = {
  id: string
  code: string
  title: Written
  type: AssessmentRow['type']
  states: string[]
  starts_on: string
  ends_on: string
  entities: string[]
  sent_on: string | null
  adopted_on: string | null
  recommendations: number
}

/** Assessments `a` that are meant, those whose clocks run out first before the others, with what happened to the clocks. */
export async function assessmentLines(
  tx: Tx,
  where: RawBuilder<boolean>,
  { page, size }: { page: number; size: number },
  call: Call,
): Promise<AssessmentLine[]> {
  const { rows } = await sql<Row>`
    select a.id, a.code, a.title, a.type, a.states, a.starts_on, a.ends_on, a.entities, a.sent_on, a.adopted_on,
           (select count(*)::int from recommendations r where r.assessment = a.id) as recommendations
      from assessments a where ${where}
     order by (select min(d.due) from unnest(array['comments', 'steps']) k, clock_due(a.id, k, current_date) d where d.answered is null) nulls last,
              a.starts_on desc, a.id
     limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const heads = await recordHeads(
    tx,
    rows.map(({ id }) => id),
    call,
  )
  const names = await organisationRefs(
    tx,
    rows.flatMap((r) => [...r.states, ...r.entities]),
    call.language,
  )
  const clocks = await clocksOf(tx, rows, call)
  return rows.map((r) => ({
    head: heads.get(r.id)!,
    code: r.code,
    title: show(r.title, call.language),
    type: r.type,
    state: names.get(r.states[0]!)!,
    startsOn: r.starts_on,
    endsOn: r.ends_on,
    sentOn: r.sent_on,
    adoptedOn: r.adopted_on,
    entities: r.entities.flatMap((id) => names.get(id) ?? []),
    recommendations: r.recommendations,
    clocks: clocks(r.id),
  }))
}

/** Both clocks of each of these assessments, with what happened to them. */
async function clocksOf(
  tx: Tx,
  rows: readonly Pick<Row, 'id' | 'sent_on' | 'adopted_on'>[],
  { language, at }: Call,
): Promise<(id: string) => ClockState[]> {
  const ids = rows.map(({ id }) => id)
  const events = ids.length
    ? await tx
        .selectFrom('clock_events')
        .select(['id', 'record', 'clock', 'event', 'on_day', 'reason', 'by'])
        .where('record', 'in', ids)
        .orderBy('on_day')
        .orderBy('at')
        .orderBy('id')
        .execute()
    : []
  const people = await peopleRefs(
    tx,
    events.map((e) => e.by),
    language,
  )
  const today = at.toISOString().slice(0, 10)
  return (id) => {
    const of = rows.find((row) => row.id === id)!
    return CLOCKS.map((clock: Clock) => {
      const mine = events.filter((e) => e.record === id && e.clock === clock)
      const began = clock === 'comments' ? of.sent_on : of.adopted_on
      const said = mine.map((e) => ({
        id: e.id,
        event: e.event as ClockEvent['event'],
        on: e.on_day,
        reason: e.reason,
        by: people.get(e.by)!,
      }))
      return { clock, began, ...clockOf(clock, began, said, today), events: said }
    })
  }
}
