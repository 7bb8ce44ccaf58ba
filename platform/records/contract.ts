import { z } from 'zod'
import { OrganisationRef, PersonRef, PrincipalKind, PrincipalRef } from '../access/refs.ts'
import { endpoint, FileAnswer, Level, listOf, paging, query } from '../contract.ts'
import { Shown, Written } from '../text.ts'

/** Caveats on what a reader may do with a record. */
export const HANDLING = ['no_export', 'no_quote', 'meeting_only'] as const
export const Handling = z.enum(HANDLING)
export type Handling = z.output<typeof Handling>

/** What a reader may do with a record, each including those before it. */
const Right = z.enum(['discover', 'read', 'comment', 'contribute'])

/** On what ground a grant stands; all but a decision name their document in `reference`. */
const Basis = z.enum(['decision', 'consent', 'terms_of_reference'])

/** One line of an audience, as a person asks for it. Without `from` it begins now, without `until` it has no end. */
export const Share = z.object({
  to: z.object({ kind: PrincipalKind, id: z.uuid(), role: z.string().max(40).optional() }),
  gives: z.enum(['deny', 'discover', 'read', 'comment', 'contribute']),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  basis: Basis.default('decision'),
  reference: z.string().trim().max(500).default(''),
})
export type Share = z.input<typeof Share>

/** What every answer says of a record, whatever its kind. */
export const RecordHead = z.object({
  id: z.uuid(),
  kind: z.string(),
  level: Level,
  /** The record's own caveats and those of everything it was made from. */
  handling: z.array(Handling),
  originator: OrganisationRef,
  /** Of the reader's own organisation: whoever may share there decides who sees it. */
  own: z.boolean(),
  invented: z.boolean(),
  version: z.number().int(),
  /** What the reader may do with it now. */
  mine: Right,
  /** Until when the reader holds that; null: no end is set. */
  until: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
})
export type RecordHead = z.output<typeof RecordHead>

/** One line of an audience as it stands. */
export const GrantLine = z.object({
  id: z.uuid(),
  to: PrincipalRef,
  gives: z.enum(['deny', 'discover', 'read', 'comment', 'contribute']),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  basis: z.enum(['originator', 'concerned', 'decision', 'consent', 'terms_of_reference', 'break_glass']),
  reference: z.string(),
  state: z.enum(['in_force', 'upcoming', 'ended', 'withdrawn']),
  grantedAt: z.iso.datetime(),
  /** Told to the originator, and to a receiver of what it did itself. */
  grantedBy: PersonRef.nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnBy: PersonRef.nullable(),
})
export type GrantLine = z.output<typeof GrantLine>

/** Another record as a line of text. */
export const RecordLine = z.object({
  id: z.uuid(),
  kind: z.string(),
  level: Level,
  /** Null where only the record's existence may be known and its originator wrote no card. */
  title: Shown.nullable(),
  originator: OrganisationRef,
})
export type RecordLine = z.output<typeof RecordLine>

export const Audience = z.object({
  head: RecordHead,
  /** Of the originator's own: the whole audience. Else the lines that let the reader in. */
  grants: z.array(GrantLine),
  /** Whom the reader's own organisation, which received the record, keeps out. */
  keptOut: z.array(GrantLine),
  /** What it was made from: only who reads all of these reads it. */
  sources: z.array(RecordLine),
  /** The reader may share, withdraw and change the level. */
  mayShare: z.boolean(),
  /** The reader may keep people of their own organisation out. */
  mayKeepOut: z.boolean(),
})
export type Audience = z.output<typeof Audience>

export const readAudience = endpoint({
  method: 'GET',
  path: '/api/records/audience',
  access: 'public',
  audit: 'records.audience',
  cli: 'audience',
  summary: 'Who can see a record, why and until when',
  input: z.object({ id: z.uuid() }),
  output: Audience,
})

export const readRecord = endpoint({
  method: 'GET',
  path: '/api/records/record',
  access: 'public',
  audit: 'records.record',
  cli: 'record',
  summary: 'What is said of any record, whatever its kind: head, title or card',
  input: z.object({ id: z.uuid() }),
  output: z.object({ head: RecordHead, title: Shown.nullable(), card: Shown.nullable() }),
})

const Ids = z.array(z.uuid()).min(1).max(200)

