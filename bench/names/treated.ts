import { calibration, type Said } from './calibration.ts'
import type { BenchData } from './data.ts'
import type { Peer } from './peers.ts'
import { table } from './print.ts'
import { random } from './random.ts'
import { TREATMENTS } from './treatments.ts'

const STRANGERS = 10_000

/**
 * Names of the list written otherwise, against people on no list: how many strangers alert at the score that still finds
 * 95 and 99 of 100 treated names, ours beside each peer on the very same cases and strangers. A name is found when its own entity is in the answer with that score.
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
  /** Scores of the cases of each treatment and of the strangers, one place for each; undefined where it was not asked. */
  const scoresOf = async (peer: Peer): Promise<Scores> => {
    const every = peer.every > 2 ? 8 : 1
    const alarms: (number | undefined)[] = []
    for (const [i, name] of strangers.entries())
      alarms.push(i % every === 0 ? ((await peer.search(name, 1, false))[0]?.score ?? 0) : undefined)
    const treatments = new Map<string, (number | undefined)[]>()
    for (const { treatment, queries } of cases) {
      const scores: (number | undefined)[] = []
      for (const [i, { entity, query }] of queries.entries())
        scores.push(
          i % every === 0
            ? ((await peer.search(query, 10, false)).find((f) => f.entity === entity)?.score ?? 0)
            : undefined,
        )
      treatments.set(treatment, scores)
    }
    treatments.set('ALL', [...treatments.values()].flat())
    return { alarms, treatments }
  }
  const [ours, ...theirs] = peers
  const said: Said[] = []
  const top = async (name: string, entity?: string): Promise<void> => {
    const first = (await ours!.search(name, 1, false))[0]
    said.push({ score: first?.score ?? 0, right: first !== undefined && first.entity === entity })
  }
  for (const name of strangers) await top(name)
  for (const { queries } of cases) for (const { entity, query } of queries) await top(query, entity)
  calibration('Calibration, best hit of treated names and of people on no list', said)
  const own = await scoresOf(ours!)
  for (const peer of theirs) {
    const other = await scoresOf(peer)
    const rows = [...other.treatments].flatMap(([treatment, scores]) => {
      const asked = (all: readonly (number | undefined)[], by: readonly (number | undefined)[]): number[] =>
        all.filter((_, i) => by[i] !== undefined).map((score) => score!)
      const n = asked(scores, scores).length
      if (n === 0) return []
      const [mine, yours] = [own, other].map(({ alarms, treatments }) =>
        atRecall(asked(treatments.get(treatment)!, scores), asked(alarms, other.alarms)),
      )
      return [[treatment, String(n), ...mine!.flatMap((cell, i) => [cell, yours![i]!])]]
    })
    const count = other.alarms.filter((score) => score !== undefined).length
    table(
      `Treated names, ${ours!.name} | ${peer.name} on the same cases: alerts per 1,000 of the same ${count} people on no list`,
      ['treatment', 'n', 'at 95 %', '|', 'at 99 %', '|', 'recall at 1 per 1,000', '|'],
      rows,
    )
  }
}

type Scores = {
  readonly alarms: readonly (number | undefined)[]
  readonly treatments: ReadonlyMap<string, readonly (number | undefined)[]>
}

function atRecall(scores: readonly number[], alarms: readonly number[]): string[] {
  const sorted = scores.toSorted((a, b) => b - a)
  const at = (recall: number): string => {
    const threshold = sorted[Math.ceil(sorted.length * recall) - 1] ?? 0
    return threshold <= 0
      ? 'not reached'
      : ((alarms.filter((a) => a >= threshold).length / alarms.length) * 1000).toFixed(1)
  }
  const limit = alarms.toSorted((a, b) => b - a)[Math.floor(alarms.length / 1000)] ?? 0
  return [at(0.95), at(0.99), (sorted.filter((s) => s > limit).length / sorted.length).toFixed(3)]
}
