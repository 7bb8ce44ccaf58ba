import { expect, test } from 'vitest'
import type { Entry } from '../entry.ts'
import { countryOf } from './countries.ts'
import { CsvReader } from './csv.ts'
import { birthOf } from './dates.ts'
import { formatOf } from './detect.ts'
import { difference } from './diff.ts'
import { ftmReader } from './ftm.ts'
import { FTM, SDN, UN } from './invented.testing.ts'
import { OfacCsvReader } from './ofac-csv.ts'
import { ofacXmlReader } from './ofac-xml.ts'
import { type AskedRow, plainReader, queryReader } from './plain.ts'
import { LIMITS, type ListReader, type Sink } from './reader.ts'
import { unReader } from './un.ts'

function read(make: (sink: Sink) => ListReader, text: string): { entries: Entry[]; bad: string[] } {
  const got = { entries: [] as Entry[], bad: [] as string[] }
  const reader = make({ entry: (e) => got.entries.push(e), bad: (line, why) => got.bad.push(`${line}: ${why}`) })
  reader.write(text)
  reader.end()
  return got
}
const plain = (text: string) => read((sink) => plainReader('p', sink), text)
const ftm = (text: string) => read((sink) => ftmReader('f', sink), text)
const person = (id: string, properties: object) => JSON.stringify({ id, schema: 'Person', properties })
const texts = ({ entries }: { entries: Entry[] }) => entries.map((e) => e.names.map((n) => n.text))

test('columns and elements may be called as what every object has', () => {
  expect(plain('id,name,constructor,__proto__\n1,Zarif,x,y\n').entries[0]!.fields).toMatchObject({
    name: ['Zarif'],
    constructor: ['x'],
  })
  const record = '<FIRST_NAME>LENA</FIRST_NAME><constructor>x</constructor>'
  const { entries } = read(unReader, UN.replace('<FIRST_NAME>LENA</FIRST_NAME>', record))
  expect(entries[1]!.fields['constructor']).toEqual(['x'])
  expect(
    ftm(`${person('1', { name: ['Zarif'] })}\n{"id":"2","schema":"constructor","properties":{"name":["x"]}}`),
  ).toEqual({ entries: [expect.objectContaining({ id: '1' })], bad: [] })
  const odd =
    '<sdnList><sdnEntry><uid>1</uid><lastName>Zarif</lastName><sdnType>constructor</sdnType></sdnEntry></sdnList>'
  expect(read(ofacXmlReader, odd).entries[0]!.kind).toBe('organisation')
})

test('FollowTheMoney may begin with a byte order mark', () => {
  expect(ftm(`\ufeff${FTM}`)).toEqual(ftm(FTM))
})

test('FollowTheMoney cut off behind a brace is cut off all the same', () => {
  const whole = person('2', { name: ['Lena'] })
  expect(() => ftm(`${person('1', { name: ['Zarif'] })}\n${whole.slice(0, -1)}`)).toThrow(
    'line 2: the file ends inside',
  )
  expect(texts(ftm(whole))).toEqual([['Lena']])
})

test('names joined by "; " are several names in every format', () => {
  const xml = `<sdnList><sdnEntry><uid>1</uid><lastName>Zarif; Lena</lastName></sdnEntry></sdnList>`
  expect(texts(plain('id,name,quality\n1,Zarif; Lena,low\n'))).toEqual([['Zarif', 'Lena']])
  expect(plain('id,name,quality\n1,Zarif; Lena,low\n').entries[0]!.names[1]!.quality).toBe('low')
  expect(texts(ftm(person('1', { name: ['Zarif; Lena'] })))).toEqual([['Zarif', 'Lena']])
  expect(texts(read(ofacXmlReader, xml))).toEqual([['Zarif', 'Lena']])
})

test('a column given twice is refused, not chosen between', () => {
  expect(() => plain('id,name,Name\n1,Zarif,Lena\n')).toThrow('column name twice')
})

test('type and quality may be written with capitals', () => {
  const { entries, bad } = plain('id,name,type,quality\n1,Blue Cormorant,Vessel,Low\n')
  expect(bad).toEqual([])
  expect(entries[0]).toMatchObject({ kind: 'vessel', names: [{ quality: 'low' }] })
})

