import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readList } from '../../apps/cli/names/read.ts'
import type { Entry } from '../../engines/names/entry.ts'
import { CsvReader } from '../../engines/names/lists/csv.ts'
import { entryNamed, inventPeople } from './invented.ts'
import { random } from './random.ts'
import { TREATMENTS } from './treatments.ts'

type LooQuery = { readonly entity: string; readonly name: string; readonly slices: readonly string[] }

/** What the bench measures on: real lists where a folder of them lies beside the project, else invented ones. */
export type BenchData = {
  readonly source: string
  readonly un: readonly Entry[]
  readonly ofac: readonly Entry[]
  /** Where the two are read from, unless they are invented. */
  readonly paths: { readonly un: string; readonly ofac: string } | undefined
  readonly queries: readonly LooQuery[]
  readonly strangers: readonly string[]
  /** Folder of token pairs, when there is one. */
  readonly tokens: string | undefined
}

export function csvRows(text: string): string[][] {
  const rows: string[][] = []
  const reader = new CsvReader(
    (fields) => rows.push(fields),
    () => {},
  )
  reader.write(text)
  reader.end()
  return rows.slice(1)
}

/** The folder `CONCORD_BENCH_DATA` names, or one beside the project (two levels up at most) that holds lists/un. */
function folder(): string | undefined {
  const given = process.env['CONCORD_BENCH_DATA']
  if (given) return given
  const root = join(import.meta.dirname, '../..')
  const found = ['..', '../..'].flatMap((up) =>
    globSync('*/data/lists/un', { cwd: join(root, up) }).map((f) => join(root, up, f)),
  )
  return found[0] && join(found[0], '../..')
}

export async function benchData(): Promise<BenchData> {
  const data = folder()
  if (!data || !existsSync(data)) return invented()
  const un = join(data, globSync('lists/un/*.xml', { cwd: data }).sort().at(-1)!)
  const ofac = join(data, globSync('lists/ofac-*', { cwd: data })[0]!)
  const quiet = (): void => {}
  return {
    source: 'the lists beside the project',
    un: await readList(un, quiet),
    ofac: await readList(ofac, quiet),
    paths: { un, ofac },
    queries: csvRows(readFileSync(join(data, 'names/un_alias_loo_queries.csv'), 'utf8')).map(
      ([, entity, , schema, , quality, script, , name]) => ({
        entity: entity!,
        name: name!,
        slices: [
          `${schema === 'Person' ? 'person' : 'organisation'} ${quality || 'original script'}`,
          `${script} script`,
        ],
      }),
    ),
    strangers: csvRows(readFileSync(join(data, 'names/negatives_global.csv'), 'utf8')).map(([name]) => name!),
    tokens: join(data, 'names/transliteration'),
  }
}

/** Invented lists of the size of the real ones; aliases are treated names. */
function invented(): BenchData {
  const next = random(11)
  const ways = Object.values(TREATMENTS)
  const entries = inventPeople(1000, 1).map((name, i) => {
    const aliases = ways.filter(() => next() < 0.12).flatMap((way) => way(name, next) ?? [])
    return entryNamed(String(i), 'un', [...new Set([name, ...aliases])])
  })
  return {
    source: 'invented lists',
    un: entries,
    ofac: inventPeople(20_000, 2).map((name, i) => entryNamed(String(i), 'ofac', [name])),
    paths: undefined,
    queries: entries.flatMap((e) =>
      e.names.slice(1).map(({ text }) => ({ entity: e.id, name: text, slices: ['person Good'] })),
    ),
    strangers: inventPeople(50_000, 3),
    tokens: undefined,
  }
}
