import { sql } from 'kysely'
import type { Tx } from '../database.ts'

/** Ends what nobody will finish. */
export async function cleanUp(tx: Tx): Promise<boolean> {
  await sql`select end_orphaned_jobs()`.execute(tx)
  // What has not moved for a day is no longer in the queue.
  await tx
    .updateTable('asked_jobs')
    .set({ state: 'failed', problem: 'jobs.failed', ended_at: sql`now()` })
    .where('state', 'in', ['waiting', 'running'])
    .where('changed_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
  return false
}
