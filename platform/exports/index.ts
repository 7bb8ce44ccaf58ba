import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { type Job, type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Files whose records are asked for in one step of the night. */
const STEP = 20

const check: Job = {
  name: 'exports.check',
  cron: '40 2 * * *',
  step: async (tx: Tx) => {
    const { rows } = await sql<{ more: boolean }>`select check_exports(${STEP}) as more`.execute(tx)
    return rows[0]!.more
  },
}

/** What left Concord: which files were taken, whose records they hold, and what of it is to be destroyed. */
export const exports: Module = {
  name: 'exports',
  routes: [
    route(contract.listTaken, actions.listTaken),
    route(contract.confirmDestroyed, actions.confirmDestroyed),
    route(contract.listHeld, actions.listHeld),
    route(contract.askToDestroy, actions.askToDestroy),
  ],
  permissions: {},
  jobs: [check],
  notices: [{ topic: 'exports.due', usual: 'at_once' }],
  texts,
}
