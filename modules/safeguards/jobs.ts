import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Job } from '../../platform/module.ts'
import { notify } from '../../platform/notices/notify.ts'

/** Checks of one step. */
const STEP = 200
const STAGES = ['', 'month', 'week', 'lapsed'] as const

/** Tells who keeps a programme that checks are to be reviewed: a month ahead, a week ahead, and when they have lapsed. */
async function remind(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ record: string; due: string; stage: 1 | 2 | 3; checks: number; people: string[] }>`
    select * from take_due_checks(${STEP})`.execute(tx)
  for (const { record, due, stage, checks, people } of rows)
    await notify(tx, {
      topic: 'safeguards.due',
      to: people,
      record,
      href: '#safeguards',
      values: { on: due, stage: STAGES[stage], count: checks },
    })
  return rows.reduce((taken, { checks }) => taken + checks, 0) === STEP
}

export const jobs: readonly Job[] = [{ name: 'safeguards.remind', cron: '25 5 * * *', step: remind }]
