import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Asking the originator of a record to let one read it. */
export const requests: Module = {
  name: 'requests',
  routes: [
    route(contract.listRequests, actions.listRequests),
    route(contract.askAccess, actions.askAccess),
    route(contract.withdrawRequest, actions.withdrawRequest),
    route(contract.grantAccess, actions.grantAccess),
    route(contract.refuseAccess, actions.refuseAccess),
  ],
  permissions: {},
  notices: [
    { topic: 'requests.asked', usual: 'at_once' },
    { topic: 'requests.answered', usual: 'at_once' },
  ],
  texts,
}
