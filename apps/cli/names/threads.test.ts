import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { listed } from '../../../engines/names/entries.testing.ts'
import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import { NamesIndex } from '../../../engines/names/names-index.ts'
import { BATCH, type Hired, hire, inThreads } from './threads.ts'

const queries: AskedRow[] = Array.from({ length: 10 * BATCH }, (_, i) => ({
  id: String(i),
  name: `Zarif Qandoli ${i}`,
}))
const options = { top: 5, threshold: 0, leaveOneOut: false }
const index = NamesIndex.build([listed('1', ['Zarif Qandoli'])])
const progress = { show: () => undefined }
const times = new Float64Array(queries.length)

let workers: Hired[] = []
afterEach(() => Promise.all(workers.map(({ thread }) => thread.terminate())))

/** A thread that loads and then does something else than what it is asked. */
const doing = (what: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads'
      parentPort.on('message', (message) => { ${what} })
      parentPort.postMessage('ready')`)}`,
  )

test.each([
  ['when it is given queries', "if ('batch' in message) process.exit(3)", 'a thread ended by itself, with 3'],
  ['before any', "if ('buffer' in message) process.exit(4)", 'a thread ended by itself, with 4'],
  ['with an error', "if ('batch' in message) throw new Error('out of order')", 'out of order'],
])('a thread that ends %s ends the whole, not a wait without end', async (_, what, why) => {
  workers = hire(1, doing(what))
  const written: string[] = []
  const screened = Promise.all(workers.map(({ isReady }) => isReady)).then(() =>
    inThreads(index, queries, options, workers, { file: { write: (text) => written.push(text) }, times, progress }),
  )
  await expect(screened).rejects.toThrow(why)
  expect(written.join('').split('\n').length).toBeLessThan(queries.length)
})

test('nothing is written after the file could not be', async () => {
  workers = hire(1)
  let tries = 0
  const write = (): void => {
    tries++
    throw new Error('no room')
  }
  await Promise.all(workers.map(({ isReady }) => isReady))
  await expect(inThreads(index, queries, options, workers, { file: { write }, times, progress })).rejects.toThrow(
    'no room',
  )
  await setTimeout(100)
  expect(tries).toBe(1)
})

test('a thread serves one run after another, each its own', async () => {
  workers = hire(1)
  await Promise.all(workers.map(({ isReady }) => isReady))
  for (const some of [queries, queries.slice(0, 3 * BATCH)]) {
    const written: string[] = []
    const file = { write: (text: string) => written.push(text) }
    await inThreads(index, some, options, workers, { file, times: new Float64Array(some.length), progress })
    const ids = written.flatMap((lines) =>
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    )
    expect(ids).toEqual(some.map(({ id }) => id))
    expect(workers[0]!.thread.listenerCount('message')).toBe(0)
  }
})
