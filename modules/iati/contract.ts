import { z } from 'zod'
import { endpoint } from '../../platform/contract.ts'
import { isReference } from './rules.ts'

/** Bytes of a file that is read. */
const LARGEST = 10_000_000

/** Why a record is not in a file that is published: the first reason that holds. */
export const KEPT = ['level', 'handling', 'invented', 'not_open', 'total', 'no_start'] as const

export const surveyIati = endpoint({
  method: 'GET',
  path: '/api/iati/survey',
  access: 'programmes:read',
  audit: 'iati.survey',
  cli: 'survey',
  summary: 'What an IATI file would hold: own and open records; and why others are left out',
  input: z.object({}),
  output: z.object({
    programmes: z.number().int(),
    activities: z.number().int(),
    kept: z.array(z.object({ why: z.enum(KEPT), count: z.number().int() })),
    /** Identifier of the own organisation, unless another is given. */
    reporting: z.string(),
  }),
})

export const askIatiExport = endpoint({
  method: 'POST',
  path: '/api/iati/export',
  access: 'programmes:read',
  audit: 'iati.ask_export',
  cli: 'export',
  summary: 'An IATI 2.03 activity file of own and open records, made as work under way (jobs list)',
  input: z.strictObject({
    /** Identifier of the publishing organisation, as registered with IATI. */
    reporting: z.string().trim().refine(isReference, { message: 'field.format' }).optional(),
  }),
  output: z.object({ job: z.uuid() }),
})

/** What is wrong with a file or one activity of it. */
export const IatiProblem = z.object({
  line: z.number().int(),
  /** Of the activity; empty where it has none or the file itself is meant. */
  identifier: z.string(),
  element: z.string(),
  /** In the reader's language: what is wrong and what to do. */
  problem: z.string(),
})
export type IatiProblem = z.output<typeof IatiProblem>

export const Dry = z.object({
  /** Activities that can be taken over, new or as an edit of the record that has their identifier. */
  fit: z.number().int(),
  known: z.number().int(),
  activities: z.number().int(),
  problems: z.array(IatiProblem),
})
export type Dry = z.output<typeof Dry>

const reading = { method: 'POST', access: 'programmes:write', upload: LARGEST } as const

export const checkIati = endpoint({
  ...reading,
  path: '/api/iati/check',
  audit: 'iati.check',
  cli: 'check',
  summary: 'Read an IATI file without keeping anything: what would be taken over, and what is wrong, line by line',
  input: z.object({}),
  output: Dry,
})

export const askIatiImport = endpoint({
  ...reading,
  path: '/api/iati/import',
  audit: 'iati.ask_import',
  cli: 'import',
  summary:
    'Take over what fits of an IATI file as records of the own organisation, seen by it alone, as work under way',
  input: z.object({}),
  output: z.object({ job: z.uuid() }),
})
