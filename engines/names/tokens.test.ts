import fc from 'fast-check'
import { expect, test } from 'vitest'
import { skeletonOf } from './scripts/phones.ts'
import { clean, MAX_TOKENS, tokensOf, unitsOf } from './tokens.ts'

const kinds = (name: string): string[] => tokensOf(name).map((t) => `${t.phones}/${t.kind}`)
const phones = (name: string): string[] => tokensOf(name).map((t) => t.phones)

test('marks that carry no sound, compatibility forms and case fall away', () => {
  expect(clean('\u200fＫａｒｉｍ\u200b  DOĞAN\u00a0')).toBe('karim doğan')
  expect(phones("Ba'asyir ‘Awwad")).toEqual(['basyir', 'awad'])
})

test('articles, particles, titles, initials, legal forms and organisation words are told apart from names', () => {
  expect(kinds('Dr. K. Abu Bakr al-Nuri')).toEqual([
    'dr/title',
    'k/initial',
    'abu/particle',
    'bakr/name',
    'al/article',
    'nuri/name',
  ])
  expect(kinds('Orient Trading S.A.R.L.')).toEqual(['orient/name', 'trading/form', 'ltd/legal'])
  expect(kinds('Компания Север')).toEqual(['co/legal', 'sever/name'])
})

test('numbers are figures however they are written', () => {
  for (const name of ['9 Brigade', 'Ninth Brigade', '9th Brigade', '٩ Brigade']) expect(kinds(name)[0]).toBe('9/number')
})

test('a letter that a scanner took for a figure is a letter again; a figure that names or counts stays one', () => {
  expect(phones('K1M CH0 GU1 Nadj1k')).toEqual(phones('Kim Cho Gul Nadjik'))
  expect(kinds('M1 5th AN10 M23')).toEqual(['m1/name', '5/number', 'an10/name', 'm23/name'])
})

test('a letter of another script inside a word is a disguise and is taken off', () => {
  expect(phones('Kаrim')).toEqual(phones('Karim'))
  expect(phones('Раul')).toEqual(phones('Paul'))
})

test('spellings and scripts of one name share a skeleton', () => {
  const skeletons = (names: string[]): string[] => names.map((n) => skeletonOf(phones(n).at(-1)!))
  expect(new Set(skeletons(['Muhammad', 'Mehmet', 'Mohamed', 'محمد'])).size).toBe(1)
  expect(new Set(skeletons(['Qadir', 'Kader', 'Ghader', 'قادر', 'Кадир'])).size).toBe(1)
})

test('words written apart, joined, or with an article are units of their own', () => {
  const units = unitsOf(tokensOf('Abd al-Rahman')).map((u) => u.phones)
  expect(units).toContain('rahman')
  expect(units).toContain('abdalrahman')
  expect(unitsOf(tokensOf('عبدالرحمن')).map((u) => u.phones)).toEqual(['EbdAlrHmn'])
})

test('names without spaces are split into family and given name', () => {
  expect(phones('習近平')).toEqual(['xi', 'jinping'])
  expect(phones('김용수')).toEqual(['gim', 'yongsu'])
})

test('what invisible marks are strewn into a name changes nothing', () => {
  const letters = fc.array(fc.constantFrom(...'abdkmnrsأمدنعлмакшμאב '), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(letters, fc.array(fc.nat(30), { maxLength: 5 }), (name, places) => {
      const strewn = [...name]
      for (const place of places) strewn.splice(Math.min(place, strewn.length), 0, '\u200e')
      expect(tokensOf(strewn.join(''))).toEqual(tokensOf(name.join('')))
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('any text whatever is read without failing, within bounds, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (name) => {
      const tokens = tokensOf(name)
      expect(tokens.length).toBeLessThanOrEqual(MAX_TOKENS + 2)
      expect(tokensOf(name)).toEqual(tokens)
      for (const unit of unitsOf(tokens)) expect(unit.phones).toMatch(/^[a-zA-Z0-9]+$/)
    }),
    { seed: 2, numRuns: 150 },
  )
})
