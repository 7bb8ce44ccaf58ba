import { type Module, route } from '../module.ts'
import * as reading from './actions/reading.ts'
import * as writing from './actions/writing.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** What readers of a record say about it. */
export const comments: Module = {
  name: 'comments',
  routes: [
    route(contract.listComments, reading.listComments),
    route(contract.listVersions, reading.listVersions),
    route(contract.findMentionable, reading.findMentionable),
    route(contract.addComment, writing.addComment),
    route(contract.editComment, writing.editComment),
    route(contract.removeComment, writing.removeComment),
    route(contract.hideComment, writing.hideComment),
  ],
  permissions: {},
  notices: [
    { topic: 'comments.mentioned', usual: 'at_once' },
    { topic: 'comments.replied', usual: 'daily' },
    { topic: 'comments.commented', usual: 'daily' },
  ],
  texts,
}
