import { type RawBuilder, sql } from 'kysely'
import { asViewer, type Database, type Entry } from '../../platform/database.ts'
import type { Asking, Sent } from './clients.ts'

/** Something that is measured: what clients ask for, in turn. */
export type Asked = { name: string; askings: Asking[] }

const get = (path: string, input: Record<string, string | number | boolean> = {}): Sent => ({
  method: 'GET',
  path: `${path}?${new URLSearchParams(Object.entries(input).map(([key, value]) => [key, String(value)]))}`,
})
const one = (path: string, ...inputs: Record<string, string | number | boolean>[]): Asking[] =>
  inputs.map((input) => [get(path, input)])

/** What the person who asks can name: ids of records they read, States and themes with records, the own organisation's name. */
type Names = { activities: string[]; programmes: string[]; states: string[]; themes: string[] }

/** How many records the one who asks reads, of all. */
export type Share = { reads: number; of: number }

/** What is measured, by what this person may see. */
export async function askingsFor(
  owner: Database,
  db: Database,
  entry: Entry,
  person: string,
  activities: number,
): Promise<{ asked: Asked[]; share: Share }> {
  const [names, reads] = await asViewer(db, entry, { actor: person, secondFactor: true }, null, async (tx) => {
    const list = async (query: RawBuilder<{ name: string }>) => (await query.execute(tx)).rows.map(({ name }) => name)
    const some = (kind: string) =>
      list(sql`select record as name from presence where kind = ${kind} order by md5(record::text) limit 64`)
    const found: Names = {
      activities: await some('activity'),
      programmes: await some('programme'),
      states: await list(sql`
        select o.code as name from presence p, unnest(p.states) s join organisations o on o.id = s
         group by o.code order by count(*) desc, o.code limit 12`),
      themes: await list(sql`
        select t as name from presence p, unnest(p.themes) t group by t order by count(*) desc, t limit 12`),
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from presence`.execute(tx)
    return [found, rows[0]!.n] as const
  })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from presence`.execute(owner)
  return { asked: askings(names, activities), share: { reads, of: rows[0]!.n } }
}

function askings({ activities, programmes, states, themes }: Names, filled: number): Asked[] {
  const A = '/api/programmes/activities'
  const P = '/api/programmes/list'
  const MATRIX = '/api/programmes/matrix'
  const done = { sort: 'start', dir: 'desc', size: 10 }
  const periods = { from: 2020, until: 2020, from2: 2019, until2: 2019 }
  return [
    {
      name: 'list of activities, filter and sort',
      askings: [
        ...one(
          A,
          { sort: 'title' },
          { themes: themes[0]!, sort: 'title' },
          { states: states[0]!, sort: 'start', dir: 'desc' },
        ),
        ...one(
          A,
          { statuses: 'planned,ongoing', sort: 'start' },
          { entities: 'H0003', sort: 'changed', dir: 'desc' },
          { from: 2020, until: 2020, pillars: 'II', sort: 'code' },
        ),
      ],
    },
    {
      name: 'list of programmes, filter and sort',
      askings: one(
        P,
        { sort: 'title' },
        { themes: themes[1]!, sort: 'start' },
        { entities: 'H0002' },
        { states: states[1]!, sort: 'title' },
      ),
    },
    {
      name: 'list by words',
      askings: one(A, { q: 'training prison' }, { q: 'border', sort: 'title' }, { q: 'formation' }),
    },
    { name: 'one record', askings: activities.flatMap((id) => one('/api/programmes/activity', { id })) },
    { name: 'matrix, entities and themes', askings: one(MATRIX, { kind: 'activity' }) },
    { name: 'matrix, entities and pillars', askings: one(MATRIX, { kind: 'activity', columns: 'pillar' }) },
    { name: 'map', askings: one(MATRIX, { kind: 'activity', rows: 'state', columns: 'region' }) },
    {
      name: 'country page',
      askings: states.map((code) => [
        get('/api/directory/state', { code }),
        get(P, { states: code, ...done }),
        get(A, { states: code, ...done }),
        get(P, { hosts: code, types: 'office,hub,deployment', sort: 'code', size: 10 }),
      ]),
    },
    {
      name: 'create',
      askings: [
        [{ method: 'POST', path: '/api/programmes/activities/add', body: newActivity(programmes, themes, states) }],
      ],
    },
    { name: 'export', askings: one(`${A}/export`, exported(filled)) },
    { name: 'export as XLSX', askings: one(`${A}/export`, { ...exported(filled), format: 'xlsx' }) },
    { name: 'export as JSON', askings: one(`${A}/export`, { ...exported(filled), format: 'json' }) },
    {
      name: 'overlaps, narrowed',
      askings: one('/api/overlaps/list', {}, { themes: themes[0]! }, { states: states[0]! }),
    },
    { name: 'overlaps', askings: one('/api/overlaps/list', {}) },
    {
      name: 'what others do like one record',
      askings: activities.slice(0, 16).flatMap((id) => one('/api/overlaps/record', { id })),
    },
    { name: 'two periods compared', askings: one('/api/overview/compare', { kind: 'activity', ...periods }) },
    { name: 'records of two periods', askings: one('/api/overview/compare/records', { kind: 'activity', ...periods }) },
    { name: 'what changed', askings: one('/api/overview/changed', {}) },
    {
      name: 'timeline',
      askings: [[get(P, { ...done, size: 100 }), get(A, { ...done, size: 100, aggregates: false })]],
    },
    {
      name: 'board',
      askings: [
        ['planned', 'ongoing', 'completed'].map((statuses) =>
          get(A, { ...done, statuses, size: 20, aggregates: false }),
        ),
      ],
    },
    { name: 'figures', askings: one('/api/figures/list', {}, { from: 2020, until: 2020 }, { states: states[0]! }) },
    { name: 'gaps, matrix', askings: one('/api/gaps/matrix', {}) },
    {
      name: 'gaps, list',
      askings: one('/api/gaps/list', {}, { fits: 'theme,state' }, { states: states[0]! }, { themes: themes[0]! }),
    },
    { name: 'one gap', askings: states.map((state) => [get('/api/gaps/show', { state, theme: themes[0]! })]) },
    { name: 'quality list', askings: one('/api/quality/list', {}) },
    {
      name: 'suggestions',
      askings: one('/api/search/suggest', { q: 'trai' }, { q: 'border man' }, { q: 'форм' }, { q: 'prison' }),
    },
    {
      name: 'search',
      askings: one(
        '/api/search/query',
        { q: 'training' },
        { q: 'border' },
        { q: 'prison staff' },
        { q: 'financement du terrorisme' },
      ),
    },
    { name: 'gate list', askings: one('/api/safeguards/list', {}) },
    { name: 'gate, waiting for me', askings: one('/api/safeguards/list', { mine: true }) },
    { name: 'gate in figures', askings: one('/api/safeguards/figures', {}) },
    { name: 'offices by State', askings: one('/api/programmes/hosts', {}) },
    { name: 'only known', askings: one('/api/programmes/known', {}) },
  ]
}

/** As many years of activities as give ten thousand to who reads a fifth of them, as far as there are so many. */
function exported(filled: number): Record<string, string | number> {
  const years = Math.min(11, Math.max(1, Math.round((10_000 / (filled / 5)) * 8.5)))
  return years > 8 ? {} : { from: 2017, until: 2016 + years, sort: 'start' }
}

const newActivity = (programmes: readonly string[], themes: readonly string[], states: readonly string[]) => ({
  ...{
    request: '',
    type: 'training',
    programme: programmes[0]!,
    status: 'planned',
    leads: ['H0001'],
    partners: ['H0003'],
    themes: themes.slice(0, 2),
  },
  ...{
    title: {
      original: 'en',
      texts: { en: 'Training of border guards', fr: 'Formation de gardes-frontières' },
      outdated: [],
    },
  },
  ...{ states: states.slice(0, 2), pillars: ['II'], start: { date: '2027-03-01', precision: 'month' } },
  summary: {
    original: 'en',
    texts: { en: 'Two weeks of lessons and exercises at a crossing of the border.' },
    outdated: [],
  },
  audience: [{ to: { kind: 'circle', id: '00000000-0000-4000-8000-000000000002' }, gives: 'read' }],
})
