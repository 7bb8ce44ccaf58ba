import { useMemo } from 'react'
import { type Codec, list, number, oneOf, text } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'

type Direction = 'asc' | 'desc'
type Density = 'roomy' | 'dense'

type TableState = {
  page: number
  size: number
  /** Id of the column that sorts. */
  sort: string
  dir: Direction
  /** Ids of the columns shown, in order; none means the usual ones. */
  columns: readonly string[]
  density: Density
  /** Id of the row in the side panel; empty when closed. */
  preview: string
}

export type UsedTable = TableState & {
  /** For the endpoint: spread into its input. */
  input: { page: number; size: number; sort: string; dir: Direction }
  set: (change: Partial<TableState>) => void
}

export const SIZES = [25, 50, 100, 200] as const

type TableStart = { sort: string; dir?: Direction; size?: (typeof SIZES)[number] }

/** The state of a table, kept in the address: page, order, columns, density, preview. */
export function useTable({ sort, dir = 'asc', size = 50 }: TableStart): UsedTable {
  const spec = useMemo(
    () => ({
      page: atLeastOne,
      size: sizes(size),
      sort: text(sort),
      dir: oneOf(['asc', 'desc'], dir),
      columns: list(),
      density: oneOf(['roomy', 'dense'], 'roomy'),
      preview: text(),
    }),
    [sort, dir, size],
  )
  const [state, set] = useAddress(spec)
  return { ...state, set, input: { page: state.page, size: state.size, sort: state.sort, dir: state.dir } }
}

const one = number(1)
const atLeastOne: Codec<number> = { ...one, read: (s) => Math.max(1, one.read(s) ?? 1) }

const sizes = (initial: number): Codec<number> => ({
  initial,
  read: (s) => SIZES.find((size) => String(size) === s),
  write: String,
})
