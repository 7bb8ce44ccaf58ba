import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { Level, query } from '../../platform/contract.ts'
import { Handling, RecordHead, Share } from '../../platform/records/contract.ts'
import { Language, Written } from '../../platform/text.ts'
import { isInOrder, type KnownDate as Known, startsItsPeriod } from './rules.ts'

export const PROGRAMME_STATUSES = ['proposed', 'planned', 'ongoing', 'completed'] as const
export const ACTIVITY_STATUSES = ['planned', 'ongoing', 'completed'] as const
const MODALITIES = ['onsite', 'virtual', 'hybrid'] as const
export const PILLARS = ['I', 'II', 'III', 'IV'] as const
/** What an organisation may be in a record. */
export const ROLES = ['lead', 'partner', 'funder'] as const
export const Role = z.enum(ROLES)
export type Role = z.output<typeof Role>

/** Code of an organisation: UNODC, or the alpha-3 code of a State. */
const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,39}$/)
/** Code of a theme, named region or type, as `directory taxonomies` lists them. */
const Term = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
export const Pillar = z.enum(PILLARS)

/** A date as far as it is known: the first day of what is meant, 2020-03-01 with `month` for March 2020. */
export const KnownDate = z
  .object({ date: z.iso.date(), precision: z.enum(['day', 'month', 'year']) })
  .refine(startsItsPeriod, { message: 'field.format.date', path: ['date'] })

/** eq exactly, ge at least, gt more than, lt nearly (strictly fewer). */
export const COMPARATORS = ['eq', 'ge', 'gt', 'lt'] as const
export const Amount = z.object({
  n: z.number().int().min(0).max(1_000_000_000),
  comparator: z.enum(COMPARATORS),
})
export type Amount = z.output<typeof Amount>

/** Words, at least in their original language. */
const written = (shortest: number, longest: number) =>
  Written.superRefine(({ original, texts }, check) => {
    if ((texts[original]?.trim().length ?? 0) < shortest) check.addIssue({ code: 'custom', message: 'field.original' })
    const longestText = Object.values(texts).reduce((one, other) => (other.length > one.length ? other : one), '')
    if (longestText.length > longest)
      check.addIssue({ code: 'too_big', origin: 'string', maximum: longest, input: longestText })
  })

const Place = z.object({ name: written(1, 200), state: Code.nullable() })

/** Where the facts are from: a document with paragraphs, and other places in it (footnotes, annexes). */
export const Source = z.object({
  document: z.string().trim().max(200),
  paragraphs: z.array(z.number().int().min(1).max(10_000)).max(100),
  also: z.array(z.string().trim().min(1).max(100)).max(20),
})
export type Source = z.output<typeof Source>

const organisations = z.array(Code).max(60)
const NOTHING: Source = { document: '', paragraphs: [], also: [] }

/** What a person writes of a programme and of an activity alike. */
const common = {
  /** The originator's own symbol for it. */
  code: z.string().trim().max(40).default(''),
  title: written(3, 300),
  /** Languages in which the title is a rendering, not the official name. */
  unofficial: z.array(Language).default([]),
  summary: written(1, 5000).nullable().default(null),
  type: Term,
  /** Day on which the status was true; today when left out. */
  statusOn: z.iso.date().optional(),
  leads: organisations.min(1),
  partners: organisations.default([]),
  pillars: z.array(Pillar).max(4).default([]),
  themes: z.array(Term).max(20).default([]),
  /** States it works in or for. */
  states: z.array(Code).max(200).default([]),
  /** Regions as the source names them. */
  regions: z.array(Term).max(20).default([]),
  places: z.array(Place).max(20).default([]),
  statesReached: Amount.nullable().default(null),
  end: KnownDate.nullable().default(null),
  /** Whether the dates are from the document named as source. */
  datesFrom: z.enum(['source', 'elsewhere']).default('source'),
  source: Source.default(NOTHING),
}

/** An end must not come before the start. */
function inOrder<T extends z.ZodType<{ start: Known | null; end: Known | null }>>(content: T): T {
  return content.refine(({ start, end }) => isInOrder(start, end), { message: 'field.dates', path: ['end'] })
}

/** The agreement with the host: `reference` empty where its symbol, `signed` null where its date is not known. */
const Agreement = z.object({
  reference: z.string().trim().max(200).default(''),
  signed: KnownDate.nullable().default(null),
})

/** What only an office, a hub or a deployment of staff has. What is empty or null is not known. */
const office = {
  /** States in which it stands: they count among `states`, too. */
  hosts: z.array(Code).max(50).default([]),
  /** Null where nothing says that one was made. */
  agreement: Agreement.nullable().default(null),
  /** How many people work there. */
  staff: Amount.nullable().default(null),
  /** Organisations to turn to. */
  contacts: organisations.default([]),
}
const Office = z.strictObject(office)
export const ShownOffice = z.object({
  ...office,
  hosts: z.array(OrganisationRef),
  contacts: z.array(OrganisationRef),
})
export type ShownOffice = z.output<typeof ShownOffice>

