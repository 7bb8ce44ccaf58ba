import { Zip, ZipDeflate } from 'fflate'
import { direction } from '../text.ts'
import * as parts from './sheet.ts'
import type { About, Heading, Line } from './table.ts'

/** What is said on the sheet about the file: a word and what it means. */
export type AboutLine = readonly [label: string, value: string]

/**
 * An Excel workbook: the rows on the first sheet, with typed cells under a frozen heading; on the second what the file says
 * of itself. Words are always words: nothing in it is a formula. Written as it goes, so that its length costs no memory.
 */
export async function* xlsx(
  headings: readonly Heading[],
  lines: AsyncIterable<readonly Line[]>,
  { title, at, language }: About,
  says: { sheet: string; lines: readonly AboutLine[]; mark: string },
): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    out.push(chunk)
  })
  const encoder = new TextEncoder()
  const begin = (name: string) => {
    const file = Object.assign(new ZipDeflate(name, { level: 6 }), { mtime: new Date(at.toISOString().slice(0, 10)) })
    zip.add(file)
    return {
      add: (xml: string) => file.push(encoder.encode(xml)),
      end: (xml: string) => file.push(encoder.encode(xml), true),
    }
  }
  const isRtl = direction(language) === 'rtl'
  const sheets = [parts.sheetName(title), parts.sheetName(says.sheet)]
  const styles = new parts.Styles()
  const sheet = begin('xl/worksheets/sheet1.xml')
  sheet.add(parts.sheetStart({ isRtl, widths: headings.map(({ width = 18 }) => width), isFrozen: true }))
  sheet.add(
    parts.row(
      1,
      headings.map(({ label }) => label),
      () => parts.HEADING,
    ),
  )
  let n = 1
  for await (const some of lines) {
    sheet.add((some as parts.Cells[]).map((cells) => parts.row(++n, cells, (cell) => styles.of(cell))).join(''))
    yield* out.splice(0)
  }
  sheet.end(parts.sheetEnd({ columns: headings.length, rows: n, mark: says.mark }))
  const about = begin('xl/worksheets/sheet2.xml')
  about.add(parts.sheetStart({ isRtl, widths: [28, 90], isFrozen: false }))
  const look = (_: unknown, column: number) => (column === 0 ? parts.LABEL : parts.WRAPPED)
  about.add(says.lines.map((line, i) => parts.row(i + 1, line, look)).join(''))
  about.end(parts.sheetEnd({ columns: 0, rows: 0, mark: says.mark }))
  begin('xl/styles.xml').end(styles.xml())
  for (const [name, xml] of parts.frame(sheets, title, at)) begin(name).end(xml)
  zip.end()
  yield* out
}
