import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** Brings the members of groups to what their rules say today: days pass, and with them memberships and participation. */
export async function followRules(tx: Tx): Promise<boolean> {
  await sql`select apply_group_rules()`.execute(tx)
  return false
}
