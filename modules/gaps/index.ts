import { type Module, route } from '../../platform/module.ts'
import { exportGaps } from './actions/export.ts'
import { listGaps, readGaps } from './actions/gaps.ts'
import { showGap } from './actions/show.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

export const gaps: Module = {
  name: 'gaps',
  routes: [
    route(contract.readGaps, readGaps),
    route(contract.listGaps, listGaps),
    route(contract.showGap, showGap),
    route(contract.exportGaps, exportGaps),
  ],
  permissions: {
    'gaps:read': ['reader', 'officer', 'focal_point', 'chair', 'donor', 'org_admin', 'secretariat'],
  },
  texts,
}
