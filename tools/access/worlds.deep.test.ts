import { beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { buildWorld, type World } from './build-world.ts'
import { dice } from './dice.ts'
import { dropDatabase, openInstallation } from './installation.ts'
import { askerOf, findInterference } from './interference.ts'
import { findWrongSight } from './raw-sight.ts'
import { findWrongWrites } from './raw-writes.ts'
import { sightOf } from './sight.ts'
import { readForm, takeSnapshot } from './snapshot.ts'
import { planOf } from './world-plan.ts'

const EVERYONE = [null, 0, 1, 2, 3, 4, 5, 6, 7]
const who = (world: World, n: number | null) => (n === null ? null : world.people[n]!)

describe.each([11, 13])('world %i', (seed) => {
  let world: World
  beforeAll(async () => {
    world = await buildWorld(planOf(seed, 60))
    return () => dropDatabase(world.database)
  })

  test.each(EVERYONE)('shows nothing hidden to person %s', async (n) => {
    const { found } = await findInterference({ world, viewer: who(world, n), modules, seed, most: 8 })
    expect(found).toEqual([])
  })
})

describe.each(Array.from({ length: 4 }, (_, n) => 100 + n))('by plain SQL, world %i', (seed) => {
  test('gives everyone what the rules say, and takes from nobody more', async () => {
    const world = await buildWorld(planOf(seed, 60))
    const server = await openInstallation(world.database, modules)
    const form = await readForm(server.owner)
    for (const n of EVERYONE) {
      const asker = askerOf(who(world, n))
      const sight = sightOf(await takeSnapshot(server.owner, form), asker, new Date())
      expect(await findWrongSight(server, asker, form, sight)).toEqual([])
      expect((await findWrongWrites(server, asker, form, sight, dice(seed), 15)).wrong).toEqual([])
    }
    await server.close()
    await dropDatabase(world.database)
  })
})
