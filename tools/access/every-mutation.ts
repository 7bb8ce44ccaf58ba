import { findEscalations } from './escalations.ts'
import { firstWrong, grantedIn, lookAtScopes, wholeOf } from './first-wrong.ts'
import { type Mutation, mutationsOf, withMutation } from './mutations.ts'
import { openRehearsal } from './trials.ts'
import { everybody } from './world-plan.ts'
import { addSeldom } from './world-seldom.ts'

/**
 * Every mutation of a kind, in a world of its own. One whose loss nothing notices is a protection that may already be lost.
 *
 * `wrongWhole` tells what is wrong while everything is in force, `noticed` what is without one protection: never nothing.
 */
export async function openMutations(kind: Mutation['kind']) {
  const rehearsal = await openRehearsal(everybody(5, 50), addSeldom)
  const mutations = (await mutationsOf(rehearsal.server.owner)).filter((mutation) => mutation.kind === kind)
  const whole = await wholeOf(rehearsal, await grantedIn(rehearsal))
  return {
    /** By name: `%s` in the title of a test writes a long one in full. */
    named: mutations.map((mutation) => [mutation.name, mutation] as const),
    async wrongWhole(): Promise<string[]> {
      const { server, world, snapshot } = rehearsal
      return [...(await findEscalations(server, world, snapshot)), ...(await firstWrong(whole))]
    },
    async noticed(mutation: Mutation): Promise<string[]> {
      await lookAtScopes(whole, mutation.table)
      return withMutation(rehearsal, mutation, () => firstWrong(whole, mutation.table))
    },
    close: rehearsal.close,
  }
}
