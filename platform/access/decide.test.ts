import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { decisionMutants, policyMutants } from './mutants.ts'
import { world } from './world.ts'
import { decisionOf, differsSomewhere, isNoticed } from './world-mutations.ts'
import { disagreements, openWorlds } from './world-testing.ts'

const { platform, client, close } = await openWorlds()
afterAll(close)

test('row-level security decides as the decision does, in any world, for any viewer and right', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (w) => {
      expect(await disagreements(client, w)).toEqual([])
    }),
    { seed: 2020, numRuns: 60 },
  )
}, 120_000)

// Two clauses are missed only in more worlds than are looked at here: see decide.deep.test.ts.
const seldom = (name: string) =>
  name.includes("sources = '{}' or p") || name.includes('decidePreview(reader, { principals }, source')
test.each(policyMutants().filter(({ name }) => !seldom(name)))(
  '$name is noticed',
  { timeout: 120_000 },
  async (mutant) => {
    expect(await isNoticed(platform, client, mutant, { seed: 3, worlds: 150 })).toBe(true)
  },
)

test.each(decisionMutants().filter(({ name }) => !seldom(name)))(
  '$name is noticed',
  { timeout: 120_000 },
  async ({ text }) => {
    expect(await differsSomewhere(client, { seed: 3, worlds: 150 }, await decisionOf(text))).toBe(true)
  },
)
