import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { Problem } from '../problem.ts'
import { peopleRefs } from '../records/principals.ts'
import { tellOwner } from './actions.ts'
import type * as contract from './contract.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>
type Moved = { id: string; title: string; owner: string; record: string | null; due_on: string | null }

/** People whom the viewer knows, of the own organisation first. */
export async function findOwners(tx: Tx, { record, q }: Input<typeof contract.findOwners>, { language }: Call) {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: string }>`
    select p.id from persons p where not p.service and p.name ilike ${like} and may_own_task(p.id, ${record ?? null})
     order by works_for(p.id, viewer_org()) desc, p.name, p.id limit 50`.execute(tx)
  const people = await peopleRefs(
    tx,
    rows.map(({ id }) => id),
    language,
  )
  return { items: rows.map(({ id }) => people.get(id)!), total: rows.length }
}

export async function assignTasks(tx: Tx, { ids, owner }: Input<typeof contract.assignTasks>, call: Call) {
  const { rows } = await sql<Moved & { may: boolean }>`
    select t.id, t.title, t.owner, t.record, t.due_on, may_own_task(${owner}, t.record) as may
      from tasks t where t.id = any (${ids}::uuid[]) and t.status = 'open' and t.owner <> ${owner}
       and (t.owner = viewer_person() or t.asked_by = viewer_person() or viewer_may('access:organisation'))
     order by t.asked_at, t.id`.execute(tx)
  const goes = rows.filter(({ may }) => may)
  if (rows.length > 0 && goes.length === 0) throw new Problem('tasks.owner', 409)
  if (goes.length > 0)
    await tx
      .updateTable('tasks')
      .set((e) => ({ owner, version: e('version', '+', 1) }))
      .where(
        'id',
        'in',
        goes.map(({ id }) => id),
      )
      .execute()
  for (const task of goes) await tellOwner(tx, { ...task, owner }, call)
  return { moved: goes.length, left: rows.filter(({ may }) => !may).map(({ id, title }) => ({ id, title })) }
}

/** Of a hand-over: how many tasks went over, and which did not, as far as the viewer sees them. */
type HandedOver = { moved: number; left: { id: string; title: string }[] }

/**
 * Gives all open tasks of `from` to `to`, for whoever may keep the account of `from`. Tasks whose record the successor may
 * not read stay, and whoever asked for them is told. The successor is told of each task that is theirs now.
 *
 * @throws a guard's refusal: access.denied, or tasks.owner where `to` does not work where `from` did
 */
export async function reassignTasks(tx: Tx, from: string, to: string): Promise<HandedOver> {
  const { rows } = await sql<{ task: string; went: boolean }>`select * from hand_over_tasks(${from}, ${to})`.execute(tx)
  if (rows.length === 0) return { moved: 0, left: [] }
  const seen = await tx
    .selectFrom('tasks')
    .select(['id', 'title'])
    .where(
      'id',
      'in',
      rows.map(({ task }) => task),
    )
    .orderBy('asked_at')
    .execute()
  const went = new Set(rows.flatMap((row) => (row.went ? [row.task] : [])))
  return { moved: seen.filter(({ id }) => went.has(id)).length, left: seen.filter(({ id }) => !went.has(id)) }
}
