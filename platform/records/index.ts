import { type Module, route } from '../module.ts'
import * as audience from './actions/audience.ts'
import { findPrincipals } from './actions/principals.ts'
import * as seen from './actions/seen.ts'
import * as share from './actions/share.ts'
import { listViews } from './actions/views.ts'
import * as contract from './contract.ts'
import { refreshDue } from './expire.ts'
import { texts } from './locales/index.ts'

/** Who may see a record, why and until when. */
export const records: Module = {
  name: 'records',
  routes: [
    route(contract.readRecord, audience.readRecord),
    route(contract.readAudience, audience.readAudience),
    route(contract.findPrincipals, findPrincipals),
    route(contract.share, share.share),
    route(contract.withdraw, share.withdraw),
    route(contract.withdrawFrom, share.withdrawFrom),
    route(contract.classify, share.classify),
    route(contract.listSeen, seen.listSeen),
    route(contract.exportSeen, seen.exportSeen),
    route(contract.listViews, listViews),
  ],
  permissions: {
    'records:share': ['officer', 'focal_point', 'chair', 'donor'],
  },
  jobs: [{ name: 'records.expire', cron: '* * * * *', step: refreshDue }],
  texts,
}
