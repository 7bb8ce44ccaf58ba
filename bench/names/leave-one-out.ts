import { hash } from '../../engines/names/keys.ts'
import type { BenchData } from './data.ts'
import type { Peer } from './peers.ts'
import { share, table } from './print.ts'

type Counts = { n: number; at1: number; at10: number; at50: number }

/** Finds the entity of each alias when that very name is left out; ties count by their mean rank. */
export async function leaveOneOut(data: BenchData, peers: readonly Peer[]): Promise<void> {
  const rows: string[][] = []
  for (const peer of peers) {
    const slices = new Map<string, Counts>()
    let seconds = 0
    for (const [i, query] of data.queries.entries()) {
      if (i % peer.every !== 0) continue
      const begun = performance.now()
      const found = await peer.search(query.name, 50, true)
      seconds += (performance.now() - begun) / 1000
      const score = found.find((f) => f.entity === query.entity)?.score
      const better = found.filter((f) => score === undefined || f.score > score).length
      const ties = found.filter((f) => f.score === score).length
      const rank = score === undefined ? Number.POSITIVE_INFINITY : better + (ties + 1) / 2
      // Half of the entities were never fitted on: their slice shows what holds elsewhere.
      const held = hash(query.entity) % 2 === 1 ? ['all, not fitted on'] : []
      for (const slice of ['all', ...held, ...query.slices]) count(slices, slice, rank)
    }
    const asked = slices.get('all')!.n
    for (const [slice, c] of [...slices].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (c.n >= 10)
        rows.push([
          peer.name,
          slice,
          String(c.n),
          share(c.at1, c.n),
          share(c.at10, c.n),
          share(c.at50, c.n),
          slice === 'all' ? String(Math.round(asked / seconds)) : '',
        ])
  }
  table('Leave one out', ['', 'slice', 'n', 'recall@1', '@10', '@50', 'queries/s'], rows)
}

function count(slices: Map<string, Counts>, slice: string, rank: number): void {
  const c = slices.get(slice) ?? { n: 0, at1: 0, at10: 0, at50: 0 }
  slices.set(slice, c)
  c.n++
  if (rank <= 1) c.at1++
  if (rank <= 10) c.at10++
  if (rank <= 50) c.at50++
}
