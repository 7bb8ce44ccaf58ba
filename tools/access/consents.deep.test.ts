import { afterAll, describe, test } from 'vitest'
import { consentsDecide, NEAR } from './consents.ts'
import { consentsCast } from './consents-cast.ts'

const cast = await consentsCast()
afterAll(() => cast.platform[Symbol.asyncDispose]())

describe('over many random consents, what anyone has is what the consents say, and nothing else', () => {
  test('by the ways that lead to it', () =>
    consentsDecide(cast, { runs: 30, seed: Date.now(), viewers: 8, which: NEAR }))
  test('by any way', () => consentsDecide(cast, { runs: 8, seed: Date.now(), viewers: 8 }))
})
