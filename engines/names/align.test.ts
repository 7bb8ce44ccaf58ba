import { expect, test } from 'vitest'
import { Builder } from './build.ts'
import { INVENTED, listed } from './entries.testing.ts'
import { pack, unpack } from './layout.ts'
import type { Match } from './score.ts'
import { begin, search } from './search.ts'
import { Segment } from './segment.ts'
import { soundsOf, tokensOf, unitsOf } from './tokens.ts'

/** What the comparison of a name with the only one like it comes to. */
function matchOf(listedName: string, name: string): Match {
  const builder = new Builder()
  for (const entry of [...INVENTED, listed('x', [listedName])]) builder.add(entry)
  const segment = new Segment(unpack(pack(builder.finish())))
  const tokens = tokensOf(name)
  const begun = begin(segment, { name }, unitsOf(tokens), soundsOf(tokens), false)
  const found = search(begun, { name }, 60, begun.most, Number.NEGATIVE_INFINITY)
  return found.find(({ entry }) => segment.text(segment.arrays.entryKey[entry]!) === 'x')!.match
}

test('words in order, with the family name first or last, are in order; others turn back', () => {
  for (const name of ['Kang Sok Min', 'Sok Min Kang', 'Min Kang Sok', 'Kang Min'])
    expect(matchOf('Kang Sok Min', name).disorder, name).toBe(0)
  expect(matchOf('Kang Sok Min', 'Min Sok Kang').disorder).toBe(1)
  expect(matchOf('Kang Sok Min', '민 석 강').disorder).toBe(1)
})

test('words that one side has and the other lacks are counted, however common; particles and titles are not', () => {
  const more = matchOf('Zulkarnain Mubashir', 'Dr. Zulkarnain bin Muhammad Karim Mubashir')
  expect([more.askedOthers, more.listedOthers]).toEqual([2, 0])
  const less = matchOf('Haji Zulkarnain Muhammad Mubashir', 'Zulkarnain Mubashir')
  expect([less.askedOthers, less.listedOthers]).toEqual([0, 1])
})

test('consonants in common count beyond the first of each word, and by how rare the word is', () => {
  expect(matchOf('Zulkarnain Mubashir', 'Zulkarnain Mubashir').consonants).toBeCloseTo(6 - 1 + (4 - 1))
  expect(matchOf('Ayaz Ohad', 'Ayaz Ohad').consonants).toBe(0)
  expect(matchOf('Zulkarnain Muhammad', 'Muhammad Zulkarnain').consonants).toBeLessThan(5 + (3 - 1) - 0.5)
})

test('a name says whether it leaves vowels unwritten, and whether it is in signs that are read', () => {
  const asked = (name: string) => [matchOf('Kang Sok Min', name).unwritten, matchOf('Kang Sok Min', name).signs]
  expect(asked('Kang Sok Min')).toEqual([false, false])
  expect(asked('كانغ سوك مين')).toEqual([true, false])
  expect(asked('강 석 민')).toEqual([false, true])
})

test('what is found tells no more than the side that tells less: a word does not become two by being asked in two', () => {
  expect(matchOf('Zulkarnain Mubashir', 'Zulkarnain Mubashir').evidence).toBeCloseTo(2)
  for (const [name, asked] of [
    ['Zulkarnainmubashir', 'Zulkarnain Mubashir'],
    ['Zulkarnain Mubashir', 'Zulkarnainmubashir'],
  ])
    expect(matchOf(name!, asked!).evidence, name!).toBeLessThan(1.01)
})

test('consonants tell no more than the side that tells less: a common word is not rare for being joined or split', () => {
  // Four consonants of the word written as one, three of the two words, of which the rare one alone would tell all.
  expect(matchOf('Muhammad bin', 'Muhammadbin').consonants).toBeCloseTo(2.83, 2)
  expect(matchOf('Muhammadbin', 'Muhammad bin').consonants).toBeCloseTo(2.14, 2)
})

test('an initial is the weakest link of a name that is otherwise spelt to the letter', () => {
  expect(matchOf('Zulkarnain Mubashir', 'Zulkarnain Mubashir').residue).toBe(1)
  expect(matchOf('Zulkarnain M.', 'Zulkarnain Mubashir').residue).toBeCloseTo(0.6)
})
