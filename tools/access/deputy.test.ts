import { afterAll, expect, test } from 'vitest'
import { dice } from './dice.ts'
import { findDeputies } from './swapped-ids.ts'
import { openRehearsal, routes, trialsOf } from './trials.ts'
import { everybody } from './world-plan.ts'

// A request is granted for one thing and names another: every id of every input is swapped for one that is not the
// caller's, or not of that kind. Each must be answered like an id that exists nowhere, and do no more.

const rehearsal = await openRehearsal(everybody(5, 20))
afterAll(rehearsal.close)
const trials = await trialsOf(rehearsal, 3)
let tried = 0

test.each(routes)('$name', async ({ endpoint }) => {
  const deputies = await findDeputies(trials, endpoint, dice(3), 2)
  expect(deputies.found).toEqual([])
  tried += deputies.tried
})

test('enough was tried', () => {
  expect(tried).toBeGreaterThan(200)
})
