import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { bookFor } from './book.ts'
import { buildWorld } from './build-world.ts'
import { knownIn } from './crawl.ts'
import { dice } from './dice.ts'
import { allRows, changesSince, goodCalls, outcomeOf, type Rows, type Trials } from './good-calls.ts'
import { dropDatabase, openInstallation } from './installation.ts'
import { askerOf } from './interference.ts'
import { sightOf } from './sight.ts'
import { readForm, takeSnapshot } from './snapshot.ts'
import { placesOf, swapsFor, withId } from './swapped-ids.ts'
import { openUndoable } from './undoable.ts'
import { planOf } from './world-plan.ts'

// A request is granted for one thing and names another: every id of every input is swapped for one that is not the
// caller's, or not of that kind. Each must be answered like an id that exists nowhere, and do no more.

const plan = planOf(5, 30)
const people = plan.people.map((person) => ({
  ...person,
  status: 'active' as const,
  secondFactor: true,
  clearance: 1 as const,
}))
const world = await buildWorld({ ...plan, people })
const undoable = await openUndoable(world.database)
const server = await openInstallation(world.database, modules, undoable.db)
afterAll(async () => {
  await server.close()
  await dropDatabase(world.database)
})

const routes = modules.flatMap((m) => m.routes.map(({ endpoint }) => ({ name: endpoint.audit, endpoint })))
let tried = 0
describe.each([
  ['an officer', 3],
  ['an administrator', 6],
  ['the secretariat', 0],
] as const)('%s', (_, n) => {
  const asker = askerOf(world.people[n]!)
  let before: Rows
  let trials: Trials
  let sight: ReturnType<typeof sightOf>
  beforeAll(async () => {
    const form = await readForm(server.owner)
    const snapshot = await takeSnapshot(server.owner, form)
    sight = sightOf(snapshot, asker, modules, new Date())
    trials = { server, undoable, asker, form, known: knownIn(snapshot) }
    before = await undoable.asOwner((owner) => allRows(owner, form))
  })

  test.each(routes)('$name', async ({ endpoint }) => {
    const chance = dice(n)
    for (const asking of await goodCalls(trials, endpoint, bookFor(world, world.people[n]!, sight), 1))
      for (const place of placesOf(asking.input).filter(({ path }) => path.at(-1) !== 'request')) {
        const swapped = (id: string) => ({ ...asking, input: withId(asking.input, place, id) })
        const nowhere = await outcomeOf(trials, swapped(crypto.randomUUID()), before)
        for (const { of, id } of swapsFor(place.id, trials.form, sight, chance)) {
          const { status, answer, done } = await outcomeOf(trials, swapped(id), before)
          const told = {
            status,
            answer: answer.replaceAll(id, '<new id>'),
            done: done.map((row) => row.replaceAll(id, '<new id>')),
          }
          expect(told, `${place.path.join('.')}: an id of ${of}`).toEqual(nowhere)
          tried++
        }
      }
    expect(await changesSince(trials, before)).toEqual([])
    await undoable.undo()
  })
})

test('enough was tried', () => {
  console.log(tried)
  expect(tried).toBeGreaterThan(200)
})
