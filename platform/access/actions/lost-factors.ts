import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import { notifyOwn } from '../notices.ts'
import type * as contract from '../people-contract.ts'
import { readPerson } from './people.ts'

type FactorReset = z.input<typeof contract.FactorReset>

/** What waits for a second person: not of the reader's own account, and not older than the week it is good for. */
export async function listFactorResets(
  tx: Tx,
  { page, size }: z.output<typeof contract.listFactorResets.input>,
  call: Call,
): Promise<z.input<typeof contract.listFactorResets.output>> {
  const waiting = tx
    .selectFrom('factor_resets as f')
    .where('f.outcome', 'is', null)
    .where('f.requested_at', '>', sql<Date>`now() - interval '7 days'`)
    .where('f.person', '<>', call.viewer.person)
  const { total } = await waiting.select((where) => where.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await waiting
    .leftJoin('persons as by', 'by.id', 'f.requested_by')
    .select(['f.id', 'f.person', 'f.reason', 'f.requested_by', 'f.requested_at', 'by.name'])
    .select(sql<boolean>`may_widen(f.person)`.as('may'))
    .orderBy('f.requested_at')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const items: FactorReset[] = []
  for (const row of rows) {
    const { id, name, organisation } = await readPerson(tx, { id: row.person }, call)
    items.push({
      id: row.id,
      person: { id, name, organisation },
      reason: row.reason,
      requestedBy: { id: row.requested_by, name: row.name },
      requestedAt: row.requested_at.toISOString(),
      mayApprove: row.may && row.requested_by !== call.viewer.person,
    })
  }
  return { items, total }
}

export async function requestFactorReset(
  tx: Tx,
  { person, reason }: z.output<typeof contract.requestFactorReset.input>,
  call: Call,
): Promise<{ id: string }> {
  const { mayWiden } = await readPerson(tx, { id: person }, call)
  if (!mayWiden) throw new Problem('access.more_than_held', 403)
  await tx
    .updateTable('factor_resets')
    .set({ outcome: 'refused' })
    .where('person', '=', person)
    .where('outcome', 'is', null)
    .where('requested_at', '<=', sql<Date>`now() - interval '7 days'`)
    .execute()
  const open = await tx
    .selectFrom('factor_resets')
    .select('id')
    .where('person', '=', person)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  if (open) throw new Problem('access.already_requested', 409)
  const made = await tx.insertInto('factor_resets').values({ person, reason }).returning('id').executeTakeFirstOrThrow()
  await notifyOwn(tx, person, 'factor_reset_requested', { name: call.viewer.name ?? '' })
  return made
}

export async function decideFactorReset(
  tx: Tx,
  { id, outcome }: z.output<typeof contract.decideFactorReset.input>,
  call: Call,
): Promise<Record<string, never>> {
  const decided = await tx
    .updateTable('factor_resets')
    .set({ outcome })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .where('person', '<>', call.viewer.person)
    .returning('person')
    .executeTakeFirst()
  if (!decided) throw notFound()
  await notifyOwn(tx, decided.person, outcome === 'approved' ? 'factor_reset_done' : 'factor_reset_refused', {
    name: call.viewer.name ?? '',
  })
  return {}
}
