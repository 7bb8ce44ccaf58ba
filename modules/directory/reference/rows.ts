import { createHash } from 'node:crypto'
import type { Organisation, State, Text } from '../../../data/shapes.ts'
import { CIRCLES } from '../../../platform/access/refs.ts'
import { LANGUAGES, type Language, type Written } from '../../../platform/text.ts'
import { foldAll, shiftDay } from '../rules.ts'
import type { ReferenceFiles } from './files.ts'
import type { Batch } from './merge.ts'

/** Day of the report whose record this data carries, A/75/729: earlier names are known to hold then. */
const REPORT_DAY = '2021-01-29'
/** SG/SM/18907. */
const COMPACT_SIGNED = '2018-02-23'
/** Approval of the working groups' terms of reference by the Coordination Committee. */
const TERMS_APPROVED = '2019-04-16'

/** What stands on nothing else. */
export function firstBatches(files: ReferenceFiles): Batch[] {
  const compact = files.entities.find((e) => e.code === 'COMPACT')!
  const states = files.states.map((s) => ({ code: s.alpha3, kind: kindOf(s), names: written(s.short) }))
  const others = entries(files).map((o) => ({ code: o.code, kind: o.kind, names: written(o.names) }))
  return [
    {
      table: 'regions',
      key: ['code'],
      rows: files.regions.map(({ code, level, parent, names }) => ({ code, level, parent, names: written(names) })),
    },
    { table: 'named_regions', key: ['code'], rows: namedRegions(files) },
    {
      table: 'pillars',
      key: ['code'],
      rows: files.pillars.map(({ code, number, names, short, unchecked, paragraphs }) => ({
        code,
        number,
        names: written(names),
        short: written(short),
        unofficial: unchecked,
        paragraphs,
      })),
    },
    {
      table: 'themes',
      key: ['code'],
      rows: files.themes.map(({ code, names, pillars }, sort) => ({ code, names: written(names), pillars, sort })),
    },
    { table: 'vocabulary_terms', key: ['vocabulary', 'code'], rows: vocabularyTerms(files) },
    { table: 'organisations', key: ['code'], rows: [...states, ...others] },
    {
      table: 'groups',
      key: ['code'],
      rows: [
        { id: CIRCLES.compact, code: 'COMPACT', kind: 'compact', names: written(compact.names), parent: null, sort: 0 },
        ...files['working-groups'].map(({ code, names }, i) => ({
          id: idOf(`groups/${code}`),
          code,
          kind: 'working_group',
          names: written(names),
          parent: CIRCLES.compact,
          sort: i + 1,
        })),
      ],
    },
  ]
}

/** What names organisations and groups, given their ids by code. */
export function secondBatches(
  files: ReferenceFiles,
  ids: { organisation: (code: string) => string; group: (code: string) => string },
): Batch[] {
  const states = files.states.map((s) => ({
    organisation: ids.organisation(s.alpha3),
    alpha2: s.alpha2,
    m49: s.m49,
    region: s.region,
    subregion: s.subregion,
    intermediate: s.intermediate,
    ldc: s.ldc,
    lldc: s.lldc,
    sids: s.sids,
    articles: s.article,
  }))
  const details = [
    ...files.states.map((s) => detail(ids.organisation(s.alpha3))),
    ...entries(files).map((o) => ({
      ...detail(ids.organisation(o.code)),
      part_of: o.partOf === null ? null : ids.organisation(o.partOf),
      annex: o.annexI,
      paragraphs: o.paragraphs,
      note: o.note,
      confidence: o.confidence,
    })),
  ]
  const groups = [
    { group_id: ids.group('COMPACT'), since_on: COMPACT_SIGNED, pillars: [], unofficial: [], source: 'SG/SM/18907' },
    ...files['working-groups'].map((g) => ({
      group_id: ids.group(g.code),
      since_on: TERMS_APPROVED,
      pillars: g.pillars,
      unofficial: g.unofficial,
      source: g.source,
    })),
  ]
  return [
    { table: 'states', key: ['organisation'], rows: states },
    {
      table: 'organisation_names',
      key: ['id'],
      rows: [
        ...files.states.flatMap((s) => stateNames(s, ids.organisation(s.alpha3))),
        ...entries(files).flatMap((o) => organisationNames(o, ids.organisation(o.code))),
      ],
    },
    { table: 'organisation_details', key: ['organisation'], rows: details },
    { table: 'group_details', key: ['group_id'], rows: groups },
    { table: 'group_members', key: ['id'], rows: members(files, ids) },
  ]
}

const entries = (files: ReferenceFiles): readonly Organisation[] => [...files.entities, ...files.organisations]

const kindOf = (state: State): string => (state.status === 'member_state' ? 'state' : 'observer_state')

