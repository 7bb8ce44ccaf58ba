import { afterAll, expect, test } from 'vitest'
import { findStuffed } from './stuffed.ts'
import { openRehearsal, routes, trialsOf } from './trials.ts'
import { everybody } from './world-plan.ts'

// Whatever a caller adds to an input, the act is refused for it, or does exactly what it does without.

const rehearsal = await openRehearsal(everybody(5, 20))
afterAll(rehearsal.close)

const officer = await trialsOf(rehearsal, 3)
const secretariat = await trialsOf(rehearsal, 0)
const tried: string[] = []

// As an officer; and what is not for an officer, as the secretariat.
test.each(routes.filter(({ endpoint }) => endpoint.method === 'POST'))('$name', async ({ name, endpoint }) => {
  const asOfficer = await findStuffed(officer, endpoint)
  const stuffed = asOfficer.tried ? asOfficer : await findStuffed(secretariat, endpoint)
  expect(stuffed.found).toEqual([])
  if (stuffed.tried) tried.push(name)
})

test('enough was tried', () => {
  expect(tried.length).toBeGreaterThan(20)
})
