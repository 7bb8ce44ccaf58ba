import { setImmediate } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { Builder } from '../../../engines/names/build.ts'
import { pack } from '../../../engines/names/layout.ts'
import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import { NamesIndex, type Options } from '../../../engines/names/names-index.ts'
import { answerLine, answerLines } from './line.ts'

/** Some queries come first, to practise on; then the index that the threads share; then batches of queries. */
export type Practice = { practice: readonly AskedRow[]; options: Options }
export type Given = { buffer: NamesIndex['buffer']; options: Options }
type Batch = { batch: number; queries: AskedRow[] }

/** Answers batches of queries; says that it can be given something once its program is loaded. */
let given: { index: NamesIndex; options: Options } | undefined
parentPort!.on('message', (message: Practice | Given | Batch) => {
  if ('practice' in message) void practise(message)
  else if ('buffer' in message) given = { index: NamesIndex.open(message.buffer), options: message.options }
  else {
    const { index, options } = given!
    parentPort!.postMessage({ batch: message.batch, ...answerLines(index, message.queries, options) })
  }
})
parentPort!.postMessage('ready')

/** Queries between which it is looked whether the index has come. */
const A_WHILE = 10

/**
 * Screens queries against one another until the index comes: a program becomes fast by running, and each thread has to
 * become so by itself. What is found is thrown away.
 */
async function practise({ practice, options }: Practice): Promise<void> {
  const builder = new Builder()
  for (const { id, name } of practice)
    builder.add({
      ...{ id, list: '', kind: 'person', births: [], countries: [], documents: [], fields: {} },
      names: [{ text: name, quality: 'good' }],
    })
  const index = NamesIndex.open(pack(builder.finish()))
  for (let i = 0; !given; i++) {
    answerLine(index, practice[i % practice.length]!, options)
    if (i % A_WHILE === 0) await setImmediate()
  }
}
