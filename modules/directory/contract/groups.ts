import { z } from 'zod'
import { endpoint, listOf } from '../../../platform/contract.ts'
import { Language, Written } from '../../../platform/text.ts'
import { AnyKind, Code, Day, GROUP_KINDS, GroupRef, GroupRole, Member, on, Term } from '../contract.ts'

const GroupRow = GroupRef.extend({
  unofficial: z.boolean(),
  parent: GroupRef.nullable(),
  dissolvedOn: Day.nullable(),
  invented: z.boolean(),
  pillars: z.array(z.string()),
  leaders: z.array(Member),
  /** Organisations whose membership is confirmed, those that lead included; those that observe; those not confirmed. */
  members: z.number().int(),
  observers: z.number().int(),
  unconfirmed: z.number().int(),
})
export type GroupRow = z.output<typeof GroupRow>

/** Whose members follow from a rule: every organisation that meets each part of it. */
export const GroupRule = z.object({
  id: z.uuid(),
  kinds: z.array(AnyKind),
  regions: z.array(Term),
  development: z.array(z.enum(['ldc', 'lldc', 'sids'])),
  ofGroup: GroupRef.nullable(),
  role: GroupRole,
  reason: z.string(),
  proposedAt: z.iso.datetime(),
  /** The viewer proposed it, so another administrator confirms it. */
  ownProposal: z.boolean(),
  /** Null: not confirmed, without effect. */
  confirmedAt: z.iso.datetime().nullable(),
})
export type GroupRule = z.output<typeof GroupRule>

export const GroupRecord = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: z.enum(GROUP_KINDS),
  names: Written,
  unofficial: z.array(Language),
  pillars: z.array(Term),
  since: Day.nullable(),
  source: z.string(),
  parent: GroupRef.nullable(),
  subGroups: z.array(GroupRef),
  /** Terms of reference: in words, the document that holds them, the day of their approval. */
  terms: Written.nullable(),
  termsIn: z.string(),
  termsOn: Day.nullable(),
  dissolvedOn: Day.nullable(),
  /** Its members are shown to nobody but administrators of the directory; each sees itself. */
  hiddenMembers: z.boolean(),
  rule: GroupRule.nullable(),
  /** The viewer belongs to it today. */
  mine: z.boolean(),
  invented: z.boolean(),
  version: z.number().int(),
  /** Who belongs to it on the day, chairs first. */
  members: z.array(Member),
  /** Everyone else, before and after that day. */
  others: z.array(Member),
})
export type GroupRecord = z.output<typeof GroupRecord>

export const listGroups = endpoint({
  method: 'GET',
  path: '/api/directory/groups',
  access: 'public',
  audit: 'directory.groups',
  cli: 'groups',
  summary: 'The Compact and its working groups, and who leads them on a day',
  input: z.object({ kind: z.enum(GROUP_KINDS).optional(), on }),
  output: listOf(GroupRow),
})

export const readGroup = endpoint({
  method: 'GET',
  path: '/api/directory/group',
  access: 'public',
  audit: 'directory.group',
  cli: 'groups show',
  summary: 'One group with its leadership and members over time, by its code',
  input: z.object({ code: Code, on }),
  output: GroupRecord,
})

/** The group's page after an act, so that a program sees what it did. */
const act = { method: 'POST', access: 'directory:administer', output: GroupRecord } as const

export const joinGroup = endpoint({
  ...act,
  path: '/api/directory/groups/join',
  audit: 'directory.join_group',
  cli: 'groups join',
  summary: 'Enter that an organisation or a person leads, belongs to or observes a group, from a day on',
  input: z.object({
    request: z.uuid(),
    group: Code,
    /** One of the two. */
    organisation: Code.optional(),
    person: z.uuid().optional(),
    role: GroupRole,
    from: Day,
    until: Day.optional(),
    source: z.string().trim().min(3).max(300),
    /** A source confirms it. What is entered for the own organisation waits for another administrator all the same. */
    confirmed: z.boolean().default(true),
  }),
})

export const endMembership = endpoint({
  ...act,
  path: '/api/directory/groups/end',
  audit: 'directory.end_membership',
  cli: 'groups end',
  summary: 'End a membership in a group; its last day counts',
  input: z.object({ id: z.uuid(), lastDay: Day }),
})

export const confirmMembership = endpoint({
  ...act,
  path: '/api/directory/groups/confirm',
  audit: 'directory.confirm_membership',
  cli: 'groups confirm',
  summary:
    'Confirm a membership in a group that no source had shown, or that a colleague entered for the own organisation',
  input: z.object({ id: z.uuid(), source: z.string().trim().min(3).max(300) }),
})

export const removeMembership = endpoint({
  ...act,
  path: '/api/directory/groups/remove',
  audit: 'directory.remove_membership',
  cli: 'groups remove',
  summary: 'Remove an unconfirmed membership in a group, or one entered today by mistake',
  input: z.object({ id: z.uuid() }),
})
