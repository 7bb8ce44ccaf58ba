// Generated from the migrated database by `npm run generate`. Do not edit.
import type { ColumnType, Generated } from 'kysely'
import type { Written } from './text.ts'

/** Filled by triggers; never written by the server. */
type ByTrigger<T> = ColumnType<T, never, never>

/** Scoped, expiring keys of a person for programs; only a SHA-256 of the key is kept. */
export interface ApiTokens {
  id: Generated<string>
  person: Generated<string>
  name: string
  hash: Buffer
  scopes: string[]
  max_level: Generated<number>
  created_at: Generated<Date>
  expires_at: Date
  used_at: Generated<Date | null>
  revoked_at: Generated<Date | null>
}

/** Who did what to whose data, when, and with what outcome. Append-only; holds names of columns and keyed hashes, never values. */
export interface AuditEvents {
  id: Generated<number>
  at: Generated<Date>
  person: Generated<string | null>
  organisation: Generated<string | null>
  token: Generated<string | null>
  action: string
  outcome: Generated<string>
  subject: Generated<string | null>
  records: Generated<string[]>
  originators: Generated<string[]>
  changed: Generated<string[] | null>
  hashes: ColumnType<unknown, string | undefined | null, string | null>
  purpose: Generated<string | null>
}

/** Each row seals a block of the audit trail: digest of its rows, and a MAC of digest and previous seal under a key kept outside the database. */
export interface AuditSeals {
  to_id: number
  from_id: number
  rows: number
  previous: string
  digest: string
  mac: string
  sealed_at: Generated<Date>
}

/** Words not yet saved as a record, for their writer only; gone 90 days after the last change. */
export interface Drafts {
  id: Generated<string>
  person: Generated<string>
  key: string
  value: ColumnType<unknown, string, string>
  saved_at: Generated<Date>
}

/** Audience of a record: whom it names, with which right, from when until when, on what basis, given by whom. Withdrawn grants stay as history. */
export interface Grants {
  id: Generated<string>
  record: string
  grantee_kind: string
  grantee: string
  role: Generated<string | null>
  gives: string
  starts_at: Generated<Date>
  ends_at: Generated<Date | null>
  basis: Generated<string>
  reference: Generated<string>
  granted_by: Generated<string | null>
  granted_at: Generated<Date>
  revoked_at: Generated<Date | null>
  revoked_by: Generated<string | null>
  principal: ByTrigger<string>
}

/** Which organisation or person belongs to a group, as what, from when until when. */
export interface GroupMembers {
  id: Generated<string>
  group_id: string
  organisation: Generated<string | null>
  person: Generated<string | null>
  role: Generated<string>
  starts_on: Generated<string>
  ends_on: Generated<string | null>
  verified: Generated<boolean>
  source: Generated<string>
}

/** The Compact, its working groups and ad hoc groups. A grant to a group covers its members of that day. */
export interface Groups {
  id: Generated<string>
  kind: string
  code: string
  names: ColumnType<Written, string, string>
  hidden_members: Generated<boolean>
  parent: Generated<string | null>
  sort: Generated<number>
}

/** Who belongs to which organisation, in which roles, from when until when. At most one at a time counts: the latest begun. */
export interface Memberships {
  id: Generated<string>
  person: string
  organisation: string
  roles: Generated<string[]>
  title: Generated<string>
  starts_on: Generated<string>
  ends_on: Generated<string | null>
  granted_by: Generated<string | null>
}

/** States, entities and other organisations: who a person may belong to and a record may be shared with. */
export interface Organisations {
  id: Generated<string>
  kind: string
  code: string
  names: ColumnType<Written, string, string>
  joined_on: Generated<string>
  left_on: Generated<string | null>
  invented: Generated<boolean>
}

/** People with an account, and the named actors that jobs run as (service). */
export interface Persons {
  id: Generated<string>
  name: string
  mail: string
  language: Generated<string>
  clearance: Generated<number>
  status: Generated<string>
  listed: Generated<boolean>
  service: Generated<boolean>
  terms_version: Generated<string | null>
  terms_at: Generated<Date | null>
  invented: Generated<boolean>
  created_at: Generated<Date>
}

/** One shareable thing of any kind: its originator, level, handling and audience. Content lies in the module's own table under the same id. */
export interface Records {
  id: Generated<string>
  kind: string
  owner_org: Generated<string>
  level: Generated<number>
  handling: Generated<string[]>
  card: ColumnType<Written | null, string | undefined | null, string | null>
  sources: Generated<string[]>
  version: Generated<number>
  invented: Generated<boolean>
  created_by: Generated<string | null>
  created_at: Generated<Date>
  changed_at: Generated<Date>
  discoverers: Generated<string[]>
  readers: Generated<string[]>
  commenters: Generated<string[]>
  contributors: Generated<string[]>
  excluded: Generated<string[]>
  audience_until: Generated<Date | null>
}

/** Acts already done, by the number the caller gave them: a request repeated on a bad line is done once. */
export interface Requests {
  person: Generated<string>
  request: string
  answer: Generated<string | null>
  at: Generated<Date>
}

/** What each role may ask for, as the modules declare it; rewritten at each migration. */
export interface RolePermissions {
  role: string
  permission: string
}

/** Facts about this installation that the program keeps: whether the demonstration is loaded, the first administrator's link. */
export interface Settings {
  name: string
  value: ColumnType<unknown, string, string>
}

/** Filled by make_shareable in the modules' migrations. Derived tables are rebuilt from others and leave no audit rows. */
export interface ShareableTables {
  name: string
  key: string
  derived: boolean
}

export interface Tables {
  api_tokens: ApiTokens
  audit_events: AuditEvents
  audit_seals: AuditSeals
  drafts: Drafts
  grants: Grants
  group_members: GroupMembers
  groups: Groups
  memberships: Memberships
  organisations: Organisations
  persons: Persons
  records: Records
  requests: Requests
  role_permissions: RolePermissions
  settings: Settings
  shareable_tables: ShareableTables
}
