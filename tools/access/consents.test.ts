import { afterAll, describe, test } from 'vitest'
import { consentsDecide, NEAR } from './consents.ts'
import { consentsCast } from './consents-cast.ts'

const cast = await consentsCast()
afterAll(() => cast.platform[Symbol.asyncDispose]())

describe('over random consents, what anyone has is what the consents say, and nothing else', () => {
  test(
    'by the ways that lead to it',
    () => consentsDecide(cast, { runs: 4, seed: 2, viewers: 8, which: NEAR }),
    120_000,
  )
  test('by any way', () => consentsDecide(cast, { runs: 1, seed: 7, viewers: 2 }), 120_000)
})
