import { sql } from 'kysely'
import type { FileAnswer } from '../contract.ts'
import type { Tx } from '../database.ts'

/** Notes a file that leaves, with every record of others in it, for the originators: called where all files leave. */
export async function noteExport(tx: Tx, action: string, { name, records }: FileAnswer): Promise<void> {
  const format = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? 'file'
  await sql`select note_export(${action}, ${name}, ${format}, ${[...records]}::uuid[])`.execute(tx)
}
