import type { Entry } from '../../engines/names/entry.ts'
import { NamesIndex } from '../../engines/names/names-index.ts'
import type { BenchData } from './data.ts'
import { entryNamed, inventPeople } from './invented.ts'
import { table } from './print.ts'

const MOST_QUERIES = 20_000
const MOST_SECONDS = 20
const WARM = 1000

/** Queries a second on one thread, latency, and what building costs; words, not results, are remembered between queries. */
export function speed(data: BenchData, tasks: readonly string[]): void {
  const rows = [measure('UN', data.un, data), measure('UN and OFAC', [...data.un, ...data.ofac], data)]
  if (tasks.includes('million')) {
    const million = inventPeople(1_000_000, 4).map((name, i) => entryNamed(String(i), 'invented', [name]))
    rows.push(measure('a million', million, data))
  }
  table('Speed, one thread', ['', 'names', 'queries/s', 'p50 µs', 'p99 µs', 'build s', 'index MB', 'process MB'], rows)
}

function measure(name: string, entries: readonly Entry[], data: BenchData): string[] {
  const begun = performance.now()
  const index = NamesIndex.build(entries)
  const build = (performance.now() - begun) / 1000
  for (const query of data.strangers.slice(-WARM)) index.screen({ name: query }, { top: 50 })
  const times: number[] = []
  const started = performance.now()
  for (const query of data.strangers.slice(0, MOST_QUERIES)) {
    const from = performance.now()
    index.screen({ name: query }, { top: 50 })
    times.push((performance.now() - from) * 1000)
    if (performance.now() - started > MOST_SECONDS * 1000) break
  }
  const seconds = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number): string => times[Math.floor(times.length * share)]!.toFixed(0)
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)
  return [
    name,
    String(index.names),
    (times.length / seconds).toFixed(0),
    at(0.5),
    at(0.99),
    build.toFixed(2),
    megabytes(index.buffer.byteLength),
    megabytes(process.memoryUsage.rss()),
  ]
}
