import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INVENTED, listed } from './entries.testing.ts'
import type { Entry } from './entry.ts'
import { birthOf } from './lists/dates.ts'
import { NamesIndex } from './names-index.ts'

const entitiesOf = (index: NamesIndex, query: Parameters<NamesIndex['screen']>[0]): string[] =>
  index.screen(query).map((hit) => hit.entity)

test('an entry without a name is found by its document', () => {
  const index = NamesIndex.build([...INVENTED, listed('w', [], { kind: 'wallet', documents: ['1Qandoli9xyz'] })])
  const document = '1qandoli9XYZ'
  expect(index.screen({ name: '', document })).toEqual([
    { entity: 'w', list: 'test', name: '', score: 0.880797, why: [{ key: 'why.document_same', odds: 7 }] },
  ])
  expect(index.screen({ name: 'Greta Lindqvist', document })[0]!.why[0]).toEqual({
    key: 'why.not_listed',
    asked: 'greta lindqvist',
  })
  index.remove('test', 'w')
  expect(index.screen({ name: '', document })).toEqual([])
})

test('a ship is found by its number with and without IMO before it', () => {
  const index = NamesIndex.build([
    listed('a', ['Blue Cormorant'], { kind: 'vessel', documents: ['IMO 9187629'] }),
    listed('b', ['Grey Heron'], { kind: 'vessel', documents: ['9187631'] }),
  ])
  for (const document of ['9187629', 'IMO9187629', 'imo: 9187629'])
    expect(entitiesOf(index, { name: '', document })).toEqual(['a'])
  for (const document of ['9187631', 'IMO 9187631']) expect(entitiesOf(index, { name: '', document })).toEqual(['b'])
})

test('a document finds an entry without the name that is left out', () => {
  const entry = listed('1', ['Zarif Qandoli', 'Lena Surmani'], { documents: ['P1234567'] })
  const query = { name: 'Zarif  Qandoli', document: 'P1234567' }
  const names = (entries: Entry[]) => NamesIndex.build(entries).screen(query, { leaveOneOut: true })
  expect(names([entry]).map((hit) => hit.name)).toEqual(['Lena Surmani'])
  const [hit] = names([{ ...entry, names: entry.names.slice(0, 1) }])
  expect(hit).toMatchObject({ entity: '1', name: '' })
})

test('a name given as weak and as good is good, whichever came first', () => {
  const weak = { text: 'Zarif Qandoli', quality: 'low' } as const
  for (const names of [
    [weak, 'Zarif  Qandoli'],
    ['Zarif Qandoli', weak],
  ])
    expect(NamesIndex.build([listed('1', names)]).screen({ name: 'Zarif Qandoli' })[0]!.score).toBeGreaterThan(0.9)
  expect(NamesIndex.build([listed('1', [weak, weak])]).screen({ name: 'Zarif Qandoli' })[0]!.score).toBeLessThan(0.5)
})

test('an entry given twice is one, as it was given last', () => {
  const twice = NamesIndex.build([listed('9', ['Somebody Else']), ...INVENTED, ...INVENTED])
  const once = NamesIndex.build(INVENTED)
  for (const name of ['Muhammad Hassan Ali', 'Zarif Qandoli', 'Somebody Else'])
    expect(twice.screen({ name })).toEqual(once.screen({ name }))
  expect(twice.remove('test', '1')).toBe(true)
  expect(entitiesOf(twice, { name: 'Zarif Muhammad Qandoli' })).not.toContain('1')
})

test('answers are the same in whatever order the entries came, though a word is a name here and a title there', () => {
  const entries = [
    ...INVENTED,
    listed('20', ['Said Lotus']),
    listed('21', ['Sayed Surmani']),
    listed('22', ['Haj Tabarzi']),
    listed('23', ['Hajj Tabarzi']),
    listed('24', ['Imam Drozdenko', 'Emam Surmani']),
  ]
  const names = ['Said Surmani', 'Sayed Tabarzi', 'Emam Tabarzi', 'Haj Lotus', 'Zarif Said']
  const sorted = NamesIndex.build(entries)
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
      const index = NamesIndex.build(shuffled)
      for (const name of names) expect(index.screen({ name })).toEqual(sorted.screen({ name }))
    }),
    { seed: 1, numRuns: 30 },
  )
})

test('a weak alias that nothing supports does not hide a good name', () => {
  const good = { text: 'Zarif Muhammad Qandoli', quality: 'good' } as const
  const weak = { text: 'Zarif Qandoli', quality: 'low' } as const
  const entry = { ...listed('1', [], { births: [birthOf('1971')!] }), names: [good, weak] }
  const index = NamesIndex.build([...INVENTED, entry])
  const [alone] = index.screen({ name: weak.text })
  expect(alone).toMatchObject({ entity: '1', name: good.text })
  expect(alone!.score).toBeGreaterThan(0.5)
  // With a birth date that agrees the alias is as good as any name.
  expect(index.screen({ name: weak.text, birth: birthOf('1971')! })[0]).toMatchObject({ entity: '1', name: weak.text })
  expect(index.screen({ name: weak.text, birth: birthOf('1931')! })[0]).toMatchObject({ entity: '1', name: good.text })
})

test('what a weak alias adds to the other names of its entry brings no alert', () => {
  const scored = (quality: 'good' | 'low'): number => {
    const entry = listed('1', ['Muhammad Zarif Qandoli', { text: 'Zarif Qandoli Surmani', quality }])
    return NamesIndex.build([...INVENTED, entry]).screen({ name: 'Muhammad Zarif Surmani' })[0]!.score
  }
  expect(scored('good')).toBeGreaterThan(0.5)
  expect(scored('low')).toBeLessThan(0.5)
  expect(scored('low')).toBeGreaterThan(0.1)
})

test('equals come by their keys; a letter doubled otherwise than asked makes less', () => {
  const index = NamesIndex.build([
    listed('1', ['Zariff Qandoli']),
    listed('3', ['Zarif Qandoli']),
    listed('2', ['Zarif Qandoli']),
  ])
  const hits = index.screen({ name: 'Zarif Qandoli' })
  expect(hits.map((hit) => hit.entity)).toEqual(['2', '3', '1'])
  expect(hits[1]!.score).toBe(hits[0]!.score)
  expect(hits[2]!.score).toBeLessThan(hits[1]!.score)
  expect(entitiesOf(index, { name: 'Zariff Qandoli' })).toEqual(['1', '2', '3'])
})
