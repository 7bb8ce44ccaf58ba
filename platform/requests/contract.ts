import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../access/refs.ts'
import { endpoint, listOf, paging, query } from '../contract.ts'
import { RecordLine } from '../records/contract.ts'

/** A request nobody answered is void after this many days. */
export const PATIENCE = 30

const Gives = z.enum(['read', 'comment', 'contribute'])
const Words = z.string().trim().max(2000)

/** A request to read a record, and what its originator said to it. */
export const AccessRequest = z.object({
  id: z.uuid(),
  record: RecordLine,
  gives: Gives,
  reason: z.string(),
  by: PersonRef,
  organisation: OrganisationRef,
  askedAt: z.iso.datetime(),
  /** Until when it waits for an answer. */
  lapsesAt: z.iso.datetime(),
  state: z.enum(['waiting', 'granted', 'refused', 'withdrawn', 'lapsed']),
  answeredAt: z.iso.datetime().nullable(),
  /** Of the originator, with the answer. */
  words: z.string(),
  /** What was given; null too where it was withdrawn since or has ended. */
  granted: z
    .object({ to: z.enum(['person', 'organisation']), gives: Gives, until: z.iso.datetime().nullable() })
    .nullable(),
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type AccessRequest = z.output<typeof AccessRequest>

export const listRequests = endpoint({
  method: 'GET',
  path: '/api/requests/list',
  access: 'signed-in',
  audit: 'requests.list',
  cli: 'list',
  summary: 'Requests to read records: those that wait for your organisation, those it answered, and your own',
  input: z.object({
    /** Waiting for an answer of the own organisation; asked by oneself; answered, withdrawn or lapsed. */
    view: z.enum(['waiting', 'mine', 'past']).default('waiting'),
    /** Of one record only. */
    record: z.uuid().optional(),
    ...paging,
    size: query.int(1, 100).default(25),
  }),
  output: listOf(AccessRequest),
})

export const askAccess = endpoint({
  method: 'POST',
  path: '/api/requests/ask',
  access: 'signed-in',
  audit: 'requests.ask',
  cli: 'ask',
  summary: 'Ask the originator of a record that you may know of to let you read it',
  input: z.object({
    record: z.uuid(),
    gives: Gives.default('read'),
    reason: Words.min(10),
    request: z.uuid(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const withdrawRequest = endpoint({
  method: 'POST',
  path: '/api/requests/withdraw',
  access: 'signed-in',
  audit: 'requests.withdraw',
  cli: 'withdraw',
  summary: 'Take back a request of yours that waits',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const grantAccess = endpoint({
  method: 'POST',
  path: '/api/requests/grant',
  access: 'records:share',
  audit: 'requests.grant',
  cli: 'grant',
  summary: 'Let the person who asked, or their organisation, read a record of the own organisation',
  input: z.object({
    id: z.uuid(),
    to: z.enum(['person', 'organisation']),
    gives: Gives,
    /** Without it there is no end. */
    until: z.iso.datetime().optional(),
    basis: z.enum(['decision', 'consent', 'terms_of_reference']).default('decision'),
    /** Document on which the grant stands; needed unless it is a decision. */
    reference: z.string().trim().max(400).default(''),
    words: Words.default(''),
  }),
  output: z.object({}),
})

export const refuseAccess = endpoint({
  method: 'POST',
  path: '/api/requests/refuse',
  access: 'records:share',
  audit: 'requests.refuse',
  cli: 'refuse',
  summary: 'Decline a request, saying why',
  input: z.object({ id: z.uuid(), words: Words.min(3) }),
  output: z.object({}),
})
