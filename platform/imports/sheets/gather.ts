import { LIMITS } from '../limits.ts'
import { Broken, cleanCell, columnName, type Sheet, type SheetRow } from './sheet.ts'

/** Collects the rows of a file sheet by sheet, and refuses at the first cell that is over a limit. */
export class Gathering {
  readonly sheets: Sheet[] = []
  private rows = 0
  private characters = 0

  begin(name: string): void {
    if (this.sheets.length >= LIMITS.sheets) throw new Broken('sheets')
    this.sheets.push({ name: cleanCell(name).slice(0, 100), rows: [] })
  }

  /** The cells of row `n`; `raw` may have holes. */
  add(n: number, raw: readonly (string | undefined)[]): void {
    if (n > LIMITS.height) throw new Broken('rows', n)
    const cells: string[] = []
    for (const [index, said] of raw.entries()) {
      if (said === undefined || said === '') continue
      if (said.length > LIMITS.cell) throw new Broken('cell', n, columnName(index))
      const text = cleanCell(said)
      if (text === '') continue
      if (index >= LIMITS.columns) throw new Broken('columns', n, columnName(index))
      while (cells.length < index) cells.push('')
      cells.push(text)
      this.characters += text.length
      if (this.characters > LIMITS.text) throw new Broken('text', n, columnName(index))
    }
    if (cells.length === 0) return
    if (++this.rows > LIMITS.rows) throw new Broken('rows', n)
    this.sheets.at(-1)!.rows.push({ n, cells } satisfies SheetRow)
  }

  /** Sheets with something in them. */
  done(): Sheet[] {
    const filled = this.sheets.filter(({ rows }) => rows.length > 0)
    if (filled.length === 0) throw new Broken('no_sheet')
    return filled
  }
}
