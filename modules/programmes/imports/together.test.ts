import { afterAll, expect, test } from 'vitest'
import { importsOf } from '../../../platform/imports/index.ts'
import { programmes } from '../index.ts'
import { registerPlatform } from '../testing.ts'
import { expectTogether } from './random.testing.ts'

const brought = importsOf([programmes])
const { platform, personOf } = await registerPlatform(brought)
afterAll(() => platform[Symbol.asyncDispose]())

test('two tables by chance: rows together come to what they come to one at a time', { timeout: 90_000 }, async () => {
  const people = {
    apart: await personOf('UNITAR', { roles: ['officer'] }),
    together: await personOf('ICAO', { roles: ['officer'] }),
  }
  const tables = { kind: 'programmes.programme', seeds: [1, 2], rows: 14 } as const
  const outcomes = await expectTogether(platform, [programmes, brought], people, tables)
  expect([...outcomes].sort()).toEqual(['bad', 'changed', 'new', 'unchanged'])
})
