import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { world } from '../../platform/access/world.ts'
import { openWorlds } from '../../platform/access/world-testing.ts'
import { directory } from './index.ts'
import { differs, MERGE } from './merging-sight.testing.ts'

// A merge never widens, and takes nothing away: on random worlds everyone sees, and may do, exactly what they could before.

const { client, close } = await openWorlds(directory)
afterAll(close)

test('after a merge everyone sees exactly what they saw, in any world', { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async (w) => {
      expect(await differs(client, w, MERGE)).toBe(false)
    }),
    { seed: 2021, numRuns: 600 },
  )
})
