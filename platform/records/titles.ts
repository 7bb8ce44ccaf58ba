import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { type Language, type Shown, show, type Written } from '../text.ts'
import type { RecordLine } from './contract.ts'
import { recordHeads } from './head.ts'

/**
 * Titles of records of any kind, as far as the viewer may read them: from the column `title` of the modules' tables that
 * are keyed by the record's id.
 */
export async function recordTitles(tx: Tx, ids: readonly string[], language: Language): Promise<Map<string, Shown>> {
  if (ids.length === 0) return new Map()
  const tables = await titledTables(tx)
  if (tables.length === 0) return new Map()
  const parts = tables.map((name) => sql`select id, title from ${sql.table(name)} where id = any (${[...ids]}::uuid[])`)
  const { rows } = await sql<{ id: string; title: Written }>`${sql.join(parts, sql` union all `)}`.execute(tx)
  return new Map(rows.map(({ id, title }) => [id, show(title, language)]))
}

async function titledTables(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select s.name from shareable_tables s
      join pg_attribute a on a.attrelid = to_regclass(quote_ident(s.name)) and a.attname = 'title' and a.atttypid = 'jsonb'::regtype
     where s.key = 'id' and not s.derived order by s.name`.execute(tx)
  return rows.map(({ name }) => name)
}

/** Each of `ids` that the viewer may know of, in that order, as one line: its title, else the card that its originator wrote. */
export async function recordLines(
  tx: Tx,
  ids: readonly string[],
  language: Language,
): Promise<Map<string, RecordLine>> {
  if (ids.length === 0) return new Map()
  const heads = await recordHeads(tx, ids, { language })
  const titles = await recordTitles(tx, ids, language)
  const cards = await recordCards(tx, ids, language)
  return new Map(
    ids.flatMap((id) => {
      const head = heads.get(id)
      if (!head) return []
      const { kind, level, originator } = head
      return [[id, { id, kind, level, originator, title: titles.get(id) ?? cards.get(id) ?? null }] as const]
    }),
  )
}

export async function recordCards(tx: Tx, ids: readonly string[], language: Language): Promise<Map<string, Shown>> {
  const rows = await tx
    .selectFrom('records')
    .select(['id', 'card'])
    .where('id', 'in', [...ids])
    .where('card', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, card }) => [id, show(card!, language)]))
}