export const share = endpoint({
  method: 'POST',
  path: '/api/records/share',
  access: 'records:share',
  audit: 'records.share',
  cli: 'share',
  summary: 'Share records of the own organisation; or keep own people out of a record that was received',
  input: z.object({ ids: Ids, audience: z.array(Share).min(1).max(50), request: z.uuid() }),
  output: z.object({ records: z.number().int() }),
})

export const withdraw = endpoint({
  method: 'POST',
  path: '/api/records/withdraw',
  access: 'records:share',
  audit: 'records.withdraw',
  cli: 'withdraw',
  summary: 'Withdraw lines of an audience, from this moment',
  input: z.object({ grants: Ids }),
  output: z.object({ withdrawn: z.number().int() }),
})

export const withdrawFrom = endpoint({
  method: 'POST',
  path: '/api/records/withdraw-from',
  access: 'records:share',
  audit: 'records.withdraw_from',
  cli: 'withdraw-from',
  summary:
    'Withdraw all that names one organisation, role, group, person or circle, from these records or all own ones',
  input: z.object({ from: Share.shape.to, records: z.array(z.uuid()).max(200).optional() }),
  output: z.object({ withdrawn: z.number().int() }),
})

export const classify = endpoint({
  method: 'POST',
  path: '/api/records/classify',
  access: 'records:share',
  audit: 'records.classify',
  cli: 'classify',
  summary: 'Change the level, the handling or the card of a record of the own organisation',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    level: Level,
    handling: z.array(Handling).max(HANDLING.length),
    /** Absent: stays as it is. */
    card: Written.nullable().optional(),
  }),
  output: RecordHead,
})

export const findPrincipals = endpoint({
  method: 'GET',
  path: '/api/records/principals',
  access: 'signed-in',
  audit: 'records.principals',
  cli: 'principals',
  summary: 'Organisations, groups, circles and listed people that a record may be shared with',
  input: z.object({
    q: z.string().trim().max(100).default(''),
    kinds: query.list(PrincipalKind).optional(),
    ...paging,
  }),
  output: z.object({ items: z.array(PrincipalRef) }),
})

export const SeenLine = z.object({
  record: RecordLine,
  handling: z.array(Handling),
  changedAt: z.iso.datetime(),
  /** Lines of the audience in force that reach the organisation or some of its people. */
  through: z.array(GrantLine),
  /** Until when the last of them holds; null: no end is set. */
  until: z.iso.datetime().nullable(),
  /** Other originators whose records it was made from: it is seen only where theirs are. */
  depends: z.array(OrganisationRef),
})
export type SeenLine = z.output<typeof SeenLine>

const seenInput = {
  organisation: z.uuid(),
  kind: z.string().max(80).optional(),
  level: query.int(0, 2).optional(),
  sort: z.enum(['changed', 'until', 'level']).default('changed'),
  dir: z.enum(['asc', 'desc']).default('desc'),
}

export const listSeen = endpoint({
  method: 'GET',
  path: '/api/records/seen',
  access: 'signed-in',
  audit: 'records.seen',
  cli: 'seen',
  summary: 'What an organisation sees of the own organisation’s records, why and until when',
  input: z.object({ ...seenInput, ...paging }),
  output: listOf(SeenLine).extend({
    organisation: OrganisationRef,
    kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  }),
})

export const exportSeen = endpoint({
  method: 'GET',
  path: '/api/records/seen/export',
  access: 'signed-in',
  audit: 'records.seen_export',
  cli: 'seen export',
  summary: 'The same list as a CSV file',
  input: z.object(seenInput),
  inTurn: 'file',
  output: FileAnswer,
})

export const listViews = endpoint({
  method: 'GET',
  path: '/api/records/views',
  access: 'signed-in',
  audit: 'records.views',
  cli: 'views',
  summary: 'Whom one may view as, and whom one views as now',
  input: z.object({ q: z.string().trim().max(100).default(''), ...paging }),
  output: z.object({
    /** `value` with one of `roles` after a slash is what the header x-view-as carries. */
    items: z.array(z.object({ value: z.uuid(), organisation: OrganisationRef })),
    roles: z.array(z.string()),
    now: z.object({ organisation: OrganisationRef.nullable(), role: z.string().nullable() }).nullable(),
  }),
})
