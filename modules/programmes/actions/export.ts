import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Language, translator } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { ActivityRow, Narrowing, Order, ProgrammeRow } from '../contract.ts'
import type { Amount } from '../fields.ts'
import { texts } from '../locales/index.ts'
import type { KnownDate } from '../rules.ts'
import { activityRows } from './activities.ts'
import { countOf, pageOfIds } from './listing.ts'
import { presenceOf } from './presence.ts'
import { programmeRows } from './programmes.ts'
import { type Terms, termsIn } from './terms.ts'

/** Rows of one file; what lies beyond is said in its last lines. */
const LONGEST = 20_000

type Translate = (key: keyof (typeof texts)['en'], values?: Record<string, string | number>) => string
type Row = ProgrammeRow | ActivityRow
type Column<R> = [label: keyof (typeof texts)['en'], value: (row: R) => string | number]

export async function exportProgrammes(
  tx: Tx,
  input: z.output<typeof contract.exportProgrammes.input>,
  call: Call,
): Promise<FileAnswer> {
  const writer = await writerFor(tx, call.language)
  const { ids, notes } = await exported(tx, 'programme', { ...input, aggregates: true }, call, writer.t)
  return fileOf('programmes', await programmeRows(tx, ids, call), programmeColumns(writer), notes, writer.t)
}

const programmeColumns = (writer: Writer): Column<ProgrammeRow>[] => [
  ...columnsOf(writer),
  ['label.funders', ({ funders }) => namesIn(funders)],
  ['label.hosts', ({ office }) => (office ? office.hosts.map(({ name }) => name.text).join('; ') : '')],
  ['label.host_codes', ({ office }) => (office ? namesIn(office.hosts) : '')],
  ['label.places', ({ office }) => (office ? office.places.map(({ name }) => name.text).join('; ') : '')],
  [
    'label.agreement',
    ({ office }) => (office?.agreement ? office.agreement.reference || writer.t('agreement.made') : ''),
  ],
  ['label.signed', ({ office }) => dateOf(office?.agreement?.signed ?? null)],
  ['label.staff', ({ office }) => writer.amount(office?.staff ?? null)],
  ['label.contacts', ({ office }) => (office ? namesIn(office.contacts) : '')],
  ...lastColumns(writer),
]

export async function exportActivities(
  tx: Tx,
  input: z.output<typeof contract.exportActivities.input>,
  call: Call,
): Promise<FileAnswer> {
  const writer = await writerFor(tx, call.language)
  const { ids, notes } = await exported(tx, 'activity', input, call, writer.t)
  return fileOf('activities', await activityRows(tx, ids, call), activityColumns(writer), notes, writer.t)
}

function activityColumns(writer: Writer): Column<ActivityRow>[] {
  const { t, terms, amount } = writer
  return [
    ...columnsOf(writer),
    [
      'label.programme',
      ({ programme }) => (programme ? [programme.code, programme.title.text].filter(Boolean).join(' ') : ''),
    ],
    ['label.modality', ({ modality }) => terms('modalities', modality)],
    ['label.attendees', ({ attendees }) => terms('audiences', attendees)],
    ['label.participants', ({ participants }) => amount(participants)],
    ['label.statesReached', ({ statesReached }) => amount(statesReached)],
    ['label.events', ({ events }) => (events ? amount(events) : t('events.several'))],
    ['label.aggregate', ({ aggregate }) => (aggregate ? t('aggregate') : '')],
    ...lastColumns(writer),
  ]
}

/** One step's share of a list as a file: what is no longer open to the asker, or not to be carried away, is left out. */
export async function exportStep(
  tx: Tx,
  kind: 'programme' | 'activity',
  {
    ids,
    begins,
    ends,
    plan,
    at,
  }: { ids: readonly string[]; begins: boolean; ends: boolean; plan: readonly string[]; at: Date },
  language: Language,
): Promise<{ text: string; records: string[] }> {
  const writer = await writerFor(tx, language)
  const { t } = writer
  const open = await openAmong(tx, ids)
  const of = { language }
  const kept = ids.filter((id) => open.has(id))
  const [columns, rows] =
    kind === 'programme'
      ? [programmeColumns(writer), await programmeRows(tx, kept, of)]
      : [activityColumns(writer), await activityRows(tx, kept, of)]
  const said = rows.map((row) => columns.map(([, value]) => value(row as never)))
  const notes = ends
    ? [t('coverage.shared', { date: at.toISOString().slice(0, 10) }), ...leftOut(await countKept(tx, plan), t)]
    : []
  const lines = [
    ...(begins ? [columns.map(([label]) => t(label))] : []),
    ...said,
    ...(ends ? [[], ...notes.map((note) => [note])] : []),
  ]
  return { text: written(lines, begins), records: rows.map(({ id }) => id) }
}

