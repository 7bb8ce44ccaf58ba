import { LIMITS } from '../limits.ts'
import type { Numbers } from './docx-numbers.ts'
import { signOf } from './docx-signs.ts'
import { isOn, levelOf, type Numbered, type Styles } from './docx-styles.ts'
import { Broken, columnName } from './sheet.ts'

/** A cell as it stands in its row; `merge`: the first of a column of merged ones, or one of those below it. */
type DocumentCell = { span: number; merge: 'first' | 'below' | null; text: string }
/** `before`: columns of the grid that are left out at its beginning. */
export type DocumentRow = { cells: DocumentCell[]; before: number; isHead: boolean }
/** `order` counts from 1 through the document; `caption` is the short paragraph above it. */
export type DocumentTable = { order: number; caption: string; rows: DocumentRow[] }

type OpenRow = DocumentRow & { isGone: boolean }
type OpenCell = DocumentCell & { isGone: boolean; joins: boolean; fields: Field[] }
type Open = { table: DocumentTable; style: string | undefined; row: OpenRow | undefined; cell: OpenCell | undefined }
type Paragraph = Numbered & { text: string; number: string; style: string | undefined; joins: boolean }
type Run = { style: string | undefined; vanish: boolean | undefined }
/** Of a field what stands behind its mark is shown: what is before says how it is computed. */
type Field = { isShown: boolean }

/** Longest paragraph that is taken for what a table is called. */
const CAPTION = 200
/** Fields within fields. */
const FIELDS = 50

/** What is no text of its cell: deleted words, instructions of fields, pictures and boxes, how a word is pronounced. */
const UNREAD = new Set([
  ...['del', 'moveFrom', 'delText', 'instrText', 'delInstrText', 'Fallback', 'drawing', 'pict', 'object', 'rt'],
  ...['txbxContent', 'fldData', 'binData'],
])

/** Follows a document's main part and keeps the tables in it. */
export class DocumentReader {
  readonly tables: DocumentTable[] = []
  private readonly path: string[] = []
  private readonly stack: Open[] = []
  private readonly styles: Styles
  private readonly numbers: Numbers
  /** Depth within something that is not read. */
  private unread = 0
  private paragraph: Paragraph | undefined
  private run: Run | undefined
  private fields: Field[] = []
  private isText = false
  private said = ''
  private rows = 0
  private characters = 0
  private order = 0
  /** Of each content control that is open: whether it still shows what to write there. */
  private readonly unfilled: boolean[] = []

  constructor(styles: Styles, numbers: Numbers) {
    this.styles = styles
    this.numbers = numbers
  }

  open = (name: string, attributes: Readonly<Record<string, string>>, depth: number): void => {
    if (depth === 1 && name !== 'document') throw new Broken('unknown')
    const parent = this.path.at(-1)
    this.path.push(name)
    if (this.unread > 0 || this.isUnread(name, parent)) {
      this.unread++
      return
    }
    const { val } = attributes
    switch (name) {
      case 'tbl':
        this.stack.push({
          ...{
            table: { order: ++this.order, caption: this.said, rows: [] },
            style: undefined,
            row: undefined,
            cell: undefined,
          },
        })
        this.said = ''
        return
      case 'tr':
        if (this.at) this.at.row = { cells: [], before: 0, isHead: false, isGone: false }
        return
      case 'tc':
        this.openCell()
        return
      case 'sdt':
        this.unfilled.push(false)
        return
      case 'showingPlcHdr':
        if (this.unfilled.length > 0) this.unfilled[this.unfilled.length - 1] = isOn(val)
        return
      case 'p':
        if (this.paragraph) this.endParagraph()
        this.paragraph = { text: '', number: '', style: undefined, joins: false }
        return
      case 'r':
        this.run = { style: undefined, vanish: undefined }
        return
      case 't':
        this.isText = this.isSeen()
        return
      case 'tab':
        if (parent === 'r') this.add(' ')
        return
      case 'br':
      case 'cr':
        this.add('\n')
        return
      case 'noBreakHyphen':
        this.add('-')
        return
      case 'sym':
        this.add(signOf(attributes))
        return
      case 'fldChar':
        this.field(attributes['fldCharType'])
        return
      default:
        this.property(name, parent, val)
    }
  }

