/** Shapes of the files in reference/ and demonstration/; README.md says where each comes from. */

type Language = 'ar' | 'en' | 'es' | 'fr' | 'ru' | 'zh'
/** A name in all six languages. */
export type Names = Readonly<Record<Language, string>>
export interface Text {
  original: Language
  texts: Partial<Names>
  outdated: Language[]
}
/** ge: at least n; gt: more than n; lt: nearly n, strictly fewer. */
export interface Amount {
  n: number
  comparator: 'eq' | 'ge' | 'gt' | 'lt'
}
/** date is cut to its precision: 2020-05-25, 2020-05, 2020. */
export interface Day {
  date: string
  precision: 'day' | 'month' | 'year'
  source: 'report' | 'public' | 'invented'
}
export interface Place {
  name: Names
  /** alpha-2 */
  state: string
}

/** Entity codes and alpha-2 codes collide (AU, GA, SC, SG), so that no field holds both. */
export interface State {
  alpha2: string
  alpha3: string
  m49: string
  status: 'member_state' | 'observer_state'
  short: Names
  formal: Names
  /** Only where the United Nations list gives one. */
  article: Partial<Names>
  /** Codes of regions.json. */
  region: string
  subregion: string
  intermediate: string | null
  ldc: boolean
  lldc: boolean
  sids: boolean
  /** Names on 29 January 2021 where they were others; until: last day in use, null: not established. */
  atReport: { short: Names; formal: Names; until: string | null } | null
}
export interface Region {
  code: string
  level: 'region' | 'subregion' | 'intermediate'
  parent: string | null
  names: Names
}
/** m49: members as in the standard; indicative: our reading; none: no list of States is meant. */
export interface NamedRegion {
  code: string
  basis: 'm49' | 'indicative' | 'none'
  m49: string[]
  members: string[]
  names: Names
}
/** attestedOn: day of the source that shows the membership; unverified: no source shows it. */
interface Membership {
  of: string
  as: 'member' | 'observer' | 'unverified'
  from: string | null
  until: string | null
  attestedOn: string | null
  source: string
}
export interface Organisation {
  code: string
  acronym: string | null
  kind:
    | 'un_entity'
    | 'part_of_entity'
    | 'organ'
    | 'mechanism'
    | 'international_organisation'
    | 'regional_organisation'
    | 'other_organisation'
  names: Names
  /** Only where a language has its own. */
  acronyms: Partial<Names>
  formal: Partial<Names>
  /** How well the names other than English and Chinese are established. */
  confidence: 'high' | 'medium' | 'low'
  /** Languages in which the name is a translation of ours. */
  unofficial: Language[]
  partOf: string | null
  annexI: 'entity' | 'organisation' | null
  paragraphs: number[]
  note: Text | null
  memberships: Membership[]
}
export interface Pillar {
  code: 'I' | 'II' | 'III' | 'IV'
  number: number
  names: Names
  short: Names
  /** Languages not yet checked against the resolution. */
  unchecked: Language[]
  paragraphs: number[]
}
export interface Theme {
  code: string
  /** Under which it is mostly worked on, most used first. */
  pillars: string[]
  names: Names
}
export interface WorkingGroup {
  code: string
  pillars: string[]
  names: Names
  unofficial: Language[]
  leadership: {
    organisation: string
    role: 'chair' | 'vice_chair'
    confidence: 'low' | 'medium'
    verified: false
  }[]
  source: string
}
export interface Term {
  code: string
  names: Names
}
export type Vocabularies = Record<
  | 'activityTypes'
  | 'programmeTypes'
  | 'modalities'
  | 'audiences'
  | 'statuses'
  | 'comparators'
  | 'precisions'
  | 'organisationKinds',
  Term[]
>

