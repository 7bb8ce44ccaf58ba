import { type AxisItem, type CellIndex, type Look, totalOf } from './matrix-data.ts'

/** A matrix as it is taken along. */
export type Picture = {
  title: string
  rows: readonly AxisItem[]
  columns: readonly AxisItem[]
  index: CellIndex
  words: { rows: string; columns: string; count: string; planned: string; total: string; notes: readonly string[] }
  total: number
}

/** Begins with a byte order mark, so that spreadsheets read it as UTF-8. */
export function csvOf({ rows, columns, index, words, total }: Picture): string {
  const lines = [
    [words.rows, ...columns.map(({ label }) => label), words.total],
    ...rows.map((row) => {
      const cells = index.get(row.id)
      return [row.label, ...columns.map(({ id }) => cells?.get(id)?.count ?? ''), totalOf(row, cells?.values() ?? [])]
    }),
    [words.total, ...columns.map((column) => totalOf(column, inColumn(index, column.id))), total],
    ...words.notes.map((note) => [note]),
  ]
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}

const inColumn = (index: CellIndex, column: string) => [...index.values()].flatMap((cells) => cells.get(column) ?? [])

/** Text that a spreadsheet would take for a formula is led by an apostrophe. */
export function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const CELL = 26
const PILLARS = { 1: '#2a7f9e', 2: '#7a5195', 3: '#b5651d', 4: '#3f7d3a' } as const
const ACCENT = '#0b6fb8'

const LOOKS: Record<Look, string> = {
  open: 'fill="#fff" stroke="#b42318" stroke-width="2"',
  hatched: 'fill="url(#planned)" stroke="#8a5a00" stroke-width="2"',
  full: 'fill="#1b7f4b" fill-opacity=".24"',
  double: 'fill="#7a5195" fill-opacity=".24" stroke="#7a5195" stroke-width="1.5"',
}

/** For print and slides: always on white, with title, source and coverage in the picture itself. */
export function svgOf({ title, rows, columns, index, words, total }: Picture): string {
  const left = Math.min(360, 24 + 8 * Math.max(8, ...rows.map(({ label }) => label.length)))
  const top = 70 + Math.min(200, 7 * Math.max(6, ...columns.map(nameOf).map(({ length }) => length)))
  const width = left + CELL * (columns.length + 2) + 24
  const height = top + CELL * (rows.length + 1) + 24 + 18 * words.notes.length + 12
  const most = Math.max(1, ...[...index.values()].flatMap((cells) => [...cells.values()].map(({ count }) => count)))
  const out: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Noto Sans, Segoe UI, sans-serif" font-size="12" fill="#14202b">`,
    '<defs><pattern id="planned" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="#475766" stroke-width="2" stroke-opacity=".45"/></pattern></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="16" y="32" font-size="17" font-weight="600">${xml(title)}</text>`,
  ]
  columns.forEach((column, c) => {
    const x = left + CELL * c + CELL / 2
    out.push(`<text transform="translate(${x + 4} ${top - 8}) rotate(-90)">${xml(nameOf(column))}</text>`)
  })
  out.push(
    `<text transform="translate(${left + CELL * columns.length + CELL / 2 + 8} ${top - 8}) rotate(-90)" font-weight="600">${xml(words.total)}</text>`,
  )
  rows.forEach((row, r) => {
    const y = top + CELL * r
    const cells = index.get(row.id)
    out.push(`<text x="${left - 8}" y="${y + 17}" text-anchor="end">${xml(row.label)}</text>`)
    out.push(`<path d="M${left} ${y + CELL}h${CELL * columns.length}" stroke="#dbe2e8"/>`)
    columns.forEach((column, c) => {
      const cell = cells?.get(column.id)
      if (!cell) return
      const x = left + CELL * c
      const pillar = column.pillar ?? row.pillar
      const opacity = (0.1 + 0.32 * Math.sqrt(cell.count / most)).toFixed(2)
      const box = `x="${x + 1}" y="${y + 1}" width="${CELL - 2}" height="${CELL - 2}" rx="3"`
      out.push(
        cell.look
          ? `<rect ${box} ${LOOKS[cell.look]}/>${cell.look === 'double' ? `<rect x="${x + 4}" y="${y + 4}" width="${CELL - 8}" height="${CELL - 8}" rx="2" fill="none" stroke="#7a5195"/>` : ''}`
          : cell.count > 0 && cell.planned >= cell.count
            ? `<rect ${box} fill="url(#planned)"/>`
            : `<rect ${box} fill="${pillar ? PILLARS[pillar] : ACCENT}" fill-opacity="${opacity}"/>`,
        `<text x="${x + CELL / 2}" y="${y + (cell.mark ? 13 : 17)}" text-anchor="middle">${cell.count}</text>`,
        ...(cell.mark
          ? [`<text x="${x + CELL / 2}" y="${y + 23}" text-anchor="middle" font-size="8">${xml(cell.mark)}</text>`]
          : []),
      )
    })
    const sum = totalOf(row, cells?.values() ?? [])
    out.push(
      `<text x="${left + CELL * (columns.length + 1)}" y="${y + 17}" text-anchor="end" font-weight="600">${sum}</text>`,
    )
  })
  const foot = top + CELL * rows.length + 17
  out.push(`<text x="${left - 8}" y="${foot}" text-anchor="end" font-weight="600">${xml(words.total)}</text>`)
  columns.forEach((column, c) => {
    const sum = totalOf(column, inColumn(index, column.id))
    out.push(`<text x="${left + CELL * c + CELL / 2}" y="${foot}" text-anchor="middle" font-weight="600">${sum}</text>`)
  })
  out.push(
    `<text x="${left + CELL * (columns.length + 1)}" y="${foot}" text-anchor="end" font-weight="600">${total}</text>`,
  )
  words.notes.forEach((note, i) => {
    out.push(`<text x="16" y="${foot + 30 + 18 * i}" font-size="11" fill="#475766">${xml(note)}</text>`)
  })
  return `${out.join('\n')}\n</svg>\n`
}

const nameOf = ({ short, label }: AxisItem): string => short ?? label

export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Hands a file to the reader. */
export function save(content: string | Blob, type: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ')
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Drawn at twice the size, for slides. */
export async function savePng(svg: string, name: string): Promise<void> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => blob && save(blob, 'image/png', name), 'image/png')
}
