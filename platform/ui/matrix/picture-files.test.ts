import { expect, test } from 'vitest'
import { indexCells } from './matrix-data.ts'
import { csvOf, type Picture, svgOf } from './picture-files.ts'

const picture: Picture = {
  title: 'Who works on "borders" & <prisons>',
  rows: [
    { id: 'a', label: '=SUM(A1)' },
    { id: 'b', label: 'Interpol, "Lyon"' },
  ],
  columns: [{ id: 'x', label: 'Borders', pillar: 2, total: 4 }],
  index: indexCells([
    { row: 'a', column: 'x', count: 3, planned: 3 },
    { row: 'b', column: 'x', count: 2, planned: 0 },
  ]),
  words: {
    rows: 'Entity',
    columns: 'Theme',
    count: 'Activities',
    planned: 'planned',
    total: 'Total',
    notes: ['Source: A/75/729'],
  },
  total: 4,
}

test('a name that looks like a formula stays a name in a spreadsheet', () => {
  expect(csvOf(picture)).toContain("\r\n'=SUM(A1),3,3\r\n")
})

test('the sheet quotes what needs it, and counts a record once in the totals', () => {
  const lines = csvOf(picture).split('\r\n')
  expect(lines[0]).toBe('\uFEFFEntity,Borders,Total')
  expect(lines[2]).toBe('"Interpol, ""Lyon""",2,2')
  expect(lines[3]).toBe('Total,4,4')
})

test('the picture says its title and source, and text cannot become markup', () => {
  const svg = svgOf(picture)
  expect(svg).toContain('Who works on &quot;borders&quot; &amp; &lt;prisons&gt;')
  expect(svg).toContain('Source: A/75/729')
  expect(svg).toContain('url(#planned)')
})

test('a cell that is drawn by what it means keeps that, and its mark, in the picture', () => {
  const index = indexCells([
    { row: 'a', column: 'x', count: 3, planned: 0, look: 'open', mark: 'U' },
    { row: 'b', column: 'x', count: 2, planned: 0, look: 'double', mark: 'O' },
  ])
  const svg = svgOf({ ...picture, index })
  expect(svg).toContain('stroke="#b42318"')
  expect(svg.match(/stroke="#7a5195"/g)).toHaveLength(2)
  expect(svg).toContain('>U</text>')
})
