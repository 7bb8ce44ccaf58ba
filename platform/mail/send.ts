import { randomUUID } from 'node:crypto'
import type { Tx } from '../database.ts'
import { enqueue, type Payload } from '../jobs/enqueue.ts'
import type { Language } from '../text.ts'

export type Mail = {
  /** A person's id, whose address is looked up when the mail goes out; or an address without an account. */
  to: string | { address: string }
  subject: string
  /** Plain text made from a template; paragraphs are separated by empty lines. Nothing above unclassified. */
  text: string
  language: Language
  /** Records the mail points to: it is dropped unless the person may still discover each of them when it goes out. */
  about?: readonly string[]
  /** Those whose title it says: they must then still be open to the person, unclassified and free to be carried away. */
  quotes?: readonly string[]
  /** Where the person's mail program may post to stop such mail, without a sign-in (RFC 8058). */
  stop?: string
  /** Job to ask for when the mail is dropped because of one of its records; `mail`, its id, is added to the payload. */
  instead?: { job: `${string}.${string}`; payload: Payload }
}

/**
 * Queues a mail, which goes out after this transaction commits and not otherwise. Sending asks again whether the person
 * is still active and may still know of the record; if not, the mail is dropped.
 *
 * @returns the mail's id
 * @throws Error when a record comes with a bare address, about which nothing could be asked
 */
export async function sendMail(tx: Tx, mail: Mail): Promise<string> {
  const { to, subject, text, language, about = [], quotes = [], stop, instead } = mail
  if (typeof to !== 'string' && about.length + quotes.length > 0)
    throw new Error('a mail about a record goes to a person, not to an address')
  const id = randomUUID()
  await tx
    .insertInto('mails')
    .values({
      id,
      ...(typeof to === 'string' ? { person: to } : { address: to.address.trim().toLowerCase() }),
      about: [...about],
      quotes: [...quotes],
      stop: stop ?? null,
      instead: instead ? JSON.stringify({ job: instead.job, payload: { ...instead.payload, mail: id } }) : null,
      subject: oneLine(subject),
      text: text.toWellFormed().replaceAll('\0', ''),
      language,
    })
    .execute()
  await enqueue(tx, 'mail.send', { mail: id })
  return id
}

/** A header is one line: whatever could begin another becomes a space. */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)
