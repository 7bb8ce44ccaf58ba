import { expect, test } from 'vitest'
import { tryFile } from './fuzz-check.testing.ts'

test('20,000 hostile or broken files: no crash, and each refusal tells file, place, reason and remedy', async () => {
  const outcomes = new Map<string, number>()
  for (let seed = 1; seed <= 20_000; seed++) {
    const { found, outcome } = await tryFile(seed)
    expect(found).toEqual([])
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  expect(outcomes.get('read')).toBeGreaterThan(1_000)
  expect(outcomes.size).toBeGreaterThan(14)
})
