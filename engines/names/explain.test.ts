import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { listed } from './entries.testing.ts'
import type { Entry, Query } from './entry.ts'
import { birthOf } from './lists/dates.ts'
import { NamesIndex } from './names-index.ts'

const here = new URL('.', import.meta.url)
const why = (entry: Entry, query: Query) =>
  NamesIndex.build([entry])
    .screen(query)
    .flatMap((hit) => hit.why)

test('legal forms and organisation words are shown as they are written', () => {
  const entry = listed('1', ['Orient Heron Trading Company Ltd'], { kind: 'organisation', documents: ['HR 12345'] })
  expect(why(entry, { name: 'Orient Heron Handel GmbH' })).toEqual([
    expect.objectContaining({ key: 'why.same', asked: 'orient heron', listed: 'orient heron' }),
    expect.objectContaining({ key: 'why.same', asked: 'handel', listed: 'trading' }),
    expect.objectContaining({ key: 'why.same', asked: 'gmbh', listed: 'ltd' }),
    { key: 'why.not_asked', listed: 'company' },
  ])
  expect(why(entry, { name: 'Red Cormorant', document: 'HR12345' })).toContainEqual({
    key: 'why.not_listed',
    asked: 'red cormorant',
  })
})

const born = (text: string) => ({ name: 'Zarif Qandoli', birth: birthOf(text)! })
const QUERIES: readonly (readonly [Partial<Entry> & { born?: string }, Query])[] = [
  ...['1971-03-09', '1971-09-03', '1971', '1971-05-01', '1972', '1965', '1940'].map(
    (text) => [{ born: '1971-03-09' }, born(text)] as const,
  ),
  [{ born: '1960/1975' }, born('1971-03-09')],
  [{ born: 'circa 1971' }, born('1973-01-01')],
  [{ countries: ['AF'] }, { name: 'Zarif Qandoli', country: 'AF' }],
  [{ countries: ['AF'] }, { name: 'Zarif Qandoli', country: 'BR' }],
  [{ gender: 'male' }, { name: 'Zarif Qandoli', gender: 'female' }],
  [{}, { name: 'Zarif Qandoli', kind: 'vessel' }],
  [{ documents: ['A1234567'] }, { name: 'Zarif Karim', document: 'A1234567' }],
  [{}, { name: 'Z. Qandoli' }],
  [{}, { name: 'Zareef Lodhiwal Qandoli' }],
  [{}, { name: 'Za rif Qandoly' }],
  [{}, { name: 'Qandoli, Зариф' }],
  [{}, { name: 'Zarif Qxnabdoli' }],
  [{ names: [{ text: 'Zarif Qandoli', quality: 'low' }] }, { name: 'Zarif Qandoli' }],
  [{ names: [{ text: 'Zarif Qandoli', quality: 'low' }], born: '1971' }, born('1971')],
  [{ names: ['Zarif Qandoli', 'Surman Tabarzi'].map((text) => ({ text, quality: 'good' })) }, { name: 'Zarif Surman' }],
  [{ names: [{ text: 'Zarif Karim Qandoli', quality: 'good' }] }, { name: 'Zarif Qandoli' }],
]

test('every reason has a text in every language, whose variables are what the reason says, and no text is left over', () => {
  const met = new Map<string, object>()
  for (const [{ born: text, ...more }, query] of QUERIES) {
    const names = more.names ?? [{ text: 'Zarif Qandoli', quality: 'good' as const }]
    for (const reason of why({ ...listed('1', [], { ...(text && { born: text }) }), ...more, names }, query))
      met.set(reason.key, reason)
  }
  const languages = readdirSync(new URL('locales/', here))
  expect(languages).toHaveLength(6)
  for (const file of languages) {
    const texts: Record<string, string> = JSON.parse(readFileSync(new URL(`locales/${file}`, here), 'utf8'))
    expect([...met.keys()].sort(), file).toEqual(Object.keys(texts).sort())
    for (const [key, reason] of met) {
      const said = new IntlMessageFormat(texts[key]!, file.slice(0, 2)).format({ ...reason })
      for (const value of [('asked' in reason && reason.asked) || '', ('listed' in reason && reason.listed) || ''])
        expect(said).toContain(value)
    }
  }
})
