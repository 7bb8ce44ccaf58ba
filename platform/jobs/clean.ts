import { sql } from 'kysely'
import type { Tx } from '../database.ts'

/** Removes what has served its time. */
export async function cleanUp(tx: Tx): Promise<boolean> {
  // A request is repeated within minutes of a broken line, or never.
  await tx.deleteFrom('requests').where('at', '<', sql<Date>`now() - interval '7 days'`).execute()
  await tx.deleteFrom('drafts').where('saved_at', '<', sql<Date>`now() - interval '90 days'`).execute()
  return false
}
