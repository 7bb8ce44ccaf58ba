import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import type { Entry } from '../../engines/names/entry.ts'
import type { BenchData } from './data.ts'
import { table } from './print.ts'
import { pick, random } from './random.ts'
import { TREATMENTS } from './treatments.ts'

/** Queries of a run. Each thread becomes fast by running, so a second one is worth more the longer that is. */
const SIZES = [5000, 20_000, 150_000] as const
const ROUNDS = 3
/** Seconds that one thread took, two, and two processes with a half each. */
type Took = readonly [number, number, number]

/**
 * What a second thread brings to the command: from its first query on, and once both are fast, which is what the longest run
 * takes more than the one before. Two processes share nothing: what they bring is the most that the machine has to give.
 * Medians of rounds in which the three take turns.
 */
export async function threads(data: BenchData): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'))
  const write = (name: string, rows: readonly (readonly string[])[]): string => {
    const path = join(folder, name)
    writeFileSync(path, stringify([['id', 'name'], ...rows]))
    return path
  }
  const written = (name: string, entries: readonly Entry[]): string =>
    write(
      name,
      entries.flatMap(({ id, names }) => names.map(({ text }) => [id, text])),
    )
  try {
    const un = data.paths?.un ?? written('un.csv', data.un)
    const ofac = data.paths?.ofac ?? written('ofac.csv', data.ofac)
    const names = strangers(data.strangers, SIZES.at(-1)!)
    const runs: Took[][] = []
    const rows: string[][] = []
    for (const [title, lists] of Object.entries({ UN: [un], 'UN and OFAC': [un, ofac] })) {
      for (const size of SIZES) {
        const asked = names.slice(0, size).map((name, i) => [String(i), name])
        const half = asked.length / 2
        runs.push(
          await measure(lists, {
            all: write('all.csv', asked),
            halves: [write('half0.csv', asked.slice(0, half)), write('half1.csv', asked.slice(half))],
          }),
        )
        rows.push([title, size.toLocaleString('en'), ...rates(size, runs.at(-1)!)])
      }
      const [short, long] = runs.slice(-2) as [Took[], Took[]]
      const rest = long.map(([one, two, processes], i): Took => {
        const [a, b, c] = short[i]!
        return [one - a, two - b, processes - c]
      })
      rows.push([title, 'once fast', ...rates(SIZES[2] - SIZES[1], rest)])
    }
    table(
      'Speed of the command, queries a second',
      ['', 'queries', 'one thread', 'two threads', 'times', 'two processes', 'times'],
      rows,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** So many names: those of people on no list, then those names treated. */
function strangers(names: readonly string[], count: number): string[] {
  const next = random(77)
  const ways = Object.values(TREATMENTS)
  const all = names.slice(0, count)
  for (let i = 0; all.length < count; i++) {
    const treated = pick(next, ways)(names[i % names.length]!, next)
    if (treated !== undefined) all.push(treated)
  }
  return all
}

type Queries = { readonly all: string; readonly halves: readonly string[] }

async function measure(lists: readonly string[], { all, halves }: Queries): Promise<Took[]> {
  const run = promisify(execFile)
  const seconds = async (queries: string, threads: number): Promise<number> => {
    const stats = `${queries}.json`
    const which = [...lists.flatMap((list) => ['--list', list]), '--queries', queries, '--threads', String(threads)]
    await run(
      'npm',
      ['run', '-s', 'concord', '--', 'names', 'screen', ...which, '--stats', stats, '--out', `${queries}.jsonl`],
      { cwd: join(import.meta.dirname, '../..') },
    )
    return (JSON.parse(readFileSync(stats, 'utf8')) as { seconds: number }).seconds
  }
  const rounds: Took[] = []
  for (let i = 0; i < ROUNDS; i++)
    rounds.push([
      await seconds(all, 1),
      await seconds(all, 2),
      Math.max(...(await Promise.all(halves.map((half) => seconds(half, 1))))),
    ])
  return rounds
}

function rates(queries: number, rounds: readonly Took[]): string[] {
  const middle = (of: (round: Took) => number): number => rounds.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
  const rate = (of: (round: Took) => number): string => (queries / middle(of)).toFixed(0)
  return [
    rate(([one]) => one),
    rate(([, two]) => two),
    middle(([one, two]) => one / two).toFixed(2),
    rate(([, , processes]) => processes),
    middle(([one, , processes]) => one / processes).toFixed(2),
  ]
}
