import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

const first = <T>(items: readonly T[], n: number): T[] => items.slice(0, n)
const versionOf = ({ snapshot }: Reading, id: string): number =>
  snapshot.get('records')!.find((row) => row['id'] === id)!['version'] as number

/** What hangs on programmes and activities: goals, participants, roles, links. */
export function recordInputs(r: Reading): Book {
  const { world } = r
  const visible = r.records.filter((id) => r.sight.may('read', id))
  const hidden = r.records.filter((id) => !r.sight.may('read', id))
  const all = [...visible, ...hidden]
  const mine = world.records.filter(({ id }) => r.sight.may('contribute', id))
  const at = (id: string) => ({ id, version: versionOf(r, id) })
  const refused = [...first(hidden, 4), ...r.nowhere].map((id) => ({ id, version: 1 }))
  const known = first(visible, 3).flatMap((id) => (world.records.some((w) => w.id === id) ? [at(id)] : []))
  const some = (more: object, of: readonly { id: string }[] = first(mine, 4)) => [
    ...of.map(({ id }) => ({ ...at(id), ...more })),
    ...[...refused, ...known].map((claim) => ({ ...claim, ...more })),
  ]
  const activities = mine.filter(({ kind }) => kind === 'activity')
  const programmes = mine.filter(({ kind }) => kind === 'programme')
  const amount = { n: 5, comparator: 'ge' }
  const does = { original: 'en', texts: { en: 'Trains' } }
  const links = idsIn(r, 'links')
  const linksOf = (id: string) =>
    (r.snapshot.get('links') ?? []).flatMap((row) => (row['record'] === id ? [row['id'] as string] : []))
  const chain = first(programmes, 2).map(({ id }) => ({ record: id, version: versionOf(r, id) }))
  const claims = [...chain, ...first(hidden, 4).map((record) => ({ record, version: 1 }))]
  const words = { original: 'en', texts: { en: 'Trained' } }
  const on = (more: (ids: readonly string[]) => readonly object[], table: string) =>
    claims.flatMap((claim) => more(idsIn(r, table)).map((one) => ({ ...claim, ...one })))
  const date = { date: '2020-01-01', precision: 'year' }
  return {
    'particulars.read': everywhere(world, ...each('id', all)),
    'particulars.links': everywhere(world, ...each('id', all)),
    'particulars.save_sdgs': asking(...some({ sdgs: ['16.a', '5'] })),
    'particulars.save_attendance': asking(
      ...some({ rows: [{ function: null, women: amount, men: amount, other: null }] }, first(activities, 3)),
    ),
    'particulars.save_joint': asking(
      ...some({ isJoint: true, parts: [] }, first(programmes, 3)),
      ...some({ isJoint: true, parts: [{ organisation: 'UNA', does }] }, first(programmes, 3)),
    ),
    'quality.read': everywhere(world, ...each('id', [...mine.map(({ id }) => id), ...all])),
    'quality.list': everywhere(world, {}, { check: 'no_goal', size: 2 }, { kind: 'activity' }, { page: 2, size: 2 }),
    'results.read': everywhere(world, ...each('record', all)),
    'results.save_result': asking(
      ...claims.map((claim) => ({ ...claim, kind: 'outcome', statement: words })),
      ...on((ids) => ids.map((parent) => ({ kind: 'output', statement: words, parent })), 'results'),
    ),
    'results.save_indicator': asking(
      ...on((ids) => ids.map((result) => ({ result, name: words, unit: words })), 'results'),
    ),
    'results.save_measurement': asking(
      ...on((ids) => ids.map((indicator) => ({ indicator, measured: date, value: 3 })), 'indicators'),
    ),
    'results.remove': asking(
      ...on((ids) => ids.map((id) => ({ what: 'indicator', id })), 'indicators'),
      ...on((ids) => first(ids, 9).map((id) => ({ what: 'result', id })), 'results'),
    ),
    'particulars.add_link': asking(
      ...first(mine, 2).flatMap(({ id }) =>
        first(r.records, 60).map((other) => ({ ...at(id), kind: 'follows', other })),
      ),
      ...some({ kind: 'part_of', other: visible[0] ?? r.nowhere[0] }),
    ),
    'particulars.remove_link': asking(
      // Of each its own links, and some of others.
      ...first(mine, 6).flatMap(({ id }) => [...linksOf(id), ...first(links, 6)].map((link) => ({ ...at(id), link }))),
      ...some({ link: r.nowhere[0] }),
    ),
  }
}
