import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { LANGUAGES, translator } from '../text.ts'
import type { Format } from './kinds.ts'
import { texts } from './locales/index.ts'
import { type About, type Column, linesOf } from './table.ts'
import { atOnce, writeFile } from './write.ts'

type Row = { title: string; people: number | null; start: { date: string; precision: 'day' | 'month' | 'year' } | null }
const columns: Column<Row>[] = [
  { key: 'title', label: 'Title', width: 60, cell: ({ title }) => title, data: ({ title }) => ({ text: title }) },
  {
    key: 'people',
    label: 'People',
    cell: ({ people }) => (people === null ? null : { n: people, said: `more than ${people.toLocaleString('en')}` }),
    data: ({ people }) => people,
  },
  { key: 'start', label: 'Start', cell: ({ start }) => start },
]
const about: About = {
  ...{
    name: 'list',
    title: 'A list',
    notes: ['Based on what is shared with you.'],
    at: new Date('2021-01-29T12:00:00Z'),
  },
  ...{ mark: { level: 0, handling: [], invented: false }, language: 'en' },
}
const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '=HYPERLINK("http://evil.example")',
  "'=1",
  '_x0041_',
  '<b>&"\u0000\uD800',
]
const rows: Row[] = [
  { title: 'Judicial cooperation', people: 3200, start: { date: '2020-03-01', precision: 'month' } },
  { title: 'Old', people: null, start: { date: '1899-05-07', precision: 'day' } },
  ...HOSTILE.map((title) => ({ title, people: 1, start: { date: '2020-01-01', precision: 'year' as const } })),
]

async function bytesOf(format: Format, of: Partial<About> = {}): Promise<{ name: string; type: string; body: Buffer }> {
  const file = writeFile(format, columns, atOnce(linesOf(format, columns, rows)), { ...about, ...of }, [])
  const parts: Buffer[] = []
  for await (const part of file.body as AsyncIterable<string | Uint8Array>) parts.push(Buffer.from(part as string))
  return { ...file, body: Buffer.concat(parts) }
}
/** Read by another library than the one that wrote it. */
const parser = new XMLParser({
  ...{
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
  },
  isArray: (name) => ['row', 'c', 'sheet', 'numFmt', 'xf', 'col'].includes(name),
})
async function workbook(of: Partial<About> = {}) {
  const files = unzipSync((await bytesOf('xlsx', of)).body)
  const parsed = new Map(
    Object.entries(files).map(([name, bytes]) => {
      const xml = strFromU8(bytes)
      expect(XMLValidator.validate(xml), name).toBe(true)
      return [name, parser.parse(xml)] as const
    }),
  )
  const sheet = (n: number) => parsed.get(`xl/worksheets/sheet${n}.xml`).worksheet
  const cells = (n: number) => sheet(n).sheetData.row.map((row: { c: Cell[] }) => row.c)
  return { files, parsed, sheet, cells }
}
type Cell = { r: string; s: string; t?: string; v?: string; f?: string; is?: { t: string | { '#text': string } } }
const textOf = (cell: Cell) => (typeof cell.is!.t === 'string' ? cell.is!.t : cell.is!.t['#text'])

test('a workbook holds words as words, numbers as numbers, days as days, and no formula', async () => {
  const { files, parsed, sheet, cells } = await workbook()
  const [head, first, old, ...hostile] = cells(1) as Cell[][]
  expect(head!.map(textOf)).toEqual(['Title', 'People', 'Start'])
  const formats = parsed.get('xl/styles.xml').styleSheet
  const formatOf = ({ s }: Cell) => {
    const id = formats.cellXfs.xf[Number(s)].numFmtId
    return formats.numFmts.numFmt.find((f: { numFmtId: string }) => f.numFmtId === id)?.formatCode
  }
  expect(first![1]).toMatchObject({ v: '3200' })
  expect(formatOf(first![1]!).replaceAll('&quot;', '"')).toBe('"more than "#,##0')
  expect(first![2]).toMatchObject({ v: '43891' })
  expect(formatOf(first![2]!)).toBe('yyyy-mm')
  expect(formatOf(hostile[0]![2]!)).toBe('yyyy')
  expect(textOf(old![1]!)).toBe('1899-05-07')
  for (const row of hostile) expect(row[0]).toMatchObject({ t: 'inlineStr' })
  expect(hostile.slice(0, 4).map((row) => textOf(row[0]!))).toEqual(HOSTILE.slice(0, 4))
  expect(textOf(hostile[8]![0]!)).toBe('_x005F_x0041_')
  const all = Object.values(files)
    .map((bytes) => strFromU8(bytes))
    .join()
  expect(all).not.toMatch(/<f[ >]|hidden=|externalLink|vbaProject/)
  expect(sheet(1).sheetViews.sheetView.pane).toMatchObject({ ySplit: '1', state: 'frozen' })
  expect(sheet(1).cols.col[0]).toMatchObject({ width: '60' })
  expect(parsed.get('docProps/core.xml')['cp:coreProperties']['dc:creator']).toBe('Concord')
})

test.each(LANGUAGES)('says what the file is in %s, right to left where that is read so', async (language) => {
  const t = translator(language, texts[language])
  const mark = { level: 1, handling: ['no_quote'], invented: true } as const
  const { cells, sheet, parsed } = await workbook({ language, mark })
  const said = (cells(2) as Cell[][]).flatMap((row) => row.map(textOf))
  for (const words of [t('level.1'), t('handling.no_quote'), t('about.invented.text'), '2021-01-29', about.notes[0]])
    expect(said).toContain(words)
  expect(sheet(1).sheetViews.sheetView.rightToLeft).toBe(language === 'ar' ? '1' : undefined)
  expect(sheet(1).headerFooter.oddHeader).toContain(t('level.1'))
  expect(parsed.get('xl/workbook.xml').workbook.sheets.sheet).toHaveLength(2)
})

test('JSON says what it is before its rows, with keys that do not depend on the language', async () => {
  const { name, body } = await bytesOf('json', { mark: { level: 2, handling: ['meeting_only'], invented: false } })
  expect(name).toBe('list-strictly-confidential.json')
  const said = JSON.parse(body.toString())
  expect(said.about).toMatchObject({
    ...{ title: 'A list', madeOn: '2021-01-29', level: { code: 2, name: 'Strictly confidential' }, invented: false },
    handling: [{ code: 'meeting_only', name: 'For this meeting only' }],
  })
  expect(said.items[0]).toEqual({
    ...{ title: { text: 'Judicial cooperation' }, people: 3200, start: { date: '2020-03-01', precision: 'month' } },
  })
  expect(said.items).toHaveLength(rows.length)
})

test('a sheet of values runs nothing, and says its level first when it has one', async () => {
  const open = await bytesOf('csv')
  expect(open.name).toBe('list.csv')
  const lines = open.body
    .toString()
    .replace(/^\uFEFF/, '')
    .split('\r\n')
  expect(lines[0]).toBe('Title,People,Start')
  for (const line of lines.slice(1)) expect(line).not.toMatch(/^"?[=+\-@\t\r]/)
  const kept = (await bytesOf('csv', { mark: { level: 1, handling: ['no_export'], invented: false } })).body.toString()
  expect(kept).toMatch(/^\uFEFFConfidential · Not for export\r\nTitle,/)
})
