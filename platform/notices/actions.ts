import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { recordLines } from '../records/titles.ts'
import type * as contract from './contract.ts'
import { sayer, type Topics, titleOf } from './words.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

/** Notices shown of one record. */
const MOST = 20
/** Beyond this the count is not told. */
const COUNTED = 100

export async function listNotices(
  tx: Tx,
  { unread, topic, page, size }: Input<typeof contract.listNotices>,
  { language }: Call,
  topics: Topics,
) {
  const narrowed = sql`${unread ? sql`read_at is null` : sql`true`} and ${topic ? sql`topic = ${topic}` : sql`true`}`
  const { rows: groups } = await sql<Group>`
    select coalesce(record, id) as key, max(record::text)::uuid as record, count(*)::int as total,
           count(*) filter (where read_at is null)::int as unread, count(*) over ()::int as groups
      from notices where ${narrowed}
     group by 1 order by max(told_at) desc, 1 limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const total = groups[0]?.groups ?? (page === 1 ? 0 : await countGroups(tx, narrowed))
  const { rows } = await sql<Row>`
    select * from (
      select id, topic, record, href, facts, told_at, read_at, coalesce(record, id) as key,
             row_number() over (partition by coalesce(record, id) order by told_at desc, id) as place
        from notices where ${narrowed} and coalesce(record, id) = any (${groups.map(({ key }) => key)}::uuid[])) n
     where place <= ${MOST} order by told_at desc, id`.execute(tx)
  const say = await sayer(tx, topics, rows, language)
  const lines = await recordLines(
    tx,
    groups.flatMap(({ record }) => record ?? []),
    language,
  )
  const byKey = Map.groupBy(rows, ({ key }) => key)
  return {
    items: groups.map(({ key, record, total, unread }) => ({
      record: (record && lines.get(record)) || null,
      notices: (byKey.get(key) ?? []).map((row) => ({
        id: row.id,
        topic: row.topic,
        text: say(row),
        href: row.href,
        at: row.told_at.toISOString(),
        unread: row.read_at === null,
      })),
      total,
      unread,
    })),
    total,
    topics: await topicsThere(tx, topics, language),
  }
}

type Group = { key: string; record: string | null; total: number; unread: number; groups: number }
type Row = {
  id: string
  topic: string
  record: string | null
  href: string | null
  facts: Record<string, string | number>
  told_at: Date
  read_at: Date | null
  key: string
}

async function countGroups(tx: Tx, narrowed: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct coalesce(record, id))::int as n from notices where ${narrowed}`.execute(tx)
  return rows[0]!.n
}

async function topicsThere(tx: Tx, topics: Topics, language: Call['language']) {
  const rows = await tx.selectFrom('notices').select('topic').distinct().orderBy('topic').execute()
  return rows.flatMap(({ topic }) => {
    const known = topics.get(topic)
    return known ? [{ topic, title: titleOf(known, language) }] : []
  })
}

export async function countUnread(tx: Tx) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from notices where read_at is null limit ${COUNTED}) unread`.execute(tx)
  return { count: rows[0]!.n }
}

export async function markRead(tx: Tx, { ids, until, topic }: Input<typeof contract.markRead>, { at }: Call) {
  const marked = await tx
    .updateTable('notices')
    .set({ read_at: at })
    .where('read_at', 'is', null)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids!.length > 0 ? ids! : [NOTHING]))
    .$if(until !== undefined, (query) => query.where('told_at', '<=', new Date(until!)))
    .$if(topic !== undefined, (query) => query.where('topic', '=', topic!))
    .executeTakeFirst()
  return { marked: Number(marked.numUpdatedRows) }
}

const NOTHING = '00000000-0000-0000-0000-000000000000'
