import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { checkGuards } from '../records/guard-checks.ts'
import { decisionMutants, functionMutants, guardMutants, policyMutants } from './mutants.ts'
import { world } from './world.ts'
import { decisionOf, differsSomewhere, isNoticed } from './world-mutations.ts'
import { disagreements, openWorlds } from './world-testing.ts'

const { platform, client, close } = await openWorlds()
afterAll(close)

test('row-level security decides as the decision does, in many more worlds', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (w) => {
      expect(await disagreements(client, w)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test.each(policyMutants())('$name is noticed', async (mutant) => {
  expect(await isNoticed(platform, client, mutant, { seed: 3, worlds: 1500 })).toBe(true)
})

test.each(functionMutants())('$name is noticed', async (mutant) => {
  expect(await isNoticed(platform, client, mutant, { seed: 3, worlds: 1500 })).toBe(true)
})

test.each(guardMutants())('$name is noticed', async (mutant) => {
  await sql.raw(mutant.broken).execute(platform.owner)
  try {
    expect(await checkGuards(platform)).not.toEqual([])
  } finally {
    await sql.raw(mutant.whole).execute(platform.owner)
  }
})

test.each(decisionMutants())('$name is noticed', async ({ text }) => {
  expect(await differsSomewhere(client, { seed: 3, worlds: 1500 }, await decisionOf(text))).toBe(true)
})
