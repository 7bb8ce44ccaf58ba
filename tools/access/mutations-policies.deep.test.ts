import { afterAll, expect, test } from 'vitest'
import { openMutations } from './every-mutation.ts'

// Each policy of the migrated database, and each condition of one, is taken away in turn, and must be missed.

const mutations = await openMutations('policy')
afterAll(mutations.close)

test('with everything in force nothing is wrong', async () => {
  expect(await mutations.wrongWhole()).toEqual([])
})

test.each(mutations.named)('%s is noticed', async (_, mutation) => {
  expect(await mutations.noticed(mutation)).not.toEqual([])
})
