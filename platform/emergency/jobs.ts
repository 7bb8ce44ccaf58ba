import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Job } from '../module.ts'
import { type Addressee, tell } from './notices.ts'

/** Opens what was approved, or closes what was taken back, and tells the originators, who are asked by nobody before. */
async function settleEmergency(tx: Tx, { request }: { request: string }): Promise<boolean> {
  const { rows } = await sql<Addressee & { asker: string; approver: string; ends: Date }>`
    select * from settle_emergency(${request})`.execute(tx)
  for (const { asker, approver, ends, ...addressee } of rows)
    await tell(tx, addressee, 'opened', { asker, approver, until: ends })
  return false
}

export const emergencyJobs: readonly Job[] = [{ name: 'emergency.settle', step: settleEmergency }]
