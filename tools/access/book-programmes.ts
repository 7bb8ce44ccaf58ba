import { asking, type Book, each, everywhere, type Reading } from './book-parts.ts'
import { granteeOf } from './grantee.ts'
import { contentOf } from './world-contents.ts'

const SORTS = ['start', 'title', 'code', 'type', 'status', 'changed']
const FILTERS = [
  { entities: ['UNA'] },
  { entities: ['UNB', 'REG'], roles: ['lead', 'funder'] },
  { states: ['XAA'] },
  { states: ['XBB'], themes: ['border'] },
  { themes: ['finance', 'youth'] },
  { pillars: ['I'] },
  { regions: ['north'] },
  { statuses: ['planned'] },
  { from: 2020, until: 2020 },
  { hosts: ['XAA'] },
  { hosts: ['XBB'], types: ['office'] },
  { on: '2020-06-01' },
  { q: 'title' },
  { q: 'hidden' },
  { q: 'nothing of the kind' },
]

export function programmesInputs(r: Reading): Book {
  const { world } = r
  const codes = world.records.slice(0, 12).map((record) => ({ q: record.code }))
  const pages = [1, 2, 3, 50].map((page) => ({ page, size: 3 }))
  const lists = [{}, ...SORTS.map((sort) => ({ sort, dir: 'desc' })), ...FILTERS, ...codes, ...pages]
  const axes = [
    { rows: 'entity', columns: 'theme' },
    { rows: 'state', columns: 'pillar' },
    { rows: 'region', columns: 'entity', roles: ['lead', 'partner', 'funder'] },
    { rows: 'theme', columns: 'state', kind: 'activity' },
    { rows: 'entity', columns: 'pillar', kind: 'activity', states: ['XAA'] },
    { rows: 'entity', columns: 'entity' },
  ]
  const matrices = [
    ...axes,
    ...FILTERS.filter((f) => !('statuses' in f || 'hosts' in f || 'on' in f)).map((f) => ({
      ...f,
      rows: 'state',
      columns: 'theme',
    })),
  ]
  const files = [
    {},
    { sort: 'title' },
    { format: 'xlsx' },
    { format: 'json' },
    { hosts: ['XAA', 'XBB'] },
    ...FILTERS.slice(0, 4),
  ]
  return {
    'programmes.list': everywhere(world, ...lists),
    'programmes.activities': everywhere(world, ...lists, ...each('programme', r.records), { aggregates: false }),
    'programmes.read_programme': everywhere(world, ...each('id', visibleFirst(r))),
    'programmes.read_activity': everywhere(world, ...each('id', visibleFirst(r))),
    'programmes.known': everywhere(world, {}, { page: 2, size: 2 }),
    'programmes.hosts': everywhere(world, {}, ...FILTERS, ...codes),
    'programmes.matrix': everywhere(world, ...matrices),
    'programmes.export': everywhere(world, ...files),
    'programmes.export_activities': everywhere(world, ...files, ...each('programme', r.records.slice(0, 8))),
    'programmes.export_matrix': everywhere(
      world,
      ...axes.slice(0, 4),
      { ...axes[0], format: 'json' },
      { ...axes[1], format: 'xlsx' },
    ),
    ...writing(r),
  }
}

/** What the viewer reads comes first, so that it is what is asked in every language and through all eyes. */
function visibleFirst({ records, sight }: Reading): string[] {
  const visible = records.filter((id) => sight.may('read', id))
  return [...visible, ...records.filter((id) => !visible.includes(id))]
}

function writing(r: Reading): Book {
  const { world, chance } = r
  const hidden = world.records.filter(({ id }) => !r.sight.may('discover', id))
  const known = world.records.filter(({ id }) => r.sight.may('read', id))
  const mine = known.filter(({ id }) => r.sight.may('contribute', id))
  // What is edited is not removed, so that both are done.
  const [edits, removals] = [mine.filter((_, n) => n % 2 === 0), mine.filter((_, n) => n % 2 === 1)]
  const own = mine.filter(({ author }) => author.home === r.sight.organisation)
  const taken = [...hidden.slice(0, 4), ...own.slice(0, 2)]
  const others = r.snapshot.get('requests')!.filter((q) => q['person'] !== r.sight.person)
  const content = (kind: 'programme' | 'activity', code: string, n: number) => contentOf(kind, code, n, chance)
  const audience = [
    { to: granteeOf(world, { kind: 'organisation', index: 1 }), gives: 'read' },
    { to: granteeOf(world, { kind: 'group', index: 4 }), gives: 'discover' },
  ]
  const made = (kind: 'programme' | 'activity') => [
    ...taken.map(({ code }, n) => ({ ...content(kind, code, 200 + n), request: chance.uuid() })),
    ...others.slice(0, 2).map((q, n) => ({ ...content(kind, `R-${n}`, 300 + n), request: q['request'] })),
    { ...content(kind, 'N-1', 400), request: chance.uuid(), level: 1, audience: audience.slice(0, 1) },
    { ...content(kind, 'N-2', 401), request: chance.uuid(), audience: audience.slice(1) },
    { ...content(kind, 'N-3', 402), request: chance.uuid(), leads: ['NOONE'] },
    ...world.people.map(({ id }, n) => ({
      ...content(kind, `S-${n}`, 410 + n),
      request: chance.uuid(),
      audience: [{ to: { kind: 'person', id }, gives: 'read' }],
    })),
    ...world.groups.map(({ id }, n) => ({
      ...content(kind, `G-${n}`, 420 + n),
      request: chance.uuid(),
      audience: [{ to: { kind: 'group', id }, gives: 'read' }],
    })),
  ]
  const linked = r.records
    .filter((id) => world.records.find((w) => w.id === id)?.kind !== 'activity')
    .map((programme, n) => ({ ...content('activity', `L-${n}`, 500 + n), request: chance.uuid(), programme }))
  const edited = (kind: 'programme' | 'activity') => [
    ...edits
      .filter((m) => m.kind === kind)
      .slice(0, 4)
      .map((m, n) => ({ ...content(kind, m.code, 600 + n), id: m.id, version: versionOf(r, m.id) })),
    ...edits
      .filter((m) => m.kind === kind)
      .slice(0, 3)
      .map((m, n) => ({
        ...content(kind, hidden[4 + n]?.code ?? 'E-1', 620 + n),
        id: m.id,
        version: versionOf(r, m.id) + 1,
      })),
    ...known.slice(0, 3).map((m, n) => ({ ...content(kind, m.code, 640 + n), id: m.id, version: 1 })),
    ...[...hidden.map((h) => h.id).slice(0, 6), ...r.nowhere].map((id, n) => ({
      ...content(kind, `H-${n}`, 660 + n),
      id,
      version: 1,
    })),
  ]
  const removed = (kind: 'programme' | 'activity') =>
    [...removals.filter((m) => m.kind === kind).slice(0, 6), ...hidden.slice(0, 5)].map(({ id }) => ({
      id,
      version: versionOf(r, id),
    }))
  return {
    'programmes.add_programme': asking(...made('programme')),
    'programmes.add_activity': asking(...made('activity'), ...linked),
    'programmes.edit_programme': asking(...edited('programme')),
    'programmes.edit_activity': asking(...edited('activity')),
    'programmes.remove_programme': asking(...removed('programme'), ...each('id', r.nowhere, { version: 1 })),
    'programmes.remove_activity': asking(...removed('activity'), ...each('id', r.nowhere, { version: 1 })),
  }
}

const versionOf = ({ snapshot }: Reading, id: string): number =>
  snapshot.get('records')!.find((row) => row['id'] === id)!['version'] as number
