import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Words on their way to becoming records. */
export const drafts: Module = {
  name: 'drafts',
  routes: [
    route(contract.saveDraft, actions.saveDraft),
    route(contract.loadDraft, actions.loadDraft),
    route(contract.listDrafts, actions.listDrafts),
    route(contract.discardDraft, actions.discardDraft),
  ],
  permissions: {},
  texts,
}
