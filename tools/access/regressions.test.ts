import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REGRESSIONS, regressionsPage } from './regressions.ts'

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('all 67 are there, each tested or waiting for a module', () => {
  expect(REGRESSIONS.map((r) => r.n)).toEqual(Array.from({ length: 67 }, (_, i) => i + 1))
  expect(REGRESSIONS.filter((r) => !r.tested && !r.waits)).toEqual([])
})

test.each(REGRESSIONS.filter((r) => r.tested))(
  'the tests of $n, $origin, exist and bear its name',
  ({ n, origin, tested }) => {
    const of = text(tested!)
    expect(of.includes(`nameOf(${n}, '`) || of.includes(`test('${n} ${origin}`)).toBe(true)
  },
)

test('the page is that of the list', async () => {
  await expect(regressionsPage()).toMatchFileSnapshot('../../docs/regressions.md')
})
