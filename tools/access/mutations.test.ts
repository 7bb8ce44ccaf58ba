import { afterAll, expect, test } from 'vitest'
import { findRefused } from './entitlements.ts'
import { firstWrong, wholeOf } from './first-wrong.ts'
import { mutationsOf, withMutation } from './mutations.ts'
import { openRehearsal } from './trials.ts'
import { everybody } from './world-plan.ts'
import { addSeldom } from './world-seldom.ts'

// A few protections are taken away in turn, and must be missed; the deep tests take away every one.

const rehearsal = await openRehearsal(everybody(5, 50), addSeldom)
afterAll(rehearsal.close)
const all = await mutationsOf(rehearsal.server.owner)
const whole = await wholeOf(rehearsal)

test('by plain SQL, people and jobs do what they are there for', async () => {
  expect(await findRefused(rehearsal.server, rehearsal.world, rehearsal.snapshot)).toEqual([])
})

test.each([
  'read on programmes open to all',
  'discover on records dropped',
  "grants_add on grants with check without viewer_may('records:share'::text)",
  'guard on persons switched off',
  'aa_visible_programme on activities switched off',
  'drafts_own on drafts using without (person = viewer_person())',
])('%s is noticed', { timeout: 120_000 }, async (name) => {
  const mutation = all.find((m) => m.name === name)!
  expect(await withMutation(rehearsal, mutation, () => firstWrong(whole, mutation.table))).not.toEqual([])
})
