import { LIMITS, ListProblem } from './reader.ts'

/**
 * Comma-separated values piece by piece (RFC 4180; line ends of any kind, quotes doubled, a byte order mark and a final
 * 0x1A ignored). Calls `row` with the fields and the line the row begins on; a row that is not well formed goes to `bad`.
 */
export class CsvReader {
  private fields: string[] = []
  private field = ''
  private quoted = false
  private closed = false
  private broken: string | undefined
  private line = 1
  private began = 1
  private size = 0
  private afterReturn = false
  private first = true
  /** The sign before, wherever the pieces were cut. */
  private before = ''
  private readonly row: (fields: string[], line: number) => void
  private readonly bad: (line: number, why: string) => void

  constructor(row: (fields: string[], line: number) => void, bad: (line: number, why: string) => void) {
    this.row = row
    this.bad = bad
  }

  write(text: string): void {
    let from = 0
    if (this.first && text.length > 0) {
      this.first = false
      if (text.charCodeAt(0) === 0xfeff) from = 1
    }
    for (let i = from; i < text.length; i++) {
      const sign = text[i]!
      if (this.quoted) this.inQuotes(sign)
      else if (sign === '\n' && this.afterReturn) this.afterReturn = false
      else this.outside(sign)
      if (sign !== '\n' && sign !== '\r') this.afterReturn = false
      if (sign === '\r' || (sign === '\n' && this.before !== '\r')) this.newLine()
      this.before = sign
    }
  }

  private newLine(): void {
    this.line++
    if (this.fields.length === 0 && this.field === '' && !this.quoted && !this.closed) this.began = this.line
  }

  private inQuotes(sign: string): void {
    if (sign === '"') {
      this.quoted = false
      this.closed = true
    } else this.append(sign)
  }

  private outside(sign: string): void {
    if (sign === ',') this.endField()
    else if (sign === '\n' || sign === '\r') {
      this.afterReturn = sign === '\r'
      this.endRow()
    } else if (sign === '"' && this.closed) {
      this.quoted = true
      this.closed = false
      this.append('"')
    } else if (sign === '"' && this.field === '') this.quoted = true
    else if (sign === '\u001a') return
    else {
      if (this.closed && sign.trim() !== '') this.broken ??= 'text after a closing quote'
      if (!this.closed) this.append(sign)
    }
  }

  private append(sign: string): void {
    if (this.field.length >= LIMITS.field) this.broken ??= `a field longer than ${LIMITS.field} characters`
    else this.field += sign
    if (++this.size > LIMITS.row)
      throw new ListProblem(`line ${this.began}: a row longer than ${LIMITS.row} characters`)
  }

  private endField(): void {
    this.fields.push(this.field)
    this.field = ''
    this.closed = false
  }

  private endRow(): void {
    const blank = this.fields.length === 0 && this.field.trim() === '' && !this.closed
    this.endField()
    if (this.broken !== undefined) this.bad(this.began, this.broken)
    else if (!blank) this.row(this.fields, this.began)
    this.fields = []
    this.broken = undefined
    this.size = 0
    this.began = this.line + 1
  }

  /** @throws ListProblem when the text ends inside quotes: a file that was cut off */
  end(): void {
    if (this.quoted) throw new ListProblem(`line ${this.began}: a quote that is never closed; the file looks cut off`)
    if (this.fields.length > 0 || this.field !== '' || this.closed) this.endRow()
  }
}
