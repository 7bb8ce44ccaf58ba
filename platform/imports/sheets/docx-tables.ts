import type { DocumentRow, DocumentTable } from './docx-reader.ts'
import { Gathering } from './gather.ts'
import { Broken, cleanCell, type Sheet } from './sheet.ts'

/** A row by the columns that are seen. `isSection`: one cell over the whole width, which says what follows. */
type Laid = { cells: string[]; isSection: boolean; isHead: boolean }
type Part = { order: number; caption: string; rows: Laid[] }

/**
 * Tables as sheets, called by their place in the document and by what stands above them. Those with the same headings are
 * one, in which rows are counted through.
 *
 * @throws Broken
 */
export function gatherTables(tables: readonly DocumentTable[]): Sheet[] {
  const groups = new Map<string, { heads: string[]; parts: Part[] }>()
  for (const { order, caption, rows } of tables.toSorted((a, b) => a.order - b.order)) {
    const laid = layOut(rows)
    // A frame around text is no table of rows.
    if (!laid.some(isFilled) || laid.filter(({ cells }) => cells.some(Boolean)).length < 2) continue
    const heads = headsOf(laid)
    const key = heads.join('\n')
    const group = groups.get(key) ?? { heads, parts: [] }
    groups.set(key, group)
    group.parts.push({ order, caption, rows: laid })
  }
  if (groups.size === 0) throw new Broken('no_table')
  const gathering = new Gathering()
  for (const { heads, parts } of groups.values()) {
    gathering.begin([parts.map(({ order }) => order).join(', '), parts[0]!.caption].filter(Boolean).join(' · '))
    addRows(parts, heads, gathering)
  }
  return gathering.done()
}

/** Rows of tables that belong together; under which section each stands follows its last column. */
function addRows(parts: readonly Part[], heads: readonly string[], gathering: Gathering): void {
  const width = parts.reduce((most, { rows }) => Math.max(most, widthOf(rows)), 0)
  let n = 0
  for (const [index, { caption, rows }] of parts.entries()) {
    // What stands above each of several tables says what is in it, as a row over the whole width does.
    let section = parts.length > 1 ? caption : ''
    const head = rows.findIndex(isFilled)
    for (const [at, row] of rows.entries()) {
      n++
      const isAbove = at <= head || (row.isHead && at < heads.length)
      // Headings are told once, also where they are repeated.
      if (index > 0 ? isAbove || heads.includes(saying(row)) : !isAbove && heads.includes(saying(row))) continue
      if (row.isSection && !isAbove) section = row.cells[0]!
      else if (section === '' || isAbove || row.cells.every((cell) => cell === '')) gathering.add(n, row.cells)
      else gathering.add(n, [...row.cells, ...Array<string>(width - row.cells.length).fill(''), section])
    }
  }
}

const isFilled = ({ cells }: Laid): boolean => cells.filter(Boolean).length > 1
const saying = ({ cells }: Laid): string => JSON.stringify(cells.map(cleanCell))
const widthOf = (rows: readonly Laid[]): number => rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)

/** The rows that are repeated on each page, else the first that has several cells. */
function headsOf(rows: readonly Laid[]): string[] {
  const end = rows.findIndex(({ isHead }) => !isHead)
  return (end > 0 ? rows.slice(0, end) : rows.filter(isFilled).slice(0, 1)).map(saying)
}

/** Cells by the columns that are seen, which are those of the row with most cells; merged ones say the same in each row. */
function layOut(rows: readonly DocumentRow[]): Laid[] {
  const starts = rows.map(startsOf)
  const columns = starts.reduce((most, of) => (of.length > most.length ? of : most), [])
  const places = starts.map((of) => placesOf(of, columns))
  let merging = new Map<number, string>()
  return rows.map(({ cells, isHead }, n) => {
    const above = merging
    merging = new Map()
    const [own, said]: [string[], string[]] = [[], []]
    for (const [index, { merge, text }] of cells.entries()) {
      const at = places[n]![index]!
      // One that goes on from nothing begins here.
      const from = merge === 'below' ? above.get(at) : undefined
      while (own.length < at) own.push('')
      own[at] = from === undefined ? text : ''
      while (said.length < at) said.push('')
      said[at] = from ?? text
      if (merge !== null) merging.set(at, said[at])
    }
    const isSection = cells.length === 1 && columns.length > 1 && cells[0]!.merge === null && own.some(Boolean)
    // Rows that hold nothing of their own stay empty.
    return { cells: own.some(Boolean) ? said : own, isSection, isHead }
  })
}

/** Where in the grid of the table the cells of a row begin. */
function startsOf({ cells, before }: DocumentRow): number[] {
  let at = before
  return cells.map(({ span }) => {
    const start = at
    at += span
    return start
  })
}

/**
 * The column of each cell. Edges that were drawn by hand differ from row to row: then cells are those of the columns in
 * their order, where there are as many, else of the last column that begins before them.
 */
function placesOf(starts: readonly number[], columns: readonly number[]): number[] {
  const exact = starts.map((start) => columns.indexOf(start))
  if (!exact.includes(-1)) return exact
  if (starts.length === columns.length) return starts.map((_, n) => n)
  let last = -1
  return starts.map((start) => {
    const at = columns.findLastIndex((column) => column <= start)
    last = Math.max(at, last + 1)
    return last
  })
}
