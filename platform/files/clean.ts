import { now } from '../clock.ts'
import type { Tx } from '../database.ts'
import { log } from '../log.ts'
import { holdFile, openedDisk } from './store.ts'

/** Days in which content that no record holds can still be had back: the database may be the one that is wrong. */
const DAYS = 7

/**
 * Destroys content that no record holds any more. With `hash`, what somebody has just removed; else everything that the
 * deletion of records, or a crash between disk and database, left behind.
 */
export async function cleanFiles(tx: Tx, { hash }: { hash?: string }): Promise<boolean> {
  const disk = openedDisk()
  if (hash !== undefined) {
    if (await isHeldByNone(tx, hash)) await disk.destroy(hash)
    return false
  }
  let aside = 0
  for await (const hashes of disk.kept()) {
    const held = await heldOf(tx, hashes)
    for (const left of hashes.filter((h) => !held.has(h))) {
      if (!(await isHeldByNone(tx, left))) continue
      await disk.setAside(left)
      aside++
    }
  }
  if (aside > 0) log.info('files set aside', { files: aside, days: DAYS })
  await disk.emptyBin(new Date(now().getTime() - DAYS * 86_400_000))
  return false
}

async function heldOf(tx: Tx, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.selectFrom('files').select('hash').where('hash', 'in', hashes).execute()
  return new Set(rows.map((row) => row.hash))
}

/** Asked anew with the content held, since somebody may just be storing the same. */
async function isHeldByNone(tx: Tx, hash: string): Promise<boolean> {
  await holdFile(tx, hash)
  return (await heldOf(tx, [hash])).size === 0
}
