import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INVENTED, listed } from './entries.testing.ts'
import type { Entry, Query } from './entry.ts'
import { birthOf } from './lists/dates.ts'
import { ENGINE_VERSION, NamesIndex, type Options } from './names-index.ts'
import { scorePair } from './pair.ts'

const index = NamesIndex.build(INVENTED)
const first = (name: string, more: Omit<Query, 'name'> = {}, options?: Options) =>
  index.screen({ name, ...more }, options)[0]
const score = (id: string, name: string, more: Omit<Query, 'name'> = {}): number =>
  index.screen({ name, ...more }).find((h) => h.entity === id)?.score ?? 0

test.each([
  ['1', 'QANDOLI, Zarif Mohamed'],
  ['1', 'Zareef Mohammad Qandoly'],
  ['1', 'Зариф Мухаммад Кандоли'],
  ['1', 'Z. Muhammad Qandoli'],
  ['1', 'QANDOLI<<ZARIF<MUHAMMAD<<<<'],
  ['1', 'Dr. Zarif\u00a0Muhammad \u200bQandoli'],
  ['3', 'Abdulkhaliq al-Surmani'],
  ['3', 'Abdul Khalek Sourmani'],
  ['4', 'Wiktor Drosdenko'],
  ['4', 'فيكتور دروزدنكو'],
  ['5', 'KIM Yonggwon'],
  ['6', 'Orient Lotus Trading GmbH'],
  ['7', 'Ninth Brigade of Wadi Surman'],
])('entry %s is found as %s, with an alert', (id, name) => {
  expect(first(name)?.entity).toBe(id)
  expect(first(name)!.score).toBeGreaterThan(0.5)
})

test('somebody who shares only common names is no alert', () => {
  expect(first('Muhammad Karim Lodhiwal')?.score ?? 0).toBeLessThan(0.5)
  expect(first('Greta Lindqvist')?.score ?? 0).toBeLessThan(0.1)
})

test('a birth date moves the score both ways, by how exactly it is known', () => {
  const known = (text: string) => score('1', 'Zarif Muhammad Qandoli', { birth: birthOf(text)! })
  const alone = score('1', 'Zarif Muhammad Qandoli')
  expect(known('1971-03-09')).toBeGreaterThan(known('1971'))
  expect(known('1971')).toBeGreaterThan(alone)
  expect(known('1971-09-03')).toBeGreaterThan(alone)
  expect(known('1968')).toBeLessThan(alone)
  expect(known('1940')).toBeLessThan(known('1968'))
  expect(known('1971-03-09')).toBeLessThan(1)
})

test('a weak alias alone is never an alert; with the birth date it is', () => {
  expect(score('1', 'The Falcon')).toBeLessThan(0.5)
  expect(score('1', 'The Falcon', { birth: birthOf('1971-03-09')! })).toBeGreaterThan(0.5)
})

test('country, gender and kind speak for or against', () => {
  const name = 'Zarif Muhammad Qandoli'
  expect(score('1', name, { country: 'AF' })).toBeGreaterThan(score('1', name))
  expect(score('1', name, { country: 'BR' })).toBeLessThan(score('1', name))
  expect(score('1', name, { gender: 'female' })).toBeLessThan(score('1', name))
  expect(score('1', name, { kind: 'organisation' })).toBeLessThan(score('1', name))
})

test('a document number finds its entry whatever the name, and the reason says so', () => {
  const hit = first('Somebody Else', { document: 'p-1234567' })!
  expect(hit.entity).toBe('1')
  expect(hit.score).toBeGreaterThan(0.5)
  expect(hit.why).toContainEqual({ key: 'why.document_same', odds: 7 })
  expect(first('', { document: 'IMO9187629' })?.entity).toBe('8')
})

test('a contradicting figure weighs against an organisation', () => {
  expect(score('7', 'Brigade 8 of Wadi Surman')).toBeLessThan(score('7', 'Brigade 9 of Wadi Surman'))
})

test('every reason names the words it speaks of', () => {
  const { why } = first('Zareef Karim Qandoli')!
  expect(why).toContainEqual(expect.objectContaining({ key: 'why.sounds', asked: 'zareef', listed: 'zarif' }))
  expect(why).toContainEqual({ key: 'why.not_listed', asked: 'karim' })
  expect(why).toContainEqual({ key: 'why.not_asked', listed: 'muhammad' })
})

test('left-out names are not seen in any form, their entries are', () => {
  const alone = NamesIndex.build([listed('1', ['Tarkan (Gulbahar)  Oz', 'Tarkan Uz'])])
  const hit = alone.screen({ name: 'Tarkan (Gulbahar) Oz' }, { leaveOneOut: true })[0]!
  expect([hit.entity, hit.name]).toEqual(['1', 'Tarkan Uz'])
  expect(alone.screen({ name: 'Gulbahar' }, { leaveOneOut: true })[0]?.name).toBe('Tarkan (Gulbahar) Oz')
})

test('hits come best first, one per entry, ties by key', () => {
  const twins = NamesIndex.build(['b', 'a', 'c'].map((id) => listed(id, ['Ruslan Tagirov', 'Ruslan Tagirow'])))
  expect(twins.screen({ name: 'Ruslan Tagirov' }).map((h) => h.entity)).toEqual(['a', 'b', 'c'])
  const scores = index.screen({ name: 'Muhammad Hassan Ali Omar' }).map((h) => h.score)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})

test('a saved index opens to the same answers; a damaged one is refused', () => {
  const bytes = new Uint8Array(index.buffer).slice().buffer
  const opened = NamesIndex.open(bytes)
  for (const name of ['Zarif Qandoli', 'محمد حسن', 'Orient'])
    expect(opened.screen({ name })).toEqual(index.screen({ name }))
  expect(() => NamesIndex.open(bytes.slice(0, bytes.byteLength - 8))).toThrow('cut short')
  expect(() => NamesIndex.open(new ArrayBuffer(4096))).toThrow('not a saved index')
})

const WORDS = [
  'Muhammad',
  'Hassan',
  'Zarif',
  'Qandoli',
  'Surman',
  'Omar',
  'Drozdenko',
  'محمد',
  'Виктор',
  'Lotus',
  'al-Nuri',
]
const someName = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((w) => w.join(' '))

test('adding and removing in any order answers as if only what is left had ever been added', () => {
  const change = fc.record({
    id: fc.constantFrom('1', '2', '20', '21', '22'),
    name: fc.option(someName, { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), someName, (changes, query) => {
      const worn = NamesIndex.build(INVENTED)
      const left = new Map<string, Entry>()
      for (const { id, name } of changes) {
        if (name === undefined) {
          worn.remove('test', id)
          left.delete(id)
        } else {
          worn.add([listed(id, [name])])
          left.set(id, listed(id, [name]))
        }
      }
      const gone = new Set(changes.map((c) => c.id))
      const fresh = NamesIndex.build(INVENTED)
      for (const id of gone) fresh.remove('test', id)
      fresh.add([...left.values()])
      expect(worn.screen({ name: query })).toEqual(fresh.screen({ name: query }))
    }),
    { seed: 3, numRuns: 60 },
  )
})

test('a pair scores alike in both directions', () => {
  expect(scorePair('Zarif Qandoli', 'ظريف قندولي')).toBe(scorePair('ظريف قندولي', 'Zarif Qandoli'))
  expect(scorePair('Zarif Qandoli', 'Zareef Kandoly')).toBeGreaterThan(scorePair('Zarif Qandoli', 'Zarif Surmani'))
})

test('the version is part of what is answered', () => {
  expect(ENGINE_VERSION).toMatch(/^names-\d+$/)
})
