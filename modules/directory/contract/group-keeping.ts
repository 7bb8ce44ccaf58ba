import { z } from 'zod'
import { endpoint } from '../../../platform/contract.ts'
import { Written } from '../../../platform/text.ts'
import { AnyKind, Code, Day } from '../contract.ts'
import { GroupRecord } from './groups.ts'

/** The group's page after an act, so that a program sees what it did. */
const act = { method: 'POST', access: 'directory:administer', output: GroupRecord } as const

/** What administrators write of a group. */
const words = {
  names: Written,
  pillars: z
    .array(z.enum(['I', 'II', 'III', 'IV']))
    .max(4)
    .default([]),
  terms: Written.nullable().default(null),
  termsIn: z.string().trim().max(300).default(''),
  termsOn: Day.nullable().default(null),
  hiddenMembers: z.boolean().default(false),
}

export const addGroup = endpoint({
  ...act,
  path: '/api/directory/groups/add',
  audit: 'directory.add_group',
  cli: 'groups add',
  summary: 'Found a working group, a sub-group of one, or an ad hoc group such as “Friends of …”',
  input: z.object({
    request: z.uuid(),
    code: Code,
    kind: z.enum(['working_group', 'sub_group', 'ad_hoc']),
    /** Of a sub-group: the group it belongs to. */
    parent: Code.nullable().default(null),
    since: Day,
    /** Made up for a demonstration, and says so. */
    invented: z.boolean().default(false),
    ...words,
  }),
})

export const editGroup = endpoint({
  ...act,
  path: '/api/directory/groups/edit',
  audit: 'directory.edit_group',
  cli: 'groups edit',
  summary: 'Change name, pillars and terms of reference of a group, or hide its members',
  input: z.object({ id: z.uuid(), version: z.number().int(), ...words }),
})

export const dissolveGroup = endpoint({
  ...act,
  path: '/api/directory/groups/dissolve',
  audit: 'directory.dissolve_group',
  cli: 'groups dissolve',
  summary: 'Record that a group ends: from that day on nothing is seen through it any more',
  input: z.object({ id: z.uuid(), version: z.number().int(), on: Day }),
})

export const proposeRule = endpoint({
  ...act,
  path: '/api/directory/groups/rule',
  audit: 'directory.propose_rule',
  cli: 'groups rule',
  summary: 'Propose that the members of a group follow from a rule; another administrator confirms it',
  input: z.object({
    request: z.uuid(),
    group: Code,
    kinds: z.array(AnyKind).min(1),
    regions: z.array(z.string().max(40)).max(50).default([]),
    development: z.array(z.enum(['ldc', 'lldc', 'sids'])).default([]),
    ofGroup: Code.nullable().default(null),
    role: z.enum(['member', 'observer']).default('member'),
    reason: z.string().trim().min(3).max(500),
  }),
})

export const confirmRule = endpoint({
  ...act,
  path: '/api/directory/groups/rule/confirm',
  audit: 'directory.confirm_rule',
  cli: 'groups rule confirm',
  summary: 'Confirm the rule that another administrator proposed: from now on it makes and ends memberships',
  input: z.object({ id: z.uuid() }),
})

export const endRule = endpoint({
  ...act,
  path: '/api/directory/groups/rule/end',
  audit: 'directory.end_rule',
  cli: 'groups rule end',
  summary: 'End a rule, and with it the memberships that follow from it',
  input: z.object({ id: z.uuid() }),
})
