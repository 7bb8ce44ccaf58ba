import { afterAll, expect, test } from 'vitest'
import { buildWorld } from './build-world.ts'
import { dropDatabase } from './installation.ts'
import { findPlanted, LEAKS } from './planted.ts'
import { everybody } from './world-plan.ts'

// A check that was never seen to fail is not a check: each leak is planted in both worlds, and must be found.

const world = await buildWorld(everybody(5, 20))
afterAll(() => dropDatabase(world.database))

// That nothing is found without one: planted.deep.test.ts, and worlds.test.ts.
const few = ['the audience is no longer asked', 'it mails what is hidden']
test.each(LEAKS.filter(({ name }) => few.includes(name)))(
  '$name, and is found',
  { timeout: 120_000 },
  async ({ trial, shows }) => {
    expect((await findPlanted(world, trial(world))).filter((line) => line.startsWith(shows))).not.toEqual([])
  },
)
