import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../../platform/access/refs.ts'
import { endpoint, listOf, paging, query } from '../../platform/contract.ts'
import { Language, Shown, Written } from '../../platform/text.ts'

export const STATE_KINDS = ['state', 'observer_state'] as const
export const ORGANISATION_KINDS = [
  'un_entity',
  'part_of_entity',
  'organ',
  'mechanism',
  'international_organisation',
  'regional_organisation',
  'other_organisation',
] as const
export const OrganisationKind = z.enum(ORGANISATION_KINDS)
export const AnyKind = z.enum([...STATE_KINDS, ...ORGANISATION_KINDS])
export const GROUP_KINDS = ['compact', 'working_group', 'ad_hoc'] as const
export const GroupRole = z.enum(['chair', 'vice_chair', 'member', 'observer'])
export type GroupRole = z.output<typeof GroupRole>

/** All six languages. */
export const Names = z.record(Language, z.string())
export type Names = z.output<typeof Names>

const Day = z.iso.date()
/** As things stand on this day; today when left out. */
const on = Day.optional()
const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,39}$/)
const Search = z.string().trim().max(100)

/** A stretch of days, both included; `fromKnown` false: `from` is only the first day on which a source shows it. */
const period = { from: Day, fromKnown: z.boolean(), until: Day.nullable() }

/** From when until when an organisation takes part here; from the day in `until` on its people are nobody. */
const Participation = z.object({ from: Day, until: Day.nullable() })

const FormerNames = z.array(
  z.object({ short: Written, formal: Written.nullable(), until: Day, untilKnown: z.boolean() }),
)

const GroupRef = z.object({ id: z.uuid(), code: z.string(), kind: z.enum(GROUP_KINDS), name: Shown })

/** One membership in a group. What is not confirmed is shown as such, and opens nothing. */
const standing = { id: z.uuid(), role: GroupRole, ...period, confirmed: z.boolean(), source: z.string() }
export const Standing = z.object({ ...standing, group: GroupRef })
export type Standing = z.output<typeof Standing>
export const Member = z.object({
  ...standing,
  organisation: OrganisationRef.nullable(),
  person: PersonRef.nullable(),
})
export type Member = z.output<typeof Member>

export const State = z.object({
  id: z.uuid(),
  /** Alpha-3. */
  code: z.string(),
  alpha2: z.string(),
  m49: z.string(),
  kind: z.enum(STATE_KINDS),
  names: Names,
  formal: Names,
  region: z.string(),
  subregion: z.string(),
  intermediate: z.string().nullable(),
  ldc: z.boolean(),
  lldc: z.boolean(),
  sids: z.boolean(),
})
export type State = z.output<typeof State>

export const StateRecord = State.omit({ region: true, subregion: true, intermediate: true }).extend({
  articles: z.record(z.string(), z.string()),
  formerNames: FormerNames,
  /** From the widest to the narrowest. */
  regions: z.array(z.object({ code: z.string(), level: z.string(), name: Shown })),
  namedRegions: z.array(z.object({ code: z.string(), basis: z.enum(['m49', 'indicative', 'none']), name: Shown })),
  groups: z.array(Standing),
  participation: Participation,
  version: z.number().int(),
})
export type StateRecord = z.output<typeof StateRecord>

export const listStates = endpoint({
  method: 'GET',
  path: '/api/directory/states',
  access: 'public',
  audit: 'directory.states',
  cli: 'states',
  summary: 'Member States and observer States with their names in six languages, in the order of the United Nations',
  input: z.object({
    /** In a name of any language and any time, or a code. */
    q: Search.optional(),
    /** Codes of M49 (`002`) or of regions as reports name them (`sahel`); any of them. */
    regions: query.list(z.string().max(40)).optional(),
    development: z.enum(['ldc', 'lldc', 'sids']).optional(),
    on,
    page: paging.page,
    size: query.int(1, 200).default(200),
  }),
  output: listOf(State),
})

