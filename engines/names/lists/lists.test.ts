import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../entry.ts'
import { CsvReader } from './csv.ts'
import { birthOf, dayNumber } from './dates.ts'
import { formatOf } from './detect.ts'
import { difference } from './diff.ts'
import { ftmReader } from './ftm.ts'
import { FTM, OFAC_XML, PLAIN, SDN, UN } from './invented.testing.ts'
import { OfacCsvReader } from './ofac-csv.ts'
import { ofacXmlReader } from './ofac-xml.ts'
import { plainReader, queryReader } from './plain.ts'
import type { ListReader, Sink } from './reader.ts'
import { unReader } from './un.ts'

type Got = { entries: Entry[]; bad: string[] }

function read(make: (sink: Sink) => ListReader, text: string, cuts: readonly number[] = []): Got {
  const got: Got = { entries: [], bad: [] }
  const reader = make({ entry: (e) => got.entries.push(e), bad: (line, why) => got.bad.push(`${line}: ${why}`) })
  let from = 0
  for (const cut of [...cuts.map((c) => c % (text.length + 1)).sort((a, b) => a - b), text.length]) {
    reader.write(text.slice(from, cut))
    from = Math.max(from, cut)
  }
  reader.end()
  return got
}

const formats: Readonly<Record<string, readonly [(sink: Sink) => ListReader, string]>> = {
  un: [unReader, UN],
  'ofac xml': [ofacXmlReader, OFAC_XML],
  ftm: [(sink) => ftmReader('f', sink), FTM],
  plain: [(sink) => plainReader('p', sink), PLAIN],
}

describe.each(Object.entries(formats))('%s', (_, [make, text]) => {
  test('reads the same in whatever pieces it comes', () => {
    const whole = read(make, text)
    expect(whole.entries.length).toBeGreaterThan(1)
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 6 }), (cuts) => {
        expect(read(make, text, cuts)).toEqual(whole)
      }),
      { seed: 4, numRuns: 40 },
    )
  })
})

test('the UN list is read with every quirk', () => {
  const { entries, bad } = read(unReader, UN)
  const [first, second, third] = entries
  expect(bad).toEqual(['45: an entry without DATAID'])
  expect(first).toMatchObject({ id: '9000001', list: 'un', kind: 'person', gender: 'male', countries: ['CD'] })
  expect(first!.names).toEqual([
    { text: 'ZARIF MUHAMMAD QANDOLI', quality: 'good' },
    { text: 'ظريف محمد قندولي', quality: 'good' },
    { text: 'Zareef Kandoly', quality: 'good' },
    { text: 'Z. Kandoli', quality: 'good' },
    { text: 'The Falcon', quality: 'low' },
  ])
  expect(first!.births).toEqual([
    { from: dayNumber(1971, 3, 9), to: dayNumber(1971, 3, 9), approximate: false },
    { from: dayNumber(1970, 1, 1), to: dayNumber(1970, 12, 31), approximate: true },
    { from: dayNumber(1968, 1, 1), to: dayNumber(1972, 12, 31), approximate: false },
    { from: dayNumber(1969, 1, 1), to: dayNumber(1969, 12, 31), approximate: false },
  ])
  expect(first!.documents).toContain('654781')
  expect(first!.fields['LAST_DAY_UPDATED']).toEqual(['2016-10-13', '2019-01-02'])
  expect(first!.fields['REFERENCE_NUMBER']).toEqual(['ZZi.001'])
  expect(first!.fields['LISTED_ON']).toEqual(['2014-05-06-05:00'])
  expect(first!.fields['INDIVIDUAL_ALIAS']).toHaveLength(2)
  expect(second).toMatchObject({ id: '9000002', gender: 'female', births: [] })
  expect(third).toMatchObject({
    id: '9000003',
    kind: 'organisation',
    names: [{ text: 'SURMAN RELIEF SOCIETY' }, { text: 'SRS' }],
  })
})

test.each([
  ['a cut-off file', UN.slice(0, UN.length / 2), /cut off|ends inside/],
  ['a document type', UN.replace('<CONSOLIDATED_LIST', '<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST'), /DOCTYPE/],
  ['an entity that is not declared', UN.replace('QANDOLI', '&boom;'), /not well-formed/],
  ['another root', '<rss></rss>', /begins with <rss>/],
  ['deep nesting', `<CONSOLIDATED_LIST>${'<a>'.repeat(50)}`, /deeper than 16/],
])('%s is refused as a whole', (_, text, message) => {
  expect(() => read(unReader, text)).toThrow(message)
})

