/** By what a figure is disaggregated, as the Sustainable Development Goals do (A/RES/71/313) and IATI's dimensions name it. */
export const DIMENSIONS = ['sex', 'age', 'disability', 'function', 'state'] as const
export type Dimension = (typeof DIMENSIONS)[number]
export const SEXES = ['women', 'men', 'other'] as const
/** In years; as the United Nations counts youth (A/RES/50/81): 15 to 24. */
export const AGES = ['under_15', '15_24', '25_59', 'over_59'] as const
export const DISABILITIES = ['with_disability', 'without_disability', 'not_stated'] as const
/** Codes of the dimensions that have few; functions (the list of audiences) and States have many. */
export const CODES = { sex: SEXES, age: AGES, disability: DISABILITIES } as const
export const isFew = (by: Dimension): by is keyof typeof CODES => by in CODES

/**
 * How far an indicator has come from its baseline to its target, where 0 is the baseline and 1 the target; more than 1
 * beyond it, less than 0 when it went the other way. Null where baseline and target do not say.
 */
export function progress(baseline: number | null, target: number | null, value: number): number | null {
  const from = baseline ?? 0
  if (target === null || target === from) return null
  return (value - from) / (target - from)
}

/** A part of a figure by one dimension; within one dimension the parts are of different codes. */
export type Part = { by: Dimension; of: string; value: number }

/** Dimensions whose parts add up to more than the whole that is exactly known. */
export function overflowing(parts: readonly Part[], whole: number): Dimension[] {
  return DIMENSIONS.filter(
    (by) => parts.filter((part) => part.by === by).reduce((sum, { value }) => sum + value, 0) > whole,
  )
}
