import { z } from 'zod'
import { endpoint, listOf, paging } from '../contract.ts'
import { Language } from '../text.ts'

export const OutboxMail = z.object({
  id: z.uuid(),
  subject: z.string(),
  language: Language,
  status: z.enum(['queued', 'sent', 'dropped', 'failed']),
  at: z.iso.datetime(),
})
export type OutboxMail = z.output<typeof OutboxMail>

/** An address whose account does not work yet: without one, your own mail. */
const To = z.email().toLowerCase().max(254).optional()

export const outbox = endpoint({
  method: 'GET',
  path: '/api/mail/outbox',
  access: 'public',
  audit: 'mail.outbox',
  cli: 'outbox',
  summary: 'In a demonstration: mail to you, or to an address that was invited and has no account yet',
  input: z.object({ to: To, ...paging }),
  output: listOf(OutboxMail),
})

export const readMail = endpoint({
  method: 'GET',
  path: '/api/mail/read',
  access: 'public',
  audit: 'mail.read',
  cli: 'read',
  summary: 'In a demonstration: one such mail',
  input: z.object({ id: z.uuid(), to: To }),
  output: OutboxMail.extend({ text: z.string() }),
})
