import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'
import * as owners from './owners.ts'
import { taskJobs } from './remind.ts'

export { reassignTasks } from './owners.ts'

/** What someone is to do, on a record or free within an organisation. */
export const tasks: Module = {
  name: 'tasks',
  routes: [
    route(contract.listTasks, actions.listTasks),
    route(contract.readTask, actions.readTask),
    route(contract.addTask, actions.addTask),
    route(contract.editTask, actions.editTask),
    route(contract.settleTask, actions.settleTask),
    route(contract.assignTasks, owners.assignTasks),
    route(contract.findOwners, owners.findOwners),
  ],
  permissions: {},
  jobs: taskJobs,
  notices: [
    { topic: 'tasks.assigned', usual: 'at_once' },
    { topic: 'tasks.due', usual: 'daily' },
    { topic: 'tasks.settled', usual: 'daily' },
    { topic: 'tasks.left', usual: 'at_once' },
  ],
  texts,
}
