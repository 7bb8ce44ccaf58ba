import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../../platform/access/refs.ts'
import { endpoint, Level, listOf, paging, query } from '../../platform/contract.ts'
import { Shown, Written } from '../../platform/text.ts'
import { listProgrammes } from '../programmes/contract.ts'
import { CHECK_STATES, GATE_STATES, KINDS, SOON } from './rules.ts'

const Kind = z.enum(KINDS)
const CheckState = z.enum(CHECK_STATES)
const GateState = z.enum(GATE_STATES)

export const ANSWERS = ['no_risk', 'mitigated', 'not_applicable'] as const
const CHANGES = ['states', 'regions', 'beneficiaries'] as const

const words = (shortest: number, longest: number) =>
  Written.superRefine(({ original, texts }, check) => {
    if ((texts[original]?.trim().length ?? 0) < shortest) check.addIssue({ code: 'custom', message: 'field.original' })
    const longestText = Object.values(texts).reduce((one, other) => (other.length > one.length ? other : one), '')
    if (longestText.length > longest)
      check.addIssue({ code: 'too_big', origin: 'string', maximum: longest, input: longestText })
  })

/** What a check says. */
const saying = {
  answer: z.enum(ANSWERS),
  /** Always in words, whatever the answer. */
  reason: words(10, 4000),
  /** Of a risk: what is done against it, and by whom. */
  mitigation: words(3, 4000).nullable().default(null),
  responsible: z.string().trim().max(200).default(''),
  /** Documents by their reference: symbols, titles, file numbers. */
  documents: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  /** Of human rights: support to security forces that are not of the United Nations, and the risk assessment then. */
  support: z
    .object({ given: z.boolean(), assessment: z.string().trim().max(200).default('') })
    .nullable()
    .default(null),
}
const Saying = z.object(saying)
export type Saying = z.output<typeof Saying>

/** One version of a check. */
export const Version = z.object({
  id: z.uuid(),
  version: z.number().int(),
  reviewOn: z.iso.date(),
  recordedBy: PersonRef,
  recordedFor: OrganisationRef,
  recordedAt: z.iso.datetime(),
  outcome: z.enum(['signed', 'returned']).nullable(),
  decidedBy: PersonRef.nullable(),
  decidedAt: z.iso.datetime().nullable(),
  invented: z.boolean(),
  /** Null where the reasons are not for the reader. */
  says: Saying.extend({ shown: z.boolean(), returned: z.string().nullable() }).nullable(),
})
export type Version = z.output<typeof Version>

export const Check = z.object({
  kind: Kind,
  state: CheckState,
  /** What of the programme became more since it was signed off. */
  changed: z.array(z.enum(CHANGES)),
  /** The last one; null where nobody recorded it. */
  last: Version.nullable(),
  /** The reader may sign it off or return it: of the originator, and with no hand in it. */
  maySettle: z.boolean(),
})
export type Check = z.output<typeof Check>

/** Status of the programme as a fact that a document reported; null where it is the originator's own word. */
const Reported = z.object({ document: z.string(), on: z.iso.date() }).nullable()

export const Gate = z.object({
  /** Of the programme. */
  id: z.uuid(),
  level: Level,
  status: z.string(),
  reported: Reported,
  state: GateState,
  /** Since when it is open; null where it is not. */
  since: z.iso.datetime().nullable(),
  /** When the first of its checks is to be reviewed. */
  reviewBy: z.iso.date().nullable(),
  mayRecord: z.boolean(),
  /** The originator's people decide who sees the reasons. */
  mayShow: z.boolean(),
  checks: z.array(Check),
})
export type Gate = z.output<typeof Gate>

export const readGate = endpoint({
  method: 'GET',
  path: '/api/safeguards/gate',
  access: 'safeguards:read',
  audit: 'safeguards.read',
  cli: 'show',
  summary: 'The four checks of a programme, and how its gate stands',
  input: z.object({ programme: z.uuid() }),
  output: Gate,
})

export const listVersions = endpoint({
  method: 'GET',
  path: '/api/safeguards/versions',
  access: 'safeguards:read',
  audit: 'safeguards.versions',
  cli: 'versions',
  summary: 'All versions of one check of a programme, the last first',
  input: z.object({ programme: z.uuid(), kind: Kind }),
  output: z.object({ record: z.object({ id: z.uuid(), level: Level }), items: z.array(Version) }),
})

/** What the reader of a list is told of a programme that is under way while its safeguards do not stand. */
const Mark = z.object({ programme: z.uuid(), state: GateState, reported: Reported })
export type Mark = z.output<typeof Mark>

export const listMarks = endpoint({
  method: 'GET',
  path: '/api/safeguards/marks',
  access: 'safeguards:read',
  audit: 'safeguards.marks',
  cli: 'marks',
  summary: 'Which of these programmes are under way while their safeguards do not stand',
  input: z.object({ programmes: query.list(z.uuid()) }),
  output: z.object({ items: z.array(Mark) }),
})

