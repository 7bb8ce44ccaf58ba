import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { modules } from '../../apps/modules.ts'
import { query } from '../../platform/search/contract.ts'
import { bookFor } from './book.ts'
import { buildWorld } from './build-world.ts'
import { type Asking, dropDatabase, openInstallation } from './installation.ts'
import { askerOf } from './interference.ts'
import { nameOf } from './regressions.ts'
import { sightOf } from './sight.ts'
import { readForm, takeSnapshot } from './snapshot.ts'
import { differentWork, watch } from './statements.ts'
import { planOf } from './world-plan.ts'

// Hidden and absent are alike in time when the same work is done for both: compared by what PostgreSQL itself says it did,
// never by a clock.

const plan = planOf(2, 40)
const people = plan.people.map((person) => ({
  ...person,
  status: 'active' as const,
  secondFactor: true,
  clearance: 1 as const,
}))
const world = await buildWorld({ ...plan, people })
const watched = await watch(world.database)
const server = await openInstallation(world.database, modules, watched.db)
const form = await readForm(server.owner)
afterAll(async () => {
  await server.close()
  await dropDatabase(world.database)
})

const viewer = world.people[3]!
const sight = sightOf(await takeSnapshot(server.owner, form), askerOf(viewer), new Date())
const book = bookFor(world, viewer, sight)
const hidden = [
  ...world.records.map((r) => r.id).filter((id) => !sight.may('discover', id)),
  ...sight.snapshot
    .get('files')!
    .filter((f) => !sight.may('read', f['record'] as string))
    .map((f) => f['id'] as string),
  // What hangs on a record that is hidden is hidden with it.
  ...['recommendations', 'assessments', 'consents', 'factual_comments'].flatMap((table) =>
    sight.snapshot
      .get(table)!
      .filter((row) => !sight.may('discover', (row['record'] ?? row['id']) as string))
      .map((row) => row['id'] as string),
  ),
]
const work = (asking: Asking, from: string, to: string) => {
  const input = JSON.parse(JSON.stringify(asking.input).replaceAll(from, to))
  if ('request' in input) input.request = crypto.randomUUID()
  return watched.during(() => server.ask(askerOf(viewer), { ...asking, input }))
}

const routes = modules.flatMap((m) => m.routes.map(({ endpoint }) => ({ name: endpoint.audit, endpoint })))
/** Their only id is that of the request itself. */
const ONLY_REQUEST = new Set(['recommendations.add_assessment'])
const compared: string[] = []
describe(nameOf(40, 'the same work is done for a hidden record as for none'), () => {
  test.each(routes)('$name', async ({ endpoint }) => {
    const about = book[endpoint.audit]!.inputs.flatMap((given) => {
      const words = JSON.stringify(given.input)
      const [id, ...others] = hidden.filter((h) => words.includes(`"${h}"`))
      return id && others.length === 0 && !given.viewAs && !given.language
        ? [{ id, asking: { endpoint, ...given } }]
        : []
    })
    for (const { id, asking } of about.slice(0, 5)) {
      // Plans are made once for each connection: the first of two would be charged with it.
      await work(asking, id, crypto.randomUUID())
      const [for_hidden, for_absent] = [await work(asking, id, id), await work(asking, id, crypto.randomUUID())]
      expect(for_hidden.length).toBeGreaterThan(3)
      expect(differentWork(for_hidden, for_absent)).toEqual([])
      compared.push(endpoint.audit)
    }
  })
})

test(
  nameOf(40, 'the same work is done in search for words that are hidden as for words that nobody wrote'),
  async () => {
    const codes = world.records.filter(({ id }) => !sight.may('read', id)).map(({ code }) => code)
    const known = world.records.filter(({ id }) => sight.may('read', id)).map(({ code }) => code)
    const unseen = codes.filter((code) => !known.some((other) => other.startsWith(code)))
    expect(unseen.length).toBeGreaterThan(3)
    for (const code of unseen.slice(0, 5)) {
      const asking: Asking = { endpoint: query, input: { q: code } }
      await work(asking, code, 'Q-1')
      expect(differentWork(await work(asking, code, code), await work(asking, code, 'Q-1'))).toEqual([])
    }
  },
)

test('enough was compared, and of what States consent to everything that is asked by an id', () => {
  expect(new Set(compared).size).toBeGreaterThan(30)
  // Of follow-up and gaps nothing is asked by an id: they are narrowed down by codes.
  const byId = routes.filter(
    ({ name, endpoint }) =>
      /^(recommendations|followup|gaps)\./.test(name) &&
      JSON.stringify(z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' })).includes('"uuid"'),
  )
  const names = byId.map(({ name }) => name).filter((name) => !ONLY_REQUEST.has(name))
  expect(names.length).toBeGreaterThan(12)
  expect(names.filter((name) => !compared.includes(name))).toEqual([])
})
