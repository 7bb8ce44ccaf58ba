import { sql } from 'kysely'
import type { Tx } from '../database.ts'

/** A code to type is short, and therefore good for one person only. */
const secretOf = (person: string, code: string): Buffer => Buffer.from(`${person} ${code}`)

/** Notes down the code that is being mailed to the person who is signed in; those before are void. */
export async function mailCodeTo(tx: Tx, person: string, code: string): Promise<void> {
  await sql`select mail_code(${person}, 'mailbox', ${secretOf(person, code)}, interval '20 minutes')`.execute(tx)
}

/** Takes the code that was mailed: for an hour the person may then set up a second factor. */
export async function proveMailboxOf(tx: Tx, person: string, code: string): Promise<boolean> {
  const { rows } = await sql<{ proven: boolean }>`select prove_mailbox(${secretOf(person, code)}) as proven`.execute(tx)
  return rows[0]?.proven ?? false
}
