import * as docx from 'docx'
import { zip } from '../../files/testing.ts'

type Cell = string | docx.ITableCellOptions
/** A Word document with these tables, each with a paragraph above it, as the library writes it that other programs use. */
export function wordDocument(
  tables: readonly { above?: string; rows: readonly (readonly Cell[])[] }[],
  more: Partial<docx.IPropertiesOptions> = {},
): Promise<Buffer> {
  const children = tables.flatMap(({ above, rows }) => [
    new docx.Paragraph(above ?? ''),
    new docx.Table({
      rows: rows.map(
        (cells, n) => new docx.TableRow({ tableHeader: n === 0, children: cells.map((cell) => cellOf(cell)) }),
      ),
    }),
  ])
  return docx.Packer.toBuffer(new docx.Document({ ...more, sections: [{ children }] }))
}

const cellOf = (cell: Cell): docx.TableCell =>
  new docx.TableCell(
    typeof cell === 'string' ? { children: cell.split('\n').map((line) => new docx.Paragraph(line)) } : cell,
  )

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const related = (...list: string[]) =>
  Buffer.from(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`,
  )
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`

type Parts = {
  styles?: string
  numbering?: string
  /** In place of the whole main part. */
  document?: string
  more?: readonly (readonly [string, Buffer])[]
  says?: number
}

/** A document of this body, in the markup of Word itself: for what the library does not write. */
export function rawDocument(body: string, { styles, numbering, document, more = [], says }: Parts = {}): Buffer {
  return zip(
    [
      ['_rels/.rels', related(relation('r1', 'officeDocument', 'word/document.xml'))],
      [
        'word/_rels/document.xml.rels',
        related(relation('s', 'styles', 'styles.xml'), relation('n', 'numbering', 'numbering.xml')),
      ],
      [
        'word/document.xml',
        Buffer.from(document ?? `<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`),
      ],
      ['word/styles.xml', Buffer.from(`<w:styles xmlns:w="${WORD}">${styles ?? ''}</w:styles>`)],
      ['word/numbering.xml', Buffer.from(`<w:numbering xmlns:w="${WORD}">${numbering ?? ''}</w:numbering>`)],
      ...more,
    ],
    says,
  )
}

/** A table in that markup: cells are texts, or their content from `<w:p>` on. */
export const rawTable = (rows: readonly (readonly string[])[], properties = ''): string =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr>${rows.map((cells) => `<w:tr>${cells.map(rawCell).join('')}</w:tr>`).join('')}</w:tbl>`
const rawCell = (content: string) => `<w:tc>${content.startsWith('<') ? content : rawText(content)}</w:tc>`
export const rawText = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
