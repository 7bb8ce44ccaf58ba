import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { notFound } from '../problem.ts'
import type * as contract from './contract.ts'
import type { OutboxMail } from './contract.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function outbox(tx: Tx, { to, page, size }: Input<typeof contract.outbox>, { viewer }: Call) {
  const mails = await openOutbox(tx, viewer.person, to)
  const { total } = await mails.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await mails
    .select(['id', 'subject', 'language', 'status', 'queued_at'])
    .orderBy('queued_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { items: rows.map(asOutboxMail), total }
}

export async function readMail(tx: Tx, { id, to }: Input<typeof contract.readMail>, { viewer }: Call) {
  const mails = await openOutbox(tx, viewer.person, to)
  const row = await mails
    .select(['id', 'subject', 'language', 'status', 'queued_at', 'text'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...asOutboxMail(row), text: row.text }
}

/** The mails to an address that waits for its account, else the viewer's own. There is no outbox but in a demonstration. */
async function openOutbox(tx: Tx, person: string | null, to: string | undefined) {
  const { rows } = await sql<{ open: boolean }>`select in_demonstration() as open`.execute(tx)
  if (!rows[0]!.open) throw notFound()
  const mails = tx.selectFrom('mails')
  if (to !== undefined)
    return mails.where(sql`waiting_address(person, address)`, '=', to).where(sql<boolean>`about || quotes = '{}'`)
  return mails.where((mail) =>
    mail.or([
      mail('person', '=', person),
      mail('address', '=', mail.selectFrom('persons').select('mail').where('id', '=', person)),
    ]),
  )
}

type Row = { id: string; subject: string; language: string; status: string; queued_at: Date }

const asOutboxMail = ({ id, subject, language, status, queued_at }: Row): OutboxMail => ({
  id,
  subject,
  language: language as OutboxMail['language'],
  status: status as OutboxMail['status'],
  at: queued_at.toISOString(),
})
