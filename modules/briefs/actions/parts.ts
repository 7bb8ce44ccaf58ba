import type { Block, Said, Words } from '../../../platform/documents/document.ts'
import type { Presence } from '../../programmes/contract/presence.ts'
import type { ProgrammeRow } from '../../programmes/contract.ts'
import { PILLARS } from '../../programmes/fields.ts'
import { citedOnce } from '../rules.ts'
import type { Gathered } from './gather.ts'
import { POINT, type Row, type Speaker } from './words.ts'

/** Rows of a matrix and bars of a chart that a brief has room for. */
const ROWS = 30
const BARS = 15

type Part = (of: Gathered, say: Speaker) => Block[]

const heading = (text: string): Block => ({ is: 'heading', level: 1, text })
const quiet = (words: Words): Block => ({ is: 'paragraph', words, tone: 'quiet' })

/** Figures: how much there is, by whom (or where) and pillar, by theme. */
export const figuresPart =
  (title: string, nothing: string): Part =>
  ({ figures, counts, kept }, say) => {
    const { t, count } = say
    const left = kept > 0 ? [quiet(say.ofExports('coverage.no_export', { count: kept }))] : []
    if (counts.programmes + counts.activities === 0)
      return [heading(title), { is: 'paragraph', words: nothing }, ...left]
    const sums = [count('programmes.count', counts.programmes), count('activities.count', counts.activities)]
    return [
      heading(title),
      { is: 'paragraph', words: t('done.sums', { sums: say.formats.list(sums) }) },
      ...left,
      ...matrix(figures, say),
      ...themes(figures.byTheme, say),
    ]
  }

function matrix({ rows: axis, byPillar, activities }: Gathered['figures'], say: Speaker): Block[] {
  const { t, ofProgrammes, shown, joined } = say
  const active = new Map(activities.rows.map(({ id, total }) => [id, total]))
  const names = new Map([...byPillar.rows, ...activities.rows].map(({ id, name }) => [id, name]))
  const totals = new Map(byPillar.rows.map(({ id, total }) => [id, total]))
  const cells = new Map(byPillar.cells.map(({ row, column, count }) => [`${row} ${column}`, count]))
  const weight = (id: string) => (totals.get(id) ?? 0) + (active.get(id) ?? 0)
  const ids = [...names.keys()].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))
  if (ids.length === 0) return []
  const figure = (n: number | undefined): string => (n ? say.formats.number(n) : '–')
  return [
    {
      is: 'table',
      caption: t(`matrix.${axis}`),
      columns: [
        { label: ofProgrammes(`axis.${axis}`), width: 3.4 },
        ...PILLARS.map((pillar) => ({ label: pillar, width: 0.5, align: 'end' as const })),
        { label: ofProgrammes('programmes'), width: 1.1, align: 'end' },
        { label: ofProgrammes('activities'), width: 1.1, align: 'end' },
      ],
      rows: ids
        .slice(0, ROWS)
        .map((id): Words[] => [
          joined([shown(names.get(id)!), id]),
          ...PILLARS.map((pillar) => figure(cells.get(`${id} ${pillar}`))),
          figure(totals.get(id)),
          figure(active.get(id)),
        ]),
    },
    quiet(t('matrix.note')),
    ...(ids.length > ROWS ? [quiet(t('matrix.more', { count: ids.length - ROWS }))] : []),
    ...(byPillar.coverage.unplaced > 0
      ? [quiet(ofProgrammes('coverage.unplaced', { count: byPillar.coverage.unplaced }))]
      : []),
    ...(activities.coverage.aggregates > 0
      ? [quiet(ofProgrammes('coverage.aggregates', { count: activities.coverage.aggregates }))]
      : []),
  ]
}

function themes({ columns }: Presence, { t, ofProgrammes, shown }: Speaker): Block[] {
  if (columns.length === 0) return []
  const bars = columns.toSorted((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1)).slice(0, BARS)
  return [
    {
      is: 'bars',
      caption: t('themes'),
      label: ofProgrammes('axis.theme'),
      unit: ofProgrammes('programmes'),
      bars: bars.map(({ name, total }) => ({ label: shown(name), value: total })),
    },
  ]
}

