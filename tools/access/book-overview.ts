import { asking, type Book, each, everywhere, type Reading } from './book-parts.ts'

const NARROWED = [
  { themes: ['border'] },
  { themes: ['finance', 'youth'], states: ['XAA'] },
  { states: ['XAA', 'XBB'] },
  { entities: ['UNA'] },
  { entities: ['UNB', 'REG'], from: 2020 },
  { regions: ['north'] },
  { pillars: ['I'] },
  { from: 2020, until: 2020 },
  { from: 2021 },
]
const YEARS = { from: 2020, until: 2020, from2: 2019, until2: 2019 }

/** What the views of programmes and activities, their overlaps, and needs against them are asked. */
export function overviewInputs(r: Reading): Book {
  const { world } = r
  const narrowed = NARROWED.map(({ from: _, until: __, ...by }) => ({ ...YEARS, ...by }))
  const axes = [
    { ...YEARS, rows: 'entity', columns: 'theme' },
    { ...YEARS, rows: 'state', columns: 'pillar', kind: 'activity' },
    { ...YEARS, rows: 'region', columns: 'entity', roles: ['lead', 'partner', 'funder'] },
    { ...YEARS, rows: 'theme', columns: 'state', from2: 2020, until2: 2021, from: 2022, until: 2022 },
    { ...YEARS, rows: 'theme', columns: 'theme' },
  ]
  const compared = [...axes, ...narrowed]
  const cells = [{ row: 'UNA' }, { column: 'border' }, { row: 'REG', column: 'finance' }, { page: 2, size: 2 }]
  const onTimeline = [{}, { by: 'state' }, { by: 'theme', kind: 'activity' }, { by: 'pillar', kind: 'programme' }]
  const groups = [
    { group: 'UNA' },
    { group: '-', by: 'state' },
    { group: 'XAA', by: 'state', kind: 'programme' },
    { group: 'finance', by: 'theme' },
    { group: 'I', by: 'pillar' },
    { page: 2, size: 3 },
  ]
  const gaps = [{}, { themes: ['finance'], ended: 0 }, { regions: ['north'], verdicts: ['unmet'] }, { fits: ['theme'] }]
  const places = ['XAA', 'XBB'].flatMap((state) => ['border', 'finance', 'youth'].map((theme) => ({ state, theme })))
  const since = [30, 1, 0].map((days) => ({ since: new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString() }))
  return {
    'overlaps.list': everywhere(world, {}, ...NARROWED, { page: 2, size: 1 }),
    'overlaps.record': everywhere(
      world,
      ...each('id', r.records),
      ...each('id', r.records.slice(0, 3), { page: 2, size: 1 }),
    ),
    'gaps.matrix': everywhere(world, ...gaps, { states: ['XAA'], needs: ['agreed'] }),
    'gaps.list': everywhere(world, ...gaps, { page: 2, size: 1 }),
    'gaps.show': everywhere(world, ...places, { state: 'UNA', theme: 'border' }, { state: 'XAA', theme: 'nothing' }),
    'gaps.export': asking({}, { format: 'json', verdicts: ['met', 'planned'] }),
    'overview.compare': everywhere(world, ...compared),
    'overview.export_compare': everywhere(world, ...axes),
    'overview.compare_records': everywhere(world, ...compared, ...cells.map((of) => ({ ...YEARS, ...of }))),
    'overview.changed': everywhere(world, {}, ...since, { page: 2, size: 3 }),
    'overview.timeline_groups': everywhere(world, ...onTimeline, ...NARROWED),
    'overview.timeline': everywhere(world, ...onTimeline, ...groups, ...NARROWED),
    'overview.look': asking({}, { seen: true }),
  }
}
