import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { world } from '../../platform/access/world.ts'
import { openWorlds } from '../../platform/access/world-testing.ts'
import { directory } from './index.ts'
import { differs, MERGE, NAIVE } from './merging-sight.testing.ts'

// A merge never widens, and takes nothing away: on random worlds everyone sees, and may do, exactly what they could before.

const { client, close } = await openWorlds(directory)
afterAll(close)

test('after a merge everyone sees exactly what they saw, in any world', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async (w) => {
      expect(await differs(client, w, MERGE)).toBe(false)
    }),
    { seed: 2020, numRuns: 10 },
  )
})

test.each(NAIVE)('%s would be noticed', { timeout: 120_000 }, async (statement) => {
  const { failed } = await fc.check(
    fc.asyncProperty(world, async (w) => !(await differs(client, w, [statement]))),
    { seed: 2020, numRuns: 60, endOnFailure: true },
  )
  expect(failed).toBe(true)
})