export const readState = endpoint({
  method: 'GET',
  path: '/api/directory/state',
  access: 'public',
  audit: 'directory.state',
  cli: 'states show',
  summary: 'One State, by alpha-3 or alpha-2 code',
  input: z.object({ code: Code, on }),
  output: StateRecord,
})

const OrganisationRow = z.object({
  ...OrganisationRef.shape,
  kind: AnyKind,
  acronym: Shown.nullable(),
  /** The name in this language is a translation of ours. */
  unofficial: z.boolean(),
  partOf: OrganisationRef.nullable(),
  /** Standing in the Compact on the day. */
  compact: z.object({ role: GroupRole, ...period, confirmed: z.boolean() }).nullable(),
  participation: Participation,
})
export type OrganisationRow = z.output<typeof OrganisationRow>

export const OrganisationRecord = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: AnyKind,
  names: Written,
  formal: Written.nullable(),
  acronym: Written.nullable(),
  unofficial: z.array(Language),
  formerNames: FormerNames,
  partOf: OrganisationRef.nullable(),
  parts: z.array(OrganisationRef),
  annex: z.enum(['entity', 'organisation']).nullable(),
  paragraphs: z.array(z.number().int()),
  note: Written.nullable(),
  confidence: z.enum(['high', 'medium', 'low']),
  groups: z.array(Standing),
  participation: Participation,
  invented: z.boolean(),
  version: z.number().int(),
})
export type OrganisationRecord = z.output<typeof OrganisationRecord>

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/api/directory/organisations',
  access: 'public',
  audit: 'directory.organisations',
  cli: 'organisations',
  summary: 'Entities of the United Nations system and other organisations, with their standing in the Compact on a day',
  input: z.object({
    q: Search.optional(),
    /** All kinds but States when left out. */
    kinds: query.list(AnyKind).optional(),
    compact: z.enum(['member', 'observer', 'unconfirmed', 'none']).optional(),
    on,
    sort: z.enum(['name', 'code', 'kind']).default('name'),
    dir: z.enum(['asc', 'desc']).default('asc'),
    ...paging,
  }),
  output: listOf(OrganisationRow),
})

export const readOrganisation = endpoint({
  method: 'GET',
  path: '/api/directory/organisation',
  access: 'public',
  audit: 'directory.organisation',
  cli: 'organisations show',
  summary: 'One entity, organisation or State, by its code',
  input: z.object({ code: Code, on }),
  output: OrganisationRecord,
})

export const listRegions = endpoint({
  method: 'GET',
  path: '/api/directory/regions',
  access: 'public',
  audit: 'directory.regions',
  cli: 'regions',
  summary: 'Regions of the standard M49 as a tree, and regions as reports name them',
  input: z.object({}),
  output: z.object({
    regions: z.array(z.object({ code: z.string(), level: z.string(), parent: z.string().nullable(), name: Shown })),
    named: z.array(
      z.object({
        code: z.string(),
        basis: z.enum(['m49', 'indicative', 'none']),
        name: Shown,
        /** Alpha-3 codes. */
        members: z.array(z.string()),
      }),
    ),
  }),
})

const Term = z.object({ code: z.string(), name: Shown })
export const listTaxonomies = endpoint({
  method: 'GET',
  path: '/api/directory/taxonomies',
  access: 'public',
  audit: 'directory.taxonomies',
  cli: 'taxonomies',
  summary: 'Pillars of the Strategy, themes, and the short lists that records are described with',
  input: z.object({}),
  output: z.object({
    pillars: z.array(
      Term.extend({ number: z.number().int(), short: Shown, unofficial: z.boolean(), paragraphs: z.array(z.number()) }),
    ),
    themes: z.array(Term.extend({ pillars: z.array(z.string()) })),
    vocabularies: z.record(z.string(), z.array(Term)),
  }),
})

const GroupRow = GroupRef.extend({
  unofficial: z.boolean(),
  pillars: z.array(z.string()),
  leaders: z.array(Member),
  /** Organisations, those that lead included; and those that observe. */
  members: z.number().int(),
  observers: z.number().int(),
})
export type GroupRow = z.output<typeof GroupRow>

