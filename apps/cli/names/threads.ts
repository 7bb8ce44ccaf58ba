import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import type { NamesIndex, Options } from '../../../engines/names/names-index.ts'
import { type Answered, answerLines } from './line.ts'
import type { Progress } from './progress.ts'
import type { Given } from './worker.ts'
import type { WholeFile } from './write.ts'

/** Queries that a thread is given at a time. */
export const BATCH = 200
/**
 * Batches that a thread has at once: it need not wait for the next while this one is busy with its own. With two it waits
 * for 3 % of the time, with eight for 0.5 %.
 */
const AHEAD = 8

/** A thread; `fallen` is refused when it ends by itself. */
export type Hired = { thread: Worker; isReady: Promise<void>; fallen: Promise<never> }

/** Threads that load their program while the lists are read. */
export const hire = (number: number, program = new URL('./worker.ts', import.meta.url)): Hired[] =>
  Array.from({ length: Math.max(0, number) }, () => {
    const thread = new Worker(program)
    const fallen = new Promise<never>((_, failed) =>
      thread.once('error', failed).once('exit', (code) => failed(new Error(`a thread ended by itself, with ${code}`))),
    )
    const ready = new Promise<void>((ready) => thread.once('message', () => ready()))
    return { thread, isReady: Promise.race([ready, fallen]), fallen }
  })

type Into = { file: Pick<WholeFile, 'write'>; times: Float64Array; progress: Pick<Progress, 'show'> }

/**
 * Batches go to whichever thread is free, this one included; their lines are written in order. Nothing is written any more
 * once this has ended, well or not.
 *
 * @throws what ended a thread
 */
export async function inThreads(
  index: NamesIndex,
  queries: readonly AskedRow[],
  options: Options,
  workers: readonly Hired[],
  { file, times, progress }: Into,
): Promise<void> {
  const batches = Math.ceil(queries.length / BATCH)
  const ready = new Map<number, string>()
  let given = 0
  let written = 0
  let stopped = false
  const next = () => {
    const batch = given++
    return { batch, queries: queries.slice(batch * BATCH, (batch + 1) * BATCH) }
  }
  const take = (batch: number, { text, times: took }: Answered): void => {
    if (stopped) return
    times.set(took, batch * BATCH)
    ready.set(batch, text)
    for (let line = ready.get(written); line !== undefined; line = ready.get(written)) {
      file.write(line)
      ready.delete(written++)
    }
    progress.show('Screened', written * BATCH, queries.length)
  }
  const byWorker = async (worker: Worker): Promise<void> => {
    const { promise, resolve: done, reject: failed } = Promise.withResolvers<void>()
    let asked = 0
    const give = (): void => {
      if (given < batches) {
        asked++
        worker.postMessage(next())
      } else if (asked === 0) done()
    }
    const onAnswer = ({ batch, ...answered }: Answered & { batch: number }): void => {
      asked--
      try {
        take(batch, answered)
        give()
      } catch (error) {
        failed(error)
      }
    }
    worker.on('message', onAnswer)
    worker.postMessage({ buffer: index.buffer, options } satisfies Given)
    for (let i = 0; i < AHEAD; i++) give()
    try {
      await promise
    } finally {
      worker.off('message', onAnswer)
    }
  }
  const byThis = async (): Promise<void> => {
    while (given < batches) {
      const { batch, queries: some } = next()
      take(batch, answerLines(index, some, options))
      // Answers of the others come in between.
      await setImmediate()
    }
  }
  const stop = (error: unknown): never => {
    given = batches
    stopped = true
    throw error
  }
  const all = [...workers.map(({ thread, fallen }) => Promise.race([byWorker(thread), fallen])), byThis()]
  for (const ended of await Promise.allSettled(all.map((one) => one.catch(stop))))
    if (ended.status === 'rejected') throw ended.reason
}
