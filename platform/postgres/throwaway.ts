import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, realpath, rm, stat, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRoot, SYSTEM_FOLDER } from './account.ts'
import { IN_MEMORY } from './home.ts'
import { takeLock } from './lock.ts'

const PREFIX = 'concord-throwaway-'

/** A folder this young may be one that another process is about to lock. */
const YOUNG = 60_000

/** Type of a file system in memory (TMPFS_MAGIC of linux/magic.h). */
const TMPFS = 0x01021994
/** Room that the databases of a whole test run take, with some to spare, in bytes. */
const ROOM = 6 * 2 ** 30

/** A fresh folder for a database that nobody will miss; those of killed test runs go now. */
export async function makeThrowawayFolder(): Promise<string> {
  const place = (await hasRoomInMemory()) ? IN_MEMORY : isRoot() ? SYSTEM_FOLDER : await realpath(tmpdir())
  if (place === SYSTEM_FOLDER) {
    await mkdir(place, { recursive: true })
    await chmod(place, 0o755)
  }
  for (const name of await readdir(place)) {
    if (!name.startsWith(PREFIX)) continue
    await removeIfAbandoned(join(place, name)).catch((error: NodeJS.ErrnoException) => {
      // Its own process removes it at this moment.
      if (error.code !== 'ENOENT') throw error
    })
  }
  return mkdtemp(join(place, PREFIX))
}

/** A database is some thousand small files: on a disk, making them costs half of what a short test does. */
async function hasRoomInMemory(): Promise<boolean> {
  if (!existsSync(IN_MEMORY)) return false
  const { type, bavail, bsize } = await statfs(IN_MEMORY)
  return type === TMPFS && bavail * bsize > ROOM && freemem() > 2 * ROOM
}

async function removeIfAbandoned(folder: string): Promise<void> {
  const { uid, mtimeMs } = await stat(folder)
  if (uid !== process.getuid?.() || Date.now() - mtimeMs < YOUNG) return
  const lock = takeLock(join(folder, 'postgres.lock'))
  if (!lock) return
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  } finally {
    lock.release()
  }
}
