import { type Module, route } from '../../platform/module.ts'
import { listMarks, listSafeguards, readFigures } from './actions/listing.ts'
import { listVersions, readGate } from './actions/reading.ts'
import * as writing from './actions/writing.ts'
import * as contract from './contract.ts'
import { jobs } from './jobs.ts'
import { texts } from './locales/index.ts'

export { listMarks } from './actions/listing.ts'

export const safeguards: Module = {
  name: 'safeguards',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.readGate, readGate),
    route(contract.listVersions, listVersions),
    route(contract.listMarks, listMarks),
    route(contract.listSafeguards, listSafeguards),
    route(contract.readFigures, readFigures),
    route(contract.recordCheck, writing.recordCheck),
    route(contract.signCheck, writing.signCheck),
    route(contract.returnCheck, writing.returnCheck),
    route(contract.showReasons, writing.showReasons),
  ],
  permissions: {
    'safeguards:read': ['reader', 'officer', 'focal_point', 'chair', 'donor', 'org_admin', 'secretariat'],
    'safeguards:write': ['officer', 'focal_point', 'chair'],
    // Who keeps accounts does not sign off content: whoever makes accounts could make themselves a second person.
    'safeguards:sign': ['officer', 'focal_point', 'chair'],
  },
  jobs,
  notices: [
    { topic: 'safeguards.settled', usual: 'at_once' },
    { topic: 'safeguards.due', usual: 'daily' },
  ],
  texts,
}
