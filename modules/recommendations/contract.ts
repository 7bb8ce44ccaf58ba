import { z } from 'zod'
import { endpoint, FileAnswer, listOf, paging, query } from '../../platform/contract.ts'
import { Format } from '../../platform/exports/kinds.ts'
import { Handling, Share } from '../../platform/records/contract.ts'
import {
  ADDRESSEES,
  Code,
  content,
  Documents,
  FORCES,
  Form,
  Kind,
  Need,
  Priority,
  Recommendation,
  Row,
  Status,
  Term,
  UPTAKES,
  View,
  words,
} from './fields.ts'

/** What the register is narrowed down by: of lists, files and whatever else shows it. */
export const narrowing = {
  kinds: query.list(Kind).optional(),
  states: query.list(Code).optional(),
  leads: query.list(Code).optional(),
  originators: query.list(Code).optional(),
  themes: query.list(Term).optional(),
  pillars: query.list(z.enum(['I', 'II', 'III', 'IV'])).optional(),
  priorities: query.list(Priority).optional(),
  statuses: query.list(Status).optional(),
  needs: query.list(Need).optional(),
  forms: query.list(Form).optional(),
  /** Of reports: how strongly they say so, to whom, and whether a later resolution took it up. */
  forces: query.list(z.enum(FORCES)).optional(),
  addressees: query.list(z.enum(ADDRESSEES)).optional(),
  uptake: z.enum(UPTAKES).optional(),
  /** Of the assessment with this id. */
  assessment: z.uuid().optional(),
  /** Past their day and neither implemented, closed nor withdrawn. */
  overdue: query.flag().default(false),
  q: z.string().trim().max(200).optional(),
}
export type Narrowing = z.output<z.ZodObject<typeof narrowing>>
export const SORTS = ['changed', 'title', 'state', 'priority', 'due', 'status'] as const
const order = { sort: z.enum(SORTS).default('changed'), dir: z.enum(['asc', 'desc']).default('desc') }
export type Order = z.output<z.ZodObject<typeof order>>

export const listRecommendations = endpoint({
  method: 'GET',
  path: '/api/recommendations/list',
  access: 'recommendations:read',
  audit: 'recommendations.list',
  cli: 'list',
  summary: 'Recommendations of all origins, each in the fullest form that is shared with the caller',
  input: z.object({ ...narrowing, ...order, ...paging }),
  output: listOf(Row),
})

export const exportRecommendations = endpoint({
  method: 'GET',
  path: '/api/recommendations/export',
  access: 'recommendations:read',
  audit: 'recommendations.export',
  cli: 'export',
  summary: 'The register of recommendations as CSV, XLSX or JSON, as far as shared with the caller',
  input: z.object({ ...narrowing, ...order, format: Format.default('csv') }),
  inTurn: 'file',
  output: FileAnswer,
})

export const readRecommendation = endpoint({
  method: 'GET',
  path: '/api/recommendations/show',
  access: 'recommendations:read',
  audit: 'recommendations.read',
  cli: 'show',
  summary: 'One recommendation, in the form that was asked for by its id',
  input: z.object({ id: z.uuid() }),
  output: Recommendation,
})

type Said = z.output<z.ZodObject<typeof content>>

/** What a recommendation of this kind lacks, and what it says that only others may: field and message. */
export function amiss(kind: z.output<typeof Kind>, said: Said): (readonly [keyof Said, string])[] {
  const [isAssessed, isEvaluated] = [kind === 'assessment', kind === 'evaluation']
  const wrong: readonly (readonly [keyof Said, string, boolean])[] = [
    ['themes', 'field.missing', isAssessed && said.themes.length === 0],
    ['need', 'field.other', !isAssessed && said.need],
    ['force', 'field.other', kind !== 'report' && said.force !== null],
    ['evaluation', 'field.missing', isEvaluated && said.evaluation === ''],
    ['evaluation', 'field.other', !isEvaluated && said.evaluation !== ''],
    ['acceptance', 'field.other', !isEvaluated && said.acceptance !== null],
    ['response', 'field.other', !isEvaluated && said.response !== null],
  ]
  return wrong.flatMap(([field, message, is]) => (is ? [[field, message] as const] : []))
}

