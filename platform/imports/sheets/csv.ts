import { CsvError, parse } from 'csv-parse/sync'
import { DELIMITERS, LIMITS } from '../limits.ts'
import { decode, guessEncoding } from './encoding.ts'
import { Gathering } from './gather.ts'
import { Broken, type Delimiter, type Encoding, type Sheets } from './sheet.ts'

/** A text with one row a line. @throws Broken */
export function readCsv(
  bytes: Uint8Array,
  given: { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined },
): Sheets {
  const encoding = given.encoding ?? guessEncoding(bytes)
  let text = decode(bytes, encoding)
  // Excel writes which delimiter it means into the first line of some files.
  const said = /^\ufeff?sep=(.)\r?\n/.exec(text)
  const delimiter = given.delimiter ?? DELIMITERS.find((one) => one === said?.[1]) ?? guessDelimiter(text)
  if (said) text = `\n${text.slice(said[0].length)}`
  const gathering = new Gathering()
  gathering.begin('')
  for (const [index, cells] of recordsIn(text, delimiter).entries()) gathering.add(index + 1, cells.map(unmarked))
  return { sheets: gathering.done(), encoding, delimiter }
}

/** A mark before what begins like a formula, as our own files and careful people write it, is no part of the value. */
const unmarked = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

function recordsIn(text: string, delimiter: Delimiter): string[][] {
  const options = {
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LIMITS.cell * LIMITS.columns,
    to: LIMITS.height,
  }
  try {
    return parse(text, { ...options, relax_quotes: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const row = (error as { records?: number }).records ?? 0
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw new Broken('text', row + 1)
    throw new Broken('quote', row + 1)
  }
}

/** The one that divides most of the first lines into the same number of parts. */
function guessDelimiter(text: string): Delimiter {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n?|\n/)
    .slice(0, 30)
    .filter((line) => line.trim() !== '')
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => partsOf(line, delimiter))
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    const same = counts.filter((count) => count === usual).length
    return { delimiter, score: usual === 0 ? Math.max(0, ...counts) / 100 : usual * (same / lines.length) }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

/** How often it stands outside quotation marks. */
const partsOf = (line: string, delimiter: Delimiter): number => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1
