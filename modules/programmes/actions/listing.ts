import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import type { Language } from '../../../platform/text.ts'
import type { Narrowing, Order } from '../contract.ts'
import { narrowed } from './narrowing.ts'

/** How many records `by` leaves. */
export async function countOf(tx: Tx, kind: 'programme' | 'activity', by: Narrowing): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from presence p where ${narrowed(kind, by)}`.execute(tx)
  return rows[0]!.n
}

/** Ids of one page of the records that `by` leaves, in order, and how many there are in all: who may read them is asked once. */
export async function listPage(
  tx: Tx,
  kind: 'programme' | 'activity',
  by: Narrowing & Order,
  { page, size }: { page: number; size: number },
  language: Language,
): Promise<{ ids: string[]; total: number }> {
  const content = sql.table(kind === 'programme' ? 'programmes' : 'activities')
  const beside = { title: sql`join ${content} c on c.id = p.record`, changed: sql`join records r on r.id = p.record` }
  const { rows } = await sql<{ id: string; total: number }>`
    with found as materialized (
      select p.record as id, p.code, ${keyOf(by, language)} as key
        from presence p ${beside[by.sort as keyof typeof beside] ?? sql``}
       where ${narrowed(kind, by)})
    select id, (select count(*)::int from found) as total from found
     order by key ${by.dir === 'desc' ? sql`desc` : sql`asc`} nulls last, code, id
     limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const total = rows[0]?.total ?? (page === 1 ? 0 : await countOf(tx, kind, by))
  return { ids: rows.map(({ id }) => id), total }
}

/** By what a list is ordered; what is missing stands last either way. */
function keyOf({ sort }: Order, language: Language): RawBuilder<unknown> {
  switch (sort) {
    case 'start':
      return sql`nullif(p.starts_on, '-infinity')`
    case 'title':
      return sql`coalesce(c.title -> 'texts' ->> ${language}, c.title -> 'texts' ->> (c.title ->> 'original')) collate ${COLLATIONS[language]}`
    case 'code':
      return sql`nullif(p.code, '')`
    case 'type':
      return sql`p.type`
    case 'status':
      return sql`array_position(array['proposed', 'planned', 'ongoing', 'completed'], p.status)`
    case 'changed':
      return sql`r.changed_at`
  }
}

/** Titles stand in the order of the reader's language, whatever language each is written in. */
const COLLATIONS: Record<Language, RawBuilder<unknown>> = {
  ar: sql.ref('ar-x-icu'),
  en: sql.ref('en-x-icu'),
  es: sql.ref('es-x-icu'),
  fr: sql.ref('fr-x-icu'),
  ru: sql.ref('ru-x-icu'),
  zh: sql.ref('zh-x-icu'),
}
