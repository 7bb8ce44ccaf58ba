/**
 * Roles said in full, spread onto each element: laid out as cards on a phone, the elements of a table lose their own,
 * and a matrix is a grid for the keyboard.
 */
export const as = {
  table: { role: 'table' },
  rows: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHead: { role: 'columnheader' },
  rowHead: { role: 'rowheader' },
  cell: { role: 'cell' },
  grid: { role: 'grid', 'aria-readonly': true },
  gridCell: { role: 'gridcell' },
} as const
