import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Lists as people like to see them. */
export const views: Module = {
  name: 'views',
  routes: [
    route(contract.listViews, actions.listViews),
    route(contract.saveView, actions.saveView),
    route(contract.changeView, actions.changeView),
    route(contract.removeView, actions.removeView),
    route(contract.arrangeViews, actions.arrangeViews),
  ],
  permissions: {},
  texts,
}
