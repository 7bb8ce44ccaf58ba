import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

/** Comments, history, saved views and requests: what hangs on records, and what people keep beside them. */
export function commentsInputs(r: Reading): Book {
  const { world, chance, snapshot } = r
  const comments = [...idsIn(r, 'comments'), ...r.nowhere]
  const views = [...idsIn(r, 'saved_views'), ...r.nowhere]
  const requests = [...idsIn(r, 'access_requests'), ...r.nowhere]
  const version = (record: unknown) => snapshot.get('records')!.find((row) => row['id'] === record)?.['version'] ?? 1
  const said = { language: 'en', words: 'Words of the test' }
  const mentioned = world.people.map(({ id }) => ({ ...said, words: `Ask <@${id}>` }))
  const page = '/programmes'
  return {
    'comments.list': everywhere(world, ...each('record', r.records), { record: r.records[0], page: 2, size: 1 }),
    'comments.versions': asking(...each('id', comments)),
    'comments.people': asking(...each('record', r.records, { q: 'person' }), ...each('record', r.records.slice(0, 5))),
    'comments.add': asking(
      ...r.records.map((record) => ({ record, ...said, request: chance.uuid() })),
      ...r.records
        .slice(0, 12)
        .flatMap((record) => mentioned.map((words) => ({ record, ...words, request: chance.uuid() }))),
      ...snapshot
        .get('comments')!
        .map((c) => ({ record: c['record'], parent: c['id'], ...said, request: chance.uuid() })),
      ...comments.slice(0, 8).map((parent) => ({ record: r.records[0], parent, ...said, request: chance.uuid() })),
    ),
    'comments.edit': asking(
      ...each('id', comments, { version: 1, ...said }),
      ...each('id', comments, { version: 2, ...said }),
    ),
    'comments.remove': asking(...each('id', comments)),
    'comments.hide': asking(
      ...each('id', comments, { reason: 'It names a person' }),
      ...each('id', comments, { reason: null }),
    ),
    'history.list': everywhere(world, ...each('record', r.records), { record: r.records[0], page: 2, size: 1 }),
    'history.restore': asking(
      ...snapshot.get('record_history')!.map((row) => ({
        edit: row['id'],
        field: `${row['table_name']}.summary`,
        language: 'en',
        version: version(row['record']),
      })),
      ...r.nowhere.map((edit) => ({ edit, field: 'programmes.summary', language: 'en', version: 1 })),
    ),
    'views.list': everywhere(world, { page }, { page: '/programmes/activities' }),
    'views.save': asking(
      { page, name: 'Of the test', query: 'themes=border', request: chance.uuid() },
      { page, name: 'For all', query: '', shared: true, request: chance.uuid() },
    ),
    'views.change': asking(...each('id', views, { name: 'Another', shared: true })),
    'views.remove': asking(...each('id', views)),
    'views.arrange': asking(...views.map((id) => ({ page, ids: [id], opens: id })), { page, ids: [], opens: null }),
    'requests.list': everywhere(
      world,
      {},
      { view: 'mine' },
      { view: 'past' },
      ...each('record', r.records, { view: 'mine' }),
      ...each('record', r.records),
      { page: 2, size: 1 },
    ),
    'requests.ask': asking(
      ...r.records.map((record) => ({ record, reason: 'Needed for the test', request: chance.uuid() })),
    ),
    'requests.withdraw': asking(...each('id', requests)),
    'requests.grant': asking(
      ...each('id', requests, { to: 'person', gives: 'read' }),
      ...each('id', requests, { to: 'organisation', gives: 'comment' }),
    ),
    'requests.refuse': asking(...each('id', requests, { words: 'Not yet' })),
  }
}
