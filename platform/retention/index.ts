import type { Call, Tx } from '../database.ts'
import { type Module, route } from '../module.ts'
import * as holds from './actions/holds.ts'
import * as reviews from './actions/reviews.ts'
import * as rights from './actions/rights.ts'
import * as rules from './actions/rules.ts'
import * as contract from './contract.ts'
import { retentionJobs } from './jobs.ts'
import { texts } from './locales/index.ts'
import { myDataJob } from './my-data.ts'
import * as rightsContract from './rights-contract.ts'

/** What is kept of these modules' tables, how long and why; legal holds; review of levels; rights of the person. */
export function retentionOf(modules: readonly Module[]): Module {
  const titles = rules.titlesOf([...modules, { texts }])
  /** An action that also needs to know what tables are called. */
  const knowing =
    <In, Out>(action: (tx: Tx, input: In, call: Call, titles: rules.TableTitles) => Promise<Out>) =>
    (tx: Tx, input: In, call: Call) =>
      action(tx, input, call, titles)
  return {
    name: 'retention',
    routes: [
      route(contract.listRules, knowing(rules.listRules)),
      route(contract.listRuns, knowing(rules.listRuns)),
      route(contract.listHolds, holds.listHolds),
      route(contract.placeHold, holds.placeHold),
      route(contract.liftHold, holds.liftHold),
      route(contract.listReviews, reviews.listReviews),
      route(contract.setReview, reviews.setReview),
      route(contract.keepLevel, reviews.keepLevel),
      route(rightsContract.readMyData, knowing(rights.readMyData)),
      route(rightsContract.askMyData, rights.askMyData),
      route(rightsContract.listErasures, knowing(rights.listErasures)),
      route(rightsContract.askErasure, rights.askErasure),
      route(rightsContract.withdrawErasure, rights.withdrawErasure),
      route(rightsContract.decideErasure, rights.decideErasure),
    ],
    permissions: {
      'retention:read': ['secretariat', 'auditor'],
      'retention:hold': ['secretariat', 'org_admin'],
      'retention:decide': ['secretariat'],
    },
    jobs: [...retentionJobs, myDataJob(titles)],
    notices: [
      { topic: 'retention.review_due', usual: 'weekly' },
      { topic: 'retention.erasure_asked', usual: 'at_once' },
      { topic: 'retention.erasure_refused', usual: 'at_once' },
    ],
    texts,
  }
}
