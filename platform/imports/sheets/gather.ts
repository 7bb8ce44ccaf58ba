import { LIMITS } from '../limits.ts'
import { type Break, Broken, cleanCell, columnName, type Sheet, type SheetRow } from './sheet.ts'

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
    if (n > LIMITS.height) throw this.over('rows', n)
    const cells: string[] = []
    for (const [index, said] of raw.entries()) {
      if (said === undefined || said === '') continue
      if (said.length > LIMITS.cell) throw this.over('cell', n, columnName(index))
      const text = cleanCell(said)
      if (text === '') continue
      if (index >= LIMITS.columns) throw this.over('columns', n, columnName(index))
      while (cells.length < index) cells.push('')
      cells.push(text)
      this.characters += text.length
      if (this.characters > LIMITS.text) throw this.over('text', n, columnName(index))
    }
    if (cells.length === 0) return
    if (++this.rows > LIMITS.rows) throw this.over('rows', n)
    this.sheets.at(-1)!.rows.push({ n, cells } satisfies SheetRow)
  }

  private over(why: Break, n: number, column: string | null = null): Broken {
    return new Broken(why, n, column, this.sheets.at(-1)?.name || null)
  }

  /** Sheets with something in them. */
  done(): Sheet[] {
    const filled = this.sheets.filter(({ rows }) => rows.length > 0)
    if (filled.length === 0) throw new Broken('no_sheet')
    return filled
  }
}
