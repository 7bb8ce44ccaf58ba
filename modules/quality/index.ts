import { type Module, route } from '../../platform/module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** What is missing or doubtful in programmes and activities, told to those who may mend it. */
export const quality: Module = {
  name: 'quality',
  routes: [route(contract.readQuality, actions.readQuality), route(contract.listQuality, actions.listQuality)],
  permissions: {},
  texts,
}
