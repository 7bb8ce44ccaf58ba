import type { BenchData } from './data.ts'
import type { Peer } from './peers.ts'
import { table } from './print.ts'
import { random } from './random.ts'
import { TREATMENTS } from './treatments.ts'

const STRANGERS = 2000

/**
 * Names of the list written otherwise, against people on no list: how many strangers alert at the score that still finds
 * 95 and 99 of 100 treated names. A name is found when its own entity is in the answer with that score.
 */
export async function treated(data: BenchData, peers: readonly Peer[]): Promise<void> {
  const next = random(7)
  const names = data.un
    .filter((_, i) => i % 8 === 0)
    .map((e) => ({ entity: e.id, name: e.names[0]!.text.replace(/\s+/g, ' ').trim() }))
  const cases = Object.entries(TREATMENTS).map(([treatment, way]) => ({
    treatment,
    queries: names.flatMap(({ entity, name }) => {
      const query = way(name, next)
      return query ? [{ entity, query }] : []
    }),
  }))
  const step = Math.max(1, Math.floor(data.strangers.length / STRANGERS))
  const strangers = data.strangers.filter((_, i) => i % step === 0)
  const rows: string[][] = []
  for (const peer of peers) {
    const every = peer.every > 1 ? 8 : 1
    const alarms: number[] = []
    for (const [i, name] of strangers.entries())
      if (i % every === 0) alarms.push((await peer.search(name, 1, false))[0]?.score ?? 0)
    alarms.sort((a, b) => b - a)
    const everything: number[] = []
    for (const { treatment, queries } of cases) {
      const scores: number[] = []
      for (const [i, { entity, query }] of queries.entries()) {
        if (i % every !== 0) continue
        scores.push((await peer.search(query, 10, false)).find((f) => f.entity === entity)?.score ?? 0)
      }
      everything.push(...scores)
      if (scores.length > 0) rows.push([peer.name, treatment, String(scores.length), ...atRecall(scores, alarms)])
    }
    rows.push([peer.name, 'ALL', String(everything.length), ...atRecall(everything, alarms)])
  }
  rows.sort((a, b) => (a[1]! < b[1]! ? -1 : a[1]! > b[1]! ? 1 : 0))
  table(
    `Treated names against ${strangers.length} people on no list: alerts per 1,000 of them`,
    ['', 'treatment', 'n', 'at 95 %', 'at 99 %', 'recall at 1 per 1,000'],
    rows,
  )
}

function atRecall(scores: readonly number[], alarms: readonly number[]): string[] {
  const sorted = [...scores].sort((a, b) => b - a)
  const at = (recall: number): string => {
    const threshold = sorted[Math.ceil(sorted.length * recall) - 1] ?? 0
    return threshold <= 0
      ? 'not reached'
      : ((alarms.filter((a) => a >= threshold).length / alarms.length) * 1000).toFixed(1)
  }
  const limit = alarms[Math.floor(alarms.length / 1000)] ?? 0
  return [at(0.95), at(0.99), (sorted.filter((s) => s > limit).length / sorted.length).toFixed(3)]
}
