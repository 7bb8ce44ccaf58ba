import { expect, test } from 'vitest'
import { type AxisItem, depth, indexCells, type MatrixCell, swapCells, totalOf } from './matrix-data.ts'
import { bySimilarity, orderAxes } from './order.ts'

const item = (id: string): AxisItem => ({ id, label: id })
const cell = (row: string, column: string, count = 1): MatrixCell => ({ row, column, count, planned: 0 })
const collator = new Intl.Collator('en')
const ids = (items: AxisItem[]) => items.map(({ id }) => id)

// Two families: borders (a, c, e) and prisons (b, d), given in turns; f does nothing.
const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map(item)
const columns = ['border', 'prison', 'cargo', 'release'].map(item)
const cells = [
  cell('a', 'border', 3),
  cell('a', 'cargo', 1),
  cell('c', 'border', 2),
  cell('c', 'cargo', 1),
  cell('e', 'cargo', 2),
  cell('e', 'border', 1),
  cell('b', 'prison', 2),
  cell('b', 'release', 1),
  cell('d', 'prison', 1),
  cell('d', 'release', 1),
]

test('those who do the same stand together, and those who do nothing stand last', () => {
  const order = ids(orderAxes(rows, columns, cells, 'similarity', collator).rows).join('')
  expect(order).toMatch(/^(?:[ace]{3}[bd]{2}|[bd]{2}[ace]{3})f$/)
})

test('columns are put together by who does them', () => {
  const order = ids(orderAxes(rows, columns, cells, 'similarity', collator).columns)
  expect(Math.abs(order.indexOf('border') - order.indexOf('cargo'))).toBe(1)
  expect(Math.abs(order.indexOf('prison') - order.indexOf('release'))).toBe(1)
})

test('the order does not depend on the order given', () => {
  const index = indexCells(cells)
  const groups = (items: AxisItem[]) =>
    ids(bySimilarity(items, index)).join('').replace(/[ace]/g, '1').replace(/[bd]/g, '2')
  expect(groups(rows.toReversed())).toBe(groups(rows))
})

test('no item is lost or doubled', () => {
  const many = Array.from({ length: 60 }, (_, i) => item(`r${i}`))
  const scattered = many.flatMap((row, i) => [
    cell(row.id, `c${(i * 7) % 11}`, 1 + (i % 3)),
    cell(row.id, `c${(i * 5) % 13}`),
  ])
  expect(ids(bySimilarity(many, indexCells(scattered))).sort()).toEqual(ids(many).sort())
})

test('by name follows the alphabet of the reader', () => {
  const names = ['Éire', 'Zaire', 'Egypt'].map(item)
  expect(ids(orderAxes(names, [], [], 'name', new Intl.Collator('fr')).rows)).toEqual(['Egypt', 'Éire', 'Zaire'])
})

test('a record in two cells is counted once where the total is given', () => {
  expect(totalOf({ ...item('a'), total: 3 }, [cell('a', 'x', 2), cell('a', 'y', 2)])).toBe(3)
  expect(totalOf(item('a'), [cell('a', 'x', 2), cell('a', 'y', 2)])).toBe(4)
})

test('swapping twice changes nothing', () => {
  expect(swapCells(swapCells(cells))).toEqual(cells)
})

test('a tint stays light enough to read the figure on it', () => {
  expect(depth(1, 50)).toBeGreaterThanOrEqual(10)
  expect(depth(50, 50)).toBe(42)
})