  close = (name: string): void => {
    this.path.pop()
    if (this.unread > 0) {
      this.unread--
      return
    }
    if (name === 't') this.isText = false
    else if (name === 'r') this.run = undefined
    else if (name === 'pPr') this.number()
    else if (name === 'p') this.endParagraph()
    else if (name === 'sdt') this.unfilled.pop()
    else if (name === 'tc') this.endCell()
    else if (name === 'tr') this.endRow()
    else if (name === 'tbl') this.endTable()
  }

  text = (text: string): void => {
    if (this.isText && this.unread === 0) this.add(text)
  }

  private get at(): Open | undefined {
    return this.stack.at(-1)
  }

  private isUnread(name: string, parent: string | undefined): boolean {
    // What was there before a change of form is kept beside it.
    if (name.endsWith('Change')) return true
    // Of a row or of the mark of a paragraph this is a property.
    if ((name === 'del' || name === 'moveFrom') && (parent === 'rPr' || parent === 'trPr')) return false
    if (name === 'sdtContent') return this.unfilled.at(-1) === true
    return UNREAD.has(name)
  }

  /** Properties of rows, cells, paragraphs and runs. */
  private property(name: string, parent: string | undefined, val: string | undefined): void {
    const { at, paragraph, run } = this
    const above = this.path.at(-3)
    switch (parent) {
      case 'tblPr':
        if (at && name === 'tblStyle') at.style = val
        return
      case 'trPr':
        if (!at?.row) return
        if (name === 'gridBefore') at.row.before = spanOf(val, 0)
        if (name === 'tblHeader') at.row.isHead = isOn(val)
        if (name === 'del' || name === 'moveFrom' || (name === 'hidden' && isOn(val))) at.row.isGone = true
        return
      case 'tcPr':
        if (!at?.cell) return
        if (name === 'gridSpan') at.cell.span = spanOf(val, 1)
        if (name === 'vMerge') at.cell.merge = val === 'restart' ? 'first' : 'below'
        if (name === 'cellDel') at.cell.isGone = true
        return
      case 'pPr':
        if (paragraph && name === 'pStyle') paragraph.style = val
        return
      case 'numPr':
        if (paragraph && name === 'numId' && val !== undefined) paragraph.num = val
        if (paragraph && name === 'ilvl') paragraph.level = levelOf(val)
        return
      case 'rPr':
        // Of the mark at a paragraph's end: without it, the next paragraph goes on in the same line.
        if (above === 'pPr') {
          if (paragraph && (name === 'del' || name === 'moveFrom')) paragraph.joins = true
        } else if (run && above === 'r') {
          if (name === 'rStyle') run.style = val
          if (name === 'vanish') run.vanish = isOn(val)
        }
        return
      default:
    }
  }

  private isSeen(): boolean {
    const { run, paragraph, at } = this
    if (!run || !paragraph || this.fields.some(({ isShown }) => !isShown)) return false
    return !(run.vanish ?? this.styles.hides({ table: at?.style, paragraph: paragraph.style, run: run.style }))
  }

  private add(text: string): void {
    const { paragraph, at } = this
    if (!paragraph || !this.isSeen()) return
    // What stands outside of tables only says what the next one is called.
    if (!at?.cell && paragraph.text.length > CAPTION) return
    paragraph.text += text
    if (paragraph.text.length > LIMITS.cell * 2) throw this.tooMuch('cell')
  }

