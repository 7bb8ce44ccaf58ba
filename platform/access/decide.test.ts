import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addThings } from '../records/testing.ts'
import { testPlatform } from '../testing.ts'
import { decisionMutants, policyMutants } from './mutants.ts'
import { world } from './world.ts'
import { differsSomewhere, isNoticed } from './world-mutations.ts'
import { type Decision, disagreements, openWorlds } from './world-testing.ts'

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

test('row-level security decides as the decision does, in any world, for any viewer and right', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (w) => {
      expect(await disagreements(client, w)).toEqual([])
    }),
    { seed: 2020, numRuns: 120 },
  )
}, 120_000)

test.each(policyMutants())('$name is noticed', { timeout: 120_000 }, async (mutant) => {
  expect(await isNoticed(platform, client, mutant, { seed: 3, worlds: 150 })).toBe(true)
})

test.each(decisionMutants())('$name is noticed', { timeout: 120_000 }, async ({ text }) => {
  const file = join(mkdtempSync(join(tmpdir(), 'concord-decision-')), 'decide.ts')
  writeFileSync(file, text)
  const decision = (await import(file)) as Decision
  expect(await differsSomewhere(client, { seed: 3, worlds: 1500 }, decision)).toBe(true)
})
