import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress } from 'node:zlib'
import { sql } from 'kysely'
import type { FileAnswer } from '../contract.ts'
import type { Tx } from '../database.ts'
import { HANDLING } from '../records/contract.ts'
import { translator } from '../text.ts'
import { csv } from './csv.ts'
import { json } from './json.ts'
import type { Format } from './kinds.ts'
import { texts } from './locales/index.ts'
import type { About, Heading, Line, Mark } from './table.ts'
import { type AboutLine, xlsx } from './xlsx.ts'

const TYPES: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}
/** What the name of a file says of its level. */
export const SUFFIXES = ['', '-confidential', '-strictly-confidential'] as const

/** A file of these lines, written as it is read; `records` are all of which it holds something. */
export function writeFile(
  format: Format,
  headings: readonly Heading[],
  lines: AsyncIterable<readonly Line[]>,
  about: About,
  records: readonly string[],
): FileAnswer {
  const { name, title, mark, notes, language, at } = about
  const t = translator(language, texts[language])
  const level = { code: mark.level, name: t(`level.${mark.level}`) }
  const handling = HANDLING.filter((caveat) => mark.handling.includes(caveat)).map((code) => ({
    code,
    name: t(`handling.${code}`),
  }))
  const marking = [level.name, ...handling.map((caveat) => caveat.name)].join(' · ')
  const says: AboutLine[] = [
    [t('about.what'), title],
    [t('about.made'), at.toISOString().slice(0, 10)],
    [t('about.level'), level.name],
    [t('about.handling'), handling.map((caveat) => caveat.name).join('; ') || t('about.no_handling')],
    ...(mark.invented ? [[t('about.invented'), t('about.invented.text')] as const] : []),
    ...notes.map((note, i): AboutLine => [i === 0 ? t('about.basis') : '', note]),
    [t('about.keep'), t('about.keep.text')],
  ]
  const bodies = {
    csv: () => csv(headings, lines, about, mark.level > 0 ? marking : null),
    json: () => json(headings, lines, about, { level, handling }),
    xlsx: () => xlsx(headings, lines, about, { sheet: t('about'), lines: says, mark: marking }),
  }
  return { name: `${name}${SUFFIXES[mark.level]}.${format}`, type: TYPES[format], body: bodies[format](), records }
}

/** How a file must be handled that holds these records. */
export async function markOf(tx: Tx, records: readonly string[]): Promise<Mark> {
  const { rows } = await sql<{
    level: Mark['level'] | null
    handling: Mark['handling'] | null
    invented: boolean | null
  }>`
    select max(level) as level, bool_or(invented) as invented,
           array(select distinct unnest(h.handling) from records h where h.id = any (${[...records]}::uuid[])) as handling
      from records where id = any (${[...records]}::uuid[])`.execute(tx)
  const { level, handling, invented } = rows[0]!
  return { level: level ?? 0, handling: handling ?? [], invented: invented ?? false }
}

/** Lines that are there already, as a writer takes them. */
export async function* atOnce(lines: readonly Line[]): AsyncGenerator<readonly Line[]> {
  yield lines
}

/** A tenth of a table's size at little cost, as answers are packed everywhere; a window of a megabyte. */
const QUICKLY = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 20 }

/**
 * The same file with all its bytes: what its lines are read from can be asked until the transaction ends, no longer. Packed
 * as it is written, so that what waits for a slow reader is small; a workbook is packed already.
 */
export async function inFull({ body, ...file }: FileAnswer): Promise<FileAnswer> {
  const isPacked = file.type === TYPES.xlsx
  const written = Readable.from(typeof body === 'string' || body instanceof Uint8Array ? [body] : body)
  const parts: Uint8Array[] = []
  const keep = async (given: AsyncIterable<Uint8Array | string>) => {
    for await (const part of given) parts.push(typeof part === 'string' ? Buffer.from(part) : part)
  }
  await (isPacked ? keep(written) : pipeline(written, createBrotliCompress({ params: QUICKLY }), keep))
  return { ...file, ...(!isPacked && { packed: 'br' as const }), body: Buffer.concat(parts) }
}
