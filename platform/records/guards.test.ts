import { expect, test } from 'vitest'
import { testPlatform } from '../testing.ts'
import { checkGuards } from './guard-checks.ts'

test('past all endpoints, the database itself holds to the rules of sharing', async () => {
  await using platform = await testPlatform()
  expect(await checkGuards(platform)).toEqual([])
})
