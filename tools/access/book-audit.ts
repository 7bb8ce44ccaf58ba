import { asking, type Book, each, everywhere, type Reading } from './book-parts.ts'

const PURPOSE = 'Looking into a complaint'

export function auditInputs(r: Reading): Book {
  const organisations = r.world.organisations.map((o) => o.id)
  const people = r.world.people.map((p) => p.id)
  return {
    'audit.mine': everywhere(
      r.world,
      {},
      { action: 'programmes' },
      { outcome: 'refused' },
      { size: 3, page: 2 },
      { since: '2020-01-01' },
    ),
    'audit.readings': everywhere(
      r.world,
      {},
      { others: false },
      ...each('record', r.records),
      ...each('organisation', organisations),
      { size: 2, page: 2 },
    ),
    'audit.readers': everywhere(r.world, ...each('record', r.records)),
    'audit.trail': everywhere(
      r.world,
      { purpose: PURPOSE },
      {},
      ...each('person', people, { purpose: PURPOSE }),
      ...each('organisation', organisations, { purpose: PURPOSE }),
      { purpose: PURPOSE, kind: 'changes', size: 5 },
    ),
    'audit.verify': asking({}, { from: 5, blocks: 2 }, { known: '0'.repeat(64) }),
  }
}