/** Programmes and activities, each in a table: title, lead, partners, when, how it stands with its gate. */
export const workPart: Part = ({ programmes, activities, counts, marks, terms }, say) => {
  const { ofProgrammes, ofSafeguards, codes, title, when } = say
  const columns = (last: string) => [
    { label: ofProgrammes('label.title'), width: 3.2 },
    { label: ofProgrammes('label.leads'), width: 1.1 },
    { label: ofProgrammes('label.partners'), width: 1.2 },
    { label: ofProgrammes('label.when'), width: 1.3 },
    { label: last, width: 1.4 },
  ]
  const common = (row: Row): Words[] => [title(row), codes(row.leads), codes(row.partners), when(row)]
  const stands = (row: Row): string => {
    const gate = marks.get(row.id)
    return [terms('statuses', row.status), ...(gate ? [ofSafeguards(`mark.${gate}`)] : [])].join(' · ')
  }
  const part = (kind: 'programmes' | 'activities', rows: readonly Row[], total: number): Block[] =>
    total === 0
      ? []
      : [
          heading(ofProgrammes(kind)),
          {
            is: 'table',
            caption: say.count(`${kind}.count`, total),
            columns: columns(ofProgrammes('label.status')),
            rows: rows.map((row) => [...common(row), stands(row)]),
          },
          ...(total > rows.length ? [quiet(say.t('listed', { count: rows.length, total }))] : []),
        ]
  return [...part('programmes', programmes, counts.programmes), ...part('activities', activities, counts.activities)]
}

/** Offices, hubs and deployments: what they are, where, since when, with how many, under which agreement, whom to call. */
export const officesPart: Part = ({ offices, terms }, say) => {
  const { ofProgrammes, codes, title, formats, amount, joined } = say
  if (offices.length === 0) return []
  const orUnknown = (words: string): string => words || ofProgrammes('not_stated')
  return [
    heading(ofProgrammes('offices')),
    {
      is: 'table',
      caption: ofProgrammes('offices.count', { count: offices.length }),
      columns: [
        { label: ofProgrammes('label.title'), width: 2.6 },
        { label: ofProgrammes('label.leads'), width: 1 },
        { label: ofProgrammes('column.host'), width: 1.4 },
        { label: ofProgrammes('column.opened'), width: 1.1 },
        { label: ofProgrammes('column.staff'), width: 0.9 },
        { label: ofProgrammes('column.agreement'), width: 1.3 },
        { label: ofProgrammes('label.contacts'), width: 1 },
      ],
      rows: offices.map((row): Words[] => [
        joined([...asList(title(row)), terms('programmeTypes', row.type), terms('statuses', row.status)]),
        codes(row.leads),
        hostsOf(row, say),
        orUnknown(row.start ? formats.date(row.start) : ''),
        orUnknown(amount(row.office?.staff ?? null)),
        orUnknown(agreementOf(row, say)),
        orUnknown(codes(row.office?.contacts ?? [])),
      ]),
    },
  ]
}

/** Without the points between them, which are set anew. */
const asList = (words: Words): Said[] => (Array.isArray(words) ? words.filter((one) => one !== POINT) : [words as Said])

function hostsOf({ office }: ProgrammeRow, { shown, joined, ofProgrammes }: Speaker): Words {
  const said = [...(office?.hosts ?? []), ...(office?.places ?? [])].map(({ name }) => shown(name))
  return said.length > 0 ? joined(said) : ofProgrammes('not_stated')
}

function agreementOf({ office }: ProgrammeRow, { ofProgrammes, formats }: Speaker): string {
  if (!office?.agreement) return ''
  const { reference, signed } = office.agreement
  if (reference === '' && signed === null) return ofProgrammes('agreement.made_only')
  return [
    reference || ofProgrammes('agreement.made'),
    signed ? ofProgrammes('agreement.signed', { date: formats.date(signed) }) : ofProgrammes('agreement.unsigned'),
  ].join(' · ')
}

