import { type Module, route } from '../../platform/module.ts'
import { listChanged, look } from './actions/changed.ts'
import { comparePeriods, listCompared } from './actions/compare.ts'
import { exportComparison } from './actions/export-comparison.ts'
import { listTimeline, listTimelineGroups } from './actions/timeline.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

export { within } from './actions/compare.ts'

export const overview: Module = {
  name: 'overview',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.comparePeriods, comparePeriods),
    route(contract.listCompared, listCompared),
    route(contract.exportComparison, exportComparison),
    route(contract.listChanged, listChanged),
    route(contract.look, look),
    route(contract.listTimelineGroups, listTimelineGroups),
    route(contract.listTimeline, listTimeline),
  ],
  permissions: {},
  texts,
}
