import type { ReactNode } from 'react'

export type TableColumn<Row> = {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** The server can sort by it: the endpoint takes this id as `sort`. */
  sort?: true
  align?: 'end'
  /** Not among the usual columns; can be chosen. */
  hidden?: true
  /** Left out on the cards of a phone. */
  phone?: 'hide'
  /** `date` keeps a span of months together, in the longest of the languages. */
  width?: 'narrow' | 'date' | 'wide'
}

/**
 * The columns shown: those chosen, else the usual ones. The first always stands, because it names the row.
 */
export function shownColumns<Row>(
  columns: readonly TableColumn<Row>[],
  chosen: readonly string[],
): readonly TableColumn<Row>[] {
  const [first, ...others] = columns
  if (!first) return []
  if (chosen.length === 0) return [first, ...others.filter((column) => !column.hidden)]
  return [first, ...others.filter((column) => chosen.includes(column.id))]
}