export interface Source {
  document: string
  paragraphs: number[]
  also: string[]
}
interface Work {
  title: Text
  summary: Text | null
  type: string
  lead: string[]
  partners: string[]
  partnerStates: string[]
  pillars: string[]
  themes: string[]
  states: string[]
  regions: string[]
  places: Place[]
}
interface ProgrammeFacts extends Work {
  status: 'proposed' | 'planned' | 'ongoing' | 'completed'
  funders: string[]
  funderStates: string[]
  beneficiaries: Text | null
  statesReached: Amount | null
  start: Day | null
  end: Day | null
  mandates: string[]
  /** Of offices, hubs and deployments: hosts by alpha-2; reference empty and null where the source gives none. */
  office?: { hosts: string[]; agreement: { reference: string; signed: Day | null } | null; staff: Amount | null }
}
interface ActivityFacts extends Work {
  status: 'planned' | 'completed'
  programme: string | null
  modality: string | null
  /** For whom: a term of the vocabulary audiences. */
  audience: string | null
  participants: Amount | null
  statesReached: Amount | null
  /** How many such events the row stands for; null: several, the report gives no number. */
  count: Amount | null
  /** A total that overlaps single activities: never add it to them. */
  aggregate: boolean
  /** Of such a total that the report gives: the figure it is a total of. */
  totalOf?: 'expert_meetings' | 'missions' | 'outreach' | 'trainings' | 'people_trained'
  start: Day
  end: Day | null
}
/** unofficial: languages whose title is our rendering; asOf: day on which the status was true. */
interface Reported {
  code: string
  unofficial: Language[]
  asOf: string
  source: Source
}
export type Programme = ProgrammeFacts & Reported
export type Activity = ActivityFacts & Reported

/** organisation: org:UNODC or state:IQ. breakGlass: one of the persons who may ask for or confirm it. */
export interface Person {
  mail: string
  name: string
  /** The name in other scripts. */
  names: Partial<Names>
  invented: true
  /** One of the accounts that the demonstration prints. */
  account: boolean
  organisation: string
  roles: string[]
  breakGlass: boolean
  language: Language
  clearance: 0 | 1 | 2
  title: Names
  groups: { group: string; role: 'chair' | 'vice_chair' | 'member' | 'observer' }[]
}
/**
 * to: org:UNODC, state:IQ, state:IQ/focal_point (that role in it), group:WG5, circle:compact or person:mail.
 * fromDay and untilDay count days from the loading of the record; negative: past.
 */
interface InventedGrant {
  to: string
  right: 'deny' | 'discover' | 'read' | 'comment' | 'contribute'
  basis: 'decision' | 'consent' | 'terms_of_reference'
  reference: string
  fromDay: number | null
  untilDay: number | null
}
/** audience: beyond the originator, who always sees it. leadStates: alpha-2, where a State leads. */
export type InventedRecord = {
  code: string
  invented: true
  originator: string
  author: string
  level: 0 | 1 | 2
  handling: ('no_export' | 'no_quote' | 'meeting_only')[]
  audience: InventedGrant[]
} & (
  | { kind: 'programme'; record: ProgrammeFacts & { leadStates: string[] } }
  | { kind: 'activity'; record: ActivityFacts & { leadStates: string[] } }
)

/** Groups beside those of the reference data, and a work plan; invented but where it says otherwise. */
export type DemonstrationGroups = {
  groups: {
    code: string
    kind: 'sub_group' | 'ad_hoc'
    parent: string | null
    since: string
    invented: boolean
    hidden: boolean
    pillars: string[]
    names: Names
    terms: Names | null
    members: { organisation: string; role: string }[]
    rule: { kinds: string[]; regions: string[]; development: string[]; ofGroup: string | null; reason: string } | null
  }[]
  plan: {
    code: string
    group: string
    author: string
    title: Names
    summary: Names | null
    lead: string | null
    due: string
    status: 'planned' | 'under_way' | 'done' | 'dropped'
    progress: number
    outcome: Names | null
  }[]
}

/** Comments on invented records, by whom, in answer to which; a person mentioned stands in the words as {person:mail}. */
export type Conversations = {
  comments: {
    code: string
    invented: true
    record: string
    by: string
    answers: string | null
    language: Language
    words: string
  }[]
  requests: { invented: true; record: string; by: string; gives: 'read' | 'comment' | 'contribute'; reason: string }[]
}
