/** An answer for reading: a table of its items, or its fields line by line. Machines take --json. */
export function readable(answer: unknown): string {
  if (isList(answer)) return table(answer.items)
  if (Array.isArray(answer)) return table(answer)
  if (typeof answer !== 'object' || answer === null) return String(answer)
  const lines = Object.entries(answer).map(
    ([key, value]) =>
      `${key}: ${Array.isArray(value) && value.some(isObject) ? `\n${indent(table(value))}` : words(value)}`,
  )
  return lines.join('\n')
}

export const isList = (value: unknown): value is { items: unknown[]; total: number } =>
  isObject(value) && Array.isArray((value as { items?: unknown }).items)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const WIDTH = 60

function table(rows: readonly unknown[]): string {
  if (rows.length === 0) return '(none)'
  if (!rows.every(isObject)) return rows.map(words).join('\n')
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    .filter((c) => rows.some((row) => words(row[c]) !== ''))
    .slice(0, 8)
  const cells = [columns, ...rows.map((row) => columns.map((c) => shorten(words(row[c]))))]
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => [...line[i]!].length)))
  return cells
    .map((line) =>
      line
        .map((cell, i) => cell + ' '.repeat(widths[i]! - [...cell].length))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A value in few words: texts in the language asked for, names instead of objects. */
function words(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(words).join(', ')
  if (!isObject(value)) return String(value)
  if (typeof value['text'] === 'string') return value['text']
  if (isObject(value['texts'])) return String(value['texts'][String(value['original'])] ?? '')
  for (const key of ['code', 'name', 'title', 'label', 'date', 'id'])
    if (value[key] !== undefined) return words(value[key])
  return JSON.stringify(value)
}

const shorten = (text: string): string =>
  [...text].length > WIDTH ? `${[...text].slice(0, WIDTH - 1).join('')}…` : text
const indent = (text: string): string => text.replace(/^/gm, '  ')