export const addRecommendation = endpoint({
  method: 'POST',
  path: '/api/recommendations/add',
  access: 'recommendations:write',
  audit: 'recommendations.add',
  cli: 'add',
  summary:
    'Enter a recommendation: of an evaluation, of a report, or, as one who assesses, of an assessment, where it is from then on under the consent of the State concerned',
  input: z
    .strictObject({
      kind: Kind,
      /** Of an assessment: the State concerned. */
      state: Code.nullable().default(null),
      assessment: z.uuid().nullable().default(null),
      ...content,
      /** Of an assessment at least confidential. */
      level: z.number().int().min(0).max(2).default(1),
      handling: z.array(Handling).max(3).default([]),
      /** Of evaluations and reports; nobody is let into what is under consent. */
      audience: z.array(Share).max(50).default([]),
      invented: z.boolean().default(false),
      /** The same request is done once, however often it arrives. */
      request: z.uuid(),
    })
    .superRefine((said, check) => {
      const issue = (field: string, message: string) => check.addIssue({ code: 'custom', message, path: [field] })
      const isAssessed = said.kind === 'assessment'
      if (isAssessed && said.state === null) issue('state', 'field.missing')
      if (!isAssessed && said.state !== null) issue('state', 'field.other')
      if (isAssessed && said.level === 0) issue('level', 'field.other')
      if (isAssessed && said.audience.length > 0) issue('audience', 'field.other')
      if (!isAssessed && said.assessment !== null) issue('assessment', 'field.other')
      for (const [field, message] of amiss(said.kind, said)) issue(field, message)
    }),
  output: Recommendation,
})

export const editRecommendation = endpoint({
  method: 'POST',
  path: '/api/recommendations/edit',
  access: 'recommendations:write',
  audit: 'recommendations.edit',
  cli: 'edit',
  summary: 'Change a recommendation; what a State disclosed of it stays as it was disclosed',
  input: z.strictObject({ id: z.uuid(), version: z.number().int().min(1), ...content }),
  output: Recommendation,
})

/** What is said to be done is shown by a document. */
export const SHOWN: readonly z.output<typeof Status>[] = ['implemented', 'closed']

export const takeStep = endpoint({
  method: 'POST',
  path: '/api/recommendations/take-step',
  access: 'recommendations:read',
  audit: 'recommendations.take_step',
  cli: 'take-step',
  summary: 'Say how a recommendation stands, with evidence: as its originator, or as the State concerned',
  input: z
    .strictObject({
      id: z.uuid(),
      status: Status,
      /** Today when left out. */
      on: z.iso.date().optional(),
      words: words(3, 4000).nullable().default(null),
      evidence: Documents.default([]),
      request: z.uuid(),
    })
    .superRefine(({ status, evidence }, check) => {
      if (SHOWN.includes(status) && evidence.length === 0)
        check.addIssue({ code: 'custom', message: 'field.missing', path: ['evidence'] })
    }),
  output: Recommendation,
})

export const sayView = endpoint({
  method: 'POST',
  path: '/api/recommendations/say-view',
  access: 'recommendations:respond',
  audit: 'recommendations.say_view',
  cli: 'say-view',
  summary: 'Say, for the State concerned, whether it agrees, and which need for assistance it sees',
  input: z.strictObject({
    id: z.uuid(),
    view: View,
    words: words(3, 4000).nullable().default(null),
    /** Null: no need for assistance. */
    need: z.enum(['agreed', 'prioritised']).nullable().default(null),
    request: z.uuid(),
  }),
  output: Recommendation,
})

export const commentOnText = endpoint({
  method: 'POST',
  path: '/api/recommendations/comment',
  access: 'recommendations:respond',
  audit: 'recommendations.comment',
  cli: 'comment',
  summary: 'Give a factual comment of the State on the text of an assessment or of one of its recommendations',
  input: z.strictObject({
    /** The assessment or recommendation. */
    id: z.uuid(),
    field: z.enum(['observations', 'body', 'title']),
    passage: z.string().trim().max(2000).default(''),
    words: words(3, 4000),
    request: z.uuid(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const answerComment = endpoint({
  method: 'POST',
  path: '/api/recommendations/answer',
  access: 'recommendations:assess',
  audit: 'recommendations.answer',
  cli: 'answer',
  summary: 'Answer a factual comment of the State',
  input: z.strictObject({ comment: z.uuid(), words: words(3, 4000) }),
  output: z.object({ id: z.uuid() }),
})
