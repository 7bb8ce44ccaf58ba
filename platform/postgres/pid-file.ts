import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from './home.ts'

/** `postmaster.pid`, in which a server says who it is and whether it takes connections; no `pid` when there is none. */
export async function readPidFile({ data }: Home): Promise<{ file: string; pid?: number; ready: boolean }> {
  const file = join(data, 'postmaster.pid')
  try {
    const lines = (await readFile(file, 'utf8')).split('\n')
    const pid = Number(lines[0])
    return { file, ...(pid > 0 ? { pid } : {}), ready: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { file, ready: false }
    throw error
  }
}