async function countKept(tx: Tx, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from presence p where p.record = any (${[...ids]}::uuid[]) and not ${exportable}`.execute(
    tx,
  )
  return rows[0]!.n
}

export async function exportPresence(
  tx: Tx,
  input: z.output<typeof contract.exportPresence.input>,
  call: Call,
): Promise<FileAnswer> {
  const { t } = await writerFor(tx, call.language)
  const { rows, columns, cells, coverage } = await presenceOf(tx, input, call, exportable)
  const open = await countOf(tx, input.kind, { ...input, aggregates: false })
  const found = new Map(cells.map(({ row, column, count }) => [`${row} ${column}`, count]))
  const lines = [
    [
      `${t(`axis.${input.rows}`)} / ${t(`axis.${input.columns}`)}`,
      '',
      ...columns.map(({ name }) => name.text),
      t('total'),
    ],
    ['', '', ...columns.map(({ id }) => id), ''],
    ...rows.map(({ id, name, total }) => [
      name.text,
      id,
      ...columns.map((c) => found.get(`${id} ${c.id}`) ?? ''),
      total,
    ]),
    [t('total'), '', ...columns.map(({ total }) => total), coverage.records - coverage.unplaced],
  ]
  const notes = [
    t('coverage.shared', { date: call.at.toISOString().slice(0, 10) }),
    t('coverage.matrix', { records: coverage.records, entities: coverage.entities }),
    ...(coverage.unplaced > 0 ? [t('coverage.unplaced', { count: coverage.unplaced })] : []),
    ...(coverage.aggregates > 0 ? [t('coverage.aggregates', { count: coverage.aggregates })] : []),
    ...leftOut(open - coverage.records, t),
  ]
  return {
    name: 'presence.csv',
    type: CSV,
    body: written([...lines, [], ...notes.map((note) => [note])]),
    records: [],
  }
}

/** What its originator keeps from export goes into files of the own organisation only. */
export const exportable = sql<boolean>`(
  p.owner_org is not distinct from viewer_org()
  or not exists (select from records r where r.id = p.record and 'no_export' = any (r.handling)))`

async function exported(tx: Tx, kind: 'programme' | 'activity', by: Narrowing & Order, call: Call, t: Translate) {
  const all = await pageOfIds(tx, kind, by, { page: 1, size: LONGEST }, call.language)
  const open = await openAmong(tx, all)
  const total = await countOf(tx, kind, by)
  const notes = [
    t('coverage.shared', { date: call.at.toISOString().slice(0, 10) }),
    ...leftOut(all.length - open.size, t),
    ...(total > all.length ? [t('coverage.longest', { count: all.length, total })] : []),
  ]
  return { ids: all.filter((id) => open.has(id)), notes }
}

async function openAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ record: string }>`
    select p.record from presence p where p.record = any (${[...ids]}::uuid[]) and ${exportable}`.execute(tx)
  return new Set(rows.map(({ record }) => record))
}

/** Told openly: the reader may read these records, only not carry them away. */
const leftOut = (count: number, t: Translate): string[] => (count > 0 ? [t('coverage.no_export', { count })] : [])

type Writer = { t: Translate; terms: Terms; amount: (amount: Amount | null) => string }

async function writerFor(tx: Tx, language: Language): Promise<Writer> {
  const t: Translate = translator(language, texts[language])
  const amount = (of: Amount | null) => (of ? t(`amount.${of.comparator}`, { n: of.n }) : '')
  return { t, terms: await termsIn(tx, language), amount }
}

function columnsOf({ terms }: Writer): Column<Row>[] {
  const all = (list: string, codes: readonly string[]) => codes.map((code) => terms(list, code)).join('; ')
  return [
    ['label.code', ({ code }) => code],
    ['label.title', ({ title }) => title.text],
    ['label.type', (row) => terms('funders' in row ? 'programmeTypes' : 'activityTypes', row.type)],
    ['label.status', ({ status }) => terms('statuses', status)],
    ['label.leads', ({ leads }) => namesIn(leads)],
    ['label.partners', ({ partners }) => namesIn(partners)],
    ['label.pillars', ({ pillars }) => pillars.join('; ')],
    ['label.themes', ({ themes }) => all('themes', themes)],
    ['label.states', ({ states }) => states.map(({ name }) => name.text).join('; ')],
    ['label.state_codes', ({ states }) => states.map(({ code }) => code).join('; ')],
    ['label.regions', ({ regions }) => all('regions', regions)],
    ['label.start', ({ start }) => dateOf(start)],
    ['label.end', ({ end }) => dateOf(end)],
  ]
}

function lastColumns({ t }: Writer): Column<Row>[] {
  return [
    ['label.source', ({ source }) => source.document],
    ['label.paragraphs', ({ source }) => [...source.paragraphs, ...source.also].join('; ')],
    ['label.originator', ({ head }) => head.originator.name.text],
    ['label.level', ({ head }) => t(`level.${head.level as 0 | 1 | 2}`)],
    ['label.handling', ({ head }) => head.handling.map((caveat) => t(`handling.${caveat}`)).join('; ')],
    ['label.invented', ({ head }) => (head.invented ? t('invented') : '')],
    ['label.id', ({ id }) => id],
  ]
}

const namesIn = (organisations: readonly { code: string }[]): string => organisations.map(({ code }) => code).join('; ')

/** As exact as it is known: 2020, 2020-03 or 2020-03-12. */
const dateOf = (known: KnownDate | null): string =>
  known ? known.date.slice(0, { year: 4, month: 7, day: 10 }[known.precision]) : ''

export const CSV = 'text/csv; charset=utf-8'

function fileOf<R extends Row>(
  name: string,
  rows: readonly R[],
  columns: readonly Column<R>[],
  notes: readonly string[],
  t: Translate,
): FileAnswer {
  const lines = [columns.map(([label]) => t(label)), ...rows.map((row) => columns.map(([, value]) => value(row)))]
  return {
    name: `${name}.csv`,
    type: CSV,
    body: written([...lines, [], ...notes.map((note) => [note])]),
    records: rows.filter(({ head }) => head.level > 0).map(({ id }) => id),
  }
}

/** Spreadsheets run what begins like a formula: such values get a mark before them. */
const written = (lines: readonly (readonly (string | number)[])[], bom = true): string =>
  stringify([...lines], { bom, escape_formulas: true, record_delimiter: 'windows' })
