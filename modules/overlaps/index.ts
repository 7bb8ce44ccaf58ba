import { type Module, route } from '../../platform/module.ts'
import { listLikes, listOverlaps } from './actions/overlaps.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

export { overlapsAmong } from './actions/overlaps.ts'

export const overlaps: Module = {
  name: 'overlaps',
  routes: [route(contract.listOverlaps, listOverlaps), route(contract.listLikes, listLikes)],
  permissions: {},
  texts,
}