const detail = (organisation: string) => ({
  organisation,
  part_of: null as string | null,
  annex: null as string | null,
  paragraphs: [] as readonly number[],
  note: null as Text | null,
  confidence: 'high',
})

/** Official names are equally authentic; English stands first because the order of the United Nations is its order. */
function written(names: Partial<Record<Language, string>>): Written {
  const original = names.en === undefined ? LANGUAGES.find((language) => names[language] !== undefined)! : 'en'
  return { original, texts: names, outdated: [] }
}

function namedRegions(files: ReferenceFiles): Batch['rows'] {
  const alpha3 = new Map(files.states.map((s) => [s.alpha2, s.alpha3]))
  return files['regions-named'].map(({ code, names, basis, members }, sort) => ({
    code,
    names: written(names),
    basis,
    members: members.map((state) => alpha3.get(state)!),
    sort,
  }))
}

const vocabularyTerms = (files: ReferenceFiles): Batch['rows'] =>
  Object.entries(files.vocabularies).flatMap(([vocabulary, terms]) =>
    terms.map(({ code, names }, sort) => ({ vocabulary, code, names: written(names), sort })),
  )

/** Names today and, where they differ, at the day of the report. */
function stateNames({ alpha3, short, formal, atReport }: State, organisation: string): Batch['rows'] {
  const until = atReport ? (atReport.until ?? REPORT_DAY) : null
  const known = atReport === null || atReport.until !== null
  return (['short', 'formal'] as const).flatMap((form) => [
    ...(atReport && until
      ? [
          nameRow(`${alpha3}/${form}/${REPORT_DAY}`, organisation, form, atReport[form], {
            ends_on: until,
            ends_known: known,
          }),
        ]
      : []),
    nameRow(`${alpha3}/${form}`, organisation, form, { short, formal }[form], {
      starts_on: until === null ? null : shiftDay(until, 1),
    }),
  ])
}

function organisationNames(
  { code, names, formal, acronym, acronyms, unofficial }: Organisation,
  organisation: string,
): Batch['rows'] {
  const short = acronym === null ? acronyms : { en: acronym, ...acronyms }
  return [
    nameRow(`${code}/short`, organisation, 'short', names, { unofficial }),
    ...(Object.keys(formal).length > 0 ? [nameRow(`${code}/formal`, organisation, 'formal', formal, {})] : []),
    ...(Object.keys(short).length > 0 ? [nameRow(`${code}/acronym`, organisation, 'acronym', short, {})] : []),
  ]
}

type NameFields = {
  starts_on?: string | null
  ends_on?: string | null
  ends_known?: boolean
  unofficial?: readonly Language[]
}

function nameRow(
  name: string,
  organisation: string,
  form: string,
  names: Partial<Record<Language, string>>,
  fields: NameFields,
) {
  const { starts_on = null, ends_on = null, ends_known = true, unofficial = [] } = fields
  const folded = foldAll(Object.values(names))
  return {
    id: idOf(`names/${name}`),
    organisation,
    form,
    names: written(names),
    unofficial,
    starts_on,
    ends_on,
    ends_known,
    folded,
  }
}

function members(
  files: ReferenceFiles,
  ids: { organisation: (code: string) => string; group: (code: string) => string },
): Batch['rows'] {
  const leaders = files['working-groups'].flatMap(({ code, source, leadership }) =>
    leadership.map(({ organisation, role, verified }) =>
      memberRow(ids, code, organisation, {
        role,
        verified,
        source,
        starts_on: REPORT_DAY,
        start_known: false,
        ends_on: null,
      }),
    ),
  )
  const compact = entries(files).flatMap((o) =>
    o.memberships.map((m) => memberRow(ids, m.of, o.code, compactStanding(m))),
  )
  return [...compact, ...leaders]
}

function compactStanding({ as, from, until, attestedOn, source }: Organisation['memberships'][number]) {
  return {
    role: as === 'unverified' ? 'member' : as,
    verified: as !== 'unverified',
    source,
    starts_on: from ?? attestedOn ?? REPORT_DAY,
    start_known: from !== null,
    ends_on: until,
  }
}

type Standing = {
  role: string
  verified: boolean
  source: string
  starts_on: string
  start_known: boolean
  ends_on: string | null
}

const memberRow = (
  ids: { organisation: (code: string) => string; group: (code: string) => string },
  group: string,
  organisation: string,
  fields: Standing,
) => ({
  id: idOf(`members/${group}/${organisation}/${fields.role}`),
  group_id: ids.group(group),
  organisation: ids.organisation(organisation),
  ...fields,
})

/** The same id for the same row on every installation: a UUID of version 8 from its name. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`concord/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
