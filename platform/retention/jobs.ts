import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Job } from '../module.ts'
import { notify } from '../notices/notify.ts'

/** Rows of one step. */
const STEP = 1000
/** Reviews of one step. */
const REVIEWS = 200

/** Each night: deletes what has served its time, table by table, and writes the proof (`retention_step`). */
async function deleteDue(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`select retention_step(${STEP}) as more`.execute(tx)
  return rows[0]!.more
}

/** Tells originators which levels are to be reviewed, once for each review. */
async function remindOfReviews(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ record: string; due: string; people: string[] }>`
    select * from take_due_reviews(${REVIEWS})`.execute(tx)
  for (const { record, due, people } of rows)
    await notify(tx, {
      topic: 'retention.review_due',
      to: people,
      record,
      href: '/retention/reviews',
      values: { on: due },
    })
  return rows.length === REVIEWS
}

export const retentionJobs: readonly Job[] = [
  { name: 'retention.delete', cron: '15 3 * * *', step: deleteDue },
  { name: 'retention.remind', cron: '20 5 * * *', step: remindOfReviews },
]
