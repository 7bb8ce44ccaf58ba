import { type Module, route } from '../../platform/module.ts'
import * as groups from './actions/groups.ts'
import * as keeping from './actions/keeping.ts'
import * as organisations from './actions/organisations.ts'
import * as people from './actions/people.ts'
import * as states from './actions/states.ts'
import * as taxonomies from './actions/taxonomies.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

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
    route(contract.listGroups, groups.listGroups),
    route(contract.readGroup, groups.readGroup),
    route(contract.joinGroup, groups.joinGroup),
    route(contract.endMembership, groups.endMembership),
    route(contract.confirmMembership, groups.confirmMembership),
    route(contract.removeMembership, groups.removeMembership),
    route(contract.addOrganisation, keeping.addOrganisation),
    route(contract.editOrganisation, keeping.editOrganisation),
    route(contract.renameOrganisation, keeping.renameOrganisation),
    route(contract.recordDeparture, keeping.recordDeparture),
    route(contract.recordReturn, keeping.recordReturn),
    route(contract.listPeople, people.listPeople),
    route(contract.listColleagues, people.listColleagues),
    route(contract.readListing, people.readListing),
    route(contract.listMyself, people.listMyself),
  ],
  permissions: { 'directory:administer': ['secretariat'] },
  texts,
}
