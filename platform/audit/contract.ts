import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../access/refs.ts'
import { endpoint, listOf, paging, query } from '../contract.ts'
import { RecordLine } from '../records/contract.ts'

/** A list shows this many rows of the newest at most; what lies before is found by narrowing the time. */
export const MOST = 10_000

const Entry = z.object({
  at: z.iso.datetime(),
  /** Null: nobody was signed in. */
  person: PersonRef.nullable(),
  /** For which the person acted. */
  organisation: OrganisationRef.nullable(),
  /** A program acted, with an API token of the person. */
  byToken: z.boolean(),
  /** Of a call: the endpoint's audit name. Of a row that changed: its table and `insert`, `update` or `delete`. */
  action: z.string(),
  /** `done`, or the code of the refusal. */
  outcome: z.string(),
  /** Names of the columns of a row that changed, never their values; null: this was a call. */
  changed: z.array(z.string()).nullable(),
  /** Why personal data was searched, in the searcher's words. */
  purpose: z.string().nullable(),
})

/** One line of the trail. */
export const TrailEntry = Entry.extend({
  /** How many confidential records the call handed out, or the changed row belongs to. */
  records: z.number().int(),
  /** Whose they are. */
  originator: OrganisationRef.nullable(),
})
export type TrailEntry = z.output<typeof TrailEntry>

/** One time that confidential records were read. */
export const Reading = Entry.extend({
  /** Which of them: those that the reader of this list may know of themselves. */
  lines: z.array(RecordLine),
})
export type Reading = z.output<typeof Reading>

/** `more`: there are more than `MOST`, and `total` is that number. */
const longListOf = <T extends z.ZodType>(item: T) => listOf(item).extend({ more: z.boolean() })

const Moment = z.union([z.iso.datetime(), z.iso.date()])
const narrowing = {
  /** From this moment, or the beginning of this day (UTC). */
  since: Moment.optional(),
  /** Before this moment, or until the end of this day (UTC). */
  until: Moment.optional(),
  /** An action, or the word before its point. */
  action: z
    .string()
    .max(100)
    .regex(/^[a-z_-]+(\.[a-z_-]+)?$/)
    .optional(),
  outcome: z.enum(['done', 'refused']).optional(),
}

export const readOwnTrail = endpoint({
  method: 'GET',
  path: '/api/audit/mine',
  access: 'signed-in',
  audit: 'audit.mine',
  cli: 'mine',
  summary: 'What the audit trail says of you: what you did and read, when and with what outcome',
  input: z.object({ ...narrowing, ...paging }),
  output: longListOf(TrailEntry),
})

export const listReadings = endpoint({
  method: 'GET',
  path: '/api/audit/readings',
  access: 'audit:own',
  audit: 'audit.readings',
  cli: 'readings',
  summary: 'Who read or exported the confidential records of your organisation',
  input: z.object({
    record: z.uuid().optional(),
    /** Readers of this organisation. */
    organisation: z.uuid().optional(),
    /** Readers of other organisations only. */
    others: query.flag().default(true),
    ...narrowing,
    ...paging,
  }),
  output: longListOf(Reading),
})

export const readReaders = endpoint({
  method: 'GET',
  path: '/api/audit/readers',
  access: 'audit:own',
  audit: 'audit.readers',
  cli: 'readers',
  summary: 'Who read or exported one confidential record of your organisation, without saying what is in it',
  input: z.object({ record: z.uuid(), ...paging }),
  output: longListOf(Entry),
})

export const readTrail = endpoint({
  method: 'GET',
  path: '/api/audit/trail',
  access: 'audit:read',
  audit: 'audit.trail',
  cli: 'trail',
  summary: 'The audit trail: who did what, when and with what outcome; no content',
  purpose: true,
  input: z.object({
    purpose: z.string().trim().max(300),
    person: z.uuid().optional(),
    organisation: z.uuid().optional(),
    ...narrowing,
    /** Calls, or rows that changed. */
    kind: z.enum(['calls', 'changes']).optional(),
    ...paging,
  }),
  output: longListOf(
    TrailEntry.extend({
      /** Number of the line, as seals name them. */
      number: z.number().int(),
      /** The row that changed. */
      subject: z.uuid().nullable(),
    }),
  ),
})

/** Where a block of the trail begins and ends. */
const Ends = z.object({ from: z.number().int(), to: z.number().int() })

export const verify = endpoint({
  method: 'GET',
  path: '/api/audit/verify',
  access: 'audit:read',
  audit: 'audit.verify',
  cli: 'verify',
  summary: 'Whether the sealed audit trail is as it was sealed; refused with the first block that is not',
  input: z.object({
    /** Number of a line: begins with the block that holds it. */
    from: query.int(1, Number.MAX_SAFE_INTEGER).default(1),
    /** At most this many blocks in one call, of at most 5,000 lines each. */
    blocks: query.int(1, 500).default(100),
    /** A seal noted down earlier, here or in the server's log: it must still be there. */
    known: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  output: z.object({
    /** What was verified now; null: nothing is sealed from there on. */
    verified: Ends.extend({
      blocks: z.number().int(),
      lines: z.number().int(),
      since: z.iso.datetime().nullable(),
      until: z.iso.datetime().nullable(),
    }).nullable(),
    /** Go on from here; null: this was the last block. */
    next: z.number().int().nullable(),
    /** The last seal: note it down and give it as `known` next time, so that a trail cut off at its end is noticed. */
    last: z.object({ to: z.number().int(), seal: z.string(), sealedAt: z.iso.datetime() }).nullable(),
    /** Lines after the last seal, up to `MOST`. */
    unsealed: z.number().int(),
  }),
})
