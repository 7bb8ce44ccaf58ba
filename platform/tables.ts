// Generated from the migrated database by `npm run generate`. Do not edit.
import type { ColumnType, Generated } from 'kysely'
import type { Written } from './text.ts'

/** Filled by triggers; never written by the server. */
type ByTrigger<T> = ColumnType<T, never, never>

/** Requests to read a record, and what its originator said to them. It tells on what ground somebody reads it. */
export interface AccessRequests {
  id: Generated<string>
  record: string
  person: Generated<string>
  organisation: Generated<string>
  gives: string
  reason: string
  asked_at: Generated<Date>
  withdrawn_at: Generated<Date | null>
  answer: Generated<string | null>
  answered_at: Generated<Date | null>
  answered_by: Generated<string | null>
  words: Generated<string>
  granted: Generated<string | null>
}

/** Dated events and outputs: trainings, workshops, missions, publications. */
export interface Activities {
  id: string
  code: Generated<string>
  programme: Generated<string | null>
  title: ColumnType<Written, string, string>
  unofficial: Generated<string[]>
  summary: ColumnType<Written | null, string | undefined | null, string | null>
  type: string
  status: string
  status_on: Generated<string>
  leads: string[]
  partners: Generated<string[]>
  pillars: Generated<string[]>
  themes: Generated<string[]>
  states: Generated<string[]>
  regions: Generated<string[]>
  places: ColumnType<{ name: Written, state: string | null }[], string | undefined, string>
  modality: Generated<string | null>
  attendees: Generated<string | null>
  participants: Generated<number | null>
  participants_is: Generated<string | null>
  states_reached: Generated<number | null>
  states_reached_is: Generated<string | null>
  events: Generated<number | null>
  events_is: Generated<string | null>
  aggregate: Generated<boolean>
  start_on: string
  start_precision: string
  end_on: Generated<string | null>
  end_precision: Generated<string | null>
  dates_from: Generated<string>
  source: Generated<string>
  paragraphs: Generated<number[]>
  source_also: Generated<string[]>
  words: ByTrigger<string>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
  sdgs: Generated<string[]>
  attended_by: ColumnType<{ function: string | null, women: { n: number, comparator: string } | null, men: { n: number, comparator: string } | null, other: { n: number, comparator: string } | null }[], string | undefined, string>
  total_of: Generated<string | null>
}

/** Scoped, expiring keys of a person for programs; only a SHA-256 of the key is kept. */
export interface ApiTokens {
  id: Generated<string>
  person: Generated<string>
  organisation: Generated<string>
  name: string
  hash: Buffer
  scopes: string[]
  max_level: Generated<number>
  created_at: Generated<Date>
  expires_at: Date
  used_at: Generated<Date | null>
  revoked_at: Generated<Date | null>
}

/** What such work made so far, one part a step. Handed out only while the asker may read every record in it. */
export interface AskedJobParts {
  job: string
  n: number
  body: Buffer
}

/** Work that a person asked for, for that person only: how far it is and what it made. What it made is gone at once with the person's membership. */
export interface AskedJobs {
  id: Generated<string>
  person: Generated<string>
  organisation: Generated<string>
  level: Generated<number>
  kind: string
  input: ColumnType<unknown, string, string>
  language: string
  state: Generated<string>
  done: Generated<number>
  total: Generated<number | null>
  plan: Generated<string[]>
  records: Generated<string[]>
  problem: Generated<string | null>
  params: ColumnType<Record<string, string | number>, string | undefined, string>
  parts: Generated<number>
  file_name: Generated<string | null>
  file_type: Generated<string | null>
  size: Generated<number>
  href: Generated<string | null>
  asked_at: Generated<Date>
  changed_at: Generated<Date>
  ended_at: Generated<Date | null>
  first_part: Generated<number>
}

/** Visits and remote assessments of a State by the Counter-Terrorism Committee and its Executive Directorate, seen by the originator and the State. */
export interface Assessments {
  id: string
  code: Generated<string>
  title: ColumnType<Written, string, string>
  type: string
  states: string[]
  starts_on: string
  ends_on: string
  entities: Generated<string[]>
  documents: Generated<string[]>
  observations: ColumnType<Written | null, string | undefined | null, string | null>
  sent_on: Generated<string | null>
  adopted_on: Generated<string | null>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
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
  originator: Generated<string | null>
  changed: Generated<string[] | null>
  hashes: ColumnType<unknown, string | undefined | null, string | null>
  purpose: Generated<string | null>
  wake: Generated<boolean>
}

/** One row: up to `settled` no row of the audit trail is still on its way, so that what lies before may be sealed. */
export interface AuditHorizon {
  settled: number
  noted: number
  writers: string[]
}

