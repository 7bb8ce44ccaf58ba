/** A candidate of one query: what the features say, and whether it is the entry that was meant. */
export type Example = {
  readonly group: number
  readonly values: Float64Array
  readonly right: boolean
  /** What it counts for when odds are to be true, and when the right candidate is to come first. */
  readonly weight: number
  readonly ranking: number
}

type Fitted = { readonly way: number; readonly sign: number; readonly start: number; readonly fixed?: boolean }

/**
 * Fits weights so that the right candidate of each query comes first (softmax over the query's candidates) and so that
 * odds are true ones (logistic loss over all candidates): both losses added, Adam, a little L2. Deterministic. The odds of a
 * candidate are those of several ways in which it may be right, added up; each way is a sum of features by their weights. What
 * comes first teaches the first way alone: the others are to say how likely, and would be bent by it.
 *
 * @param features of each: the way it belongs to, -1 for all ways, and its sign: 1 may not be negative, -1 may not be
 *   positive, 0 free; where its weight starts from; whether it stays there
 * @param pull how strongly weights are drawn towards 0 (L2)
 */
export function fitWeights(
  examples: readonly Example[],
  features: readonly Fitted[],
  rounds: number,
  pull = 1e-5,
): Float64Array {
  const width = features.length
  const ways = Math.max(...features.map((f) => f.way)) + 1
  const weights = Float64Array.from(features, (f) => f.start)
  const mean = new Float64Array(width)
  const square = new Float64Array(width)
  const groups = [...Map.groupBy(examples, (e) => e.group).values()]
  const sums = new Float64Array(ways)
  const odds = (e: Example): number => {
    sums.fill(0)
    let either = 0
    for (let i = 0; i < width; i++) {
      const { way } = features[i]!
      if (way < 0) either += e.values[i]! * weights[i]!
      else sums[way]! += e.values[i]! * weights[i]!
    }
    for (let way = 0; way < ways; way++) sums[way]! += either
    const most = Math.max(...sums)
    return most + Math.log(sums.reduce((sum, way) => sum + Math.exp(way - most), 0))
  }
  const total = examples.reduce((sum, e) => sum + e.weight, 0)
  for (let round = 1; round <= rounds; round++) {
    const slope = new Float64Array(width)
    const push = (e: Example, truth: number, ranking: number): void => {
      const all = odds(e)
      for (let i = 0; i < width; i++) {
        const { way } = features[i]!
        slope[i]! += (truth + (way === 0 ? ranking : 0)) * e.values[i]! * (way < 0 ? 1 : Math.exp(sums[way]! - all))
      }
    }
    for (const group of groups) {
      const all = group.map(odds)
      const right = group.findIndex((e) => e.right)
      const most = Math.max(...all)
      const sum = all.reduce((s, o) => s + Math.exp(o - most), 0)
      group.forEach((e, i) => {
        const truth = (e.weight / total) * (1 / (1 + Math.exp(-all[i]!)) - (e.right ? 1 : 0))
        const first =
          right < 0 ? 0 : (group[right]!.ranking / total) * (Math.exp(all[i]! - most) / sum - (i === right ? 1 : 0))
        push(e, truth, first)
      })
    }
    for (let i = 0; i < width; i++) {
      if (features[i]!.fixed) continue
      const g = slope[i]! + pull * weights[i]!
      mean[i] = 0.9 * mean[i]! + 0.1 * g
      square[i] = 0.999 * square[i]! + 0.001 * g * g
      weights[i]! -= (0.1 * (mean[i]! / (1 - 0.9 ** round))) / (Math.sqrt(square[i]! / (1 - 0.999 ** round)) + 1e-8)
      if (features[i]!.sign * weights[i]! < 0) weights[i] = 0
    }
  }
  return weights
}
