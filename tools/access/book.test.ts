import { afterAll, describe, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { bookFor } from './book.ts'
import { buildWorld } from './build-world.ts'
import { dropDatabase, jsonOf, openInstallation, type Reply } from './installation.ts'
import { askerOf } from './interference.ts'
import { sightOf } from './sight.ts'
import { readForm, takeSnapshot } from './snapshot.ts'
import { RULES } from './table-rules.ts'
import { openUndoable } from './undoable.ts'
import { everybody } from './world-plan.ts'

// The programme is worth what its inputs are worth: every endpoint stands in the book, and what the book asks is granted
// to somebody, with something in the answer.

const world = await buildWorld(everybody(3, 30))
const undoable = await openUndoable(world.database)
const server = await openInstallation(world.database, modules, undoable.db)
afterAll(async () => {
  await server.close()
  await dropDatabase(world.database)
})
const form = await readForm(server.owner)
const snapshot = await takeSnapshot(server.owner, form)
const viewers = [1, 0, 6, 7, 3].map((n) => {
  const asker = askerOf(world.people[n]!)
  return { asker, book: bookFor(world, world.people[n]!, sightOf(snapshot, asker, modules, new Date())) }
})
const endpoints = modules.flatMap((m) => m.routes.map(({ endpoint }) => endpoint))

test('every declared endpoint stands in the book, and nothing else does', () => {
  expect(Object.keys(viewers[0]!.book).sort()).toEqual(endpoints.map((e) => e.audit).sort())
})

test('every table has a rule of who may see it', () => {
  expect([...form.tables.keys()].filter((table) => !RULES[table] && !form.shareable.has(table))).toEqual([])
  expect(Object.keys(RULES).filter((table) => !form.tables.has(table))).toEqual([])
})

test('every table of the world holds something', () => {
  const empty = [...form.tables.keys()].filter((table) => snapshot.get(table)!.length === 0)
  // Steps of signing in, single sign-on, seals: what only their own tests bring about.
  expect(empty.filter((table) => !/^auth\.|^audit_seals$|^emergency_grants$|^reference_rows$/.test(table))).toEqual([])
})

/** What no input of a book can have granted: it takes a password, a mailed secret, a passkey, or a provider. */
const BY_SECRET =
  /^access\.(sign_in|sign_in_code|sign_in_recovery|sign_in_passkey|reset_password|read_invitation|accept_invitation|accept_terms|begin_sign_on|finish_sign_on|change_password|prove_mailbox|begin_app|confirm_app|remove_app|begin_passkey|add_passkey|remove_passkey|renew_recovery_codes|second_factor|unlink_sign_on|end_sessions|sign_out)$|^directory\.record_return$/

const granted = ({ status, body }: Reply): boolean => {
  if (status !== 200) return false
  const items = body.startsWith('{') ? (jsonOf({ body } as Reply) as { items?: unknown[] }).items : undefined
  return items === undefined || items.length > 0
}

describe('somebody is granted', () => {
  test.each(endpoints.filter((e) => !BY_SECRET.test(e.audit)).map((endpoint) => ({ name: endpoint.audit, endpoint })))(
    '$name',
    async ({ endpoint }) => {
      for (const { asker, book } of viewers)
        for (const given of book[endpoint.audit]!.inputs) {
          const reply = await server.ask(asker, { endpoint, ...given })
          if (endpoint.method === 'POST' && reply.status < 300) await undoable.undo()
          if (granted(reply)) return
        }
      expect.fail('nobody')
    },
  )
})
