import { parentPort, workerData } from 'node:worker_threads'
import { type Reading, readFile } from './file.ts'
import { Broken } from './sheet.ts'

/** Reads one file in a thread of its own, where it can be stopped. */
const { bytes, reading } = workerData as { bytes: Uint8Array; reading: Reading }
try {
  parentPort!.postMessage({ read: await readFile(bytes, reading) })
} catch (error) {
  if (!(error instanceof Broken)) throw error
  const { why, row, column, sheet } = error
  parentPort!.postMessage({ broken: { why, row, column, sheet } })
}
