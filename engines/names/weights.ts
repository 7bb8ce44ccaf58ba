/** Log odds of each feature of score.ts. Fitted by bench/names/fit-score.ts; not edited by hand. */
export const WEIGHTS: Readonly<Record<string, number>> = {
  base: -6.169,
  listed: 0.06,
  both: 1.33,
  evidence: 3.668,
  evidenceBoth: 2.66,
  more: 5.043,
  union: 2.63,
  unionFull: 0.82,
  twoWordsAsked: -0.173,
  worstBoth: 1.927,
  askedMissing: -1.234,
  listedMissing: -0.506,
  contradiction: -2.0,
  lowFull: -0.575,
}
