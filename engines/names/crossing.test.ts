import { expect, test } from 'vitest'
import { crossingCost, phrasesFor, phrasesOf } from './crossing.ts'
import { listed } from './entries.testing.ts'
import { keysOf, MOST_KEYS } from './keys.ts'
import { NamesIndex } from './names-index.ts'
import { phoneNumber } from './scripts/phones.ts'
import { phonesOf } from './scripts/romanise.ts'
import { type Script, scriptNumber } from './scripts/script.ts'

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
  [
    'Olbright',
    'Marchenot',
    'Jankovic',
    'Sagheb',
    'Berkowitz',
    'Chikaro',
    'Gelmar',
    'Gamil',

    'Tibor Lazarevic',
    'Rossin',
    'Rosin',
    'Wavel',
  ].map((name) => listed(name, [name])),
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
  ['جميل', 'Gamil'],
  ['Tibor Laza Revic', 'Tibor Lazarevic'],
  ['תשיקארו', 'Chikaro'],
  ['Россин', 'Rossin'],
  ['Росин', 'Rosin'],
  ['ובל', 'Wavel'],
])('%s is %s', (name, entity) => {
  expect(index.screen({ name })[0]?.entity).toBe(entity)
})

test('a patronymic written as two words is the one word', () => {
  expect(index.screen({ name: 'Tibor Laza Revic' })[0]!.score).toBeGreaterThan(0.9)
})

test('two letters that spell one sound are that sound, in every script', () => {
  expect(phonesOf('تشاد', 'arabic')).toBe('CAd')
  expect(phonesOf('джихад', 'cyrillic')).toBe('jiXad')
  expect(phonesOf('цзинь', 'cyrillic')).toBe('Vin')
  expect(phonesOf('טסבי', 'hebrew')).toBe('cBY')
  expect(phonesOf('bridger', 'latin')).toBe('brijer')
  expect(phonesOf('larroux', 'latin')).toBe('laru')
})

test.each([
  ['a Latin consonant at the end that nobody says', 'гизо', 'cyrillic', 'guizot', true],
  ['another', 'гизо', 'cyrillic', 'guizok', false],
  ['the same in one script', 'gizo', 'latin', 'guizot', false],
  ['ج as g', 'جميل', 'arabic', 'gameel', true],
  ['г as h', 'геро', 'cyrillic', 'herou', true],
  ['ב as v', 'לבן', 'hebrew', 'lavoun', true],
] as const)('%s: whether %s (%s) and %s share a key', (_, word, script, latin, shared) => {
  const keys = (text: string, of: Script): Set<number> => {
    const into = new Uint32Array(MOST_KEYS)
    const phones = numbers(phonesOf(text, of))
    return new Set(into.subarray(0, keysOf(phones, phones.length, scriptNumber(of), false, into)))
  }
  expect(keys(word, script).intersection(keys(latin, 'latin')).size > 0).toBe(shared)
})
