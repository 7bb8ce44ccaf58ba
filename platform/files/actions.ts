import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { notFound, Problem } from '../problem.ts'
import { recordHead } from '../records/head.ts'
import { once } from '../records/once.ts'
import type * as contract from './contract.ts'
import type { Attachment } from './contract.ts'
import { readFile, removeFile, storeFile } from './store.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function listAttachments(tx: Tx, { record }: Input<typeof contract.listAttachments>, call: Call) {
  const head = await recordHead(tx, record, call)
  const items = await attachments(tx)
    .where('files.record', '=', record)
    .orderBy('stored_at')
    .orderBy('files.id')
    .execute()
  return { head, items: items.map(asAttachment), total: items.length }
}

export async function attachFile(tx: Tx, input: Input<typeof contract.attachFile>, { body }: Call) {
  const { record, name } = input
  if (!(body instanceof Uint8Array)) throw new Problem('files.body', 415)
  const id = await once(tx, input, async () => (await storeFile(tx, { record, name, bytes: body })).id, body)
  const row = await attachments(tx).where('files.id', '=', id).executeTakeFirst()
  // Repeated after somebody removed it.
  if (!row) throw notFound()
  return asAttachment(row)
}

export const downloadFile = (tx: Tx, { id }: Input<typeof contract.downloadFile>) => readFile(tx, id)

export async function removeAttachment(tx: Tx, { id }: Input<typeof contract.removeAttachment>) {
  if (!(await attachments(tx).where('files.id', '=', id).executeTakeFirst())) throw notFound()
  await removeFile(tx, id)
  return {}
}

/** Attachments that the viewer reads; files that a module keeps for itself are that module's to show. */
const attachments = (tx: Tx) =>
  tx
    .selectFrom('files')
    .leftJoin('persons', 'persons.id', 'files.stored_by')
    .select(['files.id', 'files.name', 'files.type', 'files.size', 'files.stored_at', 'persons.name as by'])
    .where('part', '=', 'attachment')

type Row = { id: string; name: string; type: string; size: number; stored_at: Date; by: string | null }

const asAttachment = ({ id, name, type, size, stored_at, by }: Row): Attachment => ({
  id,
  name,
  type,
  size,
  at: stored_at.toISOString(),
  by,
})
