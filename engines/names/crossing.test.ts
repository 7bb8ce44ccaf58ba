import { expect, test } from 'vitest'
import { crossingCost, phrasesFor, phrasesOf } from './crossing.ts'
import { listed } from './entries.testing.ts'
import { NamesIndex } from './names-index.ts'
import { phoneNumber } from './scripts/phones.ts'
import { phonesOf } from './scripts/romanise.ts'
import { scriptNumber } from './scripts/script.ts'

const numbers = (phones: string): Uint8Array => Uint8Array.from(phones, (phone) => phoneNumber(phone.charCodeAt(0)))
const cost = (rows: string, foreign: string, latin: string, limit = 100_000): number =>
  crossingCost(phrasesOf('cyrillic', rows), numbers(foreign), 0, foreign.length, numbers(latin), 0, latin.length, limit)

test('phones are read together where their phrase stands, at its cost', () => {
  expect(cost('ay:iG:5', 'kayt', 'kiGt')).toBe(100)
  expect(cost('ay:iG:5', 'ayay', 'iGiG')).toBe(200)
  expect(cost('ay:iG:5 ayt:iGt:1', 'kayt', 'kiGt')).toBe(20)
})

test('a phrase at the beginning or the end of a word is read nowhere else', () => {
  expect(cost('o$:ot$:2', 'roso', 'rosot')).toBe(40)
  expect(cost('o$:ot$:2', 'roson', 'rosotn')).toBeGreaterThan(40)
  expect(cost('^o:^ho:2', 'oman', 'homan')).toBe(40)
  expect(cost('^o:^ho:2', 'aoman', 'ahoman')).toBeGreaterThan(40)
})

test('nothing is reckoned when no phrase applies, and no more than the limit needs', () => {
  expect(cost('ay:iG:5', 'rosa', 'rosa')).toBeGreaterThan(100_000)
  expect(cost('ay:iG:5', 'kayt', 'kiGt', 99)).toBeGreaterThanOrEqual(100)
})

test('phrases are learnt for the scripts that have letters of their own', () => {
  for (const script of ['arabic', 'hebrew', 'cyrillic'] as const)
    expect(phrasesFor(scriptNumber(script))?.byLatin.size).toBeGreaterThan(100)
  expect(phrasesFor(scriptNumber('han'))).toBeUndefined()
})

const index = NamesIndex.build(
  ['Olbright', 'Marchenot', 'Jankovic', 'Sagheb', 'Berkowitz', 'Chikaro', 'Gelmar', 'Rossin', 'Rosin', 'Wavel'].map(
    (name) => listed(name, [name]),
  ),
)

test.each([
  ['Олбрайт', 'Olbright'],
  ['Маршно', 'Marchenot'],
  ['Янкович', 'Jankovic'],
  ['يانكوفيتش', 'Jankovic'],
  ['ينكوفيتش', 'Jankovic'],
  ['Беркович', 'Berkowitz'],
  ['Тикаро', 'Chikaro'],
  ['Хелмар', 'Gelmar'],
  ['جيلمار', 'Gelmar'],
  ['תשיקארו', 'Chikaro'],
  ['Россин', 'Rossin'],
  ['Росин', 'Rosin'],
  ['ובל', 'Wavel'],
])('%s is %s', (name, entity) => {
  expect(index.screen({ name })[0]?.entity).toBe(entity)
})

test('two letters that spell one sound are that sound, in every script', () => {
  expect(phonesOf('تشاد', 'arabic')).toBe('CAd')
  expect(phonesOf('джихад', 'cyrillic')).toBe('jiXad')
  expect(phonesOf('цзинь', 'cyrillic')).toBe('Vin')
  expect(phonesOf('טסבי', 'hebrew')).toBe('cBY')
  expect(phonesOf('bridger', 'latin')).toBe('brijer')
  expect(phonesOf('larroux', 'latin')).toBe('laru')
})
