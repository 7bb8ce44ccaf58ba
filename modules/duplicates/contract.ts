import { z } from 'zod'
import { OrganisationRef, PersonRef, PrincipalRef } from '../../platform/access/refs.ts'
import { endpoint, Level, listOf, paging, query } from '../../platform/contract.ts'
import { Change } from '../../platform/history/contract.ts'
import { RecordHead, RecordLine } from '../../platform/records/contract.ts'
import { Language, Shown } from '../../platform/text.ts'
import { KnownDate, narrowing } from '../programmes/fields.ts'

const Kind = z.enum(['programme', 'activity'])

/** One of two records that may be the same. */
export const Side = z.object({
  id: z.uuid(),
  kind: Kind,
  code: z.string(),
  title: Shown,
  type: z.string(),
  status: z.string(),
  leads: z.array(OrganisationRef),
  partners: z.array(OrganisationRef),
  states: z.array(OrganisationRef),
  start: KnownDate.nullable(),
  end: KnownDate.nullable(),
  originator: OrganisationRef,
  level: Level,
  invented: z.boolean(),
})
export type Side = z.output<typeof Side>

/** What speaks for two records being one. */
export const Reason = z.object({
  kind: z.enum(['identifier', 'code', 'title', 'leads', 'partners', 'states', 'start', 'dates', 'amount', 'source']),
  /** Symbol, identifier, figure or document that both have; empty for others. */
  said: z.string(),
  /** Of titles: the language in which they are alike, and how much of their letters in threes they share. */
  language: Language.nullable(),
  percent: z.number().int().nullable(),
  /** Of leads, partners and States: those in common, and whether neither has others. */
  organisations: z.array(OrganisationRef),
  isAll: z.boolean(),
})
export type Reason = z.output<typeof Reason>

/** Two records that may be the same; the score only orders. */
export const Pair = z.object({
  one: Side,
  other: Side,
  reasons: z.array(Reason),
  score: z.number().int(),
})
export type Pair = z.output<typeof Pair>

/** That two are not the same. */
export const Distinction = z.object({
  id: z.uuid(),
  by: PersonRef.nullable(),
  organisation: OrganisationRef.nullable(),
  at: z.iso.datetime(),
  reason: z.string(),
  /** By the reader's own organisation, which may take it back. */
  own: z.boolean(),
})

export type Distinction = z.output<typeof Distinction>

/** That two are one: asked for, agreed to, done, or over. */
export const Merge = z.object({
  id: z.uuid(),
  kept: RecordLine,
  other: RecordLine,
  reason: z.string(),
  by: PersonRef.nullable(),
  organisation: OrganisationRef.nullable(),
  askedAt: z.iso.datetime(),
  state: z.enum(['waiting', 'done', 'withdrawn', 'declined', 'undone']),
  doneAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endedWhy: z.string(),
  /** Columns whose values the one that stays took from the other. */
  taken: z.array(z.string()),
  /** Originators whose agreement is still to come. */
  waitsFor: z.array(OrganisationRef),
  /** The reader may agree for an originator; may decline, withdraw or undo. */
  mayAgree: z.boolean(),
  mayEnd: z.boolean(),
})
export type Merge = z.output<typeof Merge>

const { themes, states, entities } = narrowing

export const listPairs = endpoint({
  method: 'GET',
  path: '/api/duplicates/list',
  access: 'programmes:read',
  audit: 'duplicates.list',
  cli: 'list',
  summary: 'Programmes or activities that may be the same, with reasons, the likeliest first',
  input: z.object({
    kind: Kind.default('programme'),
    /** One of the two fits these, as in lists. */
    ...{ themes, states, entities },
    page: paging.page,
    size: query.int(1, 50).default(20),
  }),
  output: listOf(Pair).extend({
    coverage: z.object({
      /** Records of that kind among which was looked. */
      records: z.number().int(),
      /** There were more candidates than were compared: narrowing finds them. */
      isCut: z.boolean(),
      asOf: z.iso.datetime(),
    }),
  }),
})

export const readDuplicates = endpoint({
  method: 'GET',
  path: '/api/duplicates/record',
  access: 'programmes:read',
  audit: 'duplicates.record',
  cli: 'record',
  summary: 'Of one programme or activity: where it was merged, what was merged into it, and likely twins',
  input: z.object({ id: z.uuid() }),
  output: z.object({
    /** The one that stays, where this one leads to it. */
    into: Merge.nullable(),
    merged: z.array(Merge),
    twins: z.array(Pair),
  }),
})

