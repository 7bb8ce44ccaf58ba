import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../../platform/durable-file.ts'
import { isHeld, takeLock } from '../../platform/postgres/lock.ts'

/** `server.json` of a data folder: where the server that runs on it answers on this machine. */
export type Running = { origin: string; local: string; process: number; demonstration: boolean }

const fileOf = (folder: string): string => join(folder, 'server.json')
/** Held by the server of the note as long as it lives: the number of its process may be another one's by now. */
const lockOf = (folder: string): string => join(folder, 'server.lock')

/** Milliseconds: longer than whoever asks who runs holds a new server up. */
const PATIENCE = 500

/** Notes that this server runs here, unless another one does; answers what takes the note back. */
export async function announce(folder: string, running: Running): Promise<() => Promise<void>> {
  const lock = takeLock(lockOf(folder), PATIENCE)
  if (!lock) return async () => {}
  await writeDurably(fileOf(folder), `${JSON.stringify(running)}\n`)
  return async () => {
    await rm(fileOf(folder))
    lock.release()
  }
}

/** The server that runs on this data folder now; one that was killed left its note and is not counted. */
export async function findRunning(folder: string): Promise<Running | undefined> {
  const file = fileOf(folder)
  if (!existsSync(file) || !isHeld(lockOf(folder))) return undefined
  return JSON.parse(await readFile(file, 'utf8')) as Running
}
