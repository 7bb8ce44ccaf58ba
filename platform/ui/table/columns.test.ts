import { expect, test } from 'vitest'
import { shownColumns, type TableColumn } from './columns.ts'

const columns: TableColumn<object>[] = [
  { id: 'title', title: 'Title', cell: () => null },
  { id: 'lead', title: 'Lead', cell: () => null },
  { id: 'paragraph', title: 'Paragraph', cell: () => null, hidden: true },
]
const ids = (chosen: string[]) => shownColumns(columns, chosen).map(({ id }) => id)

test('without a choice the usual columns stand', () => {
  expect(ids([])).toEqual(['title', 'lead'])
})

test('a choice may show what is usually hidden, and hide what is usual', () => {
  expect(ids(['paragraph'])).toEqual(['title', 'paragraph'])
})

test('the column that names the row always stands', () => {
  expect(ids(['nothing-known'])).toEqual(['title'])
})
