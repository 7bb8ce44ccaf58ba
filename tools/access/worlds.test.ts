import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { buildWorld, type World } from './build-world.ts'
import { dropDatabase } from './installation.ts'
import { findInterference } from './interference.ts'
import { planOf } from './world-plan.ts'

// Two worlds that differ in nothing but what a viewer may not see answer that viewer alike, on every declared route. Person
// null has not signed in.

const seed = 2
let world: World
beforeAll(async () => {
  world = await buildWorld(planOf(seed, 40))
})
afterAll(() => dropDatabase(world.database))

test.each([null, 1])('a world shows nothing hidden to person %s', { timeout: 300_000 }, async (n) => {
  const viewer = n === null ? null : world.people[n]!
  const { found, altered, statuses } = await findInterference({ world, viewer, modules, seed, most: 3 })
  expect(found).toEqual([])
  // The worlds did differ, in much; and the answers were not all refusals.
  expect([...altered.values()].reduce((sum, rows) => sum + rows, 0)).toBeGreaterThan(300)
  expect(altered.size).toBeGreaterThan(10)
  expect([...statuses.values()].filter((of) => of.has(200)).length).toBeGreaterThan(n === null ? 12 : 30)
})
