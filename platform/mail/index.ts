import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { mailJobs } from './jobs.ts'
import { texts } from './locales/index.ts'

/** The one seam through which mail leaves, and the demonstration's view of what left. */
export const mail: Module = {
  name: 'mail',
  routes: [route(contract.outbox, actions.outbox), route(contract.readMail, actions.readMail)],
  permissions: {},
  jobs: mailJobs,
  texts,
}