export const GroupRecord = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: z.enum(GROUP_KINDS),
  names: Written,
  unofficial: z.array(Language),
  pillars: z.array(Term),
  since: Day.nullable(),
  source: z.string(),
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
  summary: 'Enter that an organisation leads, belongs to or observes a group, from a day on',
  input: z.object({
    request: z.uuid(),
    group: Code,
    organisation: Code,
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

export const addOrganisation = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/add',
  access: 'directory:administer',
  audit: 'directory.add_organisation',
  cli: 'organisations add',
  summary: 'Add an organisation that takes part from a day on',
  input: z.object({
    request: z.uuid(),
    code: Code,
    kind: OrganisationKind,
    names: Written,
    acronym: Written.nullable().default(null),
    partOf: Code.nullable().default(null),
    from: Day,
  }),
  output: OrganisationRecord,
})

export const editOrganisation = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/edit',
  access: 'directory:administer',
  audit: 'directory.edit_organisation',
  cli: 'organisations edit',
  summary: 'Change acronym, belonging and note of an organisation',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    acronym: Written.nullable(),
    partOf: Code.nullable(),
    note: Written.nullable(),
  }),
  output: OrganisationRecord,
})

export const renameOrganisation = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/rename',
  access: 'directory:administer',
  audit: 'directory.rename_organisation',
  cli: 'organisations rename',
  summary: 'Give a State or organisation a new name from a day on; the old one is kept for the time before',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    names: Written,
    formal: Written.nullable(),
    from: Day,
  }),
  output: OrganisationRecord,
})

export const recordDeparture = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/leave',
  access: 'directory:administer',
  audit: 'directory.record_departure',
  cli: 'organisations leave',
  summary: 'Record that an organisation leaves: from that day on its people are nobody here',
  input: z.object({ id: z.uuid(), version: z.number().int(), on: Day }),
  output: OrganisationRecord,
})

export const recordReturn = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/rejoin',
  access: 'directory:administer',
  audit: 'directory.record_return',
  cli: 'organisations rejoin',
  summary: 'Record that an organisation which left takes part again from a day on',
  input: z.object({ id: z.uuid(), version: z.number().int(), on: Day }),
  output: OrganisationRecord,
})

export const DirectoryPerson = z.object({
  id: z.uuid(),
  name: z.string(),
  mail: z.string(),
  organisation: OrganisationRef,
  title: z.string(),
  roles: z.array(z.string()),
  listed: z.boolean(),
  invented: z.boolean(),
})
export type DirectoryPerson = z.output<typeof DirectoryPerson>

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/directory/people',
  access: 'signed-in',
  audit: 'directory.people',
  cli: 'people',
  summary: 'Search the people who chose to be listed, and those of the own organisation; the purpose is kept',
  purpose: true,
  input: z.object({
    purpose: z.string().max(300).optional(),
    q: Search.optional(),
    organisation: Code.optional(),
    role: z.string().max(40).optional(),
    ...paging,
  }),
  output: listOf(DirectoryPerson),
})

export const listColleagues = endpoint({
  method: 'GET',
  path: '/api/directory/colleagues',
  access: 'signed-in',
  audit: 'directory.colleagues',
  cli: 'people of',
  summary: 'The people of one organisation as far as they are listed; all of them for their own organisation',
  input: z.object({ organisation: Code, ...paging }),
  output: listOf(DirectoryPerson),
})

export const readListing = endpoint({
  method: 'GET',
  path: '/api/directory/listing',
  access: 'signed-in',
  audit: 'directory.listing',
  cli: 'people listing',
  summary: 'Whether the caller is listed for people of other organisations',
  input: z.object({}),
  output: z.object({ listed: z.boolean() }),
})

export const listMyself = endpoint({
  method: 'POST',
  path: '/api/directory/listing',
  access: 'signed-in',
  audit: 'directory.list_myself',
  cli: 'people list-myself',
  summary: 'Be listed, or no longer listed, for people of other organisations',
  input: z.object({ listed: z.boolean() }),
  output: z.object({ listed: z.boolean() }),
})
