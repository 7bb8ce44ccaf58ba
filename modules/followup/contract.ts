import { z } from 'zod'
import { PrincipalRef } from '../../platform/access/refs.ts'
import { endpoint, FileAnswer, listOf, paging, query } from '../../platform/contract.ts'
import { DocumentFormat } from '../../platform/documents/kinds.ts'
import { Language, Shown } from '../../platform/text.ts'
import { narrowing as ofRegister } from '../recommendations/contract.ts'
import { AssessmentRow, ConsentForm, Row } from '../recommendations/fields.ts'
import { GROUPINGS } from './rules.ts'

const reading = { method: 'GET', access: 'recommendations:read' } as const
/** As the register narrows, but for what only single pages of it ask. */
const { assessment: _, forms: __, ...narrowing } = ofRegister
const by = z.enum(GROUPINGS).default('state')

const n = z.number().int()
const Counts = z.object({
  not_started: n,
  under_way: n,
  implemented: n,
  closed: n,
  withdrawn: n,
  /** Of which the reader has theme and need only. */
  untold: n,
})
const Tally = z.object({ total: n, overdue: n, counts: Counts })

/** A row of the register with what its follow-up asks for; of theme and need only, nothing of that. */
export const BoardRow = Row.extend({
  isOverdue: z.boolean(),
  /** Of an evaluation: whether there is a management response. */
  answered: z.boolean().nullable(),
  actions: z.object({ total: n, done: n, overdue: n }),
})
export type BoardRow = z.output<typeof BoardRow>

export const Group = Tally.extend({
  /** Code of the State, theme, priority, lead or age; `-` for what has none. */
  key: z.string(),
  /** Null of priorities, ages and none. */
  name: Shown.nullable(),
  /** The first of its rows. */
  first: z.array(BoardRow),
})
export type Group = z.output<typeof Group>

export const readBoard = endpoint({
  ...reading,
  path: '/api/followup/board',
  audit: 'followup.board',
  cli: 'board',
  summary:
    'Recommendations of all origins and how they stand, in groups with counts, overdue first, as shared with the caller',
  input: z.object({ by, ...narrowing, page: paging.page, size: query.int(1, 50).default(10) }),
  /** One recommendation may stand in several groups; `all` counts each once. */
  output: listOf(Group).extend({ all: Tally, asOf: z.iso.datetime() }),
})
export type Board = z.output<typeof readBoard.output>

export const listGroup = endpoint({
  ...reading,
  path: '/api/followup/group',
  audit: 'followup.group',
  cli: 'group',
  summary: 'The recommendations of one group of the board, overdue first',
  input: z.object({ by, key: z.string().trim().min(1).max(40), ...narrowing, ...paging }),
  /** Called as on the board. */
  output: listOf(BoardRow).extend({ name: Shown.nullable() }),
})

export const readProgress = endpoint({
  ...reading,
  path: '/api/followup/progress',
  audit: 'followup.progress',
  cli: 'progress',
  summary: 'How many recommendations stood how at the end of each quarter, over those that the caller may read now',
  input: z.object({ ...narrowing, quarters: query.int(1, 24).default(8) }),
  output: z.object({
    /** Ends of quarters and today, the earliest first; `untold` where nothing that the reader may read says how it stood. */
    points: z.array(z.object({ on: z.iso.date(), counts: Counts })),
    /** Left out: of theme and need only no status is told, at any time. */
    left: n,
    asOf: z.iso.datetime(),
  }),
})
export type Progress = z.output<typeof readProgress.output>

/** What is said about a State in one recommendation, who sees it, and what the State said to it. */
export const SaidOfState = BoardRow.extend({
  /** By consents in force. */
  sees: z.array(z.object({ to: PrincipalRef, form: ConsentForm, until: z.iso.datetime().nullable() })),
  /** Factual comments of the State, and how many of them have an answer. */
  comments: z.object({ given: n, answered: n }),
  /** The step that the State or the originator reported last. */
  lastStep: z.iso.date().nullable(),
})
export type SaidOfState = z.output<typeof SaidOfState>

export const readOwnState = endpoint({
  method: 'GET',
  path: '/api/followup/state',
  access: 'recommendations:respond',
  audit: 'followup.state',
  cli: 'state',
  summary:
    "Everything said about the caller's State: recommendations, who sees each, clocks, and what the State answered",
  input: z.object(paging),
  output: listOf(SaidOfState).extend({
    all: Tally,
    /** Of assessments whose clocks run or stand still, the first to run out first. */
    clocks: z.array(AssessmentRow),
    asOf: z.iso.datetime(),
  }),
})
export type OwnState = z.output<typeof readOwnState.output>

const Waiting = z.object({ overdue: n, soon: n })
export const readWaiting = endpoint({
  ...reading,
  path: '/api/followup/waiting',
  audit: 'followup.waiting',
  cli: 'waiting',
  summary: "What of the follow-up waits for the caller's organization: overdue, or due within 30 days",
  input: z.object({}),
  output: z.object({
    /** Recommendations to the caller's State; those that the caller's organization is to carry out; those that it made. */
    state: Waiting,
    lead: Waiting,
    originator: Waiting,
    /** What the caller's organization recommended in reports, and how much of it is noted as taken up. */
    reports: z.object({ total: n, takenUp: n }),
  }),
})
export type Waited = z.output<typeof readWaiting.output>

export const exportBoard = endpoint({
  ...reading,
  path: '/api/followup/document',
  audit: 'followup.document',
  cli: 'document',
  summary: 'The follow-up as PDF, Word or JSON, of what is shared with the caller and may be carried away',
  input: z.object({
    by,
    ...narrowing,
    format: DocumentFormat.default('pdf'),
    /** In which of the six it is written; the caller's own when left out. */
    language: Language.optional(),
  }),
  inTurn: 'file',
  output: FileAnswer,
})
