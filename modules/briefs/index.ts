import { type Module, route } from '../../platform/module.ts'
import { exportCountry } from './actions/country.ts'
import { exportEntity } from './actions/entity.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

export const briefs: Module = {
  name: 'briefs',
  routes: [route(contract.exportCountry, exportCountry), route(contract.exportEntity, exportEntity)],
  permissions: {},
  texts,
}
