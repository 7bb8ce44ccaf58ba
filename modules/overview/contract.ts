import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { endpoint, FileAnswer, Level, listOf, paging, query } from '../../platform/contract.ts'
import { Format } from '../../platform/exports/kinds.ts'
import { Shown } from '../../platform/text.ts'
import { Axis } from '../programmes/contract/presence.ts'
import { KnownDate, narrowing, PROGRAMME_STATUSES } from '../programmes/fields.ts'

const { from: _, until: __, ...narrowingWithoutYears } = narrowing
const year = query.int(1900, 2200)

/** Two periods in whole years: `from` to `until` against `from2` to `until2`. */
const compared = {
  ...narrowingWithoutYears,
  kind: z.enum(['programme', 'activity']).default('programme'),
  statuses: query.list(z.enum(PROGRAMME_STATUSES)).optional(),
  rows: Axis.default('entity'),
  columns: Axis.default('theme'),
  from: year,
  until: year,
  from2: year,
  until2: year,
}
type Years = { rows: Axis; columns: Axis; from: number; until: number; from2: number; until2: number }
const inOrder = <T extends z.ZodType<Years>>(input: T): T =>
  input
    .refine(({ rows, columns }) => rows !== columns, { message: 'field.other', path: ['columns'] })
    .refine(({ from, until }) => from <= until, { message: 'field.dates', path: ['until'] })
    .refine(({ from2, until2 }) => from2 <= until2, { message: 'field.dates', path: ['until2'] })

/** Distinct records under way in the period, in the one it is compared with, and in both. */
const figures = { now: z.number().int(), before: z.number().int(), both: z.number().int() }
const Item = z.object({ id: z.string(), name: Shown, ...figures })

export const Comparison = z.object({
  rows: z.array(Item),
  columns: z.array(Item),
  cells: z.array(z.object({ row: z.string(), column: z.string(), ...figures })),
  /** What the figures cover: only what the reader may read. */
  coverage: z.object({
    ...figures,
    /** Records that say nothing on an axis and therefore stand in no cell. */
    unplaced: z.number().int(),
    /** Records that do not say since when: they count in both periods. */
    undated: z.number().int(),
    asOf: z.iso.datetime(),
  }),
})
export type Comparison = z.output<typeof Comparison>

export const comparePeriods = endpoint({
  method: 'GET',
  path: '/api/overview/compare',
  access: 'programmes:read',
  audit: 'overview.compare',
  cli: 'compare',
  summary: 'The presence matrix of one period against another: what began, what ended, what goes on',
  inTurn: 'view',
  input: inOrder(z.object(compared)),
  output: Comparison,
})

export const exportComparison = endpoint({
  method: 'GET',
  path: '/api/overview/compare/export',
  access: 'programmes:read',
  audit: 'overview.export_compare',
  cli: 'compare export',
  summary: 'The comparison of two periods as CSV, XLSX or JSON, without what its originator keeps from export',
  input: inOrder(z.object({ ...compared, format: Format.default('csv') })),
  inTurn: 'file',
  output: FileAnswer,
})

export const STANDINGS = ['new', 'ended', 'goes_on'] as const

/** A programme or activity in a line. */
const line = {
  id: z.uuid(),
  kind: z.enum(['programme', 'activity']),
  code: z.string(),
  title: Shown,
  status: z.string(),
  leads: z.array(OrganisationRef),
  states: z.array(OrganisationRef),
  pillars: z.array(z.string()),
  start: KnownDate.nullable(),
  end: KnownDate.nullable(),
  level: Level,
  invented: z.boolean(),
}
export const ComparedRecord = z.object({ ...line, standing: z.enum(STANDINGS) })
export type ComparedRecord = z.output<typeof ComparedRecord>

export const listCompared = endpoint({
  method: 'GET',
  path: '/api/overview/compare/records',
  access: 'programmes:read',
  audit: 'overview.compare_records',
  cli: 'compare records',
  summary: 'The records behind a figure of the comparison: those that began, those that ended, those that go on',
  input: inOrder(
    z.object({
      ...compared,
      /** Ids on the axes, as the comparison names them; without them, all. */
      row: z.string().max(40).optional(),
      column: z.string().max(40).optional(),
      ...paging,
    }),
  ),
  output: listOf(ComparedRecord).extend({ counts: z.object({ new: z.int(), ended: z.int(), goes_on: z.int() }) }),
})

const WHAT = ['made', 'shared', 'changed'] as const

/** One record that is new, newly shared with the reader, or changed. */
export const Changed = z.object({
  ...line,
  what: z.enum(WHAT),
  at: z.iso.datetime(),
  /** Names of the fields that edits since then changed, as far as the reader may compare them. */
  fields: z.array(z.string()),
})
export type Changed = z.output<typeof Changed>

export const listChanged = endpoint({
  method: 'GET',
  path: '/api/overview/changed',
  access: 'programmes:read',
  audit: 'overview.changed',
  cli: 'changed',
  summary:
    'Programmes and activities made, changed or newly shared with the caller since the last look, the latest first',
  input: z.object({ since: z.iso.datetime().optional(), ...paging }),
  output: listOf(Changed).extend({
    /** Since when: the last look, what was asked for, or thirty days where there was no look yet. */
    since: z.iso.datetime(),
    isFirst: z.boolean(),
    asOf: z.iso.datetime(),
  }),
})

export const look = endpoint({
  method: 'POST',
  path: '/api/overview/look',
  access: 'programmes:read',
  audit: 'overview.look',
  cli: 'look',
  summary: 'Remember that the caller looks now; with `seen`, that all until now is seen',
  input: z.strictObject({ seen: z.boolean().default(false) }),
  output: z.object({ since: z.iso.datetime().nullable() }),
})

/** What a timeline is grouped by. */
export const GROUPINGS = ['entity', 'state', 'theme', 'pillar'] as const
const onTimeline = {
  ...narrowing,
  kind: z.enum(['both', 'programme', 'activity']).default('both'),
  statuses: query.list(z.enum(PROGRAMME_STATUSES)).optional(),
  by: z.enum(GROUPINGS).default('entity'),
}

/** First and last year that is said; null where nothing is. */
const years = { first: z.number().int().nullable(), last: z.number().int().nullable() }
const TimelineGroup = z.object({
  /** Code; null for what says nothing, which comes last. */
  id: z.string().nullable(),
  name: Shown.nullable(),
  /** Distinct records; one with several entities stands with each. */
  count: z.number().int(),
  ...years,
})
export type TimelineGroup = z.output<typeof TimelineGroup>

export const listTimelineGroups = endpoint({
  method: 'GET',
  path: '/api/overview/timeline/groups',
  access: 'programmes:read',
  audit: 'overview.timeline_groups',
  cli: 'timeline groups',
  summary: 'What stands on the timeline: groups with how many records, from which year to which',
  input: z.object(onTimeline),
  output: z.object({ items: z.array(TimelineGroup), records: z.number().int(), ...years, asOf: z.iso.datetime() }),
})

export const OnTimeline = z.object(line)
export type OnTimeline = z.output<typeof OnTimeline>

export const listTimeline = endpoint({
  method: 'GET',
  path: '/api/overview/timeline/list',
  access: 'programmes:read',
  audit: 'overview.timeline',
  cli: 'timeline',
  summary: 'Programmes and activities in the order in which they begin, of one group or of all',
  input: z.object({
    ...onTimeline,
    /** Code of a group, as the groups name it; `-` for what says nothing. */
    group: z.string().max(40).optional(),
    ...paging,
    size: query.int(1, 100).default(25),
  }),
  output: listOf(OnTimeline),
})
