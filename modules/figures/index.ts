import { type Module, route } from '../../platform/module.ts'
import { exportFigures } from './actions/export.ts'
import * as figuresActions from './actions/figures.ts'
import * as totals from './actions/totals.ts'
import * as contract from './contract.ts'
import { history } from './history.ts'
import { texts } from './locales/index.ts'

/** What was done, by type as the report counts it, beside what reports state. */
export const figures: Module = {
  name: 'figures',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.listFigures, figuresActions.listFigures),
    route(contract.listFigureRecords, figuresActions.listFigureRecords),
    route(contract.exportFigures, exportFigures),
    route(contract.readTotal, totals.readTotal),
    route(contract.saveTotal, totals.saveTotal),
  ],
  permissions: {},
  history,
  texts,
}
