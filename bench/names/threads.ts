import { type Hired, hire, inThreads } from '../../apps/cli/names/threads.ts'
import type { Entry } from '../../engines/names/entry.ts'
import { NamesIndex, type Options } from '../../engines/names/names-index.ts'
import type { BenchData } from './data.ts'
import { table } from './print.ts'

const options: Options = { top: 50 }
/** Queries that each thread answers before it is measured: a program becomes fast by running. */
const WARM = 5000

/** What a second thread brings: the same queries answered by one and by two, as the command does it, lines and all. */
export async function threads(data: BenchData): Promise<void> {
  const rows = [await measure('UN', data.un, data), await measure('UN and OFAC', [...data.un, ...data.ofac], data)]
  table('Speed of the command, queries a second', ['', 'one thread', 'two threads', 'times'], rows)
}

async function measure(name: string, entries: readonly Entry[], { strangers }: BenchData): Promise<string[]> {
  const queries = strangers.map((stranger, i) => ({ id: String(i), name: stranger }))
  const { buffer } = NamesIndex.build(entries)
  await rate(WARM, [])
  const one = await rate(queries.length, [])
  const workers = hire(1)
  try {
    await Promise.all(workers.map(({ isReady }) => isReady))
    await rate(2 * WARM, workers)
    const two = await rate(queries.length, workers)
    return [name, one.toFixed(0), two.toFixed(0), (two / one).toFixed(2)]
  } finally {
    await Promise.all(workers.map(({ thread }) => thread.terminate()))
  }

  /** Of so many queries, on an index opened anew, which knows no word from before. */
  async function rate(most: number, by: readonly Hired[]): Promise<number> {
    const asked = queries.slice(0, most)
    const into = {
      file: { write: () => undefined },
      times: new Float64Array(most),
      progress: { show: () => undefined },
    }
    const begun = performance.now()
    await inThreads(NamesIndex.open(buffer), asked, options, by, into)
    return most / ((performance.now() - begun) / 1000)
  }
}
