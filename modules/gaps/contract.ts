import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { endpoint, FileAnswer, Level, listOf, paging, query } from '../../platform/contract.ts'
import { Format } from '../../platform/exports/kinds.ts'
import { Shown } from '../../platform/text.ts'
import { KnownDate, narrowing } from '../programmes/fields.ts'
import { Code, Form, Need, Priority, Status, Term } from '../recommendations/fields.ts'
import { REASONS, STAGES, VERDICTS } from './rules.ts'

const Verdict = z.enum(VERDICTS)
const FITS = ['theme', 'state'] as const

/** Months for which work that ended still counts. */
const ended = query.int(0, 120).default(24)
const { states, themes, regions } = narrowing
const narrowed = {
  ...{ states, themes },
  /** States of these named regions. */
  regions,
  /** Needs as far as they went: identified by the originator, agreed or prioritised by the State. */
  needs: query.list(Need).optional(),
  verdicts: query.list(Verdict).optional(),
  /** Near the work of the caller's organisation: it works on the theme, in the State; either, where both are named. */
  fits: query.list(z.enum(FITS)).optional(),
  ended,
}
export type Narrowing = z.output<z.ZodObject<typeof narrowed>>

const n = z.number().int()
/** Needs of one theme in one State against what answers them; see rules.ts. */
const Gap = z.object({
  verdict: Verdict,
  needs: n,
  prioritised: n,
  underWay: n,
  planned: n,
  ended: n,
  wide: n,
  leads: n,
  programmes: n,
  funded: n,
  ourTheme: z.boolean(),
  ourState: z.boolean(),
})
const Cell = Gap.extend({ state: z.string(), theme: z.string() })
export type Cell = z.output<typeof Cell>

/** What the figures cover: only what the reader may read. */
const Coverage = z.object({
  /** Recommendations with an open need, each once. */
  needs: n,
  /** Programmes and activities under way, planned, or ended not long ago. */
  records: n,
  asOf: z.iso.datetime(),
})
/** Cells by verdict, whichever were asked for. */
const Counts = z.object({ unmet: n, planned: n, over_served: n, met: n })

export const Gaps = z.object({
  /** With the distinct needs in each. */
  states: z.array(z.object({ code: z.string(), name: Shown, needs: n })),
  themes: z.array(z.object({ code: z.string(), name: Shown, needs: n })),
  cells: z.array(Cell),
  counts: Counts,
  coverage: Coverage,
})
export type Gaps = z.output<typeof Gaps>

const reading = { method: 'GET', access: 'gaps:read' } as const

export const readGaps = endpoint({
  ...reading,
  path: '/api/gaps/matrix',
  audit: 'gaps.matrix',
  cli: 'matrix',
  summary: 'Needs by theme and State against what is planned and under way, as far as shared with the caller',
  inTurn: 'view',
  input: z.object(narrowed),
  output: Gaps,
})

const Reasons = z.array(z.object({ reason: z.enum(REASONS), count: n, of: n }))
const GapLine = Gap.extend({
  state: OrganisationRef,
  theme: z.string(),
  reasons: Reasons,
  /** Who leads what is under way or planned there, or in a region that holds the State. */
  who: z.array(OrganisationRef),
})
export type GapLine = z.output<typeof GapLine>

export const listGaps = endpoint({
  ...reading,
  path: '/api/gaps/list',
  audit: 'gaps.list',
  cli: 'list',
  summary: 'Needs by theme and State, the most urgent first, with reasons and who answers them',
  inTurn: 'view',
  input: z.object({ ...narrowed, page: paging.page, size: query.int(1, 100).default(20) }),
  output: listOf(GapLine).extend({ counts: Counts, coverage: Coverage }),
})

/** A recommendation as far as the reader has it: of theme and need only, there is no more than these. */
const NeedLine = z.object({
  id: z.uuid(),
  title: Shown,
  form: Form,
  need: Need,
  priority: Priority.nullable(),
  status: Status.nullable(),
  originator: OrganisationRef,
  level: Level,
  invented: z.boolean(),
})
export type NeedLine = z.output<typeof NeedLine>
const AnswerLine = z.object({
  id: z.uuid(),
  kind: z.enum(['programme', 'activity']),
  title: Shown,
  stage: z.enum(STAGES),
  status: z.string(),
  /** It names no State, only a region that holds it. */
  wide: z.boolean(),
  leads: z.array(OrganisationRef),
  start: KnownDate.nullable(),
  end: KnownDate.nullable(),
  /** Who funds it, as far as it says so; null of an activity, which does not say. */
  funders: z.array(OrganisationRef).nullable(),
  level: Level,
  invented: z.boolean(),
})
export type AnswerLine = z.output<typeof AnswerLine>

export const GapRecord = z.object({
  state: OrganisationRef,
  theme: z.string(),
  /** Null where no need is shared with the reader. */
  verdict: Verdict.nullable(),
  reasons: Reasons,
  /** The first of them; `total` counts all. */
  needs: listOf(NeedLine),
  answers: listOf(AnswerLine),
  coverage: Coverage,
})
export type GapRecord = z.output<typeof GapRecord>

export const showGap = endpoint({
  ...reading,
  path: '/api/gaps/show',
  audit: 'gaps.show',
  cli: 'show',
  summary: 'One theme in one State: the needs, what answers them, and why the verdict is what it is',
  input: z.object({ state: Code, theme: Term, ended }),
  output: GapRecord,
})

export const exportGaps = endpoint({
  ...reading,
  path: '/api/gaps/export',
  audit: 'gaps.export',
  cli: 'export',
  summary: 'Needs by theme and State with verdicts and reasons as CSV, XLSX or JSON, as far as shared with the caller',
  input: z.object({ ...narrowed, format: Format.default('csv') }),
  inTurn: 'file',
  output: FileAnswer,
})
