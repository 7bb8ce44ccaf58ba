import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'
import { granteeOf } from './grantee.ts'
import { COLUMNS } from './rules-imports.ts'

/** Tables of one's own and of others, in every stage; rows that name what is hidden. */
export function importsInputs(r: Reading): Book {
  const { world } = r
  const imports = [...idsIn(r, 'imports'), ...r.nowhere]
  const mappings = [...idsIn(r, 'import_mappings'), ...r.nowhere]
  const hidden = world.records.filter(({ id }) => !r.sight.may('discover', id)).slice(0, 3)
  const lines = [
    'Reference,Title,Type,Status',
    ...hidden.map(({ code }) => `${code},Of this symbol,project,planned`),
    'N-900,New,project,planned',
  ]
  const file = Buffer.from(lines.join('\n'))
  const brought = (kind: string, n: number, more: object = {}) => ({
    input: { kind, name: 'table.csv', request: `1a900000-0000-4000-8000-${String(n).padStart(12, '0')}`, ...more },
    file,
  })
  const assessments = [...idsIn(r, 'assessments'), ...r.nowhere]
  const audience = [{ to: granteeOf(world, { kind: 'organisation', index: 1 }), gives: 'read' }]
  return {
    'imports.kinds': everywhere(world, {}, ...each('within', assessments)),
    'imports.list': everywhere(world, {}, { page: 2, size: 2 }),
    'imports.read': everywhere(world, ...each('id', imports)),
    'imports.upload': {
      inputs: [
        ...[brought('programmes.programme', 1), brought('programmes.activity', 2), brought('nothing.such', 3)],
        ...assessments.map((within, n) => brought('recommendations.recommendation', 4 + n, { within })),
      ],
    },
    'imports.map': asking(
      ...each('id', imports, { sheet: 0, head: 1, language: 'en', columns: COLUMNS, keepAs: 'Kept' }),
      ...each('id', imports.slice(0, 4), { sheet: 0, head: 1, language: 'en' }),
    ),
    'imports.doubts': everywhere(world, ...each('id', imports)),
    'imports.confirm': asking(
      ...each('id', imports, { choices: [{ lookup: 'states', said: 'Nowhere land', code: 'XAA' }] }),
    ),
    'imports.check': asking(...each('id', imports), ...each('id', imports.slice(0, 8), { level: 1, audience })),
    'imports.run': asking(...each('id', imports)),
    'imports.undo': asking(...each('id', imports)),
    'imports.remove': asking(...each('id', imports)),
    'imports.rows': everywhere(world, ...each('id', imports), ...each('id', imports.slice(0, 8), { outcome: 'bad' })),
    'imports.mend': everywhere(world, ...each('id', imports)),
    'imports.mappings': everywhere(world, {}, { page: 2, size: 1 }),
    'imports.remove_mapping': asking(...each('id', mappings)),
  }
}
