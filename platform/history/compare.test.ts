import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorlds } from '../access/world-testing.ts'
import { addThings } from '../records/testing.ts'
import { testPlatform } from '../testing.ts'
import { compareDisagreements, pastWorld } from './compare-testing.ts'

const platform = await testPlatform()
let client: Awaited<ReturnType<typeof openWorlds>>
beforeAll(async () => {
  await addThings(platform)
  client = await openWorlds(platform)
})
afterAll(async () => {
  await client.end()
  await platform[Symbol.asyncDispose]()
})

test('row-level security shows the differences that the decision allows, in any world with a past', async () => {
  await fc.assert(
    fc.asyncProperty(pastWorld, async (w) => {
      expect(await compareDisagreements(client, w)).toEqual([])
    }),
    { seed: 75, numRuns: 40 },
  )
}, 120_000)
