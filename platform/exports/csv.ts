import { stringify } from 'csv-stringify/sync'
import { type About, type Heading, inWords, type Line } from './table.ts'

/**
 * Comma-separated values for spreadsheets: with a mark of byte order, so that they read it as UTF-8, and with a mark before
 * what they would run as a formula. Above unclassified the first line is the mark; the notes follow the rows.
 */
export async function* csv(
  headings: readonly Heading[],
  lines: AsyncIterable<readonly Line[]>,
  { notes }: About,
  mark: string | null,
): AsyncGenerator<string> {
  yield written([...(mark === null ? [] : [[mark]]), headings.map(({ label }) => label)], true)
  for await (const some of lines)
    yield written((some as Parameters<typeof inWords>[0][][]).map((row) => row.map(inWords)))
  yield written([[], ...notes.map((note) => [note])])
}

const written = (rows: readonly (readonly (string | number)[])[], bom = false): string =>
  stringify([...rows], { bom, escape_formulas: true, record_delimiter: 'windows' })
