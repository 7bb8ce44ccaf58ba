import { sql } from 'kysely'
import { now } from '../clock.ts'
import type { Tx } from '../database.ts'
import { log } from '../log.ts'
import type { Job } from '../module.ts'
import { BLOCK, digestOf, macOf } from './seal.ts'

/**
 * Seals the next block of the trail: as many rows as fit, and no further than where no row is on its way any more.
 * Numbers that were drawn but never used lie inside the block.
 */
async function sealNext(tx: Tx): Promise<boolean> {
  const horizon = await sql<{ settled: number }>`select settle_audit() as settled`.execute(tx)
  const { settled } = horizon.rows[0]!
  const before = await tx
    .selectFrom('audit_seals')
    .select(['to_id', 'mac'])
    .orderBy('to_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const from_id = (before?.to_id ?? 0) + 1
  const { rows, last, digest } = await digestOf(tx, { from: from_id, to: settled }, BLOCK)
  if (last === undefined) return false
  const isFull = rows === BLOCK
  const to_id = isFull ? last : settled
  const seal = { from_id, to_id, rows, previous: before?.mac ?? '', digest, sealed_at: now() }
  const mac = macOf(seal)
  await sql`select add_seal(${from_id}, ${to_id}, ${rows}, ${seal.previous}, ${digest}, ${mac}, ${seal.sealed_at})`.execute(
    tx,
  )
  // The log lies elsewhere than the database: whoever cuts off the end of the trail with its seals leaves this line behind.
  log.info('audit sealed', { to: to_id, seal: mac })
  return isFull
}

export const auditJobs: readonly Job[] = [{ name: 'audit.seal', cron: '*/5 * * * *', step: sealNext }]
