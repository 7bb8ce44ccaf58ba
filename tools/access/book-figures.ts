import { asking, type Book, each, everywhere, type Reading } from './book-parts.ts'

const NARROWED = [
  { from: 2020 },
  { from: 2019, until: 2021, states: ['XAA', 'XBB'] },
  { from: 2018, until: 2022, entities: ['UNA'] },
  { from: 2020, themes: ['border', 'finance'] },
  { until: 2020, regions: ['north'] },
]
const BEHIND = [
  { figure: 'trainings' },
  { figure: 'people_trained', page: 2, size: 2 },
  ...['part', 'total', 'ongoing', 'planned'].map((standing) => ({ figure: 'trainings', standing })),
]

/** Figures, the records behind them, and what a stated total is a total of. */
export function figuresInputs(r: Reading): Book {
  const { world, sight, snapshot } = r
  const inSight = r.records.filter((id) => sight.may('read', id))
  const hidden = r.records.filter((id) => !sight.may('read', id))
  const versionOf = (id: string) => (snapshot.get('records') ?? []).find((row) => row['id'] === id)?.['version'] ?? 1
  const totals = new Set((snapshot.get('activities') ?? []).filter((row) => row['aggregate']).map((row) => row['id']))
  const mine = world.records.filter(({ id, kind }) => kind === 'activity' && sight.may('contribute', id))
  const [ours, others] = [mine.filter(({ id }) => totals.has(id)), mine.filter(({ id }) => !totals.has(id))]
  const claimed = [
    ...[...ours.slice(0, 6), ...others.slice(0, 2)].map(({ id }) => id),
    ...inSight.slice(0, 3),
    ...hidden.slice(0, 4),
    ...r.nowhere,
  ]
  return {
    'figures.list': everywhere(world, {}, ...NARROWED),
    'figures.records': everywhere(world, ...BEHIND, ...NARROWED.map((by) => ({ ...by, figure: 'trainings' }))),
    'figures.export': everywhere(world, {}, NARROWED[1], { ...NARROWED[0], format: 'json' }),
    'figures.total': everywhere(world, ...each('id', [...inSight, ...hidden])),
    'figures.save_total': asking(
      ...claimed.map((id) => ({ id, version: versionOf(id), figure: 'people_trained' })),
      ...claimed.map((id) => ({ id, version: versionOf(id), figure: null })),
    ),
  }
}
