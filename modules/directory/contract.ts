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
export const GROUP_KINDS = ['compact', 'working_group', 'sub_group', 'ad_hoc'] as const
export const GroupRole = z.enum(['chair', 'vice_chair', 'member', 'observer'])
export type GroupRole = z.output<typeof GroupRole>

/** All six languages. */
export const Names = z.record(Language, z.string())
export type Names = z.output<typeof Names>

export const Day = z.iso.date()
/** As things stand on this day; today when left out. */
export const on = Day.optional()
export const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,39}$/)
export const Search = z.string().trim().max(100)

/** A stretch of days, both included; `fromKnown` false: `from` is only the first day on which a source shows it. */
const period = { from: Day, fromKnown: z.boolean(), until: Day.nullable() }

/** From when until when an organisation takes part here; from the day in `until` on its people are nobody. */
const Participation = z.object({ from: Day, until: Day.nullable() })

const FormerNames = z.array(
  z.object({ short: Written, formal: Written.nullable(), until: Day, untilKnown: z.boolean() }),
)

export const GroupRef = z.object({ id: z.uuid(), code: z.string(), kind: z.enum(GROUP_KINDS), name: Shown })

/** One membership in a group. What is not confirmed is shown as such, and opens nothing. */
const standing = {
  id: z.uuid(),
  role: GroupRole,
  ...period,
  confirmed: z.boolean(),
  source: z.string(),
  /** It follows from the rule of the group, which also ends it. */
  byRule: z.boolean(),
}
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
  /** The entry that stands for it since it was found to be a second one. */
  mergedInto: OrganisationRef.nullable(),
  /** Entries that were merged into it, with the day. */
  absorbed: z.array(OrganisationRef.extend({ on: Day })),
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

export const Term = z.object({ code: z.string(), name: Shown })
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