const { sort: _sort, dir: _dir, page: _page, size: _size, ...narrowing } = listProgrammes.input.shape
const ofSafeguards = {
  ...narrowing,
  /** How the gate stands. */
  gates: query.list(GateState).optional(),
  /** To be reviewed within so many days, lapsed ones not. */
  within: query.int(0, 730).optional(),
  /** Only those that wait for a sign-off that the reader may give. */
  mine: query.flag().default(false),
}

export const SafeguardRow = z.object({
  id: z.uuid(),
  code: z.string(),
  title: Shown,
  status: z.string(),
  leads: z.array(OrganisationRef),
  originator: OrganisationRef,
  level: Level,
  invented: z.boolean(),
  reported: Reported,
  state: GateState,
  reviewBy: z.iso.date().nullable(),
  checks: z.array(z.object({ kind: Kind, state: CheckState, invented: z.boolean() })),
})
export type SafeguardRow = z.output<typeof SafeguardRow>

export const listSafeguards = endpoint({
  method: 'GET',
  path: '/api/safeguards/list',
  access: 'safeguards:read',
  audit: 'safeguards.list',
  cli: 'list',
  summary: 'Programmes by how their safeguards stand, those that need someone first, as far as shared with the caller',
  input: z.object({ ...ofSafeguards, ...paging }),
  output: listOf(SafeguardRow),
})

/** Programmes not yet completed, as far as the reader may read them. */
export const SafeguardFigures = z.object({
  programmes: z.number().int(),
  gates: z.record(GateState, z.number().int()),
  /** Open, and to be reviewed within `SOON` days. */
  soon: z.number().int(),
  /** Under way, and their safeguards do not stand; of them as a reported fact. */
  flagged: z.number().int(),
  reported: z.number().int(),
  checks: z.array(z.object({ kind: Kind, states: z.record(CheckState, z.number().int()) })),
  asOf: z.iso.datetime(),
})
export type SafeguardFigures = z.output<typeof SafeguardFigures>

export const readFigures = endpoint({
  method: 'GET',
  path: '/api/safeguards/figures',
  access: 'safeguards:read',
  audit: 'safeguards.figures',
  cli: 'figures',
  summary: `How the safeguards of programmes stand, in figures: open, to be reviewed within ${SOON} days, lapsed, not complete`,
  input: z.object({ ...narrowing }),
  output: SafeguardFigures,
})

/** What each answer must come with, said at its field. */
function whole<T extends z.ZodType<Saying & { kind: (typeof KINDS)[number] }>>(input: T): T {
  return input.superRefine((said, check) => {
    const missing = (...path: string[]) => check.addIssue({ code: 'custom', message: 'field.missing', path })
    const isSupport = said.support?.given === true
    if (said.kind === 'rights' && said.support === null) missing('support')
    if (said.kind !== 'rights' && said.support !== null)
      check.addIssue({ code: 'custom', message: 'field.other', path: ['support'] })
    if (isSupport && said.answer === 'not_applicable')
      check.addIssue({ code: 'custom', message: 'field.other', path: ['answer'] })
    if (isSupport && said.support?.assessment === '') missing('support', 'assessment')
    if (!isSupport && said.answer !== 'mitigated') return
    if (said.mitigation === null) missing('mitigation')
    if (said.responsible === '') missing('responsible')
  })
}

export const recordCheck = endpoint({
  method: 'POST',
  path: '/api/safeguards/record',
  access: 'safeguards:write',
  audit: 'safeguards.record',
  cli: 'record',
  summary: 'Record one of the four checks of a programme, or a new version of it; takes its sign-off away',
  input: whole(
    z.strictObject({
      programme: z.uuid(),
      kind: Kind,
      /** The version that the writer saw; 0 where there was none. */
      version: z.number().int().min(0),
      ...saying,
      /** A year from today when left out; two years at most. */
      reviewOn: z.iso.date().optional(),
      invented: z.boolean().default(false),
      /** The same request is done once, however often it arrives. */
      request: z.uuid(),
    }),
  ),
  output: Gate,
})

export const signCheck = endpoint({
  method: 'POST',
  path: '/api/safeguards/sign',
  access: 'safeguards:sign',
  audit: 'safeguards.sign',
  cli: 'sign',
  summary: 'Sign off a version of a check that others recorded',
  input: z.strictObject({ check: z.uuid() }),
  output: Gate,
})

export const returnCheck = endpoint({
  method: 'POST',
  path: '/api/safeguards/return',
  access: 'safeguards:sign',
  audit: 'safeguards.return',
  cli: 'return',
  summary: 'Return a version of a check that others recorded, with words',
  input: z.strictObject({ check: z.uuid(), words: z.string().trim().min(3).max(2000) }),
  output: Gate,
})

export const showReasons = endpoint({
  method: 'POST',
  path: '/api/safeguards/show-reasons',
  access: 'safeguards:write',
  audit: 'safeguards.show_reasons',
  cli: 'show-reasons',
  summary: 'Show the reasons of a check to all readers of the programme, or no longer',
  input: z.strictObject({ check: z.uuid(), shown: z.boolean() }),
  output: Gate,
})
