import { expect, test } from 'vitest'
import { placeHere } from './addresses.ts'

test.each([
  ['/programmes?q=a&page=2', '/programmes?q=a&page=2'],
  ['/', '/'],
  ['', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/a\nb', '/'],
])('after signing in, %j leads to %s', (then, place) => {
  expect(placeHere(then)).toBe(place)
})
