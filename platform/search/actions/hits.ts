import { sql } from 'kysely'
import type { Call, Tx } from '../../database.ts'
import { recordHeads } from '../../records/head.ts'
import { show, type Written } from '../../text.ts'
import type { Hit, Marked } from '../contract.ts'
import { subjectsOf } from './facets.ts'
import { ledTo } from './found.ts'
import type { Matches } from './matches.ts'
import { markTexts, passages } from './passages.ts'
import type { Word } from './words.ts'

/** What is found, ready to be shown; read again as the viewer, whatever found it. */
export async function describeHits(tx: Tx, page: Matches['page'], words: readonly Word[], call: Call): Promise<Hit[]> {
  const ids = page.flatMap(({ id, record }) => (record ? [id] : []))
  const led = await ledTo(tx, ids)
  const read = await readContents(tx, [...ids, ...led.map(({ other }) => other)])
  const contents = new Map(
    ids.flatMap((id) => {
      const own = read.get(id)
      return own ? [[id, own] as const] : []
    }),
  )
  const heads = await recordHeads(tx, ids, call)
  const subjects = await subjectsOf(
    tx,
    page.flatMap(({ id, kind, record }) => (record ? [] : [{ kind, id }])),
  )
  const titles = [...[...contents.values()].map((c) => c.title), ...[...subjects.values()].map((s) => s.names)]
  const mark = await markTexts(
    tx,
    titles.map((title) => show(title, call.language)),
    words,
  )
  const found = await passages(
    tx,
    [...contents].map(([id, { texts }]) => [
      ...texts,
      ...led.flatMap(({ other, kept }) => (kept === id ? saidOf(read.get(other)) : [])),
    ]),
    words,
    call.language,
  )
  const snippets = new Map([...contents.keys()].map((id, n) => [id, found[n]!]))
  return page.flatMap(({ id, kind, record }): Hit[] => {
    if (!record) {
      const subject = subjects.get(`${kind}:${id}`)
      if (!subject) return []
      const { code, names } = subject
      return [
        { id, kind: subject.kind, code, title: whole(mark, names, call), snippet: null, level: null, originator: null },
      ]
    }
    const content = contents.get(id)
    const head = heads.get(id)
    if (!content || !head) return []
    return [
      {
        id,
        kind: head.kind,
        code: content.code,
        title: whole(mark, content.title, call),
        snippet: snippets.get(id) ?? null,
        level: head.level,
        originator: head.originator,
      },
    ]
  })
}

type Mark = Awaited<ReturnType<typeof markTexts>>

/** A title in the reader's language, what was found in it marked. */
function whole(mark: Mark, written: Written, { language }: Call): Marked {
  const shown = show(written, language)
  return { language: shown.language, pieces: mark(shown.language, shown.text) }
}

type Content = { code: string; title: Written; texts: Written[] }

/** What stands in one that leads to another: it may be why the other was found. */
const saidOf = (content: Content | undefined): Written[] => (content ? [content.title, ...content.texts] : [])

/** Title, symbol and texts of records, from the tables that say which of their columns are searched. */
async function readContents(tx: Tx, ids: readonly string[]): Promise<Map<string, Content>> {
  if (ids.length === 0) return new Map()
  const tables = await tx
    .selectFrom('searchable_tables')
    .select(['name', 'title', 'texts', 'codes'])
    .orderBy('name')
    .execute()
  const parts = tables.map(
    ({ name, title, texts, codes }) => sql`
      select id, ${codes[0] === undefined ? sql`''` : sql.ref(codes[0])} as code, ${sql.ref(title)} as title,
             to_jsonb(array[${sql.join(texts.map((column) => sql.ref(column)))}]::jsonb[]) as texts
        from ${sql.table(name)} where id = any (${[...ids]}::uuid[])`,
  )
  if (parts.length === 0) return new Map()
  const { rows } = await sql<{ id: string; code: string; title: Written; texts: (Written | null)[] }>`
    ${sql.join(parts, sql` union all `)}`.execute(tx)
  return new Map(rows.map(({ id, texts, ...rest }) => [id, { ...rest, texts: texts.filter((t) => t !== null) }]))
}
