import { expect, test } from 'vitest'
import { likeness, percentAlike, type Side } from './rules.ts'

const side = (fields: Partial<Side> & { says?: Partial<Side['title']['texts']> } = {}): Side => {
  const { says = { en: 'Judicial cooperation in the Sahel' }, ...rest } = fields
  return {
    ...{
      code: '',
      identifier: null,
      leads: ['unodc'],
      partners: [],
      states: [],
      start: null,
      starts: null,
      ends: null,
      amounts: {},
      source: '',
    },
    title: { original: Object.keys(says)[0] as 'en', texts: says, outdated: [] },
    ...rest,
  }
}
const year = (date: string) => ({ date: `${date}-01-01`, precision: 'year' as const })
const during = (date: string) => ({ start: year(date), starts: `${date}-01-01`, ends: `${date}-12-31` })
const kinds = (one: Side, other: Side) => likeness(one, other)?.reasons.map(({ kind }) => kind) ?? null

test('titles are compared language by language, without case, marks and order', () => {
  expect(percentAlike('Judicial coöperation', 'COOPERATION, judicial')).toBe(100)
  expect(percentAlike('西非刑事司法', '西非刑事司法合作')).toBeGreaterThan(45)
  expect(percentAlike('', '')).toBe(0)
  const [one, other] = [
    side({ says: { en: 'Border security', fr: 'Sécurité des frontières' } }),
    side({ says: { fr: 'Securite des frontieres' } }),
  ]
  expect(likeness(one, other)?.reasons[0]).toEqual({ kind: 'title', language: 'fr', percent: 100 })
  expect(kinds(side(), side({ says: { en: 'Aviation security' } }))).toBeNull()
})

test('without a title in common it takes an identifier, a symbol with its lead, or lead, State and start together', () => {
  const says = { ar: 'التعاون القضائي' }
  expect(kinds(side(), side({ says }))).toBeNull()
  expect(kinds(side({ identifier: 'XM-1' }), side({ says, identifier: 'xm-1' }))).toContain('identifier')
  expect(kinds(side({ code: 'P-12' }), side({ says, code: 'p-12' }))).toContain('code')
  expect(kinds(side({ code: 'P-12', leads: ['a'] }), side({ says, code: 'P-12' }))).toBeNull()
  const same = { states: ['ner'], start: year('2020') }
  expect(kinds(side(same), side({ says, ...same }))).toEqual(['leads', 'states', 'start'])
  expect(kinds(side(same), side({ says, ...same, states: ['mli'] }))).toBeNull()
})

test('what is done every year, or elsewhere, under one title is not the same; dates that may meet are no obstacle', () => {
  const in2019 = side(during('2019'))
  expect(kinds(in2019, side(during('2020')))).toBeNull()
  expect(kinds(in2019, side({ ...during('2020'), identifier: 'X' }))).toBeNull()
  expect(kinds(side({ ...in2019, identifier: 'X' }), side({ ...during('2020'), identifier: 'X' }))).toContain(
    'identifier',
  )
  expect(kinds(in2019, side({ start: { date: '2019-06-01', precision: 'month' }, starts: '2019-06-01' }))).toContain(
    'dates',
  )
  expect(kinds(in2019, side())).toContain('title')
  expect(kinds(side({ states: ['esp'] }), side({ states: ['mar'] }))).toBeNull()
  expect(kinds(side({ states: ['esp'] }), side({ states: ['mar', 'esp'] }))).toContain('title')
})

test('the score orders: more in common stands higher, and all of it higher than a part', () => {
  const score = (a: Side, b: Side) => likeness(a, b)!.score
  const full = side({ partners: ['undp', 'iom'], states: ['ner'] })
  expect(score(full, full)).toBeGreaterThan(score(full, { ...full, partners: ['undp'] }))
  expect(score(full, { ...full, partners: ['undp'] })).toBeGreaterThan(score(side(), side()))
  const took = { n: 30, comparator: 'eq' as const }
  expect(kinds(side({ amounts: { took } }), side({ amounts: { took } }))).toContain('amount')
  const one = { ...took, n: 1 }
  expect(kinds(side({ amounts: { one } }), side({ amounts: { one } }))).not.toContain('amount')
})
