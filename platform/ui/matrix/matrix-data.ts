import type { Pillar } from '../marks/pillar-mark.tsx'

/** One row or column. */
export type AxisItem = {
  id: string
  label: string
  /** For a narrow column: an acronym, a code. */
  short?: string
  pillar?: Pillar
  /** How many records it has over the whole axis; their sum would count a record in two cells twice. */
  total?: number
  href?: string
}

/** `planned` says how many of `count` are only planned. */
export type MatrixCell = {
  row: string
  column: string
  count: number
  planned: number
  /** Beside the figure, in small: how it differs from another. A cell with a mark stands also where nothing is counted. */
  mark?: string
  /** What became of it, which the style sheet draws. */
  trend?: 'new' | 'ended' | 'grown' | 'shrunk' | 'moved' | 'same'
  /** How it is drawn where the tint by count says nothing: an empty frame, hatched, full, or full with a second frame. */
  look?: Look
}
export type Look = 'open' | 'hatched' | 'full' | 'double'

/** Cells by row and column; absent is empty. */
export type CellIndex = ReadonlyMap<string, ReadonlyMap<string, MatrixCell>>

export function indexCells(cells: readonly MatrixCell[]): CellIndex {
  const index = new Map<string, Map<string, MatrixCell>>()
  for (const cell of cells) {
    if (cell.count === 0 && cell.mark === undefined) continue
    const row = index.get(cell.row) ?? new Map<string, MatrixCell>()
    index.set(cell.row, row.set(cell.column, cell))
  }
  return index
}

/** Rows become columns. */
export const swapCells = (cells: readonly MatrixCell[]): MatrixCell[] =>
  cells.map(({ row, column, ...figures }) => ({ row: column, column: row, ...figures }))

/** Records of one row or column: as given, else added up. */
export function totalOf(item: AxisItem, cells: Iterable<MatrixCell>): number {
  if (item.total !== undefined) return item.total
  let sum = 0
  for (const { count } of cells) sum += count
  return sum
}

/** Depth of a cell's tint, 10 to 42 percent: more never makes the figure on it hard to read. */
export const depth = (count: number, most: number): number => Math.round(10 + 32 * Math.sqrt(count / Math.max(1, most)))
