import { expect, test } from 'vitest'
import { listed } from './entries.testing.ts'
import { gramsOf, MOST_GRAMS } from './grams.ts'
import { NamesIndex } from './names-index.ts'
import { residueLike } from './residue.ts'
import { soundsOf, tokensOf } from './tokens.ts'

const shared = (a: string, b: string): number => {
  const grams = (name: string): Set<number> => {
    const into = new Uint16Array(MOST_GRAMS)
    return new Set(into.subarray(0, gramsOf(soundsOf(tokensOf(name)).words, into)))
  }
  const [x, y] = [grams(a), grams(b)]
  const both = x.intersection(y).size
  return both / (x.size + y.size - both)
}

const index = NamesIndex.build([
  listed('1', ['Tarkan Gulbaharov']),
  listed('2', ['Orient Humanitarian Trading Company'], { kind: 'organisation' }),
  listed('3', ['Machanga Ltd'], { kind: 'organisation' }),
  listed('4', ['Muhammad Ali Hassan']),
  listed('5', ["Ch'oe Il Gwan"]),
  listed('6', ['Zarif Qandoli']),
  listed('7', ['Orient Star Company'], { kind: 'organisation' }),
  listed('8', ['Tarkan Yusupov']),
])
const score = (id: string, name: string): number => index.screen({ name }).find((h) => h.entity === id)?.score ?? 0

test('three sounds in a row are counted once each, whatever the order of words and the alphabet', () => {
  expect(shared('Tarkan Gulbaharov', 'Gulbaharov Tarkan')).toBe(1)
  expect(shared('Tarkan Gulbaharov', 'Таркан Гулбахаров')).toBeGreaterThan(0.6)
  expect(shared('Dr. Tarkan Gulbaharov', 'Tarkan Gulbaharov')).toBe(1)
  expect(shared('Tarkan', 'Yusupov')).toBe(0)
})

test('a name of more sounds than are kept gives as many as fit', () => {
  const into = new Uint16Array(MOST_GRAMS)
  const long = Array.from({ length: 60 }, (_, i) => `b${i.toString(36)}dazofu${i}`)
  expect(gramsOf(long, into)).toBe(MOST_GRAMS)
})

test('words left over are compared from end to end; another word, or one on one side only, is not alike', () => {
  expect(residueLike(['tarkan', 'umarov'], 0b11, ['tarkanumarov'], 0b1)).toBe(1)
  expect(residueLike(['x', 'ilamic'], 0b10, ['islamic'], 0b1)).toBeCloseTo(6 / 7)
  expect(residueLike(['abcd'], 1, ['abdc'], 1)).toBe(0.75)
  expect(residueLike(['karim'], 1, ['x'], 0)).toBe(0)
  expect(residueLike(['karim'], 0, ['x'], 0)).toBe(1)
})

test.each([
  ['1', 'TarkanGulbaharov'],
  ['1', 'Tarkan Gulbakmarov'],
  ['2', 'Orient Humanitarian Tradnig Compnay'],
  ['2', 'OrientHumanitarian Trading Company'],
  ['3', 'Mac Hanga Ltd'],
  ['6', 'Zarif Maria Qandoli'],
])('entry %s alerts as %s', (id, name) => {
  expect(score(id, name)).toBeGreaterThan(0.5)
})

test('one letter wrong in a rare name stays above a stranger who shares a whole word', () => {
  expect(score('1', 'Tarkan Gulbakarov')).toBeGreaterThan(score('1', 'Tarkan Lindqvist') + 0.3)
  expect(score('4', 'Muhammad Ali Lindqvist')).toBeLessThan(0.5)
})

test('the initial of a sound of two letters is its first letter', () => {
  const why = index.screen({ name: 'C. Il Gwan' }).find((h) => h.entity === '5')!.why
  expect(why.map((r) => r.key)).toContain('why.initial')
})

test('what words cannot explain and spelling does is said', () => {
  const why = index.screen({ name: 'Zarif Qanxxoli' }).find((h) => h.entity === '6')!.why
  expect(why).toContainEqual(expect.objectContaining({ key: 'why.spelling' }))
})
