import { sql } from 'kysely'
import type { FileAnswer } from '../contract.ts'
import type { Tx } from '../database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { log } from '../log.ts'
import { notFound, Problem } from '../problem.ts'
import { Damaged, type Disk, openDisk } from './disk.ts'
import { LARGEST, MOST } from './limits.ts'
import { cleanName } from './name.ts'
import { recognise } from './recognise.ts'

let disk: Disk | undefined

/** Says once, at start, where files lie and with which key they are encrypted. */
export function openFiles({ folder, key }: { folder: string; key: Uint8Array }): void {
  disk = openDisk(folder, key)
}

export function openedDisk(): Disk {
  if (!disk) throw new Error('openFiles has not been called')
  return disk
}

export type NewFile = {
  record: string
  /** As its owner called it; kept without what is dangerous in a name. */
  name: string
  bytes: Uint8Array
  /** `attachment`, or a word of the module whose record it is. */
  part?: string
}
export type StoredFile = { id: string; name: string; type: string; size: number }

/**
 * Keeps a file as part of a record, for those who read it. The viewer must be allowed to contribute to the record.
 *
 * @throws Problem not_found, files.empty, files.too_large, files.type, files.too_many
 */
export async function storeFile(tx: Tx, { record, name, bytes, part = 'attachment' }: NewFile): Promise<StoredFile> {
  if (bytes.length === 0) throw new Problem('files.empty', 400)
  if (bytes.length > LARGEST) throw new Problem('files.too_large', 413, { megabytes: LARGEST / 1_000_000 })
  const kept = cleanName(name)
  const type = await recognise(bytes, kept)
  if (!type) throw new Problem('files.type', 415)
  // Asked first, and by policy: for a hidden record, as for none, the insert below is never tried and locks nothing.
  const seen = await tx.selectFrom('records').select('id').where('id', '=', record).executeTakeFirst()
  if (!seen) throw notFound()
  const { hashOf, key, write } = openedDisk()
  const hash = hashOf(bytes)
  // The database decides first: nobody fills the disk without being allowed to.
  const stored = await tx
    .insertInto('files')
    .values({ record, part, name: kept, type, size: bytes.length, hash, key })
    .returning(['id', 'name', 'type', 'size'])
    .executeTakeFirstOrThrow()
  const { there } = await tx
    .selectFrom('files')
    .select((of) => of.fn.countAll<number>().as('there'))
    .where('record', '=', record)
    .where('part', '=', part)
    .executeTakeFirstOrThrow()
  if (there > MOST) throw new Problem('files.too_many', 409, { most: MOST })
  await holdFile(tx, hash)
  await write(hash, bytes)
  return stored
}

/**
 * The file as an answer, for whoever reads its record.
 *
 * @throws Problem not_found; files.unreadable when the disk no longer holds what was stored, which the log tells the operator
 */
export async function readFile(tx: Tx, id: string): Promise<FileAnswer> {
  const file = await tx
    .selectFrom('files')
    .select(['name', 'type', 'record', 'hash', 'key'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!file) throw notFound()
  const { name, type, record, hash, key } = file
  try {
    if (key !== openedDisk().key) throw new Damaged('encrypted with another key')
    return { name, type, body: await openedDisk().read(hash), records: [record] }
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    log.fault('files.unreadable', error, { file: id })
    throw new Problem('files.unreadable', 500)
  }
}

/** Removes a file from its record, and destroys its content unless another record holds the same. */
export async function removeFile(tx: Tx, id: string): Promise<void> {
  const removed = await tx.deleteFrom('files').where('id', '=', id).returning('hash').executeTakeFirst()
  if (!removed) throw notFound()
  await enqueue(tx, 'files.clean', { hash: removed.hash })
}

/** Until this transaction ends, nobody else writes or destroys this content. */
export async function holdFile(tx: Tx, hash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 7))`.execute(tx)
}
