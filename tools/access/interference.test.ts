import { afterAll, expect, test } from 'vitest'
import { buildWorld } from './build-world.ts'
import { dropDatabase } from './installation.ts'
import { findInterference } from './interference.ts'
import { modules } from './subjects.ts'
import { planOf } from './world-plan.ts'

const world = await buildWorld(planOf(1))
afterAll(() => dropDatabase(world.database))

test.each([null, 0, 1, 2, 3, 4, 5, 6, 7])(
  'world 1: nothing hidden shows to person %s',
  async (n) => {
    const t0 = Date.now()
    const { found, altered, statuses } = await findInterference({
      world,
      viewer: n === null ? null : world.people[n]!,
      modules,
      seed: 1,
      most: 8,
    })
    console.log(
      n,
      Date.now() - t0,
      Object.fromEntries(altered),
      Object.fromEntries([...statuses].map(([k, v]) => [k, [...v].join()])),
    )
    expect(found.length, found.slice(0, 5).join('\n\n')).toBe(0)
  },
  160_000,
)
