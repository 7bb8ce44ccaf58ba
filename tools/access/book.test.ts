import { afterAll, describe, expect, test } from 'vitest'
import { jsonOf, type Reply } from './installation.ts'
import { RULES } from './table-rules.ts'
import { openRehearsal, routes, type Trials, trialsOf } from './trials.ts'
import { everybody } from './world-plan.ts'

// The programme is worth what its inputs are worth: every endpoint stands in the book, and what the book asks is granted
// to somebody, with something in the answer.

const rehearsal = await openRehearsal(everybody(3, 30))
afterAll(rehearsal.close)
const { server, undoable, form, snapshot } = rehearsal
const viewers: Trials[] = []
for (const n of [1, 0, 6, 7, 3]) viewers.push(await trialsOf(rehearsal, n))

test('every declared endpoint stands in the book, and nothing else does', () => {
  expect(Object.keys(viewers[0]!.book).sort()).toEqual(routes.map((r) => r.name).sort())
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
  test.each(routes.filter(({ name }) => !BY_SECRET.test(name)))('$name', async ({ endpoint }) => {
    for (const { asker, book } of viewers)
      for (const given of book[endpoint.audit]!.inputs) {
        const reply = await server.ask(asker, { endpoint, ...given })
        if (endpoint.method === 'POST' && reply.status < 300) await undoable.undo()
        if (granted(reply)) return
      }
    expect.fail('nobody')
  })
})
