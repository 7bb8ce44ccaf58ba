import { randomUUID } from 'node:crypto'
import type { Tx } from '../database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Language } from '../text.ts'

export type Mail = {
  /** A person's id, whose address is looked up when the mail goes out; or an address without an account. */
  to: string | { address: string }
  subject: string
  /** Plain text made from a template; paragraphs are separated by empty lines. Nothing above unclassified. */
  text: string
  language: Language
  /** Record the mail points to: it is dropped unless the person may still discover that record when it goes out. */
  about?: string
}

/**
 * Queues a mail, which goes out after this transaction commits and not otherwise. Sending asks again whether the person
 * is still active and may still know of the record; if not, the mail is dropped.
 *
 * @throws Error when `about` comes with a bare address, about which nothing could be asked
 */
export async function sendMail(tx: Tx, { to, subject, text, language, about }: Mail): Promise<void> {
  if (typeof to !== 'string' && about) throw new Error('a mail about a record goes to a person, not to an address')
  const id = randomUUID()
  await tx
    .insertInto('mails')
    .values({
      id,
      ...(typeof to === 'string' ? { person: to } : { address: to.address.trim().toLowerCase() }),
      about: about ?? null,
      subject: oneLine(subject),
      text: text.toWellFormed().replaceAll('\0', ''),
      language,
    })
    .execute()
  await enqueue(tx, 'mail.send', { mail: id })
}

/** A header is one line: whatever could begin another becomes a space. */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)
