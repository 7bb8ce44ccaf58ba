import { afterAll, describe, expect, test } from 'vitest'
import { dice } from './dice.ts'
import { findDeputies } from './swapped-ids.ts'
import { openRehearsal, routes, type Trials, trialsOf } from './trials.ts'
import { everybody } from './world-plan.ts'

const rehearsal = await openRehearsal(everybody(5, 30))
afterAll(rehearsal.close)

describe.each([
  ['an officer', 3],
  ['the secretariat', 0],
] as const)('%s confuses nothing', async (_, n) => {
  const trials: Trials = await trialsOf(rehearsal, n)
  let tried = 0
  test.each(routes)('$name', async ({ endpoint }) => {
    const deputies = await findDeputies(trials, endpoint, dice(n))
    expect(deputies.found).toEqual([])
    tried += deputies.tried
  })
  test('enough was tried', () => {
    expect(tried).toBeGreaterThan(200)
  })
})
