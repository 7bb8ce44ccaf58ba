import { afterAll, expect, test } from 'vitest'
import { openMutations } from './every-mutation.ts'

// Each trigger of the migrated database is switched off in turn, and must be missed.

const mutations = await openMutations('trigger')
afterAll(mutations.close)

test('with everything in force nothing is wrong', async () => {
  expect(await mutations.wrongWhole()).toEqual([])
})

test.each(mutations.named)('%s is noticed', async (_, mutation) => {
  expect(await mutations.noticed(mutation)).not.toEqual([])
})