  private field(type: string | undefined): void {
    if (type === 'begin') {
      if (this.fields.length >= FIELDS) throw new Broken('xml')
      this.fields.push({ isShown: false })
    } else if (type === 'separate') {
      const last = this.fields.at(-1)
      if (last) last.isShown = true
    } else if (type === 'end') this.fields.pop()
  }

  /** The number that is shown before a paragraph, once its properties are known. */
  private number(): void {
    const { paragraph } = this
    if (!paragraph || this.path.at(-1) !== 'p') return
    const { num, level } = { ...this.styles.numbering(paragraph.style), ...paragraph }
    if (num === undefined || num === '0' || paragraph.joins || this.at?.row?.isGone) return
    paragraph.number = this.numbers.next(num, level ?? 0)
  }

  private endParagraph(): void {
    const { paragraph, at } = this
    if (!paragraph) return
    this.paragraph = undefined
    const { number, joins } = paragraph
    const text = paragraph.text.replace(/\u00ad/g, '').replace(/\u2011/g, '-')
    // Where a number is all that there is, its full stop is no part of it.
    const said = text.trim() === '' ? number.replace(/[.．。]$/, '') : number ? `${number} ${text}` : text
    if (!at?.cell) {
      if (said.trim() !== '') this.said = said.length > CAPTION ? '' : said.trim()
      return
    }
    const { cell } = at
    cell.text += cell.text === '' || cell.joins ? said : `\n${said}`
    cell.joins = joins
    this.characters += said.length
    if (cell.text.length > LIMITS.cell * 2) throw this.tooMuch('cell')
    if (this.characters > LIMITS.text) throw this.tooMuch('text')
  }

  private openCell(): void {
    const { at } = this
    if (!at?.row) return
    if (at.row.cells.length >= LIMITS.columns) throw this.tooMuch('columns')
    // A field neither begins in one cell and ends in another, nor hides what follows a cell where it has no end.
    at.cell = { span: 1, merge: null, text: '', isGone: false, joins: false, fields: this.fields }
    this.fields = []
  }

  private endCell(): void {
    const { at } = this
    if (!at?.cell || !at.row) return
    if (this.paragraph) this.endParagraph()
    const { span, merge, text, isGone, fields } = at.cell
    this.fields = fields
    at.row.cells.push({ span, merge, text: isGone ? '' : text.replace(/[ \t]*\n\s*/g, '\n').trim() })
    at.cell = undefined
  }

  private endRow(): void {
    const { at } = this
    if (!at?.row) return
    const { isGone, ...row } = at.row
    at.row = undefined
    if (isGone || row.cells.length === 0) return
    at.table.rows.push(row)
    if (++this.rows > LIMITS.rows) throw new Broken('rows', at.table.rows.length, null, String(at.table.order))
  }

  private endTable(): void {
    const ended = this.stack.pop()
    if (!ended) return
    const { table } = ended
    this.tables.push(table)
    this.said = ''
    const { at } = this
    if (!at?.cell) return
    // A table within a cell is one by itself, and its words are also words of that cell.
    const text = table.rows.map(({ cells }) => cells.flatMap(({ text }) => text || []).join(' · ')).join('\n')
    at.cell.text += at.cell.text === '' ? text : `\n${text}`
    at.cell.joins = false
    this.characters += text.length
    if (at.cell.text.length > LIMITS.cell * 2) throw this.tooMuch('cell')
    if (this.characters > LIMITS.text) throw this.tooMuch('text')
  }

  private tooMuch(why: 'cell' | 'text' | 'columns'): Broken {
    const { at } = this
    const row = at ? at.table.rows.length + 1 : null
    const column = at?.row ? columnName(at.row.cells.length) : null
    return new Broken(why, row, column, at ? String(at.table.order) : null)
  }
}

const spanOf = (val: string | undefined, least: number): number =>
  Math.min(LIMITS.columns, Math.max(least, /^\d{1,4}$/.test(val ?? '') ? Number(val) : least))
