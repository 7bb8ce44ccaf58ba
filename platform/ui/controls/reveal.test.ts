import { expect, test } from 'vitest'
import { reveal } from './reveal.ts'

/** A strip from 0 to 300 px, and a tab in it at these edges. */
const stripWith = (left: number, right: number) => {
  const strip = { scrollLeft: 100, getBoundingClientRect: () => ({ left: 0, right: 300 }) }
  const tab = { closest: () => strip, getBoundingClientRect: () => ({ left, right }) }
  return { strip, tab: tab as unknown as HTMLElement }
}

test.each([
  ['is left where it is seen', 10, 90, 100],
  ['comes in from the right, with a piece of its neighbour', 280, 350, 174],
  ['comes in from the left, as in Arabic', -60, 20, 16],
])('a chosen tab %s', (_, left, right, scrollLeft) => {
  const { strip, tab } = stripWith(left, right)
  reveal(tab)
  expect(strip.scrollLeft).toBe(scrollLeft)
})

test('a tab that goes, or stands in no strip, moves nothing', () => {
  expect(() => reveal(null)).not.toThrow()
  expect(() => reveal({ closest: () => null } as unknown as HTMLElement)).not.toThrow()
})
