import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { log } from '../log.ts'
import type { Job } from '../module.ts'
import type { Language } from '../text.ts'
import { deliver, Undeliverable } from './transport.ts'

/** Sends one queued mail, if it may still go where it was meant to go. */
async function sendQueued(tx: Tx, { mail }: { mail: string }): Promise<boolean> {
  const letter = await tx
    .selectFrom('mails')
    .select(['id', 'subject', 'text', 'language', 'queued_at', 'stop', 'instead'])
    .where('id', '=', mail)
    .where('status', '=', 'queued')
    .forUpdate()
    .executeTakeFirst()
  if (!letter) return false
  const to = await sql<{
    address: string | null
    refusal: string | null
  }>`select * from mail_recipient(${mail})`.execute(tx)
  const { address, refusal } = to.rows[0]!
  if (address === null) {
    await settle(tx, mail, 'dropped', refusal)
    if (refusal === 'record' && letter.instead) await enqueue(tx, letter.instead.job, letter.instead.payload)
    return false
  }
  const { id, subject, text, language, queued_at, stop } = letter
  try {
    const at = queued_at
    await deliver({ id, to: address, subject, text, language: language as Language, at, ...(stop && { stop }) })
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error
    log.warn('mail refused', { mail })
    await settle(tx, mail, 'failed', 'refused')
    return false
  }
  await settle(tx, mail, 'sent', null)
  return false
}

/** Its words have served: links in them would else lie about as long as the row does. The demonstration shows them. */
async function settle(
  tx: Tx,
  mail: string,
  status: 'sent' | 'dropped' | 'failed',
  reason: string | null,
): Promise<void> {
  await tx.updateTable('mails').set({ status, reason, settled_at: sql`now()` }).where('id', '=', mail).execute()
  await tx
    .updateTable('mails')
    .set({ subject: '', text: '' })
    .where('id', '=', mail)
    .where(sql<boolean>`not in_demonstration()`)
    .execute()
}

/** Gives up on what could not be sent for three days. */
async function cleanMails(tx: Tx): Promise<boolean> {
  const late = await tx
    .updateTable('mails')
    .set({ status: 'failed', reason: 'late', settled_at: sql`now()`, subject: '', text: '' })
    .where('status', '=', 'queued')
    .where('queued_at', '<', sql<Date>`now() - interval '3 days'`)
    .executeTakeFirst()
  if (late.numUpdatedRows > 0n) log.warn('mail given up', { mails: Number(late.numUpdatedRows) })
  return false
}

export const mailJobs: readonly Job[] = [
  { name: 'mail.send', step: sendQueued },
  { name: 'mail.clean', cron: '35 3 * * *', step: cleanMails },
]
