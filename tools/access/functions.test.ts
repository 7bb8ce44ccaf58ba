import { afterAll, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { buildWorld } from './build-world.ts'
import { dice } from './dice.ts'
import { callables, findTelling, hiddenIds, wordsOf } from './functions.ts'
import { dropDatabase, openInstallation } from './installation.ts'
import { askerOf } from './interference.ts'
import { sightOf } from './sight.ts'
import { readForm, takeSnapshot } from './snapshot.ts'
import { planOf } from './world-plan.ts'

// A function with the owner's rights is a door beside the policies: to each that the server's role may call, an id that is
// hidden from the viewer is as one that exists nowhere.

const world = await buildWorld(planOf(2, 40))
const server = await openInstallation(world.database, modules)
const form = await readForm(server.owner)
const snapshot = await takeSnapshot(server.owner, form)
const words = await wordsOf(server)
const all = await callables(server)
afterAll(async () => {
  await server.close()
  await dropDatabase(world.database)
})

/** Known to part them, and why that tells the caller nothing, or only who holds more than an id. */
const PARTED: Readonly<Record<string, string>> = {
  audit_call:
    'notes that a record was answered with, for its originator; answers the caller nothing, who reads no such row',
  note_sign_in: 'is called for whoever has just signed in, and notes it in a trail that the caller does not read',
  stop_notice_mail: 'is called for the bearer of a signed link in a mail, and answers with nothing',
}

test.each([null, 1, 4])('none tells person %s of what is hidden from them', { timeout: 120_000 }, async (n) => {
  const asker = askerOf(n === null ? null : world.people[n]!)
  const thrown = dice(11)
  const hidden = hiddenIds(form, sightOf(snapshot, asker, new Date()), thrown, 2)
  const others = [...hidden.keys()].filter((table) => table !== 'records')
  const calls = all.flatMap((f) =>
    ['records', ...thrown.some(others, 4)].flatMap((table) => hidden.get(table)!.map((id) => ({ f, hidden: id }))),
  )
  expect(calls.length).toBeGreaterThan(200)
  const found = await findTelling(server, asker, calls, words, thrown)
  expect(found.filter((line) => !(line.split(',')[0]! in PARTED))).toEqual([])
})
