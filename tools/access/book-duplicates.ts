import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

const first = <T>(items: readonly T[], n: number): T[] => items.slice(0, n)

/** Likely twins, what is not the same, and merges. */
export function duplicatesInputs(r: Reading): Book {
  const { world, chance } = r
  const rows = r.snapshot.get('records')!
  const versionOf = (id: string) => (rows.find((row) => row['id'] === id)?.['version'] as number | undefined) ?? 1
  const seen = (id: string) => ({ id, version: versionOf(id) })
  const visible = r.records.filter((id) => r.sight.may('read', id))
  const hidden = r.records.filter((id) => !r.sight.may('read', id))
  const ofKind = (kind: string) =>
    world.records.filter((w) => w.kind === kind && r.sight.may('contribute', w.id)).map(({ id }) => id)
  const two = (ids: readonly string[]) => ids.flatMap((one, n) => (ids[n + 1] ? [{ one, other: ids[n + 1]! }] : []))
  const mixed = first(visible, 3).flatMap((one) => first([...hidden, ...r.nowhere], 8).map((other) => ({ one, other })))
  const own = [...first(two(ofKind('programme')), 4), ...first(two(ofKind('activity')), 2)]
  const pairs = [
    ...own,
    ...first(two(visible), 4),
    ...mixed,
    ...mixed.map(({ one, other }) => ({ one: other, other: one })),
  ]
  const merges = [...(r.snapshot.get('merges') ?? [])]
  const decided = merges.map((m) => ({
    id: m['id'] as string,
    keptVersion: versionOf(m['kept'] as string),
    otherVersion: versionOf(m['other'] as string),
  }))
  const nowhere = r.nowhere.map((id) => ({ id, keptVersion: 1, otherVersion: 1 }))
  return {
    'duplicates.list': everywhere(
      world,
      {},
      { kind: 'activity' },
      { themes: ['border'] },
      { states: ['XAA'], kind: 'activity' },
      { entities: ['UNA'], page: 2, size: 1 },
    ),
    'duplicates.record': everywhere(world, ...each('id', r.records)),
    'duplicates.compare': everywhere(world, ...pairs),
    'duplicates.merges': everywhere(world, {}, { state: 'settled' }, { state: 'settled', page: 2, size: 2 }),
    'duplicates.apart': asking(...pairs.map((pair) => ({ ...pair, reason: 'Two phases' }))),
    'duplicates.take_back': asking(...each('id', [...idsIn(r, 'distinctions'), ...r.nowhere])),
    'duplicates.merge': {
      inputs: pairs.map(({ one, other }, n) => ({
        input: {
          ...{ request: chance.uuid(), kept: seen(one), other: seen(other), reason: 'Twice' },
          take: n % 2 === 0 ? ['title'] : [],
        },
      })),
      // Ids and moments of what is made.
      blur: [/"id":"[0-9a-f-]{36}","kept"/g, /"(?:askedAt|doneAt)":"[^"]+"/g],
    },
    'duplicates.agree': asking(...decided, ...nowhere),
    'duplicates.end': asking(...decided.map(({ id }) => ({ id, words: 'No' })), ...each('id', r.nowhere)),
  }
}
