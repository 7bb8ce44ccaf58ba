import type { Call, Tx } from '../database.ts'
import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import { cleanUp } from './clean.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Work that people asked of these modules, seen by whoever asked; and what keeps the installation itself in order. */
export function jobsFor(modules: readonly Module[]): Module {
  const jobs: Module = {
    name: 'jobs',
    routes: [
      route(contract.listJobs, (tx, input, call) => actions.listJobs(tx, input, call, all)),
      route(contract.readJob, (tx, input, call) => actions.readJob(tx, input, call, all)),
      route(contract.cancelJob, (tx, input, call) => actions.cancelJob(tx, input, call, all)),
      route(contract.downloadResult, (tx: Tx, input: { id: string }, _call: Call) => actions.downloadResult(tx, input)),
    ],
    permissions: {},
    notices: [{ topic: 'jobs.ended', usual: 'never' }],
    jobs: [{ name: 'jobs.clean', cron: '25 3 * * *', step: cleanUp }],
    texts,
  }
  /** Whose words name the work and say why it failed. */
  const all = [...modules, jobs]
  return jobs
}
