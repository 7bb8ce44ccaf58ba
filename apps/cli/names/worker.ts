import { parentPort, workerData } from 'node:worker_threads'
import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import { NamesIndex, type Options } from '../../../engines/names/names-index.ts'
import { answerLines } from './line.ts'

/** Answers batches of queries on the index that the threads share. */
const { buffer, options } = workerData as { buffer: SharedArrayBuffer; options: Options }
const index = NamesIndex.open(buffer)
parentPort!.on('message', ({ batch, queries }: { batch: number; queries: AskedRow[] }) =>
  parentPort!.postMessage({ batch, ...answerLines(index, queries, options) }),
)