/** Focal points whom the reader may know. */
export const focalPointsPart: Part = ({ focalPoints }, { t, ofDirectory, joined }) => [
  heading(ofDirectory('focal_points')),
  focalPoints.length === 0
    ? { is: 'paragraph', words: ofDirectory('of_state.none') }
    : {
        is: 'table',
        caption: t('focal_points.known'),
        columns: [
          { label: ofDirectory('nomination.name'), width: 1.6 },
          { label: ofDirectory('nomination.capacity') },
          { label: ofDirectory('people.title'), width: 1.6 },
          { label: ofDirectory('people.mail'), width: 1.8 },
        ],
        rows: focalPoints.map(({ person, title, mail, main, invented }): Words[] => [
          joined([{ text: person.name ?? '', strong: true }, ...(invented ? [ofDirectory('people.invented')] : [])]),
          ofDirectory(main === false ? 'nomination.alternate' : 'nomination.main'),
          title,
          { text: mail, href: `mailto:${mail}` },
        ]),
      },
  quiet(ofDirectory('of_state.note')),
]

/** Where several entities do the like. */
export const overlapsPart: Part = ({ overlaps: { items, total }, terms }, say) => {
  const { ofOverlaps, ofProgrammes, codes, shown, t } = say
  if (total === 0) return []
  return [
    heading(ofOverlaps('in_state')),
    {
      is: 'table',
      caption: ofOverlaps('count', { count: total }),
      columns: [
        { label: ofProgrammes('axis.theme'), width: 2 },
        { label: ofProgrammes('label.where'), width: 1.4 },
        { label: ofOverlaps('label.entities'), width: 2 },
        { label: ofOverlaps('label.records'), width: 0.8, align: 'end' },
        { label: ofOverlaps('label.certainty'), width: 0.9 },
      ],
      rows: items.map(({ theme, place, organisations, records, certainty }): Words[] => [
        terms('themes', theme),
        place.state ? shown(place.state.name) : terms('regions', place.region),
        codes(organisations),
        say.formats.number(records),
        ofOverlaps(`certainty.${certainty}`),
      ]),
    },
    ...(total > items.length ? [quiet(t('listed', { count: items.length, total }))] : []),
    quiet(t('overlaps.note')),
  ]
}

/** What began and what ended against the year before. */
export const changePart =
  (year: number): Part =>
  ({ change: { began, ended, wentOn } }, say) => {
    const { t, title, codes, when, ofProgrammes } = say
    const table = (caption: string, rows: readonly Row[]): Block[] =>
      rows.length === 0
        ? []
        : [
            {
              is: 'table',
              caption,
              columns: [
                { label: ofProgrammes('label.title'), width: 4 },
                { label: ofProgrammes('label.leads'), width: 1.4 },
                { label: ofProgrammes('label.when'), width: 1.6 },
              ],
              rows: rows.map((row): Words[] => [title(row), codes(row.leads), when(row)]),
            },
          ]
    const years = { year: `${year}`, before: `${year - 1}` }
    return [
      heading(t('changed', years)),
      {
        is: 'paragraph',
        words: t('changed.sums', { ...years, began: began.total, ended: ended.total, went_on: wentOn }),
      },
      ...table(t('changed.began', years), began.rows),
      ...table(t('changed.ended', years), ended.rows),
      ...[began, ended].flatMap(({ rows, total }) =>
        total > rows.length ? [quiet(t('listed', { count: rows.length, total }))] : [],
      ),
    ]
  }

/** The documents that the records of the brief cite. */
export const sourcesPart: Part = ({ programmes, activities, offices }, { t, source }) => {
  const cited = citedOnce([...programmes, ...activities, ...offices].map((row) => row.source))
  return [
    heading(t('sources')),
    cited.length > 0 ? { is: 'list', items: cited.map(source) } : { is: 'paragraph', words: t('sources.none') },
    quiet(t('sources.keep')),
  ]
}
