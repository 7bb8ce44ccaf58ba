import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

/** What is kept and why, holds, reviews of levels, and the rights of the person. */
export function retentionInputs(r: Reading): Book {
  const { world, chance } = r
  const holds = [...idsIn(r, 'legal_holds'), ...r.nowhere]
  const erasures = [...idsIn(r, 'erasures'), ...r.nowhere]
  const people = [...world.people.map(({ id }) => id), ...r.nowhere]
  const held = { reason: 'A case of the test', reference: 'CASE/1', reviewOn: '2099-01-01' }
  const on = (kind: string, ids: readonly string[]) =>
    ids.map((id) => ({ on: { kind, id }, ...held, request: chance.uuid() }))
  return {
    'retention.rules': everywhere(world, {}),
    'retention.runs': everywhere(world, {}, { page: 2, size: 1 }),
    'retention.holds': everywhere(world, {}, { state: 'lifted' }, { page: 2, size: 1 }, ...each('record', r.records)),
    'retention.place_hold': asking(
      ...on('record', r.records),
      ...on('person', people),
      ...on(
        'organisation',
        world.organisations.map(({ id }) => id),
      ),
    ),
    'retention.lift_hold': asking(...each('id', holds, { why: 'The case of the test is closed' })),
    'retention.reviews': everywhere(
      world,
      { view: 'all' },
      {},
      { view: 'all', page: 2, size: 1 },
      ...each('record', r.records, { view: 'all' }),
    ),
    'retention.set_review': asking(...each('record', r.records, { on: '2040-01-01' })),
    'retention.keep_level': asking(...each('record', r.records, { reason: 'Still in need of it', next: '2031-01-01' })),
    'retention.my_data': everywhere(world, {}),
    'retention.ask_my_data': asking({}),
    'retention.erasures': everywhere(world, {}, { view: 'settled' }, { view: 'mine' }, { page: 2, size: 1 }),
    'retention.ask_erasure': asking(
      ...people.map((person) => ({ person, reference: 'Letter 1', request: chance.uuid() })),
      { request: chance.uuid() },
    ),
    'retention.withdraw_erasure': asking(...each('id', erasures)),
    'retention.decide_erasure': asking(
      ...each('id', erasures, { erase: false, words: 'Still in service' }),
      ...each('id', erasures, { erase: true }),
    ),
  }
}
