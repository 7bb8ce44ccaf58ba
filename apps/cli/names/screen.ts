import { Builder } from '../../../engines/names/build.ts'
import { pack } from '../../../engines/names/layout.ts'
import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import { NamesIndex, type Options } from '../../../engines/names/names-index.ts'
import { answerLine } from './line.ts'
import { Progress } from './progress.ts'
import { eachEntry, filesIn, labelled, type Report, readQueries } from './read.ts'
import { BATCH, type Hired, hire, inThreads } from './threads.ts'
import { keepApart, WholeFile } from './write.ts'

export type Screening = {
  lists: readonly string[]
  queries: string
  out: string
  threads: number
  options: Options
  stats?: string
}

/**
 * Screens the queries of a file against lists: one JSON line per query, in input order.
 *
 * @throws ListProblem when a file as a whole cannot be taken; nothing is written then
 */
export async function screen(asked: Screening, report: Report): Promise<void> {
  keepApart(asked.stats === undefined ? [asked.out] : [asked.out, asked.stats], [
    asked.queries,
    ...filesIn(asked.lists),
  ])
  const queries = await readQueries(asked.queries, report)
  const workers = hire(Math.min(asked.threads, Math.ceil(queries.length / BATCH)) - 1)
  try {
    const [{ index, buildSeconds }] = await Promise.all([
      build(asked.lists, report),
      ...workers.map(({ isReady }) => isReady),
    ])
    await write(index, queries, asked, buildSeconds, workers)
  } finally {
    await Promise.all(workers.map(({ thread }) => thread.terminate()))
  }
}

async function write(
  index: NamesIndex,
  queries: readonly AskedRow[],
  { out, options, stats }: Screening,
  buildSeconds: number,
  workers: readonly Hired[],
): Promise<void> {
  const file = new WholeFile(out)
  const progress = new Progress()
  let figures: WholeFile | undefined
  try {
    figures = stats === undefined ? undefined : new WholeFile(stats)
    const times = new Float64Array(queries.length)
    const begun = performance.now()
    if (workers.length === 0) inThisThread(index, queries, options, file, times, progress)
    else await inThreads(index, queries, options, workers, { file, times, progress })
    const seconds = (performance.now() - begun) / 1000
    figures?.write(statsOf({ times, seconds, buildSeconds, names: index.names }))
    file.finish()
    figures?.finish()
  } finally {
    file.abandon()
    figures?.abandon()
    progress.clear()
  }
}

/** An index of lists, made while they are read: no list is held as a whole. `buildSeconds`: without the reading. */
async function build(lists: readonly string[], report: Report): Promise<{ index: NamesIndex; buildSeconds: number }> {
  const builder = new Builder()
  let spent = 0
  const timed = <T>(work: () => T): T => {
    const begun = performance.now()
    const made = work()
    spent += performance.now() - begun
    return made
  }
  for (const [path, label] of labelled(lists))
    await eachEntry(path, report, (entry) => timed(() => builder.add(entry)), label)
  const index = timed(() => NamesIndex.open(pack(builder.finish())))
  return { index, buildSeconds: spent / 1000 }
}

function inThisThread(
  index: NamesIndex,
  queries: readonly AskedRow[],
  options: Options,
  file: WholeFile,
  times: Float64Array,
  progress: Progress,
): void {
  queries.forEach((query, i) => {
    const begun = performance.now()
    file.write(answerLine(index, query, options))
    file.write('\n')
    times[i] = (performance.now() - begun) * 1000
    if (i % BATCH === 0) progress.show('Screened', i, queries.length)
  })
}

function statsOf(run: { times: Float64Array; seconds: number; buildSeconds: number; names: number }): string {
  const sorted = run.times.slice().sort()
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  const queries = sorted.length
  const stats = {
    queries,
    seconds: run.seconds,
    perSecond: run.seconds > 0 ? Math.round(queries / run.seconds) : 0,
    p50us: at(0.5),
    p95us: at(0.95),
    p99us: at(0.99),
    buildSeconds: run.buildSeconds,
    names: run.names,
    rssBytes: process.memoryUsage.rss(),
  }
  return `${JSON.stringify(stats)}\n`
}
