import { type Module, route } from '../../platform/module.ts'
import * as activities from './actions/activities.ts'
import * as exports from './actions/export.ts'
import * as asked from './actions/export-asked.ts'
import { exportPresence } from './actions/export-presence.ts'
import { listKnown } from './actions/known.ts'
import { listHosts } from './actions/offices.ts'
import * as presence from './actions/presence.ts'
import * as programme from './actions/programmes.ts'
import * as matrix from './contract/presence.ts'
import * as contract from './contract.ts'
import { history } from './history.ts'
import { importables } from './imports/importables.ts'
import { texts } from './locales/index.ts'

/** For modules that show the same records in another way: one narrowing, so that their figures and the lists agree. */
export { activityRows, addActivity, editActivity, readActivity } from './actions/activities.ts'
export { claimWork } from './actions/claim.ts'
export { exportable } from './actions/export.ts'
export { idsOf, namesOf } from './actions/naming.ts'
export { narrowed, organisationIds } from './actions/narrowing.ts'
export { namesOnAxis, onAxis, presenceOf } from './actions/presence.ts'
export { addProgramme, editProgramme, programmeRows, readProgramme } from './actions/programmes.ts'
export { termsIn } from './actions/terms.ts'
export { termsFor as importTerms } from './imports/terms.ts'

export const programmes: Module = {
  name: 'programmes',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.listProgrammes, programme.listProgrammes),
    route(contract.readProgramme, programme.readProgramme),
    route(contract.addProgramme, programme.addProgramme),
    route(contract.editProgramme, programme.editProgramme),
    route(contract.removeProgramme, programme.removeProgramme),
    route(contract.listActivities, activities.listActivities),
    route(contract.readActivity, activities.readActivity),
    route(contract.addActivity, activities.addActivity),
    route(contract.editActivity, activities.editActivity),
    route(contract.removeActivity, activities.removeActivity),
    route(contract.askProgrammesExport, asked.askProgrammesExport),
    route(contract.askActivitiesExport, asked.askActivitiesExport),
    route(contract.listKnown, listKnown),
    route(contract.listHosts, listHosts),
    route(matrix.readPresence, presence.readPresence),
    route(contract.exportProgrammes, exports.exportProgrammes),
    route(contract.exportActivities, exports.exportActivities),
    route(matrix.exportPresence, exportPresence),
  ],
  permissions: {
    'programmes:read': ['reader', 'officer', 'focal_point', 'chair', 'donor', 'org_admin', 'secretariat'],
    'programmes:write': ['officer', 'focal_point', 'chair'],
  },
  history,
  jobs: asked.exportJobs,
  imports: importables,
  texts,
}
