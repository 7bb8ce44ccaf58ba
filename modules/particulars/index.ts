import { type Module, route } from '../../platform/module.ts'
import * as links from './actions/links.ts'
import * as actions from './actions/particulars.ts'
import * as contract from './contract.ts'
import { history } from './history.ts'
import { texts } from './locales/index.ts'

export { addLink, listLinks } from './actions/links.ts'
export { readParticulars, saveAttendance, saveJoint, saveSdgs } from './actions/particulars.ts'

/** What programmes and activities say beside their forms: goals, participants by sex and function, roles, links. */
export const particulars: Module = {
  name: 'particulars',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.readParticulars, actions.readParticulars),
    route(contract.saveSdgs, actions.saveSdgs),
    route(contract.saveAttendance, actions.saveAttendance),
    route(contract.saveJoint, actions.saveJoint),
    route(contract.listLinks, links.listLinks),
    route(contract.addLink, links.addLink),
    route(contract.removeLink, links.removeLink),
  ],
  permissions: {},
  history,
  texts,
}
