import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../access/organisations.ts'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import { recordHead } from '../../records/head.ts'
import { once } from '../../records/once.ts'
import { peopleRefs } from '../../records/principals.ts'
import { recordLines } from '../../records/titles.ts'
import type * as contract from '../contract.ts'
import type { LegalHold } from '../contract.ts'

export async function listHolds(
  tx: Tx,
  { state, record, page, size }: z.output<typeof contract.listHolds.input>,
  call: Call,
): Promise<{ items: LegalHold[]; total: number }> {
  const { viewer, language } = call
  // Before holds are looked for: a record out of sight is answered, and worked for, like none.
  if (record) await recordHead(tx, record, call)
  const found = tx
    .selectFrom('legal_holds')
    .where('lifted_at', state === 'current' ? 'is' : 'is not', null)
    .$if(record !== undefined, (query) => query.where('record', '=', record!))
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy(state === 'current' ? 'review_on' : 'lifted_at', state === 'current' ? 'asc' : 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const there = (ids: readonly (string | null)[]) => ids.filter((id) => id !== null)
  const records = await recordLines(tx, there(rows.map((r) => r.record)), language)
  const organisations = await organisationRefs(tx, there(rows.map((r) => r.organisation)), language)
  const named = rows.flatMap((r) => [r.person, r.placed_by, r.lifted_by])
  const people = await peopleRefs(tx, there(named), language)
  const may = viewer.permissions.includes('retention:hold')
  return {
    total,
    items: rows.map((r) => ({
      id: r.id,
      record: (r.record && records.get(r.record)) || null,
      person: (r.person && people.get(r.person)) || null,
      organisation: (r.organisation && organisations.get(r.organisation)) || null,
      reason: r.reason,
      reference: r.reference,
      reviewOn: r.review_on,
      placedBy: people.get(r.placed_by)!,
      placedAt: r.placed_at.toISOString(),
      lifted: r.lifted_at && { by: people.get(r.lifted_by!)!, at: r.lifted_at.toISOString(), why: r.lifted_why! },
      mayLift: may && r.lifted_at === null && r.placed_by !== viewer.person && r.person !== viewer.person,
    })),
  }
}

/**
 * Holds something until another person lifts it.
 *
 * @throws Problem not_found, retention.held_already, retention.review_past
 */
export async function placeHold(tx: Tx, input: z.output<typeof contract.placeHold.input>): Promise<{ id: string }> {
  const { on, reason, reference, reviewOn } = input
  const id = await once(tx, input, async () => {
    await requireVisible(tx, on)
    const held = await tx
      .selectFrom('legal_holds')
      .select('id')
      .where(on.kind, '=', on.id)
      .where('lifted_at', 'is', null)
      .executeTakeFirst()
    if (held) throw new Problem('retention.held_already', 409)
    const made = await tx
      .insertInto('legal_holds')
      .values({ [on.kind]: on.id, reason, reference, review_on: reviewOn })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  })
  return { id }
}

/** What the viewer does not see is not there. */
async function requireVisible(tx: Tx, { kind, id }: z.output<typeof contract.placeHold.input>['on']): Promise<void> {
  const table = { record: 'records', person: 'persons', organisation: 'organisations' }[kind]
  const { rows } = await sql`select from ${sql.table(table)} where id = ${id}`.execute(tx)
  if (rows.length === 0) throw notFound()
}

export async function liftHold(
  tx: Tx,
  { id, why }: z.output<typeof contract.liftHold.input>,
  { viewer, at }: Call,
): Promise<Record<string, never>> {
  const hold = await tx.selectFrom('legal_holds').select('lifted_at').where('id', '=', id).executeTakeFirst()
  if (!hold) throw notFound()
  if (hold.lifted_at) throw new Problem('retention.settled', 409)
  const lifted = await tx
    .updateTable('legal_holds')
    .set({ lifted_why: why, lifted_at: at, lifted_by: viewer.person })
    .where('id', '=', id)
    .executeTakeFirst()
  if (lifted.numUpdatedRows === 0n) throw new Problem('access.denied', 403)
  return {}
}
