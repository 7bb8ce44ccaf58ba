import { type Module, route } from '../../platform/module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { history } from './history.ts'
import { texts } from './locales/index.ts'

export { chainOf, replaceChain } from './chain.ts'

/** The results chain of a programme: outcomes, outputs, indicators, and what they reached. */
export const results: Module = {
  name: 'results',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.readResults, actions.readResults),
    route(contract.saveResult, actions.saveResult),
    route(contract.saveIndicator, actions.saveIndicator),
    route(contract.saveMeasurement, actions.saveMeasurement),
    route(contract.removeResult, actions.removeResult),
  ],
  permissions: {},
  history,
  texts,
}
