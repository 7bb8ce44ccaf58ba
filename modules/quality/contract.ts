import { z } from 'zod'
import { endpoint, listOf, paging } from '../../platform/contract.ts'
import { Shown } from '../../platform/text.ts'
import { CHECK_NAMES, GRADES } from './rules.ts'

const Check = z.enum(CHECK_NAMES)
const Grade = z.enum(GRADES)
export const Finding = z.object({
  check: Check,
  grade: Grade,
  /** Where it is mended. */
  field: z.string(),
})
export type Finding = z.output<typeof Finding>

const Kind = z.enum(['programme', 'activity'])

export const readQuality = endpoint({
  method: 'GET',
  path: '/api/quality/read',
  access: 'programmes:write',
  audit: 'quality.read',
  cli: 'show',
  summary: 'What is missing or doubtful in a programme or an activity that the caller may change',
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), kind: Kind, findings: z.array(Finding) }),
})

const Judged = z.object({
  id: z.uuid(),
  kind: Kind,
  code: z.string(),
  title: Shown,
  findings: z.array(Finding),
})

export const listQuality = endpoint({
  method: 'GET',
  path: '/api/quality/list',
  access: 'programmes:write',
  audit: 'quality.list',
  cli: 'list',
  summary: 'Programmes and activities of the own organisation by what is missing in them',
  input: z.object({ kind: Kind.optional(), check: Check.optional(), grade: Grade.optional(), ...paging }),
  output: listOf(Judged).extend({
    /** How many of the organisation's records each check finds wanting, and how many there are. */
    counts: z.array(z.object({ check: Check, grade: Grade, count: z.number().int() })),
    records: z.number().int(),
    asOf: z.iso.datetime(),
  }),
})
