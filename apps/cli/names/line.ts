import type { AskedRow } from '../../../engines/names/lists/plain.ts'
import type { NamesIndex, Options } from '../../../engines/names/names-index.ts'
import { ENGINE_VERSION } from '../../../engines/names/names-index.ts'

/** The line of the output that answers a query, without its end: to append that would copy it. */
export const answerLine = (index: NamesIndex, query: AskedRow, options: Options): string =>
  JSON.stringify({ id: query.id, version: ENGINE_VERSION, hits: index.screen(query, options) })
