import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

const KINDS = ['legality', 'rights', 'gender', 'humanitarian']

/** The checks of programmes: read, recorded, signed off, returned, shown. */
export function safeguardsInputs(r: Reading): Book {
  const { world, chance, snapshot, records } = r
  const checks = [...idsIn(r, 'safeguard_checks'), ...r.nowhere]
  const versionOf = (record: string, kind: string): number =>
    snapshot
      .get('safeguard_checks')!
      .filter((row) => row['record'] === record && row['kind'] === kind)
      .reduce((last, row) => Math.max(last, row['version'] as number), 0)
  const said = (kind: string) => ({
    ...{ kind, answer: 'no_risk', reason: { original: 'en', texts: { en: 'Looked at for the test' }, outdated: [] } },
    ...(kind === 'rights' && { support: { given: false } }),
  })
  return {
    'safeguards.read': everywhere(world, ...each('programme', records)),
    'safeguards.versions': asking(
      ...each('programme', records, { kind: 'rights' }),
      ...each('programme', records.slice(0, 6), { kind: 'legality' }),
    ),
    'safeguards.marks': everywhere(world, { programmes: records }, ...records.map((id) => ({ programmes: [id] }))),
    'safeguards.list': everywhere(
      world,
      {},
      { gates: ['missing'] },
      { gates: ['waiting', 'returned'] },
      { within: 100 },
      { mine: true },
      { statuses: ['completed'] },
      { entities: ['UNA'] },
      { q: 'title' },
      { page: 2, size: 3 },
    ),
    'safeguards.figures': everywhere(world, {}, { entities: ['UNA'] }, { states: ['XAA'] }, { statuses: ['ongoing'] }),
    'safeguards.record': asking(
      ...records.flatMap((programme) =>
        KINDS.slice(0, 2).map((kind) => ({
          ...{ programme, ...said(kind), version: versionOf(programme, kind), request: chance.uuid() },
        })),
      ),
      ...records.slice(0, 4).map((programme) => ({ programme, ...said('gender'), version: 7, request: chance.uuid() })),
    ),
    'safeguards.sign': asking(...each('check', checks)),
    'safeguards.return': asking(...each('check', checks, { words: 'Say which law holds' })),
    'safeguards.show_reasons': asking(
      ...each('check', checks, { shown: true }),
      ...each('check', checks, { shown: false }),
    ),
  }
}
