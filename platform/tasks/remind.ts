import { sql } from 'kysely'
import { today } from '../clock.ts'
import type { Tx } from '../database.ts'
import type { Job } from '../module.ts'
import { notify } from '../notices/notify.ts'
import { hrefTo } from './actions.ts'

/** Tasks of one step. */
const STEP = 200

type Due = { id: string; owner: string; record: string | null; due_on: string }

/** Reminds owners three days before a task is due, on that day, and weekly while it is overdue. */
async function remind(tx: Tx): Promise<boolean> {
  const day = today()
  const { rows } = await sql<Due>`
    select id, owner, record, due_on from tasks where status = 'open' and remind_on <= ${day}
     order by remind_on, id limit ${STEP} for update skip locked`.execute(tx)
  for (const { id, owner, record, due_on } of rows) {
    const left = Temporal.PlainDate.from(day).until(due_on).days
    const when = left > 0 ? 'soon' : left === 0 ? 'today' : 'overdue'
    await notify(tx, {
      topic: 'tasks.due',
      to: [owner],
      href: hrefTo(id),
      ...(record && { record }),
      values: { when, on: due_on, days: Math.abs(left) },
    })
    await sql`update tasks set remind_on = next_reminder(due_on, ${day}) where id = ${id}`.execute(tx)
  }
  return rows.length === STEP
}

export const taskJobs: readonly Job[] = [{ name: 'tasks.remind', cron: '5 4 * * *', step: remind }]