const programmeFields = {
  ...common,
  status: z.enum(PROGRAMME_STATUSES),
  funders: organisations.default([]),
  beneficiaries: written(1, 1000).nullable().default(null),
  start: KnownDate.nullable().default(null),
  /** Symbols of the documents that ask for it. */
  mandates: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  /** Only of the types `office`, `hub` and `deployment`. */
  office: Office.nullable().default(null),
}

const activityFields = {
  ...common,
  status: z.enum(ACTIVITY_STATUSES),
  start: KnownDate,
  modality: z.enum(MODALITIES).nullable().default(null),
  /** Whom it was for: a term of the list `audiences`. */
  attendees: Term.nullable().default(null),
  participants: Amount.nullable().default(null),
  /** How many such events this record stands for; null: several, nobody says how many. */
  events: Amount.nullable().default({ n: 1, comparator: 'eq' }),
  /** A total that overlaps single activities: never added to them. */
  aggregate: z.boolean().default(false),
}

/** Who may see a new record: set in the act that makes it. */
const audience = {
  /** The same request is done once, however often it arrives. */
  request: z.uuid(),
  level: Level.default(0),
  handling: z.array(Handling).default([]),
  /** What those see who may only discover the record. */
  card: written(3, 300).optional(),
  /** Beyond the own organisation. */
  audience: z.array(Share).max(100).default([]),
  invented: z.boolean().default(false),
}
const edit = { id: z.uuid(), version: z.number().int() }
/** The programme an activity belongs to. On editing, null means as before where the link is hidden from the editor. */
const programme = z.uuid().nullable().default(null)

export const NewProgramme = inOrder(z.strictObject({ ...audience, ...programmeFields }))
export const EditedProgramme = inOrder(z.strictObject({ ...edit, ...programmeFields }))
export const NewActivity = inOrder(z.strictObject({ ...audience, ...activityFields, programme }))
export const EditedActivity = inOrder(z.strictObject({ ...edit, ...activityFields, programme }))
export type ProgrammeContent = Omit<z.output<typeof EditedProgramme>, 'id' | 'version'>
export type ActivityContent = Omit<z.output<typeof EditedActivity>, 'id' | 'version' | 'programme'>

/** What a record's page shows: what was written, with names for codes. */
const shown = {
  head: RecordHead,
  statusOn: z.iso.date(),
  leads: z.array(OrganisationRef),
  partners: z.array(OrganisationRef),
  states: z.array(OrganisationRef),
  places: z.array(z.object({ name: Written, state: OrganisationRef.nullable() })),
}
export const ProgrammeRecord = z.object({
  ...programmeFields,
  ...shown,
  funders: z.array(OrganisationRef),
  /** Null for programmes of other types. */
  office: ShownOffice.nullable(),
})
export type ProgrammeRecord = z.output<typeof ProgrammeRecord>

export const ActivityRecord = z.object({
  ...activityFields,
  ...shown,
  /** Null as well where the programme is not for the reader. */
  programme: z.object({ id: z.uuid(), code: z.string(), title: Written }).nullable(),
})
export type ActivityRecord = z.output<typeof ActivityRecord>

/** What narrows a list and the matrix alike, so that a cell and the list behind it agree. Within one field any value counts. */
export const narrowing = {
  /** Words in the title, summary or symbol, in any language. */
  q: z.string().trim().max(200).optional(),
  /** Organisations with one of `roles` in it. */
  entities: query.list(Code).optional(),
  roles: query.list(Role).default(['lead', 'partner']),
  pillars: query.list(Pillar).optional(),
  themes: query.list(Term).optional(),
  /** Alpha-3 codes of States it works in or for. */
  states: query.list(Code).optional(),
  /** Regions it names, or in which, by the standard M49, a State or region it names lies. */
  regions: query.list(Term).optional(),
  types: query.list(Term).optional(),
  /** Under way at some time in these years, as far as the record says. */
  from: query.int(1900, 2200).optional(),
  until: query.int(1900, 2200).optional(),
}
export const ofProgrammes = {
  ...narrowing,
  statuses: query.list(z.enum(PROGRAMME_STATUSES)).optional(),
  /** Alpha-3 codes of States in which it stands: of offices, hubs and deployments. */
  hosts: query.list(Code).optional(),
  /** Under way on this day, as far as the record says: what is only planned is not. */
  on: z.iso.date().optional(),
}
export const ofActivities = {
  ...narrowing,
  statuses: query.list(z.enum(ACTIVITY_STATUSES)).optional(),
  /** Those of one programme. */
  programme: z.uuid().optional(),
  /** False leaves out totals that overlap single activities. */
  aggregates: query.flag().default(true),
}
export const order = {
  sort: z.enum(['start', 'title', 'code', 'type', 'status', 'changed']).default('code'),
  dir: z.enum(['asc', 'desc']).default('asc'),
}
