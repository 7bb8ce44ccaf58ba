import { z } from 'zod'
import { PersonRef } from '../access/refs.ts'
import { endpoint, listOf, paging } from '../contract.ts'
import { RetentionRule } from './contract.ts'

export const readMyData = endpoint({
  method: 'GET',
  path: '/api/retention/my-data',
  access: 'signed-in',
  audit: 'retention.my_data',
  cli: 'my-data',
  summary: 'What is held about you, table by table: how much, why, how long, and what erasure does with it',
  input: z.object({}),
  output: z.object({
    items: z.array(RetentionRule.extend({ rows: z.number().int() })),
    /** A legal hold on you, or on an organisation of yours: nothing of yours may be erased while it stands. */
    held: z.boolean(),
  }),
})

export const askMyData = endpoint({
  method: 'POST',
  path: '/api/retention/ask-my-data',
  access: 'signed-in',
  audit: 'retention.ask_my_data',
  cli: 'my-data export',
  summary: 'Have what is held about you put into a file, as JSON; the answer is the work under way',
  input: z.object({}),
  output: z.object({ job: z.uuid() }),
})

/** What was done with one table. */
export const ReceiptLine = z.object({
  table: z.string(),
  title: z.string(),
  done: z.enum(['deleted', 'emptied', 'kept']),
})

export const Erasure = z.object({
  id: z.uuid(),
  person: PersonRef,
  reason: z.string(),
  /** Of the person's letter, where someone else asked for them. */
  reference: z.string(),
  askedBy: PersonRef,
  askedAt: z.iso.datetime(),
  state: z.enum(['waiting', 'done', 'refused', 'withdrawn']),
  /** Why it was refused. */
  words: z.string(),
  decidedBy: PersonRef.nullable(),
  decidedAt: z.iso.datetime().nullable(),
  receipt: z.array(ReceiptLine).nullable(),
  /** What the reader may do with it. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type Erasure = z.output<typeof Erasure>

export const listErasures = endpoint({
  method: 'GET',
  path: '/api/retention/erasures',
  access: 'signed-in',
  audit: 'retention.erasures',
  cli: 'erasures',
  summary: 'Requests for erasure: your own; of everyone for the secretariat and auditors',
  input: z.object({ view: z.enum(['waiting', 'settled', 'mine']).default('waiting'), ...paging }),
  output: listOf(Erasure),
})

export const askErasure = endpoint({
  method: 'POST',
  path: '/api/retention/ask-erasure',
  access: 'signed-in',
  audit: 'retention.ask_erasure',
  cli: 'erasures ask',
  summary: 'Ask to have erased what is held about you; the secretariat also for a person who wrote to it',
  input: z
    .object({
      /** Oneself when left out. */
      person: z.uuid().optional(),
      reason: z.string().trim().max(1000).default(''),
      /** Of the letter of another person. */
      reference: z.string().trim().max(200).default(''),
      request: z.uuid(),
    })
    .refine(({ person, reference }) => person === undefined || reference.length >= 2, { path: ['reference'] }),
  output: z.object({ id: z.uuid() }),
})

export const withdrawErasure = endpoint({
  method: 'POST',
  path: '/api/retention/withdraw-erasure',
  access: 'signed-in',
  audit: 'retention.withdraw_erasure',
  cli: 'erasures withdraw',
  summary: 'Take back a request for erasure',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const decideErasure = endpoint({
  method: 'POST',
  path: '/api/retention/decide-erasure',
  access: 'retention:decide',
  audit: 'retention.decide_erasure',
  cli: 'erasures decide',
  summary: 'Erase what is held about a person at another person’s request, or refuse with the reason',
  input: z
    .object({
      id: z.uuid(),
      erase: z.boolean(),
      /** Why not. */
      words: z.string().trim().max(1000).default(''),
    })
    .refine(({ erase, words }) => erase || words.length >= 10, { path: ['words'] }),
  output: z.object({}),
})
