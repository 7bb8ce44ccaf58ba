import { readFileSync } from 'node:fs'
import anyAscii from 'any-ascii'
import type { EntryKind } from '../../engines/names/entry.ts'
import { scorePair } from '../../engines/names/pair.ts'
import { calibration } from './calibration.ts'
import { csvRows } from './data.ts'
import { table } from './print.ts'

type Scored = { readonly same: boolean; readonly score: number }
const FOLDS = 5

/**
 * Pairs of invented names, labelled: half are hard negatives (one name shared, the other near). Area under the curve, and
 * F1 at a threshold chosen on the other folds.
 */
export function labelled(): void {
  const pairs = csvRows(readFileSync(new URL('./labelled.csv', import.meta.url), 'utf8'))
  const plain = (text: string): string => anyAscii(text).toLowerCase()
  const grams = (text: string): Set<string> =>
    new Set([...`  ${plain(text)} `].map((_, i, all) => all.slice(i, i + 3).join('')))
  const jaccard = (a: string, b: string): number => {
    const [x, y] = [grams(a), grams(b)]
    const both = x.intersection(y).size
    return both / (x.size + y.size - both)
  }
  const ways: Readonly<Record<string, (a: string, b: string, kind: EntryKind) => number>> = {
    Concord: scorePair,
    'trigram Jaccard': jaccard,
  }
  const rows = Object.entries(ways).map(([name, score]) => {
    const scored = pairs.map(([a, b, kind, same]) => ({ same: same === '1', score: score(a!, b!, kind as EntryKind) }))
    if (score === scorePair)
      calibration(
        'Calibration, labelled pairs',
        scored.map((s) => ({ score: s.score, right: s.same })),
      )
    return [name, String(scored.length), auc(scored).toFixed(3), f1Folded(scored).toFixed(3)]
  })
  table('Labelled pairs of invented names', ['', 'n', 'AUC', 'F1, threshold of other folds'], rows)
}

function auc(scored: readonly Scored[]): number {
  const [yes, no] = [scored.filter((s) => s.same), scored.filter((s) => !s.same)]
  let wins = 0
  for (const a of yes) for (const b of no) wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0
  return wins / (yes.length * no.length)
}

function f1(scored: readonly Scored[], threshold: number): number {
  const hits = scored.filter((s) => s.score >= threshold)
  const right = hits.filter((s) => s.same).length
  return (2 * right) / (hits.length + scored.filter((s) => s.same).length)
}

function f1Folded(scored: readonly Scored[]): number {
  const said: Scored[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = scored.filter((_, i) => i % FOLDS !== fold)
    const best = train.map((s) => s.score).reduce((a, t) => (f1(train, t) > f1(train, a) ? t : a), 1)
    for (const s of scored.filter((_, i) => i % FOLDS === fold))
      said.push({ same: s.same, score: s.score >= best ? 1 : 0 })
  }
  return f1(said, 1)
}
