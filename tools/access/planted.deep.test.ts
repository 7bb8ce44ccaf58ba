import { afterAll, expect, test } from 'vitest'
import { buildWorld } from './build-world.ts'
import { dropDatabase } from './installation.ts'
import { findPlanted, LEAKS, sound } from './planted.ts'
import { everybody } from './world-plan.ts'

const world = await buildWorld(everybody(4, 24))
afterAll(() => dropDatabase(world.database))

test('without a leak nothing is found', async () => {
  expect(await findPlanted(world, {})).toEqual([])
  expect(await findPlanted(world, sound(world))).toEqual([])
})

test.each(LEAKS)('$name, and is found', async ({ trial, shows }) => {
  expect(
    (await findPlanted(world, trial(world), [4, 5, 6, 7, 8, 9, 10, 11])).filter((line) => line.startsWith(shows)),
  ).not.toEqual([])
})
