import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { endpoint, FileAnswer, Level, listOf, paging, query } from '../../platform/contract.ts'
import { Format } from '../../platform/exports/kinds.ts'
import { Shown } from '../../platform/text.ts'
import { ACTIVITY_STATUSES, COMPARATORS, KnownDate, narrowing, Source } from '../programmes/fields.ts'
import { FIGURES, STANDINGS } from './rules.ts'

/** Which activities: as lists narrow them, but that `from` and `until` are the years in which they were done. */
const asked = { ...narrowing, statuses: query.list(z.enum(ACTIVITY_STATUSES)).optional() }
const inOrder = <T extends z.ZodType<{ from?: number | undefined; until?: number | undefined }>>(input: T): T =>
  input.refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    message: 'field.dates',
    path: ['until'],
  })

const Amount = z.object({ n: z.number().min(0), comparator: z.enum(COMPARATORS) })
/** Several amounts are bounds that no comparator joins: read together they are the sum. */
const amounts = z.array(Amount)

const Tally = z.object({
  /** None where no record says. */
  amounts,
  records: z.number().int(),
  /** Of the records, those that do not say how many. */
  untold: z.number().int(),
})
const Period = z.object({ from: z.number().int(), until: z.number().int() })

export const CountedFigure = z.object({
  figure: z.enum(FIGURES),
  adds: z.enum(['events', 'people']),
  /** Types of activities that count, and those that come near and do not. */
  types: z.array(z.string()),
  near: z.array(z.string()),
  now: Tally,
  /** In as many years just before. */
  before: Tally,
  years: z.array(Tally.extend({ year: z.number().int() })),
  /** Of people only. */
  split: z
    .object({
      women: amounts,
      men: amounts,
      other: amounts,
      /** People of whom the sex is not told, and how many records say nothing of it. */
      untold: amounts,
      records: z.number().int(),
    })
    .nullable(),
  /** Records that do not count, by why; totals are those that say which figure they are of, or have its types. */
  left: z.object({
    part: z.number().int(),
    total: z.number().int(),
    ongoing: z.number().int(),
    planned: z.number().int(),
    near: z.number().int(),
  }),
})
export type CountedFigure = z.output<typeof CountedFigure>

/** A total that a report or another source states, beside what is recorded of the same. */
export const StatedTotal = z.object({
  id: z.uuid(),
  figure: z.enum(FIGURES),
  code: z.string(),
  title: Shown,
  /** Whose total it is. */
  leads: z.array(OrganisationRef),
  states: z.array(OrganisationRef),
  start: KnownDate,
  end: KnownDate.nullable(),
  source: Source,
  level: Level,
  invented: z.boolean(),
  /** Null where the record says no number. */
  stated: Amount.nullable(),
  /** What the reader may see of the same organisations and those that are part of them, the same States and days. */
  recorded: Tally,
  /** The organisations that `recorded` looks at, by code. */
  of: z.array(z.string()),
  gap: z.object({ is: z.enum(['exact', 'at_least', 'none', 'over', 'unclear']), n: z.number().nullable() }).nullable(),
})
export type StatedTotal = z.output<typeof StatedTotal>

export const Figures = z.object({
  period: Period,
  before: Period,
  figures: z.array(CountedFigure),
  /** Of the period; the first of them where there are many. */
  totals: listOf(StatedTotal),
  asOf: z.iso.datetime(),
})
export type Figures = z.output<typeof Figures>

const reading = { method: 'GET', access: 'programmes:read' } as const

export const listFigures = endpoint({
  ...reading,
  path: '/api/figures/list',
  audit: 'figures.list',
  cli: 'list',
  summary:
    'What was done in a period, by type as the report counts it: the latest year in which anything was done, where no years are named',
  input: inOrder(z.object(asked)),
  output: Figures,
})

export const exportFigures = endpoint({
  ...reading,
  path: '/api/figures/export',
  audit: 'figures.export',
  cli: 'export',
  summary: 'The same as CSV, XLSX or JSON, without what its originator keeps from export',
  input: inOrder(z.object({ ...asked, format: Format.default('csv') })),
  inTurn: 'file',
  output: FileAnswer,
})

/** An activity behind a figure, or beside it. */
const FigureRecord = z.object({
  id: z.uuid(),
  code: z.string(),
  title: Shown,
  type: z.string(),
  status: z.string(),
  leads: z.array(OrganisationRef),
  states: z.array(OrganisationRef),
  start: KnownDate.nullable(),
  end: KnownDate.nullable(),
  level: Level,
  invented: z.boolean(),
  events: Amount.nullable(),
  participants: Amount.nullable(),
})

export const listFigureRecords = endpoint({
  ...reading,
  path: '/api/figures/records',
  audit: 'figures.records',
  cli: 'records',
  summary: 'The very records behind a figure, or those that do not count in it, by why',
  input: inOrder(
    z.object({ ...asked, figure: z.enum(FIGURES), standing: z.enum(STANDINGS).default('counted'), ...paging }),
  ),
  output: listOf(FigureRecord).extend({ period: Period }),
})

export const TotalOf = z.object({
  id: z.uuid(),
  version: z.number().int(),
  /** The reader may change it, as far as the record goes. */
  mine: z.boolean(),
  /** The record is a total that overlaps single activities. */
  isTotal: z.boolean(),
  total: StatedTotal.nullable(),
})
export type TotalOf = z.output<typeof TotalOf>

export const readTotal = endpoint({
  ...reading,
  path: '/api/figures/total',
  audit: 'figures.total',
  cli: 'total',
  summary: 'Which figure a stated total is a total of, and what is recorded of the same',
  input: z.object({ id: z.uuid() }),
  output: TotalOf,
})

export const saveTotal = endpoint({
  method: 'POST',
  access: 'programmes:write',
  path: '/api/figures/total/save',
  audit: 'figures.save_total',
  cli: 'total save',
  summary: 'Say which figure a stated total is a total of',
  input: z.strictObject({ id: z.uuid(), version: z.number().int(), figure: z.enum(FIGURES).nullable() }),
  output: TotalOf,
})
