import { Worker } from 'node:worker_threads'
import { LIMITS } from '../limits.ts'
import type { Reading } from './file.ts'
import { type Break, Broken, type Sheets } from './sheet.ts'

type Answer =
  | { read: Sheets }
  | { broken: { why: Break; row: number | null; column: string | null; sheet: string | null } }

/**
 * Reads a file that nobody vouches for: in a thread of its own, with an end to its time and memory.
 *
 * @throws Broken
 */
export async function readSheets(bytes: Uint8Array, reading: Reading = {}): Promise<Sheets> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { bytes, reading },
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.memory },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      timer = setTimeout(() => reject(new Broken('time')), LIMITS.time)
      worker.once('message', resolve)
      worker.once('error', (error: Error & { code?: string }) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Broken('unpacked') : error),
      )
      worker.once('exit', () => reject(new Broken('damaged')))
    })
    if ('read' in answer) return answer.read
    const { why, row, column, sheet } = answer.broken
    throw new Broken(why, row, column, sheet)
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
