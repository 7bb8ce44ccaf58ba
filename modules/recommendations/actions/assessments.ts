import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { claimRecord } from '../../../platform/records/claim.ts'
import type { RecordHead } from '../../../platform/records/contract.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { makeRecord } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { peopleRefs } from '../../../platform/records/principals.ts'
import { rewrite, show, type Written } from '../../../platform/text.ts'
import { idsOf, organisationIds } from '../../programmes/index.ts'
import type * as contract from '../assessment-contract.ts'
import type { Assessment, AssessmentRow, ClockState } from '../fields.ts'
import { CLOCKS, type Clock, type ClockEvent, clockOf } from '../rules.ts'
import { commentsOn } from './comments.ts'
import { rightsOn } from './rights.ts'
import { tellOriginator, tellState } from './telling.ts'

const KIND = 'recommendations.assessment'

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

export async function listAssessments(
  tx: Tx,
  { states, types, page, size }: z.output<typeof contract.listAssessments.input>,
  call: Call,
): Promise<{ items: AssessmentRow[]; total: number }> {
  const where = sql`(${states ? sql`a.states && ${organisationIds(states)}` : sql`true`}
    and ${types ? sql`a.type = any (${[...types]}::text[])` : sql`true`})`
  const { rows } = await sql<Row>`
    select a.id, a.code, a.title, a.type, a.states, a.starts_on, a.ends_on, a.entities, a.sent_on, a.adopted_on,
           (select count(*)::int from recommendations r where r.assessment = a.id) as recommendations
      from assessments a where ${where}
     order by (select min(d.due) from unnest(array['comments', 'steps']) k, clock_due(a.id, k, current_date) d where d.answered is null) nulls last,
              a.starts_on desc, a.id
     limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const { rows: counted } = await sql<{
    n: number
  }>`select count(*)::int as n from assessments a where ${where}`.execute(tx)
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
  const items = rows.map((r) => ({
    ...rowOf(r, heads.get(r.id)!, names),
    title: show(r.title, call.language),
    clocks: clocks(r.id).map(({ events: _, ...clock }) => clock),
  }))
  return { items, total: counted[0]!.n }
}

function rowOf(
  r: Row,
  head: RecordHead,
  names: ReadonlyMap<string, OrganisationRef>,
): Omit<AssessmentRow, 'title' | 'clocks'> {
  return {
    head,
    code: r.code,
    type: r.type,
    state: names.get(r.states[0]!)!,
    startsOn: r.starts_on,
    endsOn: r.ends_on,
    entities: r.entities.flatMap((id) => names.get(id) ?? []),
    recommendations: r.recommendations,
  }
}

/** Both clocks of each of these assessments, with what happened to them. */
async function clocksOf(tx: Tx, rows: readonly Row[], { language, at }: Call): Promise<(id: string) => ClockState[]> {
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

const WHOLE = [
  ...(['id', 'code', 'title', 'type', 'states', 'starts_on', 'ends_on', 'entities'] as const),
  ...(['documents', 'observations', 'sent_on', 'adopted_on'] as const),
] as const

export async function readAssessment(tx: Tx, { id }: { id: string }, call: Call): Promise<Assessment> {
  const row = await tx.selectFrom('assessments').select(WHOLE).where('id', '=', id).executeTakeFirst()
  const head = (await recordHeads(tx, [id], call)).get(id)
  if (!row || !head) throw notFound()
  const { rows: counted } = await sql<{ n: number }>`
    select count(*)::int as n from recommendations where assessment = ${id}`.execute(tx)
  const of: Row = { ...row, type: row.type as Row['type'], recommendations: counted[0]!.n }
  const names = await organisationRefs(tx, [...row.states, ...row.entities], call.language)
  const { mayWrite, controls } = await rightsOn(tx, id, call)
  return {
    ...rowOf(of, head, names),
    title: row.title,
    documents: row.documents,
    observations: row.observations,
    sentOn: row.sent_on,
    adoptedOn: row.adopted_on,
    clocks: (await clocksOf(tx, [of], call))(id),
    comments: await commentsOn(tx, id, call.language),
    mayWrite,
    mayRespond: controls && call.viewer.permissions.includes('recommendations:respond'),
  }
}

export async function addAssessment(
  tx: Tx,
  input: z.output<typeof contract.addAssessment.input>,
  call: Call,
): Promise<Assessment> {
  const id = await once(tx, input, async () => {
    const controller = (await idsOf(tx, [input.state]))([input.state])[0]!
    const { level, handling, invented } = input
    const made = await makeRecord(tx, {
      kind: KIND,
      level: level as 1 | 2,
      handling,
      invented,
      controller,
      audience: [],
    })
    await tx
      .insertInto('assessments')
      .values({ id: made, states: [controller], ...(await columnsOf(tx, input)) })
      .execute()
    await tellState(tx, 'recommendations.assessed', made)
    return made
  })
  return readAssessment(tx, { id }, call)
}

export async function editAssessment(
  tx: Tx,
  input: z.output<typeof contract.editAssessment.input>,
  call: Call,
): Promise<Assessment> {
  const { id, version } = input
  const current = () => readAssessment(tx, { id }, call)
  await claimRecord(tx, { kind: KIND, id, version, current }, call)
  const before = await tx
    .selectFrom('assessments')
    .select(['title', 'observations', 'sent_on', 'adopted_on'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('assessments')
    .set(await columnsOf(tx, input, before))
    .where('id', '=', id)
    .execute()
  if (input.sentOn !== before.sent_on || input.adoptedOn !== before.adopted_on)
    await tellState(tx, 'recommendations.assessed', id)
  return current()
}

type Content = Omit<z.output<typeof contract.editAssessment.input>, 'id' | 'version'>

async function columnsOf(tx: Tx, said: Content, before?: { title: Written; observations: Written | null }) {
  const ids = await idsOf(tx, said.entities)
  return {
    code: said.code,
    title: JSON.stringify(rewrite(before?.title, said.title)),
    type: said.type,
    starts_on: said.startsOn,
    ends_on: said.endsOn,
    entities: ids(said.entities),
    documents: said.documents,
    observations: said.observations && JSON.stringify(rewrite(before?.observations ?? undefined, said.observations)),
    sent_on: said.sentOn,
    adopted_on: said.adoptedOn,
  }
}

export async function setClock(
  tx: Tx,
  input: z.output<typeof contract.setClock.input>,
  call: Call,
): Promise<Assessment> {
  const { id, clock, event, on, reason } = input
  await once(tx, input, async () => {
    const { clocks } = await readAssessment(tx, { id }, call)
    const { mayWrite, controls } = await rightsOn(tx, id, call)
    const answers = event === 'answered' && controls && call.viewer.permissions.includes('recommendations:respond')
    if (!mayWrite && !answers) throw new Problem('records.read_only', 403)
    const { state } = clocks.find((one) => one.clock === clock)!
    if (!NEXT[event].includes(state)) throw new Problem('recommendations.clock', 409, { state })
    const today = call.at.toISOString().slice(0, 10)
    if (on !== undefined && on > today) throw new Problem('recommendations.not_yet', 409)
    await tx
      .insertInto('clock_events')
      .values({ record: id, clock, event, on_day: on ?? today, reason })
      .execute()
    await (answers ? tellOriginator : tellState)(tx, 'recommendations.clock', id)
    return id
  })
  return readAssessment(tx, { id }, call)
}

const NEXT = {
  paused: ['running', 'over'],
  resumed: ['paused'],
  answered: ['running', 'over', 'paused'],
} as const satisfies Record<string, readonly string[]> as Record<'paused' | 'resumed' | 'answered', readonly string[]>
