import { parentPort, workerData } from 'node:worker_threads'
import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import { NamesIndex, type Options } from '../../../engines/names/names-index.ts'
import { answerLine } from './line.ts'

/** Answers batches of queries on the index that the threads share. */
const { buffer, options } = workerData as { buffer: SharedArrayBuffer; options: Options }
const index = NamesIndex.open(buffer)
parentPort!.on('message', ({ batch, queries }: { batch: number; queries: AskedRow[] }) => {
  const times = new Float64Array(queries.length)
  const lines = queries.map((query, i) => {
    const begun = performance.now()
    const line = answerLine(index, query, options)
    times[i] = (performance.now() - begun) * 1000
    return line
  })
  parentPort!.postMessage({ batch, text: `${lines.join('\n')}\n`, times })
})