/** A field of both records; of each side what stands there, as a difference from nothing. */
const ComparedField = z.object({
  column: z.string(),
  label: z.string(),
  one: z.array(Change),
  other: z.array(Change),
  isSame: z.boolean(),
})
export type ComparedField = z.output<typeof ComparedField>

export const comparePair = endpoint({
  method: 'GET',
  path: '/api/duplicates/compare',
  access: 'programmes:read',
  audit: 'duplicates.compare',
  cli: 'compare',
  summary: 'Two programmes or two activities side by side, field by field, and what stands in the way of merging them',
  input: z.object({ one: z.uuid(), other: z.uuid() }),
  output: z.object({
    one: z.object({ side: Side, head: RecordHead }),
    other: z.object({ side: Side, head: RecordHead }),
    reasons: z.array(Reason),
    fields: z.array(ComparedField),
    apart: Distinction.nullable(),
    /** Waiting, or done. */
    merge: Merge.nullable(),
    /** Whether the reader may merge them, or ask for it. */
    mayMerge: z.boolean(),
    /**
     * Should the one, or the other, stay and take values: to whom it is given and its twin is not, and who would lose it.
     * Null where the viewer's organisation is not the originator of both.
     */
    losers: z.object({ one: z.array(PrincipalRef).nullable(), other: z.array(PrincipalRef).nullable() }),
    /** Should the one, or the other, stay: its twin has checks that lapsed, wait or were returned. */
    unsafe: z.object({ one: z.boolean(), other: z.boolean() }),
  }),
})

const writing = { method: 'POST', access: 'programmes:write' } as const
const Words = z.string().trim().max(500)

export const keepApart = endpoint({
  ...writing,
  path: '/api/duplicates/apart',
  audit: 'duplicates.apart',
  cli: 'apart',
  summary: 'Say that two records are not the same: remembered for whoever may read both',
  input: z.object({ one: z.uuid(), other: z.uuid(), reason: Words.default('') }),
  output: z.object({}),
})

export const takeBackApart = endpoint({
  ...writing,
  path: '/api/duplicates/take-back',
  audit: 'duplicates.take_back',
  cli: 'take-back',
  summary: 'Take back what the own organisation said: that two records are not the same',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

/** A record at the version that was compared. */
const Seen = z.object({ id: z.uuid(), version: z.number().int() })

export const mergeRecords = endpoint({
  ...writing,
  path: '/api/duplicates/merge',
  audit: 'duplicates.merge',
  cli: 'merge',
  summary:
    'Merge two records to which the caller contributes; originators other than the own organisation are asked first',
  input: z.object({
    request: z.uuid(),
    kept: Seen,
    other: Seen,
    /** Columns whose values the one that stays takes from the other, as `compare` names them. */
    take: z
      .array(z.string().regex(/^[a-z_]{1,40}$/))
      .max(60)
      .default([]),
    reason: z.string().trim().min(3).max(1000),
  }),
  output: Merge,
})

export const listMerges = endpoint({
  method: 'GET',
  path: '/api/duplicates/merges',
  access: 'programmes:read',
  audit: 'duplicates.merges',
  cli: 'merges',
  summary: 'Merges that are asked for, done or over, of records that the caller reads; the latest first',
  input: z.object({
    state: z.enum(['waiting', 'settled']).default('waiting'),
    ...paging,
    size: query.int(1, 100).default(25),
  }),
  output: listOf(Merge),
})

export const agreeMerge = endpoint({
  ...writing,
  path: '/api/duplicates/agree',
  audit: 'duplicates.agree',
  cli: 'agree',
  summary: 'Agree to a merge for the originator of one of the two records',
  input: z.object({ id: z.uuid(), keptVersion: z.number().int(), otherVersion: z.number().int() }),
  output: Merge,
})

export const endMerge = endpoint({
  ...writing,
  path: '/api/duplicates/end',
  audit: 'duplicates.end',
  cli: 'end',
  summary: 'Withdraw or decline a merge that waits, or undo one that was done',
  input: z.object({ id: z.uuid(), words: Words.default('') }),
  output: z.object({}),
})
