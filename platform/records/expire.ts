import { sql } from 'kysely'
import type { Tx } from '../database.ts'

/** Brings the audience arrays of records up to date whose grants began or ended meanwhile; true while there are more. */
export async function refreshDue(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`select refresh_due(500) as more`.execute(tx)
  return rows[0]!.more
}
