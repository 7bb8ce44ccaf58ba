import { type Module, route } from '../module.ts'
import { query } from './actions/query.ts'
import { suggest } from './actions/suggest.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Finds records of all modules, and what they are about, in six languages. */
export const search: Module = {
  name: 'search',
  routes: [route(contract.query, query), route(contract.suggest, suggest)],
  permissions: {},
  texts,
}
