import { z } from 'zod'
import { endpoint, FileAnswer, listOf, paging, query } from '../../platform/contract.ts'
import { Format } from '../../platform/exports/kinds.ts'
import { Handling } from '../../platform/records/contract.ts'
import { Assessment, AssessmentRow, assessment, Code, TYPES } from './fields.ts'
import { CLOCKS } from './rules.ts'

const narrowing = { states: query.list(Code).optional(), types: query.list(z.enum(TYPES)).optional() }

export const listAssessments = endpoint({
  method: 'GET',
  path: '/api/recommendations/assessments',
  access: 'recommendations:read',
  audit: 'recommendations.assessments',
  cli: 'assessments',
  summary: 'Assessments of States with their clocks, those that run out first before the others',
  input: z.object({ ...narrowing, ...paging }),
  output: listOf(AssessmentRow),
})

export const exportAssessments = endpoint({
  method: 'GET',
  path: '/api/recommendations/export-assessments',
  access: 'recommendations:read',
  audit: 'recommendations.export_assessments',
  cli: 'export-assessments',
  summary:
    'Assessments of States with both clocks as CSV, XLSX or JSON: last days, days left, and each pause with its reason',
  input: z.object({ ...narrowing, format: Format.default('csv') }),
  output: FileAnswer,
})

export const readAssessment = endpoint({
  method: 'GET',
  path: '/api/recommendations/assessment',
  access: 'recommendations:read',
  audit: 'recommendations.read_assessment',
  cli: 'assessment',
  summary: 'One assessment: visit, preliminary observations, clocks and the comments of the State',
  input: z.object({ id: z.uuid() }),
  output: Assessment,
})

const inOrder = (
  said: { startsOn: string; endsOn: string; sentOn: string | null; adoptedOn: string | null },
  check: z.core.$RefinementCtx,
): void => {
  const issue = (field: string) => check.addIssue({ code: 'custom', message: 'field.dates', path: [field] })
  if (said.endsOn < said.startsOn) issue('endsOn')
  if (said.sentOn !== null && said.sentOn < said.startsOn) issue('sentOn')
  if (said.adoptedOn !== null && (said.sentOn === null || said.adoptedOn < said.sentOn)) issue('adoptedOn')
}

export const addAssessment = endpoint({
  method: 'POST',
  path: '/api/recommendations/add-assessment',
  access: 'recommendations:assess',
  audit: 'recommendations.add_assessment',
  cli: 'add-assessment',
  summary: 'Enter an assessment of a State; the State reads it from then on, and nobody else',
  input: z
    .strictObject({
      state: Code,
      ...assessment,
      level: z.number().int().min(1).max(2).default(1),
      handling: z.array(Handling).max(3).default([]),
      invented: z.boolean().default(false),
      request: z.uuid(),
    })
    .superRefine(inOrder),
  output: Assessment,
})

export const editAssessment = endpoint({
  method: 'POST',
  path: '/api/recommendations/edit-assessment',
  access: 'recommendations:assess',
  audit: 'recommendations.edit_assessment',
  cli: 'edit-assessment',
  summary: 'Change an assessment, say that it went to the State, or that the Committee adopted it',
  input: z.strictObject({ id: z.uuid(), version: z.number().int().min(1), ...assessment }).superRefine(inOrder),
  output: Assessment,
})

export const setClock = endpoint({
  method: 'POST',
  path: '/api/recommendations/set-clock',
  access: 'recommendations:read',
  audit: 'recommendations.set_clock',
  cli: 'set-clock',
  summary: 'Pause a clock of an assessment with a reason, let it run again, or say that the State has answered',
  input: z
    .strictObject({
      id: z.uuid(),
      clock: z.enum(CLOCKS),
      event: z.enum(['paused', 'resumed', 'answered']),
      /** Today when left out. */
      on: z.iso.date().optional(),
      reason: z.string().trim().max(500).default(''),
      request: z.uuid(),
    })
    .superRefine(({ event, reason }, check) => {
      if (event === 'paused' && reason.length < 3)
        check.addIssue({ code: 'custom', message: 'field.missing', path: ['reason'] })
    }),
  output: Assessment,
})