test('OFAC in CSV: null marks, remarks, weak aliases, overflow, final 0x1A', () => {
  const got: Got = { entries: [], bad: [] }
  const ofac = new OfacCsvReader({
    entry: (e) => got.entries.push(e),
    bad: (line, why) => got.bad.push(`${line}: ${why}`),
  })
  for (const [file, text] of Object.entries(SDN) as [keyof typeof SDN, string][]) {
    const reader = ofac.file(file)
    reader.write(text)
    reader.end()
  }
  ofac.end()
  expect(got.bad).toEqual(['4: sdn.csv: 3 columns instead of 12'])
  const [person, ship] = got.entries
  expect(person!.names).toEqual([
    { text: 'QANDOLI, Zarif', quality: 'good' },
    { text: 'KANDOLY, Zareef', quality: 'good' },
    { text: 'ZQ', quality: 'low' },
  ])
  expect(person).toMatchObject({ list: 'ofac', kind: 'person', gender: 'male', countries: ['AF'] })
  expect(person!.births.map((b) => [b.from, b.approximate])).toEqual([
    [dayNumber(1971, 3, 9), false],
    [dayNumber(1970, 1, 1), true],
  ])
  expect(person!.documents).toEqual(expect.arrayContaining(['A1234567', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT']))
  expect(ship).toMatchObject({ kind: 'vessel', names: [{ text: 'BLUE CORMORANT' }] })
  expect(ship!.documents.join()).toContain('9187629')
})

test('OFAC standard XML: parts of names, weak aliases, documents, dates', () => {
  const { entries } = read(ofacXmlReader, OFAC_XML)
  expect(entries[0]).toMatchObject({ id: '501', kind: 'person', countries: ['AF'], documents: ['A1234567'] })
  expect(entries[0]!.names).toEqual([
    { text: 'Zarif QANDOLI', quality: 'good' },
    { text: 'Falcon', quality: 'low' },
  ])
})

test('FollowTheMoney: what names nobody is passed over, what is broken is reported', () => {
  const { entries, bad } = read(formats['ftm']![0], FTM)
  expect(entries.map((e) => [e.id, e.kind])).toEqual([
    ['q1', 'person'],
    ['v1', 'vessel'],
  ])
  expect(bad).toEqual(['3: not JSON', '5: an entity without id'])
  expect(() => read(formats['ftm']![0], '{"id":"a","schema":"Person","prop')).toThrow('cut off')
})

test('plain CSV: a repeated id adds a name; each bad row is named with its line and reason', () => {
  const { entries, bad } = read(formats['plain']![0], PLAIN)
  expect(entries.map((e) => [e.id, e.names.length, e.kind])).toEqual([
    ['1', 2, 'person'],
    ['2', 1, 'vessel'],
  ])
  expect(bad).toEqual([
    '5: name of 3 is empty',
    '6: type of 4 is "robot", none of person, organisation, vessel, aircraft, wallet',
    '7: birth_date of 5 is "1971-13-40", no date, year or range',
    '8: country of 6 is "Atlantis", no ISO code',
    '9: 2 columns instead of 6',
  ])
  expect(() => read(formats['plain']![0], 'id,title\n1,x\n')).toThrow('the header has no column name')
  expect(() => read(formats['plain']![0], 'id,name\n1,"x\n')).toThrow('cut off')
})

test('a repeated query is reported and left out', () => {
  const ids: string[] = []
  const bad: string[] = []
  const reader = queryReader(
    (q) => ids.push(q.id),
    (line, why) => bad.push(`${line}: ${why}`),
  )
  reader.write('id,name\r\na,X\r\nb,Y\r\na,Z\r\n')
  reader.end()
  expect([ids, bad]).toEqual([['a', 'b'], ['4: query a a second time']])
})

test('any rows survive writing and reading as CSV', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é'), maxLength: 6 })
  const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(rows, (table) => {
      const text = table.map((row) => row.map((f) => `"${f.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      const got: string[][] = []
      const reader = new CsvReader(
        (r) => got.push(r),
        (line, why) => expect.unreachable(`${line} ${why}`),
      )
      for (const sign of text) reader.write(sign)
      reader.end()
      expect(got).toEqual(table)
    }),
    { seed: 5, numRuns: 200 },
  )
})

test('formats are told by their content', () => {
  expect([UN, OFAC_XML, FTM, PLAIN].map(formatOf)).toEqual(['un', 'ofac', 'ftm', 'plain'])
  for (const text of ['', 'PK\u0003\u0004', 'a;b;c', '<html></html>']) expect(() => formatOf(text)).toThrow()
})

test('dates in the forms that lists use, and none that does not exist', () => {
  expect(birthOf('29 Apr 1961')).toEqual(birthOf('1961-04-29'))
  expect(birthOf('circa 1961')).toMatchObject({ approximate: true })
  expect(birthOf('1960 to 1962')).toEqual(birthOf('1960/1962'))
  for (const none of ['1961-02-30', '61', 'unknown', '1999/1990', '']) expect(birthOf(none)).toBeUndefined()
})

test('a difference names what came, went and changed, whatever the order and white space', () => {
  const before = read(unReader, UN).entries
  const after = read(
    unReader,
    UN.replace('9000003', '9000004').replace('Kinshasa', 'Goma').replace('FDLR  chief', 'FDLR chief'),
  ).entries
  expect(difference(before, after)).toEqual({
    added: [{ entity: '9000004', name: 'SURMAN RELIEF SOCIETY' }],
    removed: [{ entity: '9000003', name: 'SURMAN RELIEF SOCIETY' }],
    changed: [{ entity: '9000001', name: 'ZARIF MUHAMMAD QANDOLI', fields: ['INDIVIDUAL_ADDRESS'] }],
  })
})
