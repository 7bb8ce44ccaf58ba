import { afterAll, expect, test } from 'vitest'
import { findEscalations } from './escalations.ts'
import { firstWrong, lookAtScopes, type Mutation, mutationsOf, wholeOf, withMutation } from './mutations.ts'
import { openRehearsal } from './trials.ts'
import { everybody } from './world-plan.ts'
import { addSeldom } from './world-seldom.ts'

/**
 * Declares a test for each chosen mutation: taken away, the protection must be missed. One whose loss nothing notices may
 * already be lost. First everything must be right while all of it is in force.
 */
export async function testMutations(chosen: (mutation: Mutation) => boolean): Promise<void> {
  const rehearsal = await openRehearsal(everybody(5, 50), addSeldom)
  afterAll(rehearsal.close)
  const mutations = (await mutationsOf(rehearsal.server.owner)).filter(chosen)
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
}
