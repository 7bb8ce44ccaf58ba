import { type Module, route } from '../../platform/module.ts'
import * as groupKeeping from './actions/group-keeping.ts'
import * as groups from './actions/groups.ts'
import * as keeping from './actions/keeping.ts'
import * as merging from './actions/merging.ts'
import * as mergingPreview from './actions/merging-preview.ts'
import * as nominations from './actions/nominations.ts'
import * as cover from './actions/nominations-cover.ts'
import * as reading from './actions/nominations-reading.ts'
import * as organisations from './actions/organisations.ts'
import * as people from './actions/people.ts'
import * as plan from './actions/plan.ts'
import * as states from './actions/states.ts'
import * as taxonomies from './actions/taxonomies.ts'
import * as keepGroup from './contract/group-keeping.ts'
import * as group from './contract/groups.ts'
import * as keep from './contract/keeping.ts'
import * as merge from './contract/merging.ts'
import * as nomination from './contract/nominations.ts'
import * as person from './contract/people.ts'
import * as planned from './contract/plan.ts'
import * as contract from './contract.ts'
import { history } from './history.ts'
import { jobs } from './jobs.ts'
import { texts } from './locales/index.ts'
import { notices } from './telling.ts'

export { listFocalPoints } from './actions/nominations-reading.ts'
export { readOrganisation } from './actions/organisations.ts'
export { readState } from './actions/states.ts'
export { loadReference } from './reference/load.ts'

export const directory: Module = {
  name: 'directory',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.listStates, states.listStates),
    route(contract.readState, states.readState),
    route(contract.listOrganisations, organisations.listOrganisations),
    route(contract.readOrganisation, organisations.readOrganisation),
    route(contract.listRegions, taxonomies.listRegions),
    route(contract.listTaxonomies, taxonomies.listTaxonomies),
    route(group.listGroups, groups.listGroups),
    route(group.readGroup, groups.readGroup),
    route(group.joinGroup, groups.joinGroup),
    route(group.endMembership, groups.endMembership),
    route(group.confirmMembership, groups.confirmMembership),
    route(group.removeMembership, groups.removeMembership),
    route(keepGroup.addGroup, groupKeeping.addGroup),
    route(keepGroup.editGroup, groupKeeping.editGroup),
    route(keepGroup.dissolveGroup, groupKeeping.dissolveGroup),
    route(keepGroup.proposeRule, groupKeeping.proposeRule),
    route(keepGroup.confirmRule, groupKeeping.confirmRule),
    route(keepGroup.endRule, groupKeeping.endRule),
    route(planned.listPlan, plan.listPlan),
    route(planned.readPlanItem, plan.readPlanItem),
    route(planned.addPlanItem, plan.addPlanItem),
    route(planned.editPlanItem, plan.editPlanItem),
    route(planned.removePlanItem, plan.removePlanItem),
    route(keep.addOrganisation, keeping.addOrganisation),
    route(keep.editOrganisation, keeping.editOrganisation),
    route(keep.renameOrganisation, keeping.renameOrganisation),
    route(keep.recordDeparture, keeping.recordDeparture),
    route(keep.recordReturn, keeping.recordReturn),
    route(merge.listMerges, merging.listMerges),
    route(merge.listTwins, merging.listTwins),
    route(merge.previewMerge, mergingPreview.previewMerge),
    route(merge.proposeMerge, merging.proposeMerge),
    route(merge.confirmMerge, merging.confirmMerge),
    route(merge.declineMerge, merging.declineMerge),
    route(person.listPeople, people.listPeople),
    route(person.listColleagues, people.listColleagues),
    route(person.readListing, people.readListing),
    route(person.listMyself, people.listMyself),
    route(nomination.countFocalPoints, cover.countFocalPoints),
    route(nomination.listStateCover, cover.listStateCover),
    route(nomination.listNominations, reading.listNominations),
    route(nomination.readNomination, reading.readNomination),
    route(nomination.listFocalPoints, reading.listFocalPoints),
    route(nomination.nominate, nominations.nominate),
    route(nomination.correctNomination, nominations.correctNomination),
    route(nomination.verifyNomination, nominations.verifyNomination),
    route(nomination.inviteNominee, nominations.inviteNominee),
    route(nomination.reconfirmNomination, nominations.reconfirmNomination),
    route(nomination.handOver, nominations.handOver),
    route(nomination.withdrawNomination, nominations.withdrawNomination),
  ],
  permissions: {
    'directory:administer': ['secretariat'],
    /** Nominates focal points of the own side and confirms them. */
    'directory:nominate': ['focal_point', 'org_admin', 'secretariat'],
    /** Opens the page of the own side's focal points. */
    'directory:own_focal_points': ['focal_point', 'org_admin'],
    'directory:plan': ['reader', 'officer', 'focal_point', 'chair', 'donor', 'org_admin', 'secretariat'],
    'directory:plan_write': ['officer', 'focal_point', 'chair'],
  },
  jobs,
  notices,
  history,
  texts,
}
