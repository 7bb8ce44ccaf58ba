import { afterAll, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { buildWorld } from './build-world.ts'
import { dropDatabase, openInstallation } from './installation.ts'
import { firstWrong, mutationsOf, wholeOf } from './mutations.ts'
import { readForm } from './snapshot.ts'
import { openUndoable } from './undoable.ts'
import { everybody } from './world-plan.ts'

// Each policy and trigger of the migrated database is taken away in turn, and must be missed: a protection whose loss
// nothing notices is one that may already be lost.

const world = await buildWorld(everybody(5, 50))
const undoable = await openUndoable(world.database)
const server = await openInstallation(world.database, modules, undoable.db)
const form = await readForm(server.owner)
const mutations = await mutationsOf(server.owner)
const whole = await wholeOf({ undoable, server, world, form })
afterAll(async () => {
  await server.close()
  await dropDatabase(world.database)
})

test('with everything in force nothing is wrong', async () => {
  expect(await firstWrong(whole)).toEqual([])
})

test.each(mutations)('$name is noticed', async ({ statement }) => {
  await undoable.asOwner((owner) =>
    owner.executeQuery({ sql: statement, parameters: [], query: { kind: 'RawNode' } } as never),
  )
  const wrong = await firstWrong(whole)
  await undoable.undo()
  expect(wrong).not.toEqual([])
})