/** Each row seals a block of the audit trail: digest of its rows, and a MAC of digest and previous seal under a key kept outside the database. */
export interface AuditSeals {
  to_id: number
  from_id: number
  rows: number
  previous: string
  digest: string
  mac: string
  sealed_at: Date
}

/** What happened to the clocks of an assessment: paused with a reason, resumed, answered, and when people were reminded. */
export interface ClockEvents {
  id: Generated<string>
  record: string
  clock: string
  event: string
  on_day: Generated<string>
  reason: Generated<string>
  stage: Generated<number | null>
  by: Generated<string>
  at: Generated<Date>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** The words of comments, each edit as a version beside those before. Gone when the writer removes the comment. */
export interface CommentTexts {
  id: Generated<string>
  comment: string
  record: string
  version: number
  language: string
  words: string
  written_at: Generated<Date>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** What readers of a record say about it: who, when, in answer to which. Of one that was removed only this line stays, so that answers keep their place. */
export interface Comments {
  id: Generated<string>
  record: string
  parent: Generated<string | null>
  person: Generated<string>
  organisation: Generated<string>
  written_at: Generated<Date>
  removed_at: Generated<Date | null>
  hidden_at: Generated<Date | null>
  hidden_by: Generated<string | null>
  hidden_reason: Generated<string | null>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** When a consent was revoked: which organisations had read what it disclosed, and how many copies they hold. Seen by the State that revoked it. */
export interface ConsentReceipts {
  id: Generated<string>
  consent: string
  record: string
  holder: string
  people: number
  last_read_at: Generated<Date | null>
  copies: number
  noted_at: Generated<Date>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** What a State ever consented to: to whom, how much, by which document, from when until when, who gave and who revoked it. Nothing else lets anyone into what it disclosed. Rows stay. */
export interface Consents {
  id: Generated<string>
  record: string
  form: Generated<string | null>
  to_kind: string
  to_id: Generated<string | null>
  redaction: Generated<string | null>
  reference: string
  starts_at: Generated<Date>
  ends_at: Generated<Date | null>
  given_by: Generated<string>
  given_org: Generated<string>
  given_at: Generated<Date>
  revoked_at: Generated<Date | null>
  revoked_by: Generated<string | null>
  disclosed: Generated<string | null>
  worded: Generated<string | null>
  granted: Generated<string>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Each record of another organisation in a file that someone took, seen by that organisation and by who took it. It outlives the record. */
export interface Copies {
  export: string
  record: string
  owner_org: string
  holder: string
  level: number
  handling: string[]
  due: Generated<string | null>
  due_at: Generated<Date | null>
  asked_at: Generated<Date | null>
  destroyed_at: Generated<Date | null>
}

/** That two records that look alike are not the same: who said so and why, for whoever may read both. */
export interface Distinctions {
  id: Generated<string>
  one: string
  other: string
  said_by: Generated<string | null>
  said_org: Generated<string | null>
  said_at: Generated<Date>
  reason: Generated<string>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Words not yet saved as a record, for their writer only. */
export interface Drafts {
  id: Generated<string>
  person: Generated<string>
  organisation: Generated<string>
  level: Generated<number>
  key: string
  value: ColumnType<unknown, string, string>
  saved_at: Generated<Date>
}

/** Requests to read a record in an emergency, and what a second person said to them. */
export interface Emergencies {
  id: Generated<string>
  about: string
  reason: string
  hours: number
  asked_by: Generated<string>
  asked_at: Generated<Date>
  approved_by: Generated<string | null>
  approved_at: Generated<Date | null>
  ends_at: Generated<Date | null>
  withdrawn_by: Generated<string | null>
  withdrawn_at: Generated<Date | null>
}

/** What a request opened. Seen by nobody: that there is nothing would tell that there is no such record. */
export interface EmergencyGrants {
  request: string
  granted: string
}

/** Requests of people to have erased what is held about them, and what was done. */
export interface Erasures {
  id: Generated<string>
  person: Generated<string>
  reason: Generated<string>
  reference: Generated<string>
  asked_by: Generated<string>
  asked_at: Generated<Date>
  outcome: Generated<string | null>
  words: Generated<string>
  decided_by: Generated<string | null>
  decided_at: Generated<Date | null>
  receipt: ColumnType<{ table: string, done: 'deleted' | 'emptied' | 'kept' }[] | null, string | undefined | null, string | null>
}

/** Files that people took and that hold records of other organisations, each seen by who took it. */
export interface Exports {
  id: Generated<string>
  person: string
  organisation: string
  roles: string[]
  action: string
  name: string
  format: string
  level: number
  taken_at: Generated<Date>
  checked_at: Generated<Date>
  destroyed_at: Generated<Date | null>
}

/** Requests to take off a second factor that its owner lost: asked by one, approved by another within seven days. */
export interface FactorResets {
  id: Generated<string>
  person: string
  reason: string
  requested_by: Generated<string>
  requested_at: Generated<Date>
  decided_by: Generated<string | null>
  decided_at: Generated<Date | null>
  outcome: Generated<string | null>
}

/** Factual comments of the State on the text of an assessment or of one of its recommendations, and the answers. */
export interface FactualComments {
  id: Generated<string>
  record: string
  field: string
  passage: Generated<string>
  version: number
  words: ColumnType<Written, string, string>
  given_by: Generated<string>
  given_at: Generated<Date>
  answer: ColumnType<Written | null, string | undefined | null, string | null>
  answered_by: Generated<string | null>
  answered_at: Generated<Date | null>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Files that are part of a record, seen by whoever reads it. Their content lies encrypted on disk under its hash. */
export interface Files {
  id: Generated<string>
  record: string
  part: Generated<string>
  name: string
  type: string
  size: number
  hash: string
  key: string
  stored_at: Generated<Date>
  stored_by: Generated<string | null>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Since when until when a State or entity had an active focal point. Begins and ends on the day it happens, so that no later change alters the figure of an earlier day. */
export interface FocalPointTerms {
  id: Generated<string>
  organisation: string
  nomination: Generated<string | null>
  active_from: Generated<string>
  active_until: Generated<string | null>
}

/** Last day on which an active focal point signed in, for the secretariat. */
export interface FocalPointsSeen {
  nomination: string
  seen_on: string
}

/** Records whose changes a person wants to be told of; known to that person only. */
export interface Follows {
  person: Generated<string>
  organisation: Generated<string>
  record: string
  since: Generated<Date>
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
  granted_org: Generated<string | null>
  granted_at: Generated<Date>
  revoked_at: Generated<Date | null>
  revoked_by: Generated<string | null>
  principal: ByTrigger<string>
}

/** What the directory knows of the Compact and its working groups. */
export interface GroupDetails {
  group_id: string
  since_on: Generated<string | null>
  pillars: Generated<string[]>
  unofficial: Generated<string[]>
  source: Generated<string>
  terms: ColumnType<Written | null, string | undefined | null, string | null>
  terms_in: Generated<string>
  terms_on: Generated<string | null>
  version: Generated<number>
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
  opened_at: Generated<Date>
  start_known: Generated<boolean>
  entered_by: Generated<string | null>
  by_rule: Generated<string | null>
}

/** Groups whose members follow from a rule: all organisations that meet every part of it. */
export interface GroupRules {
  id: Generated<string>
  group_id: string
  kinds: string[]
  regions: Generated<string[]>
  development: Generated<string[]>
  of_group: Generated<string | null>
  role: Generated<string>
  reason: string
  proposed_by: Generated<string | null>
  proposed_at: Generated<Date>
  confirmed_by: Generated<string | null>
  confirmed_at: Generated<Date | null>
  ended_at: Generated<Date | null>
}

/** The Compact, its working groups with their sub-groups, and ad hoc groups. A grant to a group covers its members of that day. */
export interface Groups {
  id: Generated<string>
  kind: string
  code: string
  names: ColumnType<Written, string, string>
  hidden_members: Generated<boolean>
  parent: Generated<string | null>
  dissolved_on: Generated<string | null>
  invented: Generated<boolean>
  sort: Generated<number>
}

/** IATI identifier of a programme or activity that was read from a file. */
export interface IatiIdentifiers {
  id: string
  identifier: string
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** What words in an organisation's tables mean, as somebody there confirmed: “Ivory Coast” is CIV. */
export interface ImportChoices {
  organisation: Generated<string>
  lookup: string
  said: string
  code: Generated<string | null>
  saved_at: Generated<Date>
}

/** How an organisation's tables are read, by their headings: for whoever brings in tables there. */
export interface ImportMappings {
  id: Generated<string>
  organisation: Generated<string>
  kind: string
  name: string
  headings: string[]
  columns: string[]
  saved_at: Generated<Date>
}

/** Rows of such a table, and what became of each. */
export interface ImportRows {
  import: string
  sheet: number
  n: number
  cells: string[]
  reference: Generated<string | null>
  outcome: Generated<string | null>
  faults: ColumnType<{ column: number | null, code: string, params: Record<string, string | number> }[], string | undefined, string>
  notes: ColumnType<{ code: 'alike' | 'merged' | 'closed', record: string }[], string | undefined, string>
  record: Generated<string | null>
  version: Generated<number | null>
  before: ColumnType<Record<string, unknown> | null, string | undefined | null, string | null>
  undone: Generated<string | null>
}

/** What somebody brings in from a table of their own: how it is read, who will see it, how far it is. For that person only. */
export interface Imports {
  id: Generated<string>
  person: Generated<string>
  organisation: Generated<string>
  level: Generated<number>
  kind: string
  file_name: string
  language: string
  sheets: ColumnType<{ name: string, rows: number, columns: number }[], string, string>
  encoding: Generated<string | null>
  delimiter: Generated<string | null>
  sheet: Generated<number>
  head: Generated<number>
  columns: Generated<string[]>
  month_first: Generated<string[]>
  seen: ColumnType<{ level: number, handling: string[], audience: unknown[] } | null, string | undefined | null, string | null>
  state: Generated<string>
  reached: Generated<number>
  tally: ColumnType<Record<string, number>, string | undefined, string>
  job: Generated<string | null>
  made_at: Generated<Date>
  changed_at: Generated<Date>
  within: Generated<string | null>
}

/** How it is seen that a result is reached: from a baseline to a target, each on a date. */
export interface Indicators {
  id: Generated<string>
  record: string
  result: string
  name: ColumnType<Written, string, string>
  unit: ColumnType<Written, string, string>
  definition: ColumnType<Written | null, string | undefined | null, string | null>
  verification: ColumnType<Written | null, string | undefined | null, string | null>
  dimensions: Generated<string[]>
  baseline: Generated<number | null>
  baseline_on: Generated<string | null>
  baseline_precision: Generated<string | null>
  target: Generated<number | null>
  target_on: Generated<string | null>
  target_precision: Generated<string | null>
  place: Generated<number>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** One-time links into an organisation, with the roles and clearance that come with them. */
export interface Invitations {
  id: Generated<string>
  organisation: Generated<string>
  mail: Generated<string | null>
  name: Generated<string>
  title: Generated<string>
  language: Generated<string>
  roles: string[]
  clearance: Generated<number>
  hash: Buffer
  invited_by: Generated<string | null>
  invited_at: Generated<Date>
  expires_at: Date
  settled_at: Generated<Date | null>
  outcome: Generated<string | null>
}

/** What must not be destroyed for now, because of a case: a record, what there is of a person, or all of an organisation. */
export interface LegalHolds {
  id: Generated<string>
  record: Generated<string | null>
  person: Generated<string | null>
  organisation: Generated<string | null>
  reason: string
  reference: string
  review_on: string
  placed_by: Generated<string>
  placed_at: Generated<Date>
  lifted_by: Generated<string | null>
  lifted_at: Generated<Date | null>
  lifted_why: Generated<string | null>
}

/** When the level of a record is to be reviewed, and what came of reviews before. */
export interface LevelReviews {
  id: Generated<string>
  record: string
  level: number
  latest_on: string
  due_on: string
  told_on: Generated<string | null>
  outcome: Generated<string | null>
  reason: Generated<string>
  decided_by: Generated<string | null>
  decided_at: Generated<Date | null>
}

/** How programmes and activities hang together: this one is part of, follows, or contributes to the other. Shown only to those who may read both. */
export interface Links {
  id: Generated<string>
  record: string
  kind: string
  other: string
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Since when a person is told what changed: known to that person only. */
export interface Looks {
  person: Generated<string>
  organisation: Generated<string>
  since: Generated<Date | null>
  looked_at: Generated<Date>
}

/** Mail waiting to be sent, and what became of it. Its words are emptied once settled, except in a demonstration, whose outbox shows them. */
export interface Mails {
  id: Generated<string>
  person: Generated<string | null>
  address: Generated<string | null>
  about: Generated<string[]>
  quotes: Generated<string[]>
  subject: string
  text: string
  language: string
  status: Generated<string>
  reason: Generated<string | null>
  stop: Generated<string | null>
  instead: ColumnType<{ job: `${string}.${string}`, payload: Record<string, string> } | null, string | undefined | null, string | null>
  queued_at: Generated<Date>
  settled_at: Generated<Date | null>
}

/** What an indicator reached on a date, as a whole and by sex, age, disability, function or State. */
export interface Measurements {
  id: Generated<string>
  record: string
  indicator: string
  measured_on: string
  precision: string
  value: number
  value_is: Generated<string>
  parts: ColumnType<{ by: string, of: string, value: number }[], string | undefined, string>
  note: ColumnType<Written | null, string | undefined | null, string | null>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
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

/** That two programmes, or two activities, are one: which stays, what it took from the other, who asked and which originators agreed. */
export interface Merges {
  id: Generated<string>
  kept: string
  other: string
  taken: Generated<string[]>
  reason: string
  asked_by: Generated<string | null>
  asked_org: Generated<string | null>
  asked_at: Generated<Date>
  kept_agreed: Generated<string | null>
  other_agreed: Generated<string | null>
  done_at: Generated<Date | null>
  ended: Generated<string | null>
  ended_by: Generated<string | null>
  ended_at: Generated<Date | null>
  ended_why: Generated<string>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Regions as reports name them: the Sahel, Western Indian Ocean … */
export interface NamedRegions {
  code: string
  names: ColumnType<Written, string, string>
  basis: string
  members: Generated<string[]>
  sort: number
}

/** What happened to a nomination, when and by whom. */
export interface NominationEvents {
  id: Generated<string>
  record: string
  step: string
  at: Generated<Date>
  person: Generated<string | null>
  organisation: Generated<string | null>
  note: Generated<string>
  moved: ColumnType<Record<string, number>, string | undefined, string>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Who speaks for a State, or an entity of the Compact, on the platform, and how far the nomination has come. */
export interface Nominations {
  id: string
  title: ColumnType<Written, string, string>
  name: string
  post: Generated<string>
  mail: string
  language: Generated<string>
  main: boolean
  themes: Generated<string[]>
  form: string
  reference: string
  dated_on: string
  state: Generated<string>
  recorded_by: Generated<string | null>
  person: Generated<string | null>
  invitation: Generated<string | null>
  handed_to: Generated<string | null>
  confirm_by: Generated<string | null>
  reminded_on: Generated<string | null>
  ended_at: Generated<Date | null>
  version: Generated<number>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** How a person wants to be told of a topic by mail, where not as usual for it. */
export interface NoticeChoices {
  person: Generated<string>
  topic: string
  pace: string
}

/** When a person wants mail: time zone (IANA), hours without mail, hour of the daily and weekly digest, or no mail at all. */
export interface NoticeSettings {
  person: Generated<string>
  time_zone: Generated<string>
  quiet_from: Generated<string | null>
  quiet_until: Generated<string | null>
  mail_at: Generated<string>
  no_mail: Generated<boolean>
}

/** What a person was told, for that person only and only while they may see its record. */
export interface Notices {
  id: Generated<string>
  person: string
  organisation: string
  topic: string
  record: Generated<string | null>
  needs: Generated<string>
  href: Generated<string | null>
  facts: ColumnType<Record<string, string | number>, string | undefined, string>
  told_at: Generated<Date>
  read_at: Generated<Date | null>
  settled_at: Generated<Date | null>
  mail: Generated<string | null>
}

/** What the directory knows of an organisation beyond its name; version counts every edit of the organisation. */
export interface OrganisationDetails {
  organisation: string
  part_of: Generated<string | null>
  annex: Generated<string | null>
  paragraphs: Generated<number[]>
  note: ColumnType<Written | null, string | undefined | null, string | null>
  confidence: Generated<string>
  version: Generated<number>
}

/** Which entry was, or is proposed to be, merged into which other, why, and by which two persons. */
export interface OrganisationMerges {
  id: Generated<string>
  absorbed: string
  kept: string
  reason: string
  proposed_by: Generated<string | null>
  proposed_at: Generated<Date>
  outcome: Generated<string | null>
  settled_by: Generated<string | null>
  settled_at: Generated<Date | null>
}

/** Names over time: what an organisation was called on a day, in each language. The short name of today also stands in organisations. */
export interface OrganisationNames {
  id: Generated<string>
  organisation: string
  form: string
  names: ColumnType<Written, string, string>
  unofficial: Generated<string[]>
  starts_on: Generated<string | null>
  ends_on: Generated<string | null>
  ends_known: Generated<boolean>
  folded: string
  entered_by: Generated<string | null>
}

/** States, entities and other organisations: who a person may belong to and a record may be shared with. */
export interface Organisations {
  id: Generated<string>
  kind: string
  code: string
  names: ColumnType<Written, string, string>
  joined_on: Generated<string>
  left_on: Generated<string | null>
  merged_into: Generated<string | null>
  merged_on: Generated<string | null>
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
  version: Generated<number>
  created_at: Generated<Date>
  erased_at: Generated<Date | null>
}

/** The four pillars of the United Nations Global Counter-Terrorism Strategy. */
export interface Pillars {
  code: string
  number: number
  names: ColumnType<Written, string, string>
  short: ColumnType<Written, string, string>
  unofficial: Generated<string[]>
  paragraphs: Generated<number[]>
}

/** The work plan of a group: what it means to do, who leads, by when, how far it is. */
export interface PlanItems {
  id: string
  group_id: string
  title: ColumnType<Written, string, string>
  summary: ColumnType<Written | null, string | undefined | null, string | null>
  lead: Generated<string | null>
  due_on: Generated<string | null>
  status: Generated<string>
  progress: Generated<number>
  outcome: ColumnType<Written | null, string | undefined | null, string | null>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Who is active on what, where and when: derived from programmes and activities by trigger. */
export interface Presence {
  record: string
  kind: string
  code: string
  leads: string[]
  partners: string[]
  funders: string[]
  themes: string[]
  pillars: string[]
  states: string[]
  regions: string[]
  type: string
  status: string
  aggregate: boolean
  programme: Generated<string | null>
  attendees: Generated<string | null>
  starts_on: string
  ends_on: string
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Programmes, projects, offices, tools and publications: what is done over time, by whom, where and on what. */
export interface Programmes {
  id: string
  code: Generated<string>
  title: ColumnType<Written, string, string>
  unofficial: Generated<string[]>
  summary: ColumnType<Written | null, string | undefined | null, string | null>
  type: string
  status: string
  status_on: Generated<string>
  leads: string[]
  partners: Generated<string[]>
  funders: Generated<string[]>
  pillars: Generated<string[]>
  themes: Generated<string[]>
  states: Generated<string[]>
  regions: Generated<string[]>
  places: ColumnType<{ name: Written, state: string | null }[], string | undefined, string>
  beneficiaries: ColumnType<Written | null, string | undefined | null, string | null>
  states_reached: Generated<number | null>
  states_reached_is: Generated<string | null>
  start_on: Generated<string | null>
  start_precision: Generated<string | null>
  end_on: Generated<string | null>
  end_precision: Generated<string | null>
  dates_from: Generated<string>
  mandates: Generated<string[]>
  source: Generated<string>
  paragraphs: Generated<number[]>
  source_also: Generated<string[]>
  words: ByTrigger<string>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
  hosts: Generated<string[]>
  agreement: Generated<string | null>
  agreement_on: Generated<string | null>
  agreement_precision: Generated<string | null>
  staff: Generated<number | null>
  staff_is: Generated<string | null>
  contacts: Generated<string[]>
  sdgs: Generated<string[]>
  joint: Generated<boolean>
  parts: ColumnType<{ organisation: string, does: Written }[], string | undefined, string>
}

/** Actions of a management response: what, by whom, until when, and the evidence that it is done. */
export interface RecommendationActions {
  id: Generated<string>
  record: string
  what: ColumnType<Written, string, string>
  organisation: string
  due_on: Generated<string | null>
  done_on: Generated<string | null>
  evidence: Generated<string[]>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Steps taken on a recommendation, with evidence. Of one under consent only its originator and the State see them. */
export interface RecommendationSteps {
  id: Generated<string>
  record: string
  status: string
  on_day: Generated<string>
  words: ColumnType<Written | null, string | undefined | null, string | null>
  evidence: Generated<string[]>
  organisation: Generated<string>
  said_by: Generated<string>
  said_at: Generated<Date>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Recommendations of assessments of States, of evaluations, and of reports of the Secretary-General; and what a State disclosed of the first: whole, redacted, or theme and need only. */
export interface Recommendations {
  id: string
  matter: Generated<string>
  form: Generated<string>
  kind: string
  code: Generated<string>
  originator: Generated<string>
  assessment: Generated<string | null>
  evaluation: Generated<string>
  states: Generated<string[]>
  leads: Generated<string[]>
  addressees: Generated<string[]>
  title: ColumnType<Written, string, string>
  body: ColumnType<Written | null, string | undefined | null, string | null>
  unofficial: Generated<string[]>
  resolution: Generated<string>
  paragraph: Generated<string>
  source: Generated<string>
  themes: Generated<string[]>
  pillars: Generated<string[]>
  priority: Generated<string | null>
  due_on: Generated<string | null>
  need: Generated<string | null>
  capacity: ColumnType<Written | null, string | undefined | null, string | null>
  view: Generated<string | null>
  view_words: ColumnType<Written | null, string | undefined | null, string | null>
  force: Generated<string | null>
  uptake: ColumnType<{ document: string, paragraph: string, words: string }[], string | undefined, string>
  acceptance: Generated<string | null>
  response: ColumnType<Written | null, string | undefined | null, string | null>
  status: Generated<string>
  status_on: Generated<string>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Differences: old and new values of the columns of a record that an edit changed. */
export interface RecordHistory {
  id: Generated<string>
  record: string
  table_name: string
  row_id: Generated<string | null>
  at: Generated<Date>
  person: Generated<string | null>
  organisation: Generated<string | null>
  version: number
  level: number
  standing: string[]
  changed: ColumnType<Record<string, [unknown, unknown]>, string, string>
}

/** One shareable thing of any kind: its originator, level, handling and audience. Content lies in the module's own table under the same id. */
export interface Records {
  id: Generated<string>
  kind: string
  owner_org: Generated<string>
  controller: Generated<string | null>
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
  audience_due: Generated<Date | null>
}

/** Texts that a State wrote to be disclosed in place of the original. */
export interface Redactions {
  id: Generated<string>
  record: string
  title: ColumnType<Written, string, string>
  body: ColumnType<Written, string, string>
  facts: Generated<string[]>
  made_by: Generated<string>
  made_at: Generated<Date>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Each row that the reference data of this program wrote, as it wrote it: what differs now was changed by people, and stays. */
export interface ReferenceRows {
  name: string
  loaded: ColumnType<unknown, string, string>
}

/** Geographic regions of the standard M49 of the Statistics Division, as a tree. */
export interface Regions {
  code: string
  level: string
  parent: Generated<string | null>
  names: ColumnType<Written, string, string>
}

/** Acts already done, by the number the caller gave them: a request repeated on a bad line is done once. */
export interface Requests {
  person: Generated<string>
  request: string
  digest: Buffer
  answer: Generated<string | null>
  at: Generated<Date>
}

/** What a programme is to bring about (outcome) and to deliver for it (output). */
export interface Results {
  id: Generated<string>
  record: string
  parent: Generated<string | null>
  kind: string
  statement: ColumnType<Written, string, string>
  place: Generated<number>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** What a run found and left of one table: rows deleted, rows that are older and held, and rows that are older and not held, of which there are none. */
export interface RetentionProofs {
  run: string
  table_name: string
  cut_off: Date
  deleted: Generated<number>
  held: Generated<number | null>
  remaining: Generated<number | null>
  settled_at: Generated<Date | null>
}

/** For each table how long what it holds is kept and why, what of it is personal, and what becomes of that when its person is erased. */
export interface RetentionRules {
  table_name: string
  area: string
  kept: string
  period: Generated<string | null>
  since: Generated<string | null>
  only_if: Generated<string | null>
  why: string
  personal: ColumnType<Record<string, string>, string, string>
  whose: Generated<string | null>
  on_erasure: Generated<string | null>
  emptied: ColumnType<Record<string, string> | null, string | undefined | null, string | null>
  own: boolean
}

/** Each day once, all tables are gone through for what has served its time. */
export interface RetentionRuns {
  id: Generated<string>
  started_at: Generated<Date>
  ended_at: Generated<Date | null>
}

/** What each role may ask for, as the modules declare it; rewritten at each migration. */
export interface RolePermissions {
  role: string
  permission: string
}

/** The four checks of a programme, each edit as a version beside those before: who recorded it, who signed it off or returned it, until when it holds. */
export interface SafeguardChecks {
  id: Generated<string>
  record: string
  kind: string
  version: number
  latest: Generated<boolean>
  review_on: string
  recorded_by: Generated<string>
  recorded_org: Generated<string>
  recorded_at: Generated<Date>
  outcome: Generated<string | null>
  decided_by: Generated<string | null>
  decided_at: Generated<Date | null>
  changed: Generated<string[]>
  reminded: Generated<number>
  invented: Generated<boolean>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** What a version of a check says: the answer, why, what is done against a risk and by whom, which documents say so. May be more sensitive than the programme, and is not shown to all its readers. */
export interface SafeguardReasons {
  id: string
  record: string
  shown: Generated<boolean>
  answer: string
  reason: ColumnType<Written, string, string>
  mitigation: ColumnType<Written | null, string | undefined | null, string | null>
  responsible: Generated<string>
  documents: Generated<string[]>
  support: Generated<boolean | null>
  assessment: Generated<string>
  returned: Generated<string | null>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Lists as people like to see them: a name for the address of a page. */
export interface SavedViews {
  id: Generated<string>
  person: Generated<string>
  organisation: Generated<string>
  page: string
  name: string
  query: string
  shared: Generated<boolean>
  saved_at: Generated<Date>
}

/** A record as it is searched: stems of its title and texts in all languages, derived by trigger in the transaction that changes it. Narrow, since a common word finds thousands. */
export interface SearchEntries {
  record: string
  kind: string
  subjects: number[]
  years: number[]
  words: string
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Names of groups, as search_names: seen by who sees the group. */
export interface SearchGroupNames {
  source: string
  row_key: string
  kind: string
  subject: string
  language: string
  said: string
  folded: string
  stems: string[]
  raw: string[]
}

/** Names of what records are about, and of what has a page but is no record, in all languages: derived by trigger from the tables that make_findable names. */
export interface SearchNames {
  source: string
  row_key: string
  kind: string
  subject: string
  language: string
  said: string
  folded: string
  stems: string[]
  raw: string[]
}

/** Stems of the names in search_names, one a row: derived with them. */
export interface SearchStems {
  source: string
  row_key: string
  stem: string
  subject: string
}

/** A number for each organisation and theme that has a name, so that entries stay narrow. */
export interface SearchSubjects {
  n: number
  kind: string
  subject: string
}

/** Filled by make_searchable in the modules' migrations: which columns of a table are searched. */
export interface SearchableTables {
  name: string
  kind: string
  title: string
  texts: string[]
  codes: string[]
  subjects: ColumnType<Record<string, string>, string, string>
  first_day: Generated<string | null>
  last_day: Generated<string | null>
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
  writes: Generated<string>
}

/** What the State said of a recommendation and of the need for assistance in it, over time. */
export interface StateViews {
  id: Generated<string>
  record: string
  view: string
  words: ColumnType<Written | null, string | undefined | null, string | null>
  need: Generated<string | null>
  said_by: Generated<string>
  said_at: Generated<Date>
  owner_org: ByTrigger<string>
  level: ByTrigger<number>
  sources: ByTrigger<string[]>
  readers: ByTrigger<string[]>
  contributors: ByTrigger<string[]>
  excluded: ByTrigger<string[]>
  audience_until: ByTrigger<Date | null>
}

/** Member States and observer States. The alpha-3 code is the organisation's code. */
export interface States {
  organisation: string
  alpha2: string
  m49: string
  region: string
  subregion: string
  intermediate: Generated<string | null>
  ldc: boolean
  lldc: boolean
  sids: boolean
  articles: ColumnType<Record<string, string>, string | undefined, string>
}

/** What someone is to do, on a record or free within an organisation: seen by its owner and by the people of the organisation that asked, of a record only while they may read it. */
export interface Tasks {
  id: Generated<string>
  organisation: Generated<string>
  record: Generated<string | null>
  title: string
  words: Generated<string>
  owner: string
  due_on: Generated<string | null>
  status: Generated<string>
  reason: Generated<string>
  version: Generated<number>
  asked_by: Generated<string | null>
  asked_at: Generated<Date>
  settled_at: Generated<Date | null>
  remind_on: Generated<string | null>
}

/** What work is about. Pillars: those under which it is mostly done, first first. */
export interface Themes {
  code: string
  names: ColumnType<Written, string, string>
  pillars: string[]
  sort: number
}

/** Numbers that likely twins have in common: of words of their titles, symbols, identifiers, and of where, when and what. Derived by trigger. */
export interface TwinBlocks {
  block: number
  record: string
}

/** In which order a person sees the views of a page, and which of them the page opens with. */
export interface ViewPlaces {
  person: Generated<string>
  view: string
  place: number
  opens: Generated<boolean>
}

/** Short closed lists: types of activity and programme, modalities, audiences, statuses … */
export interface VocabularyTerms {
  vocabulary: string
  code: string
  names: ColumnType<Written, string, string>
  sort: number
}

export interface Tables {
  access_requests: AccessRequests
  activities: Activities
  api_tokens: ApiTokens
  asked_job_parts: AskedJobParts
  asked_jobs: AskedJobs
  assessments: Assessments
  audit_events: AuditEvents
  audit_horizon: AuditHorizon
  audit_seals: AuditSeals
  clock_events: ClockEvents
  comment_texts: CommentTexts
  comments: Comments
  consent_receipts: ConsentReceipts
  consents: Consents
  copies: Copies
  distinctions: Distinctions
  drafts: Drafts
  emergencies: Emergencies
  emergency_grants: EmergencyGrants
  erasures: Erasures
  exports: Exports
  factor_resets: FactorResets
  factual_comments: FactualComments
  files: Files
  focal_point_terms: FocalPointTerms
  focal_points_seen: FocalPointsSeen
  follows: Follows
  grants: Grants
  group_details: GroupDetails
  group_members: GroupMembers
  group_rules: GroupRules
  groups: Groups
  iati_identifiers: IatiIdentifiers
  import_choices: ImportChoices
  import_mappings: ImportMappings
  import_rows: ImportRows
  imports: Imports
  indicators: Indicators
  invitations: Invitations
  legal_holds: LegalHolds
  level_reviews: LevelReviews
  links: Links
  looks: Looks
  mails: Mails
  measurements: Measurements
  memberships: Memberships
  merges: Merges
  named_regions: NamedRegions
  nomination_events: NominationEvents
  nominations: Nominations
  notice_choices: NoticeChoices
  notice_settings: NoticeSettings
  notices: Notices
  organisation_details: OrganisationDetails
  organisation_merges: OrganisationMerges
  organisation_names: OrganisationNames
  organisations: Organisations
  persons: Persons
  pillars: Pillars
  plan_items: PlanItems
  presence: Presence
  programmes: Programmes
  recommendation_actions: RecommendationActions
  recommendation_steps: RecommendationSteps
  recommendations: Recommendations
  record_history: RecordHistory
  records: Records
  redactions: Redactions
  reference_rows: ReferenceRows
  regions: Regions
  requests: Requests
  results: Results
  retention_proofs: RetentionProofs
  retention_rules: RetentionRules
  retention_runs: RetentionRuns
  role_permissions: RolePermissions
  safeguard_checks: SafeguardChecks
  safeguard_reasons: SafeguardReasons
  saved_views: SavedViews
  search_entries: SearchEntries
  search_group_names: SearchGroupNames
  search_names: SearchNames
  search_stems: SearchStems
  search_subjects: SearchSubjects
  searchable_tables: SearchableTables
  settings: Settings
  shareable_tables: ShareableTables
  state_views: StateViews
  states: States
  tasks: Tasks
  themes: Themes
  twin_blocks: TwinBlocks
  view_places: ViewPlaces
  vocabulary_terms: VocabularyTerms
}
