import { afterAll, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { buildWorld } from './build-world.ts'
import { dice } from './dice.ts'
import { findEscalations } from './escalations.ts'
import { dropDatabase, openInstallation } from './installation.ts'
import { askerOf } from './interference.ts'
import { findWrongSight } from './raw-sight.ts'
import { findWrongWrites } from './raw-writes.ts'
import { sightOf } from './sight.ts'
import { readForm, takeSnapshot } from './snapshot.ts'
import { planOf } from './world-plan.ts'
import { addSeldom } from './world-seldom.ts'

const world = await buildWorld(planOf(2, 40))
const server = await openInstallation(world.database, modules)
await addSeldom(server.owner, world)
const form = await readForm(server.owner)
afterAll(async () => {
  await server.close()
  await dropDatabase(world.database)
})

test.each([null, ...world.people.keys()])(
  'by plain SQL, person %s sees of every table what the rules say',
  async (n) => {
    const asker = askerOf(n === null ? null : world.people[n]!)
    const sight = sightOf(await takeSnapshot(server.owner, form), asker, new Date())
    expect(await findWrongSight(server, asker, form, sight)).toEqual([])
  },
)

test.each([
  [1, 2],
  [7, 0],
] as const)('by plain SQL, person %i sees through organisation %i what the rules say', async (n, through) => {
  const asker = { ...askerOf(world.people[n]!)!, viewAs: world.organisations[through]!.id }
  const sight = sightOf(await takeSnapshot(server.owner, form), asker, new Date())
  expect(await findWrongSight(server, asker, form, sight)).toEqual([])
})

test.each([null, ...world.people.keys()])('by plain SQL, person %s writes nothing that no rule allows', async (n) => {
  const asker = askerOf(n === null ? null : world.people[n]!)
  const sight = sightOf(await takeSnapshot(server.owner, form), asker, new Date())
  const { wrong } = await findWrongWrites(server, asker, form, sight, dice(7), 6)
  expect(wrong).toEqual([])
})

test('by plain SQL, nobody takes more than they hold', async () => {
  expect(await findEscalations(server, world, await takeSnapshot(server.owner, form))).toEqual([])
})
