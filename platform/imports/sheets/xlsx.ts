import { LIMITS } from '../limits.ts'
import { type Shown, serialDate, shownBy } from './date-formats.ts'
import { Gathering } from './gather.ts'
import { type Package, relationships } from './package.ts'
import { Broken, columnName, NO_RESULT, type Sheets } from './sheet.ts'

type Book = { strings: readonly string[]; formats: readonly Shown[]; from1904: boolean }

/** A workbook of Excel, LibreOffice and others (ECMA-376): what its cells show, formulas by their saved result. @throws Broken */
export async function readXlsx(parts: Package, main: string): Promise<Sheets> {
  const { sheets, from1904 } = await readWorkbook(parts, main)
  if (sheets.length > LIMITS.sheets) throw new Broken('sheets')
  const targets = await relationships(parts, main)
  const at = (type: string) => [...targets.values()].find((target) => target.type.endsWith(type))?.path
  const strings = await readStrings(parts, at('/sharedStrings'))
  const formats = await readFormats(parts, at('/styles'))
  const gathering = new Gathering()
  for (const { name, rel } of sheets) {
    const target = targets.get(rel)
    // Sheets that are charts or dialogues hold no cells.
    if (!target || !/\/worksheet$/.test(target.type) || target.external) continue
    gathering.begin(name)
    await readSheet(parts, target.path, { strings, formats, from1904 }, gathering)
  }
  return { sheets: gathering.done() }
}

async function readWorkbook(parts: Package, path: string) {
  const sheets: { name: string; rel: string }[] = []
  let from1904 = false
  await parts.read(path, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      const rel = attributes['r:id']
      if (name === 'sheet' && rel) sheets.push({ name: attributes['name'] ?? '', rel })
      if (sheets.length > LIMITS.sheets) throw new Broken('sheets')
    },
  })
  return { sheets, from1904 }
}

/** Texts that cells share; how a word is pronounced (rPh) is no part of it. */
async function readStrings(parts: Package, path: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (!path || !parts.has(path)) return strings
  let text = ''
  let reading = false
  let aside = 0
  let all = 0
  await parts.read(path, {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') aside++
      if (name === 't') reading = aside === 0
    },
    text: (said) => {
      if (!reading) return
      text += said
      all += said.length
      if (all > LIMITS.text) throw new Broken('text')
    },
    close: (name) => {
      if (name === 't') reading = false
      if (name === 'rPh') aside--
      if (name === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

/** What cannot stand in XML is written _x000D_. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

async function readFormats(parts: Package, path: string | undefined): Promise<Shown[]> {
  const formats: Shown[] = []
  if (!path || !parts.has(path)) return formats
  const codes = new Map<number, string>()
  let inCells = false
  await parts.read(path, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode)
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) formats.push(shownBy(Number(numFmtId), codes.get(Number(numFmtId))))
      if (formats.length > 100_000) throw new Broken('damaged')
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

type Cell = { column: number; type: string; style: number; value: string; said: string; formula: boolean }
type Area = { top: number; bottom: number; left: number }

async function readSheet(parts: Package, path: string, book: Book, gathering: Gathering): Promise<void> {
  const rows = new Map<number, (string | undefined)[]>()
  const merged: Area[] = []
  let row = 0
  let next = 0
  let cells: (string | undefined)[] = []
  let cell: Cell | undefined
  let into: 'value' | 'said' | undefined
  let aside = 0
  let covered = 0
  let filled = 0
  await parts.read(path, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = whole(attributes['r']) ?? row + 1
        if (row > LIMITS.height) throw new Broken('rows', row)
        cells = []
        next = 0
      } else if (name === 'c') {
        const column = columnOf(attributes['r']) ?? next
        next = column + 1
        cell = {
          column,
          type: attributes['t'] ?? 'n',
          style: whole(attributes['s']) ?? 0,
          value: '',
          said: '',
          formula: false,
        }
      } else if (name === 'v') into = 'value'
      else if (name === 'rPh') aside++
      else if (name === 't' && cell && aside === 0) into = 'said'
      else if (name === 'f' && cell) cell.formula = true
      else if (name === 'mergeCell') {
        const area = areaOf(attributes['ref'] ?? '')
        if (!area || area.bottom === area.top) return
        covered += area.bottom - area.top
        if (covered > LIMITS.merged) throw new Broken('merged', area.top)
        merged.push(area)
      }
    },
    text: (text) => {
      if (!cell || !into) return
      cell[into] += text
      if (cell[into].length > LIMITS.cell * 2) throw new Broken('cell', row, columnName(cell.column))
    },
    close: (name) => {
      if (name === 'v' || name === 't') into = undefined
      else if (name === 'rPh') aside--
      else if (name === 'c' && cell) {
        const text = textOf(cell, book)
        if (text !== '') {
          if (cell.column >= LIMITS.columns) throw new Broken('columns', row, columnName(cell.column))
          cells[cell.column] = text
        }
        cell = undefined
      } else if (name === 'row' && cells.length > 0) {
        rows.set(row, cells)
        if (++filled > LIMITS.rows) throw new Broken('rows', row)
      }
    },
  })
  fillDown(rows, merged)
  for (const n of [...rows.keys()].sort((a, b) => a - b)) gathering.add(n, Array.from(rows.get(n)!))
}

function textOf({ type, style, value, said, formula }: Cell, { strings, formats, from1904 }: Book): string {
  switch (type) {
    case 's':
      return strings[whole(value) ?? -1] ?? ''
    case 'inlineStr':
      return unescaped(said)
    case 'str':
      return unescaped(value)
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    case 'e':
      return value || NO_RESULT
    case 'd':
      return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '')
    default:
      if (value === '') return formula ? NO_RESULT : ''
      return numberText(value, formats[style] ?? null, from1904)
  }
}

function numberText(value: string, shown: Shown, from1904: boolean): string {
  const n = Number(value)
  if (!Number.isFinite(n)) return value
  if (shown === 'day' || shown === 'month' || shown === 'year') return serialDate(n, shown, from1904) ?? value
  // As it is shown: 0.1 + 0.2 is 0.3, and large numbers are written out.
  return Number.isInteger(n) && Math.abs(n) < 1e15 ? String(n) : String(Number(n.toPrecision(15)))
}

/** One value over several rows is the value of each of them. */
function fillDown(rows: Map<number, (string | undefined)[]>, merged: readonly Area[]): void {
  for (const { top, bottom, left } of merged) {
    const text = rows.get(top)?.[left]
    if (text === undefined) continue
    for (let n = top + 1; n <= bottom; n++) {
      const cells = rows.get(n)
      // Rows that hold nothing else stay empty.
      if (cells && cells[left] === undefined) cells[left] = text
    }
  }
}

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

function columnOf(address: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d*$/.exec(address ?? '')?.[1]
  if (!letters) return undefined
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function areaOf(ref: string): Area | undefined {
  const found = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(ref)
  if (!found) return undefined
  const [top, bottom] = [Number(found[2]), Number(found[3])]
  return bottom < top || bottom > LIMITS.height ? undefined : { top, bottom, left: columnOf(found[1])! }
}
