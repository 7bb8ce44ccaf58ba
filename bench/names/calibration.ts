import { table } from './print.ts'

/** A score that was given, and whether it was right. */
export type Said = { readonly score: number; readonly right: boolean }

const BINS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]

/**
 * Whether scores are the probabilities they claim to be: what was said and what was true in each bin, and the mean squared
 * error of both (Brier 1950).
 */
export function calibration(title: string, all: readonly Said[]): void {
  const rows = BINS.slice(1).flatMap((to, i) => {
    const from = BINS[i]!
    const bin = all.filter((s) => s.score >= from && s.score < to)
    if (bin.length === 0) return []
    const mean = (of: (said: Said) => number): string =>
      (bin.reduce((sum, s) => sum + of(s), 0) / bin.length).toFixed(3)
    return [[`${from} to ${Math.min(to, 1)}`, String(bin.length), mean((s) => s.score), mean((s) => (s.right ? 1 : 0))]]
  })
  const brier = all.reduce((sum, s) => sum + (s.score - (s.right ? 1 : 0)) ** 2, 0) / all.length
  table(`${title}; Brier score ${brier.toFixed(4)}`, ['score', 'n', 'said', 'true'], rows)
}
