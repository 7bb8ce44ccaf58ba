import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { endpoint, listOf } from '../../platform/contract.ts'
import { Shown, Written } from '../../platform/text.ts'
import { Amount } from '../programmes/fields.ts'
import { isSdg, LINK_KINDS } from './rules.ts'

const Sdg = z.string().refine(isSdg, { message: 'field.sdg' })
const Term = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,39}$/)

/** Participants of one function, or of all where nobody says which: a term of the list `audiences`. */
export const Attended = z.object({
  function: Term.nullable(),
  women: Amount.nullable(),
  men: Amount.nullable(),
  /** Of another sex, or it is not stated. */
  other: Amount.nullable(),
})
export type Attended = z.output<typeof Attended>

const rows = z
  .array(Attended)
  .max(40)
  .superRefine((all, check) => {
    for (const [n, row] of all.entries()) {
      if (row.women === null && row.men === null && row.other === null)
        check.addIssue({ code: 'custom', message: 'field.no_figure', path: [n, 'women', 'n'] })
      if (all.findIndex((one) => one.function === row.function) < n)
        check.addIssue({ code: 'custom', message: 'field.twice', path: [n, 'function'] })
    }
  })

export const Particulars = z.object({
  id: z.uuid(),
  kind: z.enum(['programme', 'activity']),
  version: z.number().int(),
  /** The reader may change them, as far as the record goes. */
  mine: z.boolean(),
  sdgs: z.array(z.string()),
  /** Of activities. */
  attendance: z
    .object({
      rows: z.array(Attended),
      /** Their sums; two figures where bounds from below and from above meet. */
      women: z.array(Amount),
      men: z.array(Amount),
      other: z.array(Amount),
      all: z.array(Amount),
      /** What the record says of them all together. */
      stated: Amount.nullable(),
      /** False where that cannot be. */
      agrees: z.boolean(),
    })
    .nullable(),
  /** Of programmes: whoever leads or joins, and what each does. */
  joint: z
    .object({
      isJoint: z.boolean(),
      parts: z.array(
        z.object({ organisation: OrganisationRef, role: z.enum(['lead', 'participant']), does: Written.nullable() }),
      ),
    })
    .nullable(),
})
export type Particulars = z.output<typeof Particulars>

export const readParticulars = endpoint({
  method: 'GET',
  path: '/api/particulars/read',
  access: 'programmes:read',
  audit: 'particulars.read',
  cli: 'show',
  summary: 'Goals, participants by sex and function, and roles in a joint programme, of a programme or an activity',
  input: z.object({ id: z.uuid() }),
  output: Particulars,
})

const change = { id: z.uuid(), version: z.number().int() }
const writing = { method: 'POST', access: 'programmes:write', output: Particulars } as const

export const saveSdgs = endpoint({
  ...writing,
  path: '/api/particulars/sdgs',
  audit: 'particulars.save_sdgs',
  cli: 'sdgs save',
  summary: 'Say which Sustainable Development Goals and targets a programme or an activity serves',
  input: z.object({ ...change, sdgs: z.array(Sdg).max(60) }),
})

export const saveAttendance = endpoint({
  ...writing,
  path: '/api/particulars/attendance',
  audit: 'particulars.save_attendance',
  cli: 'attendance save',
  summary: 'Say who took part in an activity, by function and sex',
  input: z.object({ ...change, rows }),
})

export const saveJoint = endpoint({
  ...writing,
  path: '/api/particulars/joint',
  audit: 'particulars.save_joint',
  cli: 'joint save',
  summary: 'Say whether a programme is a joint one, and what each organisation that leads or joins does in it',
  input: z.object({
    ...change,
    isJoint: z.boolean(),
    parts: z.array(z.object({ organisation: Code, does: Written })).max(120),
  }),
})

const Kind = z.enum(LINK_KINDS)
export const Link = z.object({
  id: z.uuid(),
  kind: Kind,
  /** `to`: this record is part of, follows, contributes to the other; `from`: the other is, does so to this. */
  way: z.enum(['to', 'from']),
  other: z.object({
    id: z.uuid(),
    kind: z.enum(['programme', 'activity']),
    code: z.string(),
    title: Shown,
    status: z.string(),
  }),
})
export type Link = z.output<typeof Link>

export const listLinks = endpoint({
  method: 'GET',
  path: '/api/particulars/links',
  access: 'programmes:read',
  audit: 'particulars.links',
  cli: 'links',
  summary: 'Records that a programme or an activity is linked with, both ways, as far as the caller reads them',
  input: z.object({ id: z.uuid() }),
  output: listOf(Link),
})

export const addLink = endpoint({
  method: 'POST',
  path: '/api/particulars/links/add',
  access: 'programmes:write',
  audit: 'particulars.add_link',
  cli: 'links add',
  summary: 'Say that a record is part of, follows, or contributes to another',
  input: z.object({ ...change, kind: Kind, other: z.uuid() }),
  output: listOf(Link),
})

export const removeLink = endpoint({
  method: 'POST',
  path: '/api/particulars/links/remove',
  access: 'programmes:write',
  audit: 'particulars.remove_link',
  cli: 'links remove',
  summary: 'Take a link of a record back',
  input: z.object({ ...change, link: z.uuid() }),
  output: listOf(Link),
})
