import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { KEPT_DAYS } from './contract.ts'

/** Removes what has served its time. */
export async function cleanUp(tx: Tx): Promise<boolean> {
  // A request is repeated within minutes of a broken line, or never.
  await tx.deleteFrom('requests').where('at', '<', sql<Date>`now() - interval '7 days'`).execute()
  await tx.deleteFrom('drafts').where('saved_at', '<', sql<Date>`now() - interval '90 days'`).execute()
  await sql`select end_orphaned_jobs()`.execute(tx)
  await tx.deleteFrom('asked_jobs').where('ended_at', '<', sql<Date>`now() - ${KEPT_DAYS} * interval '1 day'`).execute()
  // What has not moved for a day is no longer in the queue.
  await tx
    .updateTable('asked_jobs')
    .set({ state: 'failed', problem: 'jobs.failed', ended_at: sql`now()` })
    .where('state', 'in', ['waiting', 'running'])
    .where('changed_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
  return false
}
