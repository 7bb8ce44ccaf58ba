import { expect, test } from 'vitest'
import { readFlag } from './amounts.ts'

test.each([
  ['Yes', true],
  ['Oui – formation', true],
  ['نعم، تدريب', true],
  ['☒', true],
  ['✓', true],
  ['No (done)', false],
  ['☐', false],
  ['–', false],
  ['Yesterday', undefined],
  ['Training', undefined],
])('%s', (said, means) => expect(readFlag(said)).toBe(means))
