import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../../../platform/access/refs.ts'
import { endpoint, Level, listOf, paging, query } from '../../../platform/contract.ts'
import { RecordHead } from '../../../platform/records/contract.ts'
import { Language } from '../../../platform/text.ts'
import { Code, Day, Search, Term } from '../contract.ts'

/** Focal points: who speaks for a State, or an entity of the Compact, from note verbale to hand-over. */

const NOMINATION_STATES = ['recorded', 'verified', 'invited', 'active', 'withdrawn', 'handed_over', 'ended'] as const
const NominationState = z.enum(NOMINATION_STATES)

/** Whether the yearly confirmation is due; `due` from 60 days before the day, `lapsed` from 90 days after it. */
const Confirmation = z.enum(['none', 'confirmed', 'due', 'overdue', 'lapsed'])

/** What waits, or how far it came: the queue of the secretariat and of the nominating side. */
export const NOMINATION_VIEWS = [
  'all',
  'to_verify',
  'to_invite',
  'invited',
  'active',
  'due',
  'overdue',
  'lapsed',
  'past',
] as const
export const NominationView = z.enum(NOMINATION_VIEWS)
export type NominationView = z.output<typeof NominationView>

/** What the reader may do with a nomination as it stands. */
const NOMINATION_ACTS = ['correct', 'verify', 'invite', 'reconfirm', 'hand_over', 'withdraw', 'end'] as const

export const Nomination = z.object({
  head: RecordHead,
  name: z.string(),
  post: z.string(),
  mail: z.string(),
  language: Language,
  main: z.boolean(),
  /** Empty: the whole Strategy. */
  themes: z.array(Term),
  form: z.enum(['note_verbale', 'letter']),
  reference: z.string(),
  datedOn: Day,
  state: NominationState,
  confirmation: Confirmation,
  /** Day by which it is to be confirmed again; only while active. */
  confirmBy: Day.nullable(),
  /** The reader's own. */
  mine: z.boolean(),
  acts: z.array(z.enum(NOMINATION_ACTS)),
  version: z.number().int(),
})
export type Nomination = z.output<typeof Nomination>

/** How much open work went to the successor, and how much stayed behind, by kind. */
export const Moved = z.object({
  tasks: z.number().int().optional(),
  tasks_kept: z.number().int().optional(),
  invitations: z.number().int().optional(),
  invitations_kept: z.number().int().optional(),
  shares_kept: z.number().int().optional(),
  groups_kept: z.number().int().optional(),
  drafts_kept: z.number().int().optional(),
})
export type Moved = z.output<typeof Moved>

export const NominationEvent = z.object({
  id: z.uuid(),
  step: z.enum([...NOMINATION_STATES, 'corrected', 'reconfirmed', 'took_over']),
  at: z.iso.datetime(),
  by: PersonRef.nullable(),
  organisation: OrganisationRef.nullable(),
  note: z.string(),
  moved: Moved,
})
export type NominationEvent = z.output<typeof NominationEvent>

export const NominationRecord = Nomination.extend({
  /** Newest first. */
  history: z.array(NominationEvent),
  /** Who took over, or from whom. */
  successor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Active focal points of the same side, who could take over. */
  others: z.array(z.object({ id: z.uuid(), name: z.string(), main: z.boolean() })),
})
export type NominationRecord = z.output<typeof NominationRecord>

const facts = {
  name: z.string().trim().min(2).max(200),
  post: z.string().trim().max(200).default(''),
  mail: z.email().max(254),
  language: Language,
  main: z.boolean(),
  themes: z.array(z.string().max(60)).max(60).default([]),
  form: z.enum(['note_verbale', 'letter']),
  reference: z.string().trim().min(2).max(100),
  datedOn: Day,
}

export const countFocalPoints = endpoint({
  method: 'GET',
  path: '/api/directory/focal-points/count',
  access: 'public',
  audit: 'directory.count_focal_points',
  cli: 'focal-points count',
  summary: 'How many Member States had at least one active focal point on a day',
  input: z.object({ on: Day.optional() }),
  output: z.object({ on: Day, states: z.number().int(), of: z.number().int() }),
})

export const listNominations = endpoint({
  method: 'GET',
  path: '/api/directory/focal-points/nominations',
  access: 'signed-in',
  audit: 'directory.nominations',
  cli: 'focal-points list',
  summary: 'Nominations of focal points that you may see, and what waits for whom',
  input: z.object({
    view: NominationView.default('all'),
    /** Code of a State or entity. */
    organisation: Code.optional(),
    /** In the name, the reference or the mail. */
    q: Search.optional(),
    sort: z.enum(['organisation', 'name', 'dated', 'confirm']).default('organisation'),
    dir: z.enum(['asc', 'desc']).default('asc'),
    ...paging,
  }),
  output: listOf(Nomination),
})

export const readNomination = endpoint({
  method: 'GET',
  path: '/api/directory/focal-points/nomination',
  access: 'signed-in',
  audit: 'directory.nomination',
  cli: 'focal-points show',
  summary: 'One nomination with its history',
  input: z.object({ id: z.uuid() }),
  output: NominationRecord,
})

