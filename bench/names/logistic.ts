/** A candidate of one query: what the features say, and whether it is the entry that was meant. */
export type Example = {
  readonly group: number
  readonly values: Float64Array
  readonly right: boolean
  readonly weight: number
}

/**
 * Fits weights so that the right candidate of each query comes first (softmax over the query's candidates) and so that
 * odds are true ones (logistic loss over all candidates): both losses added, Adam, a little L2. Deterministic.
 *
 * @param signs per feature: 1 may not be negative, -1 may not be positive, 0 free
 * @returns the base, then one weight per feature
 */
export function fitWeights(
  examples: readonly Example[],
  signs: readonly number[],
  ranking = 1,
  rounds = 400,
): Float64Array {
  const width = signs.length + 1
  const weights = new Float64Array(width)
  const mean = new Float64Array(width)
  const square = new Float64Array(width)
  const groups = [...Map.groupBy(examples, (e) => e.group).values()]
  const odds = (e: Example): number => e.values.reduce((sum, v, i) => sum + v * weights[i + 1]!, weights[0]!)
  const total = examples.reduce((sum, e) => sum + e.weight, 0)
  for (let round = 1; round <= rounds; round++) {
    const slope = new Float64Array(width)
    const push = (e: Example, by: number): void => {
      slope[0]! += by
      for (let i = 0; i < e.values.length; i++) slope[i + 1]! += by * e.values[i]!
    }
    for (const group of groups) {
      const all = group.map(odds)
      const right = group.findIndex((e) => e.right)
      const most = Math.max(...all)
      const sum = all.reduce((s, o) => s + Math.exp(o - most), 0)
      group.forEach((e, i) => {
        push(e, (e.weight / total) * (1 / (1 + Math.exp(-all[i]!)) - (e.right ? 1 : 0)))
        if (right >= 0)
          push(e, ((ranking * group[right]!.weight) / total) * (Math.exp(all[i]! - most) / sum - (i === right ? 1 : 0)))
      })
    }
    for (let i = 0; i < width; i++) {
      const g = slope[i]! + (i > 0 ? 1e-5 * weights[i]! : 0)
      mean[i] = 0.9 * mean[i]! + 0.1 * g
      square[i] = 0.999 * square[i]! + 0.001 * g * g
      weights[i]! -= (0.1 * (mean[i]! / (1 - 0.9 ** round))) / (Math.sqrt(square[i]! / (1 - 0.999 ** round)) + 1e-8)
      const sign = signs[i - 1] ?? 0
      if (sign * weights[i]! < 0) weights[i] = 0
    }
  }
  return weights
}
