import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { once } from '../records/once.ts'
import { peopleRefs } from '../records/principals.ts'
import type * as contract from './contract.ts'
import { type Emergency, PATIENCE } from './contract.ts'
import { type Addressee, tell } from './notices.ts'

/** Asks. Whether there is such a record makes no difference to anything that happens here. */
export async function askEmergency(
  tx: Tx,
  input: z.output<typeof contract.askEmergency.input>,
  { viewer }: Call,
): Promise<{ id: string }> {
  const { record, reason, hours } = input
  const id = await once(tx, input, async () => {
    const made = await tx
      .insertInto('emergencies')
      .values({ about: record, reason, hours })
      .returning('id')
      .executeTakeFirstOrThrow()
    const approvers = await sql<Addressee>`select person, language from emergency_approvers(${made.id})`.execute(tx)
    for (const approver of approvers.rows)
      await tell(tx, approver, 'asked', { name: viewer.name ?? '', hours: PATIENCE })
    return made.id
  })
  return { id }
}

/** Approves another's request. What it opens, if anything, a job opens when this is done: see `settleEmergency`. */
export async function approveEmergency(
  tx: Tx,
  { id }: z.output<typeof contract.approveEmergency.input>,
  { viewer }: Call,
): Promise<Record<string, never>> {
  await sql`select approve_emergency(${id})`.execute(tx)
  await enqueue(tx, 'emergency.settle', { request: id })
  const asker = await tx
    .selectFrom('emergencies')
    .innerJoin('persons', 'persons.id', 'asked_by')
    .select(['persons.id as person', 'language', 'ends_at'])
    .where('emergencies.id', '=', id)
    .executeTakeFirstOrThrow()
  await tell(tx, asker as Addressee, 'approved', { name: viewer.name ?? '', until: asker.ends_at! })
  return {}
}

export async function withdrawEmergency(
  tx: Tx,
  { id }: z.output<typeof contract.withdrawEmergency.input>,
): Promise<Record<string, never>> {
  await sql`select withdraw_emergency(${id})`.execute(tx)
  await enqueue(tx, 'emergency.settle', { request: id })
  return {}
}

type Row = {
  id: string
  about: string
  reason: string
  hours: number
  state: Emergency['state']
  asked_by: string
  asked_at: Date
  lapses_at: Date
  approved_by: string | null
  approved_at: Date | null
  ends_at: Date | null
  withdrawn_by: string | null
  withdrawn_at: Date | null
}

export async function listEmergencies(
  tx: Tx,
  { view, page, size }: z.output<typeof contract.listEmergencies.input>,
  { viewer, language }: Call,
): Promise<{ items: Emergency[]; total: number }> {
  const state = sql<Emergency['state']>`emergency_state(emergencies)`
  let found = tx.selectFrom('emergencies')
  if (view === 'waiting') found = found.where(state, '=', 'waiting')
  if (view === 'past') found = found.where(state, '<>', 'waiting')
  if (view === 'mine')
    found = found.where((of) => of.or([of('asked_by', '=', viewer.person), of('approved_by', '=', viewer.person)]))
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows: Row[] = await found
    .select(['id', 'about', 'reason', 'hours', 'asked_by', 'asked_at', 'approved_by', 'approved_at', 'ends_at'])
    .select(['withdrawn_by', 'withdrawn_at', state.as('state')])
    .select(sql<Date>`asked_at + make_interval(hours => ${PATIENCE})`.as('lapses_at'))
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const named = rows.flatMap((r) => [r.asked_by, r.approved_by, r.withdrawn_by].filter((id) => id !== null))
  const known = await sql<{ id: string; name: string }>`
    select id, name from emergency_people(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
  const names = new Map(known.rows.map(({ id, name }) => [id, { name, organisation: null }]))
  const people = await peopleRefs(tx, named, language, names)
  const person = (id: string | null) => (id && people.get(id)) || null
  return {
    total,
    items: rows.map((r) => ({
      id: r.id,
      record: r.about,
      reason: r.reason,
      hours: r.hours,
      state: r.state,
      askedBy: people.get(r.asked_by)!,
      askedAt: r.asked_at.toISOString(),
      lapsesAt: r.lapses_at.toISOString(),
      approvedBy: person(r.approved_by),
      approvedAt: r.approved_at?.toISOString() ?? null,
      until: r.ends_at?.toISOString() ?? null,
      withdrawnBy: person(r.withdrawn_by),
      withdrawnAt: r.withdrawn_at?.toISOString() ?? null,
      ...whatMay(r, viewer),
    })),
  }
}

/** As the database will decide it: `approve_emergency`, `withdraw_emergency`. */
function whatMay(r: Row, { person, permissions }: Call['viewer']): Pick<Emergency, 'mayApprove' | 'mayWithdraw'> {
  const own = r.asked_by === person
  const mayApprove = r.state === 'waiting' && !own && permissions.includes('emergency:approve')
  const isOpen = r.state === 'waiting' || r.state === 'approved'
  const mayWithdraw = isOpen && permissions.includes('emergency:ask') && (own || r.approved_by === person || mayApprove)
  return { mayApprove, mayWithdraw }
}
