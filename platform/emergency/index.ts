import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { emergencyJobs } from './jobs.ts'
import { texts } from './locales/index.ts'

/** Reading a record in an emergency: two persons, a reason, an end, and the originator is told. */
export const emergency: Module = {
  name: 'emergency',
  routes: [
    route(contract.listEmergencies, actions.listEmergencies),
    route(contract.askEmergency, actions.askEmergency),
    route(contract.approveEmergency, actions.approveEmergency),
    route(contract.withdrawEmergency, actions.withdrawEmergency),
  ],
  permissions: {
    'emergency:ask': ['secretariat'],
    'emergency:approve': ['secretariat'],
    'emergency:read': ['secretariat', 'auditor'],
  },
  jobs: emergencyJobs,
  texts,
}
