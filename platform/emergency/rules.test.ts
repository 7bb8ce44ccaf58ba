import { expect, test } from 'vitest'
import { identifierIn } from './rules.ts'

const id = '0f8fad5b-d9cb-469f-a165-70867728950e'

test.each([id, ` ${id.toUpperCase()} `, `https://concord.example/programmes/${id}`, `/records/${id}?page=2#files`])(
  'finds the identifier in %s',
  (words) => expect(identifierIn(words)).toBe(id),
)

test.each(['', 'programmes', `${id.slice(0, 35)}`])('finds none in “%s”', (words) =>
  expect(identifierIn(words)).toBeUndefined(),
)
