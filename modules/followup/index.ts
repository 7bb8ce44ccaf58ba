import { type Module, route } from '../../platform/module.ts'
import { listGroup, readBoard } from './actions/board.ts'
import { exportBoard } from './actions/document.ts'
import { readProgress } from './actions/progress.ts'
import { readOwnState } from './actions/state.ts'
import { readWaiting } from './actions/waiting.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

export const followup: Module = {
  name: 'followup',
  routes: [
    route(contract.readBoard, readBoard),
    route(contract.listGroup, listGroup),
    route(contract.readProgress, readProgress),
    route(contract.readOwnState, readOwnState),
    route(contract.readWaiting, readWaiting),
    route(contract.exportBoard, exportBoard),
  ],
  permissions: {},
  texts,
}
