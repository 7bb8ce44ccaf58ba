import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../access/refs.ts'
import { endpoint, Level, listOf, paging } from '../contract.ts'
import { RecordHead, RecordLine } from '../records/contract.ts'

/** What a table is about, in the order in which people look for it. */
// biome-ignore format: one line says it
export const AREAS = ['accounts', 'directory', 'records', 'together', 'telling', 'working', 'proof', 'installation'] as const
const KEPT = ['with_record', 'with_person', 'with_parent', 'for_period', 'until_removed', 'permanently'] as const
const REASONS = ['accountability', 'evidence', 'service', 'security', 'memory', 'reference', 'operation'] as const
export const KINDS = ['identity', 'contact', 'words', 'acts', 'place', 'choices', 'device', 'sign_in'] as const

/** How long and why the rows of one table are kept, as declared where the table is made. */
export const RetentionRule = z.object({
  table: z.string(),
  /** What it holds, in the reader's language. */
  title: z.string(),
  area: z.enum(AREAS),
  kept: z.enum(KEPT),
  /** Of `for_period`: how long from a moment in the row on; none: until it no longer counts. */
  period: z.object({ count: z.number().int(), unit: z.enum(['year', 'day', 'minute']) }).nullable(),
  /** The period is that of rows that stand for themselves; those of a record are kept with it. */
  onlyFree: z.boolean(),
  why: z.enum(REASONS),
  /** Kinds of personal data; empty: none. */
  personal: z.array(z.enum(KINDS)),
  /** Whether its rows are some person's at all. */
  ofPersons: z.boolean(),
  onErasure: z.enum(['delete', 'empty', 'keep']).nullable(),
})
export type RetentionRule = z.output<typeof RetentionRule>

export const listRules = endpoint({
  method: 'GET',
  path: '/api/retention/rules',
  access: 'signed-in',
  audit: 'retention.rules',
  cli: 'rules',
  summary: 'What is kept, how long and why, what of it is personal, and what erasure does',
  input: z.object({}),
  output: z.object({ items: z.array(RetentionRule) }),
})

/** One daily run, table by table. */
export const RetentionRun = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  tables: z.array(
    z.object({
      table: z.string(),
      title: z.string(),
      cutOff: z.iso.datetime(),
      deleted: z.number().int(),
      /** Rows older than the cut-off that a legal hold keeps; null: not gone through yet. */
      held: z.number().int().nullable(),
      /** Rows older than the cut-off that nothing keeps: none, or the run is not done. */
      remaining: z.number().int().nullable(),
    }),
  ),
})
export type RetentionRun = z.output<typeof RetentionRun>

export const listRuns = endpoint({
  method: 'GET',
  path: '/api/retention/runs',
  access: 'retention:read',
  audit: 'retention.runs',
  cli: 'runs',
  summary: 'Proof of deletion: what each daily run deleted, and that nothing older is left',
  input: z.object({ ...paging }),
  output: listOf(RetentionRun),
})

export const LegalHold = z.object({
  id: z.uuid(),
  /** Exactly one of the three. */
  record: RecordLine.nullable(),
  person: PersonRef.nullable(),
  organisation: OrganisationRef.nullable(),
  reason: z.string(),
  reference: z.string(),
  reviewOn: z.iso.date(),
  placedBy: PersonRef,
  placedAt: z.iso.datetime(),
  lifted: z.object({ by: PersonRef, at: z.iso.datetime(), why: z.string() }).nullable(),
  /** The reader may lift it: someone else placed it. */
  mayLift: z.boolean(),
})
export type LegalHold = z.output<typeof LegalHold>

export const listHolds = endpoint({
  method: 'GET',
  path: '/api/retention/holds',
  access: 'signed-in',
  audit: 'retention.holds',
  cli: 'holds',
  summary: 'Legal holds on what you may see',
  input: z.object({ state: z.enum(['current', 'lifted']).default('current'), record: z.uuid().optional(), ...paging }),
  output: listOf(LegalHold),
})

const Reason = z.string().trim().min(10).max(1000)

export const placeHold = endpoint({
  method: 'POST',
  path: '/api/retention/place-hold',
  access: 'retention:hold',
  audit: 'retention.place_hold',
  cli: 'holds place',
  summary: 'Hold a record, what there is of a person, or all of an organisation: nothing of it is destroyed',
  input: z.object({
    on: z.object({ kind: z.enum(['record', 'person', 'organisation']), id: z.uuid() }),
    reason: Reason,
    reference: z.string().trim().min(2).max(200),
    reviewOn: z.iso.date(),
    request: z.uuid(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const liftHold = endpoint({
  method: 'POST',
  path: '/api/retention/lift-hold',
  access: 'retention:hold',
  audit: 'retention.lift_hold',
  cli: 'holds lift',
  summary: 'Lift a hold that another person placed',
  input: z.object({ id: z.uuid(), why: Reason }),
  output: z.object({}),
})

export const LevelReview = z.object({
  id: z.uuid(),
  record: RecordLine,
  head: RecordHead,
  level: Level,
  dueOn: z.iso.date(),
  /** The latest day that ST/SGB/2007/6 allows. */
  latestOn: z.iso.date(),
  isDue: z.boolean(),
})
export type LevelReview = z.output<typeof LevelReview>

export const listReviews = endpoint({
  method: 'GET',
  path: '/api/retention/reviews',
  access: 'records:share',
  audit: 'retention.reviews',
  cli: 'reviews',
  summary: 'Confidential records of the own organisation, by the day on which their level is to be reviewed',
  input: z.object({ view: z.enum(['due', 'all']).default('due'), record: z.uuid().optional(), ...paging }),
  output: listOf(LevelReview),
})

export const setReview = endpoint({
  method: 'POST',
  path: '/api/retention/set-review',
  access: 'records:share',
  audit: 'retention.set_review',
  cli: 'reviews set',
  summary: 'Set an earlier day on which the level of a record is to be reviewed',
  input: z.object({ record: z.uuid(), on: z.iso.date() }),
  output: z.object({}),
})

export const keepLevel = endpoint({
  method: 'POST',
  path: '/api/retention/keep-level',
  access: 'records:share',
  audit: 'retention.keep_level',
  cli: 'reviews keep',
  summary: 'Keep the level of a record after review, with the reason and the day of the next one',
  input: z.object({ record: z.uuid(), reason: Reason, next: z.iso.date() }),
  output: z.object({}),
})