/** How far a State has come: the furthest of its nominations. */
export const COVER = ['none', 'nominated', 'active', 'due', 'overdue', 'lapsed'] as const
export const Cover = z.enum(COVER)
export type Cover = z.output<typeof Cover>

export const StateCover = z.object({
  state: OrganisationRef,
  m49: z.string(),
  cover: Cover,
  /** Nominations on the way, and active focal points. */
  nominated: z.number().int(),
  active: z.number().int(),
  /** Last day on which one of them signed in. */
  seenOn: Day.nullable(),
})
export type StateCover = z.output<typeof StateCover>

export const listStateCover = endpoint({
  method: 'GET',
  path: '/api/directory/focal-points/states',
  access: 'directory:administer',
  audit: 'directory.state_cover',
  cli: 'focal-points states',
  summary: 'The 193 Member States: nominated, active, last seen',
  input: z.object({
    cover: query.list(Cover).optional(),
    regions: query.list(z.string().max(40)).optional(),
    q: Search.optional(),
    sort: z.enum(['un', 'cover', 'active', 'seen']).default('un'),
    dir: z.enum(['asc', 'desc']).default('asc'),
    page: paging.page,
    size: query.int(1, 200).default(200),
  }),
  output: listOf(StateCover).extend({
    /** Over all that match, whatever the page. */
    counts: z.record(Cover, z.number().int()),
    waiting: z.record(NominationView, z.number().int()),
  }),
})

export const listFocalPoints = endpoint({
  method: 'GET',
  path: '/api/directory/focal-points/of',
  access: 'signed-in',
  audit: 'directory.focal_points',
  cli: 'focal-points of',
  summary: 'Focal points of a State or entity whom you may know: of your own, or who chose to be listed',
  input: z.object({ organisation: Code }),
  output: z.object({
    items: z.array(
      z.object({
        person: PersonRef,
        title: z.string(),
        mail: z.string(),
        /** Null where the nomination is not the reader's to see. */
        main: z.boolean().nullable(),
        nomination: z.uuid().nullable(),
        invented: z.boolean(),
      }),
    ),
    /** Nominations on their way that the reader may see. */
    underWay: z.number().int(),
  }),
})

const act = { method: 'POST', access: 'directory:nominate', output: NominationRecord } as const
const ofSecretariat = { ...act, access: 'directory:administer' } as const

export const nominate = endpoint({
  ...act,
  path: '/api/directory/focal-points/nominate',
  audit: 'directory.nominate',
  cli: 'focal-points nominate',
  summary: 'Record a nomination of your own side; the secretariat also records those it received',
  input: z.object({
    request: z.uuid(),
    /** Your own when omitted. */
    organisation: Code.optional(),
    ...facts,
  }),
})

export const correctNomination = endpoint({
  ...act,
  path: '/api/directory/focal-points/correct',
  audit: 'directory.correct_nomination',
  cli: 'focal-points correct',
  summary: 'Correct a nomination that nobody verified yet; whoever corrects cannot verify',
  input: z.object({ id: z.uuid(), version: z.number().int(), ...facts }),
})

export const verifyNomination = endpoint({
  ...ofSecretariat,
  path: '/api/directory/focal-points/verify',
  audit: 'directory.verify_nomination',
  cli: 'focal-points verify',
  summary: 'Verify a nomination against its document; never one that you recorded',
  input: z.object({ id: z.uuid() }),
})

export const inviteNominee = endpoint({
  ...ofSecretariat,
  path: '/api/directory/focal-points/invite',
  audit: 'directory.invite_nominee',
  cli: 'focal-points invite',
  summary: 'Invite a verified nominee by mail, or give the role to someone who already has an account there',
  input: z.object({ id: z.uuid(), clearance: Level.default(0), request: z.uuid() }),
})

export const reconfirmNomination = endpoint({
  ...act,
  path: '/api/directory/focal-points/reconfirm',
  audit: 'directory.reconfirm_nomination',
  cli: 'focal-points reconfirm',
  summary: 'Confirm a focal point for another year; the secretariat only on a new note',
  input: z.object({
    id: z.uuid(),
    /** Reference and date of the new note. */
    note: z.string().trim().max(300).default(''),
  }),
})

export const handOver = endpoint({
  ...act,
  path: '/api/directory/focal-points/hand-over',
  audit: 'directory.hand_over',
  cli: 'focal-points hand-over',
  summary: 'Hand over to another active focal point: open work moves, the account of the predecessor ends at once',
  input: z.object({ id: z.uuid(), to: z.uuid(), reason: z.string().trim().max(500).default('') }),
})

export const withdrawNomination = endpoint({
  ...act,
  path: '/api/directory/focal-points/withdraw',
  audit: 'directory.withdraw_nomination',
  cli: 'focal-points withdraw',
  summary: 'Withdraw a nomination, or for the secretariat end one: with it the account ends at once',
  input: z.object({
    id: z.uuid(),
    outcome: z.enum(['withdrawn', 'ended']).default('withdrawn'),
    reason: z.string().trim().min(3).max(500),
  }),
})
