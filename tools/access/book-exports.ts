import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

/** What left: own files and those of others, copies of records in sight and out of it. */
export function exportsInputs(r: Reading): Book {
  const files = [...idsIn(r, 'exports'), ...r.nowhere]
  const homes = [...new Set(r.world.people.map(({ home }) => home))]
  return {
    'exports.list': everywhere(r.world, {}, { view: 'due' }, { page: 2, size: 1 }),
    'exports.held': everywhere(
      r.world,
      {},
      { state: 'due' },
      { state: 'any', page: 2, size: 2 },
      ...each('record', r.records.slice(0, 20), { state: 'any' }),
    ),
    'exports.ask': asking(...homes.flatMap((holder) => r.records.slice(0, 12).map((record) => ({ record, holder })))),
    'exports.destroyed': asking(...each('id', files)),
  }
}
