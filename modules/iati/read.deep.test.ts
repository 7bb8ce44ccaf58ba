import { expect, test } from 'vitest'
import { readActivities } from './actions/read.ts'
import { breakFile } from './fuzz.testing.ts'
import { FOREIGN } from './sample.testing.ts'

test('five thousand broken files stop with a reason, or are read in part', () => {
  let stops = 0
  for (let seed = 1001; seed <= 6000; seed++) {
    const stopped = readActivities([breakFile(FOREIGN, seed)], ({ activity }) => {
      expect(activity.identifier.length).toBeGreaterThanOrEqual(0)
    })
    if (stopped) {
      stops++
      expect(stopped.line).toBeGreaterThan(0)
    }
  }
  expect(stops).toBeGreaterThan(1000)
})
