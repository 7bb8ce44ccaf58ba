import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { bookFor } from './book.ts'
import { buildWorld } from './build-world.ts'
import { knownIn } from './crawl.ts'
import { allRows, goodCalls, outcomeOf, type Rows, type Trials } from './good-calls.ts'
import { dropDatabase, openInstallation } from './installation.ts'
import { askerOf } from './interference.ts'
import { sightOf } from './sight.ts'
import { readForm, takeSnapshot } from './snapshot.ts'
import { stuffed } from './stuffed.ts'
import { openUndoable } from './undoable.ts'
import { planOf } from './world-plan.ts'

// Whatever a caller adds to an input, the act is refused for it, or does exactly what it does without.

const plan = planOf(6, 16)
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
const acts = routes.filter(({ endpoint }) => endpoint.method === 'POST')
const tried = new Set<string>()
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

  test.each(acts)('$name', async ({ endpoint }) => {
    for (const asking of await goodCalls(trials, endpoint, bookFor(world, world.people[n]!, sight), 1)) {
      const plain = await outcomeOf(trials, asking, before)
      const more = await outcomeOf(trials, { ...asking, input: stuffed(endpoint, asking.input, world, sight) }, before)
      if (more.status !== 400) expect(more).toEqual(plain)
      tried.add(endpoint.audit)
    }
  })
})

test('enough was tried', () => {
  console.log([...tried].join(' '))
  expect(tried.size).toBeGreaterThan(25)
})
