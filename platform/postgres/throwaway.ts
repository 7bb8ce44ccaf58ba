import { chmod, mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRoot, SYSTEM_FOLDER } from './account.ts'
import { takeLock } from './lock.ts'

const PREFIX = 'concord-throwaway-'

/** A folder this young may be one that another process is about to lock. */
const YOUNG = 60_000

/** A fresh folder for a database that nobody will miss; those of killed test runs go now. */
export async function makeThrowawayFolder(): Promise<string> {
  const place = isRoot() ? SYSTEM_FOLDER : await realpath(tmpdir())
  if (isRoot()) {
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
