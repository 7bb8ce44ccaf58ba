import type { Call, Tx } from '../database.ts'
import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { digestJob } from './digest.ts'
import * as following from './follow.ts'
import { texts } from './locales/index.ts'
import * as settings from './settings.ts'
import { type Topics, topicsOf } from './words.ts'

const OWN = [{ topic: 'records.changed', usual: 'daily' }] as const satisfies Module['notices']

/** What people are told, in Concord and by mail, of what these modules say they tell of. */
export function noticesOf(modules: readonly Module[]): Module {
  const topics = topicsOf([...modules, { notices: OWN, texts }])
  /** An action that also needs to know what there is to tell of. */
  const knowing =
    <In, Out>(action: (tx: Tx, input: In, call: Call, topics: Topics) => Promise<Out>) =>
    (tx: Tx, input: In, call: Call) =>
      action(tx, input, call, topics)
  return {
    name: 'notices',
    routes: [
      route(contract.listNotices, knowing(actions.listNotices)),
      route(contract.countUnread, actions.countUnread),
      route(contract.markRead, actions.markRead),
      route(contract.readSettings, knowing(settings.readSettings)),
      route(contract.changeSettings, knowing(settings.changeSettings)),
      route(contract.readFollowing, following.readFollowing),
      route(contract.follow, following.follow),
      route(contract.listFollowed, following.listFollowed),
      route(contract.readStop, knowing(settings.readStop)),
      route(contract.stopMail, settings.stopMail),
      route(contract.stopAtOnce, settings.stopMail),
    ],
    permissions: {},
    jobs: [digestJob(topics)],
    notices: OWN,
    texts,
  }
}
