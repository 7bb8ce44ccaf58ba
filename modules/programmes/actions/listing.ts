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

/** Ids of one page of the records that `by` leaves, in order. */
export async function pageOfIds(
  tx: Tx,
  kind: 'programme' | 'activity',
  by: Narrowing & Order,
  { page, size }: { page: number; size: number },
  language: Language,
): Promise<string[]> {
  const content = sql.table(kind === 'programme' ? 'programmes' : 'activities')
  const beside = { title: sql`join ${content} c on c.id = p.record`, changed: sql`join records r on r.id = p.record` }
  const { rows } = await sql<{ id: string }>`
    select p.record as id from presence p ${beside[by.sort as keyof typeof beside] ?? sql``}
     where ${narrowed(kind, by)}
     order by ${orderOf(by, language)}, p.code, p.record
     limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return rows.map((row) => row.id)
}

/** What is missing stands last either way. */
function orderOf({ sort, dir }: Order, language: Language): RawBuilder<unknown> {
  const way = dir === 'desc' ? sql`desc nulls last` : sql`asc nulls last`
  switch (sort) {
    case 'start':
      return sql`nullif(p.starts_on, '-infinity') ${way}`
    case 'title':
      return sql`coalesce(c.title -> 'texts' ->> ${language}, c.title -> 'texts' ->> (c.title ->> 'original')) collate ${COLLATIONS[language]} ${way}`
    case 'code':
      return sql`nullif(p.code, '') ${way}`
    case 'type':
      return sql`p.type ${way}`
    case 'status':
      return sql`array_position(array['proposed', 'planned', 'ongoing', 'completed'], p.status) ${way}`
    case 'changed':
      return sql`r.changed_at ${way}`
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
