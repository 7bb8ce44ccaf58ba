import { afterAll, expect, test } from 'vitest'
import { findEscalations } from './escalations.ts'
import { firstWrong, lookAtScopes, mutationsOf, wholeOf, withMutation } from './mutations.ts'
import { openRehearsal } from './trials.ts'
import { everybody } from './world-plan.ts'
import { addSeldom } from './world-seldom.ts'

// Each policy, each condition of one and each trigger of the migrated database is taken away in turn, and must be missed: a protection whose loss
// nothing notices is one that may already be lost.

const rehearsal = await openRehearsal(everybody(5, 50), addSeldom)
afterAll(rehearsal.close)
const mutations = await mutationsOf(rehearsal.server.owner)
const whole = await wholeOf(rehearsal)

test('with everything in force nothing is wrong', async () => {
  const { server, world, snapshot } = rehearsal
  expect(await findEscalations(server, world, snapshot)).toEqual([])
  expect(await firstWrong(whole)).toEqual([])
})

// `%s` writes a long name in full.
test.each(mutations.map((mutation) => [mutation.name, mutation] as const))('%s is noticed', async (_, mutation) => {
  await lookAtScopes(whole, mutation.table)
  expect(await withMutation(rehearsal, mutation, () => firstWrong(whole, mutation.table))).not.toEqual([])
})
