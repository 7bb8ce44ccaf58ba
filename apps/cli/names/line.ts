import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import type { NamesIndex, Options } from '../../../engines/names/names-index.ts'
import { ENGINE_VERSION } from '../../../engines/names/names-index.ts'

/** The line of the output that answers a query, without its end: to append that would copy it. */
export const answerLine = (index: NamesIndex, query: AskedRow, options: Options): string =>
  JSON.stringify({ id: query.id, version: ENGINE_VERSION, hits: index.screen(query, options) })

/** Lines of some queries, and how long each took in microseconds. */
export type Answered = { text: string; times: Float64Array }

export function answerLines(index: NamesIndex, queries: readonly AskedRow[], options: Options): Answered {
  const times = new Float64Array(queries.length)
  const lines = queries.map((query, i) => {
    const begun = performance.now()
    const line = answerLine(index, query, options)
    times[i] = (performance.now() - begun) * 1000
    return line
  })
  return { text: `${lines.join('\n')}\n`, times }
}
