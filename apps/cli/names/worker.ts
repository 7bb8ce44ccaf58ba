import { parentPort } from 'node:worker_threads'
import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import { NamesIndex, type Options } from '../../../engines/names/names-index.ts'
import { answerLines } from './line.ts'

/** The index that the threads share comes first, then batches of queries. */
export type Given = { buffer: NamesIndex['buffer']; options: Options }
type Batch = { batch: number; queries: AskedRow[] }

/** Answers batches of queries; says that it can be given something once its program is loaded. */
let given: { index: NamesIndex; options: Options } | undefined
parentPort!.on('message', (message: Given | Batch) => {
  if ('buffer' in message) given = { index: NamesIndex.open(message.buffer), options: message.options }
  else {
    const { index, options } = given!
    parentPort!.postMessage({ batch: message.batch, ...answerLines(index, message.queries, options) })
  }
})
parentPort!.postMessage('ready')
