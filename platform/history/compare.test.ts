import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openWorlds } from '../access/world-testing.ts'
import { compareDisagreements, pastWorld } from './compare-testing.ts'

const { client, close } = await openWorlds()
afterAll(close)

test('row-level security shows the differences that the decision allows, in any world with a past', async () => {
  await fc.assert(
    fc.asyncProperty(pastWorld, async (w) => {
      expect(await compareDisagreements(client, w)).toEqual([])
    }),
    { seed: 75, numRuns: 40 },
  )
}, 120_000)
