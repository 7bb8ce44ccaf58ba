import { stopToken } from '../../platform/notices/token.ts'
import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

/** Notices, tasks and work under way: own things and those of others, on records in sight and out of it. */
export function servicesInputs(r: Reading): Book {
  const notices = [...idsIn(r, 'notices'), ...r.nowhere]
  const tasks = [...idsIn(r, 'tasks'), ...r.nowhere]
  const jobs = [...idsIn(r, 'asked_jobs'), ...r.nowhere]
  const people = [...r.world.people.map(({ id }) => id), ...r.nowhere]
  const later = '2099-01-01T00:00:00Z'
  const some = r.viewer?.id ?? people[0]!
  const token = stopToken({ person: some, topic: 'tasks.due' })
  return {
    'notices.list': everywhere(
      r.world,
      {},
      { unread: true },
      { topic: 'tasks.assigned', size: 2 },
      { page: 2, size: 2 },
    ),
    'notices.unread': everywhere(r.world, {}),
    'notices.read': asking({ ids: notices.slice(0, 3) }, ...each('ids', notices.map((id) => [id]) as never), {
      until: later,
    }),
    'notices.settings': everywhere(r.world, {}),
    'notices.change_settings': asking(
      { timeZone: 'Asia/Baghdad', quiet: { from: '20:00', until: '06:00' }, mailAt: '06:00' },
      { topics: [{ topic: 'tasks.due', pace: 'never' }] },
      { timeZone: 'Nowhere/Such' },
    ),
    'notices.following': asking(...each('record', r.records)),
    'notices.follow': asking(...each('record', r.records), ...each('record', r.records, { following: false })),
    'notices.followed': everywhere(r.world, {}, { page: 2, size: 1 }),
    'notices.read_stop': asking({ token }, { token: `${token}x` }),
    'notices.stop': asking({ token }, { token: token.replace(some, people.at(-1)!) }),
    'notices.stop_at_once': {
      inputs: [token, 'x'].map((t) => ({ input: { token: t }, file: Buffer.from('List-Unsubscribe=One-Click') })),
    },
    'tasks.list': everywhere(
      r.world,
      {},
      { of: 'all', status: 'any' },
      { of: 'asked', sort: 'title', dir: 'desc', size: 2 },
      { of: 'all', due: 'week', page: 2, size: 1 },
      ...each('record', r.records.slice(0, 20), { of: 'all' }),
    ),
    'tasks.read': asking(...each('id', tasks)),
    'tasks.add': asking(
      { title: 'To do', request: r.chance.uuid() },
      ...r.records.map((record) => ({ record, title: 'On a record', request: r.chance.uuid() })),
      ...people.map((owner) => ({ owner, title: 'For another', request: r.chance.uuid() })),
      ...r.records.slice(0, 12).map((record, n) => ({
        ...{ record, owner: people[n % people.length], title: 'For another on a record', request: r.chance.uuid() },
      })),
    ),
    'tasks.edit': asking(...each('id', tasks, { version: 1, title: 'Changed', words: '', dueOn: null })),
    'tasks.settle': asking(
      ...each('id', tasks, { status: 'done' }),
      ...each('id', tasks.slice(0, 5), { status: 'dropped', reason: 'No longer' }),
    ),
    'tasks.assign': asking(
      { ids: tasks.slice(0, 3), owner: some },
      ...people.map((owner) => ({ ids: tasks.slice(0, 3), owner })),
      ...tasks.map((id) => ({ ids: [id], owner: some })),
    ),
    'tasks.owners': everywhere(r.world, {}, { q: 'a' }, ...each('record', r.records)),
    'jobs.list': everywhere(r.world, {}, { state: 'ended', size: 2 }, { state: 'under_way' }),
    'jobs.read': asking(...each('id', jobs)),
    'jobs.cancel': asking(...each('id', jobs)),
    'jobs.result': asking(...each('id', jobs)),
    'programmes.ask_export': asking({}, { themes: ['cft'], sort: 'title' }, { format: 'json' }),
    'programmes.ask_activities_export': asking({}, { pillars: ['II'] }),
  }
}
