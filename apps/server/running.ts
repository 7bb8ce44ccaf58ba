import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../../platform/durable-file.ts'

/** `server.json` of a data folder: where the server that runs on it answers on this machine. */
export type Running = { origin: string; local: string; process: number; demonstration: boolean }

const fileOf = (folder: string): string => join(folder, 'server.json')

export async function announce(folder: string, running: Running): Promise<void> {
  await writeDurably(fileOf(folder), `${JSON.stringify(running)}\n`)
}

/** Takes the note of this process back; another server's stays. */
export async function withdraw(folder: string): Promise<void> {
  const running = await findRunning(folder)
  if (running?.process === process.pid) await rm(fileOf(folder))
}

/** The server that runs on this data folder now; one that was killed left its note and is not counted. */
export async function findRunning(folder: string): Promise<Running | undefined> {
  const file = fileOf(folder)
  if (!existsSync(file)) return undefined
  const running = JSON.parse(await readFile(file, 'utf8')) as Running
  return isAlive(running.process) ? running : undefined
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
