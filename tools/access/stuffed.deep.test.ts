import { afterAll, describe, expect, test } from 'vitest'
import { findStuffed } from './stuffed.ts'
import { openRehearsal, routes, trialsOf } from './trials.ts'
import { everybody } from './world-plan.ts'

// Whatever a caller adds to an input, the act is refused for it, or does exactly what it does without.

const rehearsal = await openRehearsal(everybody(6, 16))
afterAll(rehearsal.close)

describe.each([
  ['an officer', 3],
  ['an administrator', 6],
  ['the secretariat', 0],
] as const)('%s', async (_, n) => {
  const trials = await trialsOf(rehearsal, n)
  const tried: string[] = []
  test.each(routes.filter(({ endpoint }) => endpoint.method === 'POST'))('$name', async ({ name, endpoint }) => {
    const stuffed = await findStuffed(trials, endpoint)
    expect(stuffed.found).toEqual([])
    if (stuffed.tried) tried.push(name)
  })
  test('enough was tried', () => {
    expect(tried.length).toBeGreaterThan(10)
  })
})
