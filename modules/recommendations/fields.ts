import { z } from 'zod'
import { OrganisationRef, PersonRef, PrincipalRef } from '../../platform/access/refs.ts'
import { RecordHead } from '../../platform/records/contract.ts'
import { Language, Shown, Written } from '../../platform/text.ts'
import { CLOCK_STATES, CLOCKS, CONSENT_FORMS, CONSENT_STATES, FACTS, FORMS } from './rules.ts'

export const KINDS = ['assessment', 'evaluation', 'report'] as const
export const STATUSES = ['not_started', 'under_way', 'implemented', 'closed', 'withdrawn'] as const
export const PRIORITIES = ['high', 'medium', 'low'] as const
export const NEEDS = ['identified', 'agreed', 'prioritised'] as const
export const VIEWS = ['agreed', 'partly', 'not_agreed'] as const
export const FORCES = ['must', 'urge', 'may_wish', 'should', 'states'] as const
export const ACCEPTANCES = ['accepted', 'partly', 'not_accepted'] as const
export const ADDRESSEES = ['member_states', 'un_system', 'international_community', 'entity'] as const
export const TYPES = ['comprehensive', 'focused', 'follow_up', 'remote'] as const
export const UPTAKES = ['taken_up', 'not_taken_up'] as const
export const TO_KINDS = ['organisation', 'group', 'circle'] as const

export const Kind = z.enum(KINDS)
export const Form = z.enum(FORMS)
export const ConsentForm = z.enum(CONSENT_FORMS)
export const Status = z.enum(STATUSES)
export const Priority = z.enum(PRIORITIES)
export const Need = z.enum(NEEDS)
export const View = z.enum(VIEWS)
const Pillar = z.enum(['I', 'II', 'III', 'IV'])

/** Code of an organisation: UNODC, or the alpha-3 code of a State. */
export const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,39}$/)
/** Code of a theme, as `directory taxonomies` lists them. */
export const Term = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
/** Documents by their reference: symbols, titles, file numbers. */
export const Documents = z.array(z.string().trim().min(1).max(300)).max(20)

/** Words, at least in their original language. */
export const words = (shortest: number, longest: number) =>
  Written.superRefine(({ original, texts }, check) => {
    if ((texts[original]?.trim().length ?? 0) < shortest) check.addIssue({ code: 'custom', message: 'field.original' })
    const longestText = Object.values(texts).reduce((one, other) => (other.length > one.length ? other : one), '')
    if (longestText.length > longest)
      check.addIssue({ code: 'too_big', origin: 'string', maximum: longest, input: longestText })
  })

const Uptake = z.object({
  document: z.string().trim().min(1).max(100),
  paragraph: z.string().trim().max(40).default(''),
  words: z.string().trim().max(1000).default(''),
})

/** What the originator writes. */
export const content = {
  code: z.string().trim().max(40).default(''),
  title: words(3, 300),
  body: words(3, 8000),
  /** Languages in which the words are a rendering, not the official text. */
  unofficial: z.array(Language).max(6).default([]),
  resolution: z.string().trim().max(100).default(''),
  paragraph: z.string().trim().max(40).default(''),
  source: z.string().trim().max(300).default(''),
  themes: z.array(Term).max(20).default([]),
  pillars: z.array(Pillar).max(4).default([]),
  priority: Priority.nullable().default(null),
  dueOn: z.iso.date().nullable().default(null),
  /** Of an assessment: a need for technical assistance was identified. */
  need: z.boolean().default(false),
  /** Of an assessment: what the State could do for others. */
  capacity: words(3, 4000).nullable().default(null),
  leads: z.array(Code).max(30).default([]),
  /** Of a report: how strongly it says so, to whom, and where later resolutions took it up. */
  force: z.enum(FORCES).nullable().default(null),
  addressees: z.array(z.enum(ADDRESSEES)).max(4).default([]),
  uptake: z.array(Uptake).max(20).default([]),
  /** Of an evaluation: which, whether it was accepted, and the management response. */
  evaluation: z.string().trim().max(300).default(''),
  acceptance: z.enum(ACCEPTANCES).nullable().default(null),
  response: words(3, 8000).nullable().default(null),
  actions: z
    .array(
      z
        .object({
          what: words(3, 1000),
          organisation: Code,
          dueOn: z.iso.date().nullable().default(null),
          doneOn: z.iso.date().nullable().default(null),
          evidence: Documents.default([]),
        })
        .superRefine(({ doneOn, evidence }, check) => {
          if (doneOn !== null && evidence.length === 0)
            check.addIssue({ code: 'custom', message: 'field.missing', path: ['evidence'] })
        }),
    )
    .max(30)
    .default([]),
}

