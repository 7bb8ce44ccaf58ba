import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { auditJobs } from './jobs.ts'
import { texts } from './locales/index.ts'
import { verify } from './verify.ts'

/** What happened to whose data. */
export const audit: Module = {
  name: 'audit',
  routes: [
    route(contract.readOwnTrail, actions.readOwnTrail),
    route(contract.listReadings, actions.listReadings),
    route(contract.readReaders, actions.readReaders),
    route(contract.readTrail, actions.readTrail),
    route(contract.verify, verify),
  ],
  permissions: {
    'audit:own': ['officer', 'focal_point', 'chair', 'donor', 'org_admin', 'secretariat'],
    'audit:read': ['auditor'],
  },
  jobs: auditJobs,
  texts,
}
