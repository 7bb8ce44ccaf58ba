import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Job } from '../../platform/module.ts'
import { notify } from '../../platform/notices/notify.ts'

/** Clocks of one step. */
const STEP = 100

/** Tells the State and the originator that a clock runs out: a week ahead, on the last days, and when it is over. */
async function remind(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ record: string; clock: string; due: string; stage: number; people: string[] }>`
    select * from take_due_clocks(${STEP})`.execute(tx)
  for (const { record, clock, due, stage, people } of rows)
    await notify(tx, {
      topic: 'recommendations.due',
      to: people,
      record,
      values: { on: due, clock, stage: stage === 3 ? 'over' : 'ahead' },
    })
  return rows.length === STEP
}

export const jobs: readonly Job[] = [{ name: 'recommendations.remind', cron: '35 5 * * *', step: remind }]
