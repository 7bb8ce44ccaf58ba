import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'
import { granteeOf } from './grantee.ts'

export function recordsInputs(r: Reading): Book {
  const { world, chance, sight } = r
  const organisations = [...world.organisations.map((o) => o.id), ...r.nowhere]
  const grants = [...idsIn(r, 'grants'), ...r.nowhere]
  const mine = world.records
    .filter((w) => w.author.home === sight.organisation && sight.may('contribute', w.id))
    .map((w) => w.id)
  const [shown, ...known] = [...mine, ...r.records.filter((id) => !mine.includes(id))]
  const version = (id: string) =>
    (r.snapshot.get('records')!.find((row) => row['id'] === id)?.['version'] as number | undefined) ?? 1
  const to = {
    organisation: granteeOf(world, { kind: 'organisation', index: 1 }),
    hidden: granteeOf(world, { kind: 'group', index: 4 }),
    colleague: {
      kind: 'person',
      id: world.people.find((p) => p.home === sight.organisation && p.id !== sight.person)?.id ?? r.nowhere[0],
    },
    circle: granteeOf(world, { kind: 'circle', name: 'members' }),
  }
  const shares = [
    ...r.records.map((id) => ({ ids: [id], audience: [{ to: to.organisation, gives: 'read' }] })),
    { ids: mine.slice(0, 3), audience: [{ to: to.circle, gives: 'discover' }] },
    { ids: [...mine.slice(0, 1), world.records[0]!.id], audience: [{ to: to.organisation, gives: 'read' }] },
    ...mine.slice(0, 2).map((id) => ({ ids: [id], audience: [{ to: to.hidden, gives: 'read' }] })),
    ...r.records.slice(0, 20).map((id) => ({ ids: [id], audience: [{ to: to.colleague, gives: 'deny' }] })),
    ...world.people.map(({ id }) => ({
      ids: mine.slice(0, 1),
      audience: [{ to: { kind: 'person', id }, gives: 'comment' }],
    })),
  ]
  return {
    'records.record': everywhere(world, ...each('id', [shown!, ...known])),
    'records.audience': everywhere(world, ...each('id', [shown!, ...known])),
    'records.principals': everywhere(
      world,
      {},
      { q: 'person' },
      { q: 'group' },
      { q: 'adhoc' },
      { kinds: ['group'] },
      { kinds: ['person'], size: 2, page: 2 },
    ),
    'records.seen': everywhere(
      world,
      ...each('organisation', organisations),
      { organisation: organisations[1], level: 0, sort: 'until' },
      { organisation: organisations[2], size: 1, page: 2 },
    ),
    'records.seen_export': everywhere(world, ...each('organisation', organisations)),
    'records.views': everywhere(world, {}, { q: 'una' }),
    'records.share': asking(...shares.filter((s) => s.ids.length > 0).map((s) => ({ ...s, request: chance.uuid() }))),
    'records.withdraw': asking(...grants.map((id) => ({ grants: [id] })), { grants: grants.slice(0, 2) }),
    'records.withdraw_from': asking(
      { from: to.organisation, records: mine.slice(0, 2) },
      { from: to.hidden },
      { from: to.organisation, records: [world.records[0]!.id] },
    ),
    'records.classify': asking(
      ...mine.slice(-4).map((id) => ({ id, version: version(id), level: 2, handling: ['no_quote'] })),
      ...r.records.map((id) => ({ id, version: version(id), level: 1, handling: [] })),
      ...mine.slice(0, 2).map((id) => ({
        id,
        version: version(id),
        level: 0,
        handling: [],
        card: { original: 'en', texts: { en: 'Card' } },
      })),
    ),
  }
}
