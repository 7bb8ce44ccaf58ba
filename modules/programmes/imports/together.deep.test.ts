import { afterAll, expect, test } from 'vitest'
import { importsOf } from '../../../platform/imports/index.ts'
import { programmes } from '../index.ts'
import { registerPlatform } from '../testing.ts'
import { expectTogether } from './random.testing.ts'

const brought = importsOf([programmes])
const { platform, personOf } = await registerPlatform(brought)
afterAll(() => platform[Symbol.asyncDispose]())

test.each([
  ['programmes.programme', 'UNITAR', 'ICAO'],
  ['programmes.activity', 'IOM', 'UNHCR'],
] as const)('%s: tables by chance, together and one row at a time', async (kind, one, many) => {
  const people = {
    apart: await personOf(one, { roles: ['officer'] }),
    together: await personOf(many, { roles: ['officer'] }),
  }
  // Activities name programmes.
  if (kind === 'programmes.activity')
    await expectTogether(platform, [programmes, brought], people, {
      kind: 'programmes.programme',
      seeds: [3],
      rows: 20,
    })
  const tables = { kind, seeds: [11, 12, 13, 14], rows: 50 }
  const outcomes = await expectTogether(platform, [programmes, brought], people, tables)
  expect([...outcomes].sort()).toEqual(['bad', 'changed', 'new', 'unchanged'])
})
