import type { Cell } from './table.ts'

/** The parts of a workbook (ECMA-376) that a table needs. */

export type Cells = readonly Cell[]

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Most that a cell holds. */
const LONGEST = 32_767

/** Characters that XML cannot hold. */
const IMPOSSIBLE = /[[\p{Cc}--[\t\n\r]]\uFFFE\uFFFF]/gv
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text as XML. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(IMPOSSIBLE, '')
    .replace(/[&<>"\r]/g, (c) => ENTITIES[c]!)

/** Spreadsheets read _x000D_ as the character of that number. */
const literal = (text: string): string => escaped(text.slice(0, LONGEST).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))

export const [HEADING, LABEL, WRAPPED] = [1, 2, 3]
const DATES = { day: 4, month: 5, year: 6 }
const NUMBER = 7

/** Styles of cells by number; each comparator in words has a number format of its own. */
export class Styles {
  readonly #formats = new Map<string, number>()

  of(cell: Cell): number {
    if (typeof cell === 'number') return NUMBER
    if (cell === null || typeof cell === 'string') return WRAPPED
    if ('precision' in cell) return DATES[cell.precision]
    const format = numberFormat(cell.said)
    if (format === null) return NUMBER
    const known = this.#formats.get(format) ?? NUMBER + 1 + this.#formats.size
    this.#formats.set(format, known)
    return known
  }

  xml(): string {
    const formats = [...this.#formats.keys()]
    const date = ['yyyy-mm-dd', 'yyyy-mm', 'yyyy']
    const xf = (format: number, font = 0, fill = 0, align = 'vertical="top"') =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment ${align}/></xf>`
    const xfs = [
      ...[xf(0), xf(0, 2, 2, 'vertical="center" wrapText="1"'), xf(0, 1), xf(49, 0, 0, 'vertical="top" wrapText="1"')],
      ...date.map((_, i) => xf(164 + i, 0, 0, 'vertical="top" horizontal="left"')),
      ...[xf(3), ...formats.map((_, i) => xf(167 + i))],
    ]
    const font = (weight: string, colour: string) =>
      `<font>${weight}<sz val="11"/>${colour}<name val="Calibri"/><family val="2"/></font>`
    return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${3 + formats.length}">${[...date, ...formats]
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`)
      .join(
        '',
      )}</numFmts><fonts count="3">${font('', '')}${font('<b/>', '')}${font('<b/>', '<color rgb="FFFFFFFF"/>')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF0B6FB8"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }
}

/** "more than 3,200" as the format of the number 3200; null where nothing is said beside the number. */
function numberFormat(said: string): string | null {
  const number = /\p{Nd}(?:[\p{Nd}.,٬٫'’\u00A0\u202F ]*\p{Nd})?/u.exec(said)
  if (!number) return null
  const [before, after] = [said.slice(0, number.index), said.slice(number.index + number[0].length)]
  const quoted = (text: string) => (text === '' ? '' : `"${text.replaceAll('"', '')}"`)
  return before + after === '' ? null : `${quoted(before)}#,##0${quoted(after)}`
}

/** A row of cells, each with its kind: words in the cell itself, numbers and days as such. */
export function row(n: number, cells: Cells, style: (cell: Cell, column: number) => number): string {
  const said = cells.map((cell, column) => cellXml(`${letters(column)}${n}`, cell, style(cell, column)))
  return `<row r="${n}">${said.join('')}</row>`
}

function cellXml(at: string, cell: Cell, style: number): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') return words(at, cell, style)
  if (typeof cell === 'number') return `<c r="${at}" s="${style}"><v>${cell}</v></c>`
  if ('said' in cell) return `<c r="${at}" s="${style}"><v>${cell.n}</v></c>`
  const day = serialDay(cell.date)
  if (day === null) return words(at, cell.date.slice(0, { year: 4, month: 7, day: 10 }[cell.precision]), WRAPPED!)
  return `<c r="${at}" s="${style}"><v>${day}</v></c>`
}

const words = (at: string, text: string, style: number) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${literal(text)}</t></is></c>`

/** A day as spreadsheets count; before 1 March 1900 they count wrong, and null is the answer. */
function serialDay(date: string): number | null {
  const day = Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)
  return day > 60 ? day : null
}

/** A, B … Z, AA, AB … */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

export function sheetStart(of: { isRtl: boolean; widths: readonly number[]; isFrozen: boolean }): string {
  const view = `<sheetView${of.isRtl ? ' rightToLeft="1"' : ''}${of.isFrozen ? ' tabSelected="1"' : ' showGridLines="0"'} workbookViewId="0">`
  const pane = of.isFrozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''
  const columns = of.widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews>${view}${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`
}

/** The mark stands on every printed page. */
export function sheetEnd({ columns, rows, mark }: { columns: number; rows: number; mark: string }): string {
  const filter = columns > 0 ? `<autoFilter ref="A1:${letters(columns - 1)}${rows}"/>` : ''
  const header = escaped(`&C${mark.replaceAll('&', '&&')}`)
  return `</sheetData>${filter}<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/><headerFooter><oddHeader>${header}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`
}

/** At most 31 characters, without those that names of sheets cannot have. */
export const sheetName = (title: string): string =>
  title
    .replace(/[[\]:*?/\\]/g, ' ')
    .trim()
    .slice(0, 31)

/** What holds the sheets together, and the properties of the document: no person is named in them. */
export function frame(sheets: readonly string[], title: string, at: Date): [name: string, xml: string][] {
  const type = (kind: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml`
  const override = (name: string, of: string) => `<Override PartName="/${name}" ContentType="${of}"/>`
  const relation = (n: number, of: string, target: string) =>
    `<Relationship Id="rId${n}" Type="${of}" Target="${target}"/>`
  const relations = (of: string) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${of}</Relationships>`
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', type('sheet.main'))}${sheets.map((_, i) => override(`xl/worksheets/sheet${i + 1}.xml`, type('worksheet'))).join('')}${override('xl/styles.xml', type('styles'))}${override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`,
    ],
    [
      '_rels/.rels',
      relations(
        relation(1, `${OFFICE}/officeDocument`, 'xl/workbook.xml') +
          relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
      ),
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        sheets.map((_, i) => relation(i + 1, `${OFFICE}/worksheet`, `worksheets/sheet${i + 1}.xml`)).join('') +
          relation(sheets.length + 1, `${OFFICE}/styles`, 'styles.xml'),
      ),
    ],
    [
      'docProps/core.xml',
      `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>Concord</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 10)}T00:00:00Z</dcterms:created></cp:coreProperties>`,
    ],
  ]
}
