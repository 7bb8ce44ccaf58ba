import { sql } from 'kysely'
import type { z } from 'zod'
import { today } from '../../clock.ts'
import type { Call, Tx } from '../../database.ts'
import { recordHead, recordHeads } from '../../records/head.ts'
import { recordLines } from '../../records/titles.ts'
import type * as contract from '../contract.ts'
import type { LevelReview } from '../contract.ts'

/** How many days before it is due a review is on the list. */
const AHEAD = 90

export async function listReviews(
  tx: Tx,
  { view, record, page, size }: z.output<typeof contract.listReviews.input>,
  call: Call,
): Promise<{ items: LevelReview[]; total: number }> {
  // Before reviews are looked for: a record out of sight is answered, and worked for, like none.
  if (record) await recordHead(tx, record, call)
  const soon = Temporal.PlainDate.from(today()).add({ days: AHEAD }).toString()
  const found = tx
    .selectFrom('level_reviews')
    .where('outcome', 'is', null)
    .$if(view === 'due', (query) => query.where('due_on', '<=', soon))
    .$if(record !== undefined, (query) => query.where('record', '=', record!))
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['id', 'record', 'level', 'due_on', 'latest_on'])
    .orderBy('due_on')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const ids = rows.map((row) => row.record)
  const [heads, lines] = [await recordHeads(tx, ids, call), await recordLines(tx, ids, call.language)]
  return {
    total,
    items: rows.map((row) => ({
      id: row.id,
      record: lines.get(row.record)!,
      head: heads.get(row.record)!,
      level: row.level,
      dueOn: row.due_on,
      latestOn: row.latest_on,
      isDue: row.due_on <= today(),
    })),
  }
}

export async function setReview(
  tx: Tx,
  { record, on }: z.output<typeof contract.setReview.input>,
): Promise<Record<string, never>> {
  await sql`select set_level_review(${record}, ${on}::date)`.execute(tx)
  return {}
}

export async function keepLevel(
  tx: Tx,
  { record, reason, next }: z.output<typeof contract.keepLevel.input>,
): Promise<Record<string, never>> {
  await sql`select keep_level(${record}, ${reason}, ${next}::date)`.execute(tx)
  return {}
}
