import anyAscii from 'any-ascii'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import pg from 'pg'
import type { Entry } from '../../engines/names/entry.ts'
import { NamesIndex } from '../../engines/names/names-index.ts'
import { startPostgres } from '../../platform/postgres/start.ts'

type Ranked = { readonly entity: string; readonly score: number }

/** A way to search names: Concord's engine, or what one would take instead. */
export type Peer = {
  readonly name: string
  /** Every how manyth query is asked: exhaustive ones are too slow for all. */
  readonly every: number
  /** Entities, best first; `leaveOut`: names equal to the query are not seen. */
  readonly search: (name: string, top: number, leaveOut: boolean) => Ranked[] | Promise<Ranked[]>
  readonly close: () => Promise<void>
}

const plain = (text: string): string =>
  anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const sorted = (text: string): string => plain(text).split(' ').sort().join(' ')
const nothing = async (): Promise<void> => {}
type Row = { id: number; entity: string; text: string; plain: string }

/** The best row of each entity. */
function byEntity(rows: Iterable<{ row: Row; score: number }>, name: string, top: number, leaveOut: boolean): Ranked[] {
  const best = new Map<string, number>()
  for (const { row, score } of rows)
    if (!(leaveOut && row.text === name) && score > (best.get(row.entity) ?? -1)) best.set(row.entity, score)
  return [...best]
    .map(([entity, score]) => ({ entity, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, top)
}

export function engine(entries: readonly Entry[]): Peer {
  const index = NamesIndex.build(entries)
  return {
    name: 'Concord',
    every: 1,
    search: (name, top, leaveOneOut) =>
      index.screen({ name }, { top, leaveOneOut }).map((h) => ({ entity: h.entity, score: h.score })),
    close: nothing,
  }
}

const rowsOf = (entries: readonly Entry[]): Row[] =>
  entries
    .flatMap((e) => e.names.map((n) => ({ entity: e.id, text: n.text.replace(/\s+/g, ' ').trim() })))
    .map((r, id) => ({ ...r, id, plain: plain(r.text) }))

export function miniSearch(entries: readonly Entry[]): Peer {
  const rows = rowsOf(entries)
  const index = new MiniSearch<Row>({ fields: ['plain'], searchOptions: { fuzzy: 0.2, prefix: true } })
  index.addAll(rows)
  return {
    name: 'MiniSearch',
    every: 1,
    search: (name, top, leaveOut) =>
      byEntity(
        index
          .search(plain(name))
          .slice(0, top * 8)
          .map((r) => ({ row: rows[r.id as number]!, score: r.score })),
        name,
        top,
        leaveOut,
      ),
    close: nothing,
  }
}

export function fuse(entries: readonly Entry[]): Peer {
  const index = new Fuse(rowsOf(entries), { keys: ['plain'], includeScore: true, ignoreLocation: true, threshold: 0.5 })
  return {
    name: 'Fuse.js',
    every: 40,
    search: (name, top, leaveOut) =>
      byEntity(
        index.search(plain(name).slice(0, 32), { limit: top * 8 }).map((r) => ({ row: r.item, score: 1 - r.score! })),
        name,
        top,
        leaveOut,
      ),
    close: nothing,
  }
}

export function levenshtein(entries: readonly Entry[]): Peer {
  const rows = rowsOf(entries).map((row) => ({ row, key: sorted(row.text) }))
  return {
    name: 'Levenshtein, words sorted',
    every: 12,
    search: (name, top, leaveOut) => {
      const key = sorted(name)
      return byEntity(
        rows.map(({ row, key: other }) => ({
          row,
          score: 1 - distance(key, other) / Math.max(key.length, other.length, 1),
        })),
        name,
        top,
        leaveOut,
      )
    },
    close: nothing,
  }
}

function distance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0]!
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const up = row[j]!
      row[j] = Math.min(up + 1, row[j - 1]! + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1))
      diagonal = up
    }
  }
  return row[b.length]!
}

export async function trigram(entries: readonly Entry[]): Promise<Peer> {
  const postgres = await startPostgres({ throwaway: true })
  const client = new pg.Client({ connectionString: postgres.superuserUrl })
  await client.connect()
  await client.query('create extension if not exists pg_trgm')
  await client.query('create table listed (entity text, original text, plain text)')
  const rows = rowsOf(entries)
  await client.query('insert into listed select * from unnest($1::text[], $2::text[], $3::text[])', [
    rows.map((r) => r.entity),
    rows.map((r) => r.text),
    rows.map((r) => r.plain),
  ])
  await client.query('create index on listed using gin (plain gin_trgm_ops)')
  await client.query('analyze listed')
  return {
    name: 'pg_trgm',
    every: 1,
    search: async (name, top, leaveOut) => {
      const { rows: found } = await client.query<Ranked>(
        `select entity, max(similarity(plain, $1)) as score from listed where plain % $1 and (not $2 or original <> $3)
         group by entity order by score desc limit $4`,
        [plain(name), leaveOut, name, top],
      )
      return found
    },
    close: async () => {
      await client.end()
      await postgres.stop()
    },
  }
}
