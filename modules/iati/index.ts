import { type Module, route } from '../../platform/module.ts'
import * as publish from './actions/publish.ts'
import * as taking from './actions/take-over.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Programmes and activities as files of the International Aid Transparency Initiative, out and in. */
export const iati: Module = {
  name: 'iati',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.surveyIati, publish.surveyIati),
    route(contract.askIatiExport, publish.askIatiExport),
    route(contract.checkIati, taking.checkIati),
    route(contract.askIatiImport, taking.askIatiImport),
  ],
  permissions: {},
  history: [
    {
      table: 'iati_identifiers',
      writes: 'programmes:write',
      fields: [{ column: 'identifier', label: 'column.identifier', as: 'text' }],
    },
  ],
  jobs: [publish.exportJob, taking.importJob],
  texts,
}