/** One row of the register, in the fullest form that the reader has. */
export const Row = z.object({
  head: RecordHead,
  kind: Kind,
  form: Form,
  code: z.string(),
  title: Shown,
  /** Languages in which its words are a rendering, not the official text. */
  unofficial: z.array(Language),
  originator: OrganisationRef,
  states: z.array(OrganisationRef),
  leads: z.array(OrganisationRef),
  themes: z.array(z.string()),
  pillars: z.array(z.string()),
  priority: Priority.nullable(),
  resolution: z.string(),
  paragraph: z.string(),
  dueOn: z.iso.date().nullable(),
  need: Need.nullable(),
  view: View.nullable(),
  force: z.enum(FORCES).nullable(),
  addressees: z.array(z.enum(ADDRESSEES)),
  /** Of a report: where later resolutions took it up, each as document and paragraph. */
  uptake: z.array(z.string()),
  acceptance: z.enum(ACCEPTANCES).nullable(),
  status: Status.nullable(),
  statusOn: z.iso.date().nullable(),
})
export type Row = z.output<typeof Row>

/** Whether the words that a reader is shown are not the official text. */
export const isUnofficial = ({ title, unofficial }: Pick<Row, 'title' | 'unofficial'>): boolean =>
  unofficial.includes(title.language)

export const FactualComment = z.object({
  id: z.uuid(),
  field: z.enum(['observations', 'body', 'title']),
  passage: z.string(),
  version: z.number().int(),
  words: Written,
  givenBy: PersonRef,
  givenAt: z.iso.datetime(),
  answer: Written.nullable(),
  answeredAt: z.iso.datetime().nullable(),
})
export type FactualComment = z.output<typeof FactualComment>

/** A consent as the State gave it. To nobody: `to` and `form` are null. */
export const Consent = z.object({
  id: z.uuid(),
  recommendation: z.uuid(),
  title: Shown,
  form: ConsentForm.nullable(),
  to: PrincipalRef.nullable(),
  /** Of a redacted one: the State's text in place of the original, and what goes along with it. */
  redaction: z.object({ title: Written, body: Written, facts: z.array(z.enum(FACTS)) }).nullable(),
  reference: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  state: z.enum(CONSENT_STATES),
  /** It stands, and its originator worded the original anew since: what is disclosed is the wording of before. */
  outdated: z.boolean(),
  givenBy: PersonRef,
  givenAt: z.iso.datetime(),
  revokedBy: PersonRef.nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
export type Consent = z.output<typeof Consent>

export const Recommendation = Row.extend({
  title: Written,
  body: Written.nullable(),
  source: z.string(),
  evaluation: z.string(),
  capacity: Written.nullable(),
  viewWords: Written.nullable(),
  uptake: z.array(Uptake),
  response: Written.nullable(),
  assessment: z.object({ id: z.uuid(), title: Shown }).nullable(),
  actions: z.array(
    z.object({
      id: z.uuid(),
      what: Written,
      organisation: OrganisationRef,
      dueOn: z.iso.date().nullable(),
      doneOn: z.iso.date().nullable(),
      evidence: z.array(z.string()),
    }),
  ),
  steps: z.array(
    z.object({
      id: z.uuid(),
      status: Status,
      on: z.iso.date(),
      words: Written.nullable(),
      evidence: z.array(z.string()),
      organisation: OrganisationRef,
      by: PersonRef,
    }),
  ),
  comments: z.array(FactualComment),
  /** Nobody but the originator and the State is shown any. */
  consents: z.array(Consent),
  /** May change its words; say how it stands; answer comments. */
  mayWrite: z.boolean(),
  /** Of the State concerned: may comment and give its view and steps; may consent. */
  mayRespond: z.boolean(),
  mayConsent: z.boolean(),
})
export type Recommendation = z.output<typeof Recommendation>

export const ClockState = z.object({
  clock: z.enum(CLOCKS),
  state: z.enum(CLOCK_STATES),
  began: z.iso.date().nullable(),
  due: z.iso.date().nullable(),
  answeredOn: z.iso.date().nullable(),
  events: z.array(
    z.object({
      id: z.uuid(),
      event: z.enum(['paused', 'resumed', 'answered', 'reminded']),
      on: z.iso.date(),
      reason: z.string(),
      by: PersonRef,
    }),
  ),
})
export type ClockState = z.output<typeof ClockState>

export const AssessmentRow = z.object({
  head: RecordHead,
  code: z.string(),
  title: Shown,
  type: z.enum(TYPES),
  state: OrganisationRef,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  entities: z.array(OrganisationRef),
  recommendations: z.number().int(),
  clocks: z.array(ClockState.omit({ events: true })),
})
export type AssessmentRow = z.output<typeof AssessmentRow>
export const Assessment = AssessmentRow.extend({
  title: Written,
  documents: z.array(z.string()),
  observations: Written.nullable(),
  sentOn: z.iso.date().nullable(),
  adoptedOn: z.iso.date().nullable(),
  clocks: z.array(ClockState),
  comments: z.array(FactualComment),
  mayWrite: z.boolean(),
  mayRespond: z.boolean(),
})
export type Assessment = z.output<typeof Assessment>

/** What the originator writes of an assessment. */
export const assessment = {
  code: z.string().trim().max(40).default(''),
  title: words(3, 300),
  type: z.enum(TYPES),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  entities: z.array(Code).max(60).default([]),
  documents: Documents.default([]),
  observations: words(3, 20_000).nullable().default(null),
  sentOn: z.iso.date().nullable().default(null),
  adoptedOn: z.iso.date().nullable().default(null),
}