test('an entry of plain CSV has no more names than one of any other list', () => {
  const rows = Array.from({ length: LIMITS.namesOfEntry + 2 }, (_, i) => `1,Zarif ${i}\n`)
  const { entries, bad } = plain(`id,name\n${rows.join('')}`)
  expect(entries[0]!.names).toHaveLength(LIMITS.namesOfEntry)
  expect(bad).toHaveLength(2)
  expect(bad[0]).toContain('more than 5000 names')
})

test('an entry of the OFAC list has no more names either', () => {
  const many = LIMITS.namesOfEntry + 2
  const xml = `<sdnList><sdnEntry><uid>1</uid><lastName>A</lastName><akaList>${'<aka><lastName>B</lastName></aka>'.repeat(many)}</akaList></sdnEntry></sdnList>`
  expect(read(ofacXmlReader, xml)).toEqual({ entries: [], bad: [expect.stringContaining('more than 5000 names')] })
  const bad: string[] = []
  const entries: Entry[] = []
  const ofac = new OfacCsvReader({ entry: (e) => entries.push(e), bad: (line, why) => bad.push(`${line}: ${why}`) })
  ofac.file('sdn').write(SDN.sdn)
  bad.length = 0
  ofac.file('alt').write('501,1,"aka","KANDOLY",-0-\n'.repeat(many))
  ofac.end()
  expect(entries[0]!.names.length).toBeLessThanOrEqual(LIMITS.namesOfEntry + 2)
  expect(bad).toEqual([
    '5001: alt.csv: entry 501 has more than 5000 rows',
    '5002: alt.csv: entry 501 has more than 5000 rows',
  ])
})

test('a prolog of many parts, and a date of many, are read in a time that does not explode', () => {
  expect(formatOf(`${'<!---->\n<?a b?>'.repeat(500)}<CONSOLIDATED_LIST>`)).toBe('un')
  expect(() => formatOf(`${'<!----><?a?>'.repeat(500)}x`)).toThrow('its root is <?>')
  expect(() => formatOf('<!-- never closed')).toThrow('its root is <?>')
  expect(birthOf('1/'.repeat(50_000))).toBeUndefined()
  expect(birthOf(`1971${' '.repeat(200_000)}x`)).toBeUndefined()
})

test('many empty elements are a large entry too', () => {
  const many = '<OTHER/>'.repeat(LIMITS.row / 5 + 1)
  expect(() => read(unReader, UN.replace('<GENDER>', `${many}<GENDER>`))).toThrow('an entry longer than')
})

test('lines are counted alike wherever the text is cut between the two signs of a line end', () => {
  for (const pieces of [['a\r\nb\r\n'], ['a\r', '\nb\r\n'], ['a\r\n', 'b\r', '\n']]) {
    const lines: number[] = []
    const csv = new CsvReader(
      (_, line) => lines.push(line),
      () => {},
    )
    for (const piece of [...pieces, 'c\r\n']) csv.write(piece)
    csv.end()
    expect(lines).toEqual([1, 2, 3])
  }
})

test('the id of a query is kept as written', () => {
  const queries: AskedRow[] = []
  const bad: string[] = []
  const reader = queryReader(
    (query) => queries.push(query),
    (line, why) => bad.push(`${line}: ${why}`),
  )
  reader.write('id,name\n" a  1","Zarif\n  Qandoli"\na 1,Lena\na 1,Lena\n')
  reader.end()
  expect(queries).toEqual([
    { id: ' a  1', name: 'Zarif Qandoli' },
    { id: 'a 1', name: 'Lena' },
  ])
  expect(bad).toEqual(['5: query a 1 a second time'])
})

test('a weak name that becomes a good one while another becomes weak is a change', () => {
  const list = (a: string, b: string) => plain(`id,name,quality\n1,Zarif,${a}\n1,Lena,${b}\n`).entries
  expect(difference(list('good', 'low'), list('low', 'good')).changed).toEqual([
    { entity: '1', name: 'Zarif', fields: ['quality'] },
  ])
  expect(difference(list('good', 'low'), list('good', 'low').toReversed()).changed).toEqual([])
})

test('a country is the one that the code means today, by code or by name', () => {
  expect(['uk', 'GB', 'SU', 'Russia'].map(countryOf)).toEqual(['GB', 'GB', 'RU', 'RU'])
  expect(['Myanmar', 'Burma', 'Trinidad and Tobago', 'Saint Kitts and Nevis'].map(countryOf)).toEqual([
    'MM',
    'MM',
    'TT',
    'KN',
  ])
  expect(['ZZ', 'XA', 'EU', 'QQ', 'Atlantis'].map(countryOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
