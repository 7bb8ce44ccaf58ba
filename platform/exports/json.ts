import type { About, Heading, Line } from './table.ts'

/** What the file says of itself in JSON, with names in its language beside codes. */
export type AboutJson = {
  title: string
  /** Day on which it was made. */
  madeOn: string
  language: string
  level: { code: number; name: string }
  handling: { code: string; name: string }[]
  /** Whether some of it is invented. */
  invented: boolean
  notes: readonly string[]
  columns: { key: string; label: string }[]
}

/** `{ about, items }`: one object a row under the columns' keys, one row a line, so that a reader may go line by line. */
export async function* json(
  headings: readonly Heading[],
  lines: AsyncIterable<readonly Line[]>,
  about: About,
  marks: Pick<AboutJson, 'level' | 'handling'>,
): AsyncGenerator<string> {
  const { title, at, language, mark, notes } = about
  const says: AboutJson = {
    ...{ title, madeOn: at.toISOString().slice(0, 10), language, ...marks, invented: mark.invented, notes },
    columns: headings.map(({ key, label }) => ({ key, label })),
  }
  yield `{"about":${JSON.stringify(says)},\n"items":[`
  let before = '\n'
  for await (const some of lines) {
    if (some.length === 0) continue
    yield before + some.map((line) => JSON.stringify(line)).join(',\n')
    before = ',\n'
  }
  yield '\n]}\n'
}
