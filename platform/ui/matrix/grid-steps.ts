export type Place = { row: number; column: number }
type Key = { key: string; ctrlKey: boolean }
type Size = { rows: number; columns: number; isFromRight: boolean }

/** Where a key leads in a grid; undefined for keys that mean nothing here. Left and right are those of the page. */
export function step(
  { key, ctrlKey }: Key,
  { row, column }: Place,
  { rows, columns, isFromRight }: Size,
): Place | undefined {
  const ahead = isFromRight ? 'ArrowLeft' : 'ArrowRight'
  const back = isFromRight ? 'ArrowRight' : 'ArrowLeft'
  const within = (to: Place): Place => ({
    row: Math.max(0, Math.min(rows - 1, to.row)),
    column: Math.max(0, Math.min(columns - 1, to.column)),
  })
  if (key === ahead) return within({ row, column: column + 1 })
  if (key === back) return within({ row, column: column - 1 })
  if (key === 'ArrowDown') return within({ row: row + 1, column })
  if (key === 'ArrowUp') return within({ row: row - 1, column })
  if (key === 'PageDown') return within({ row: row + 10, column })
  if (key === 'PageUp') return within({ row: row - 10, column })
  if (key === 'Home') return { row: ctrlKey ? 0 : row, column: 0 }
  if (key === 'End') return within({ row: ctrlKey ? rows - 1 : row, column: columns - 1 })
  return undefined
}
