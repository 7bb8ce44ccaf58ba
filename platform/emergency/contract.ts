import { z } from 'zod'
import { PersonRef } from '../access/refs.ts'
import { endpoint, listOf, paging } from '../contract.ts'

/** A request nobody approved is void after this many hours. */
export const PATIENCE = 2

/** A request to read a record in an emergency, and what a second person said to it. */
export const Emergency = z.object({
  id: z.uuid(),
  /** The record asked for; nothing here says whether there is one. */
  record: z.uuid(),
  reason: z.string(),
  hours: z.number().int(),
  state: z.enum(['waiting', 'lapsed', 'approved', 'ended', 'withdrawn']),
  askedBy: PersonRef,
  askedAt: z.iso.datetime(),
  /** Until when it waits for a second person. */
  lapsesAt: z.iso.datetime(),
  approvedBy: PersonRef.nullable(),
  approvedAt: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  withdrawnBy: PersonRef.nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  /** What the reader may do with it. */
  mayApprove: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type Emergency = z.output<typeof Emergency>

export const listEmergencies = endpoint({
  method: 'GET',
  path: '/api/emergency/list',
  access: 'emergency:read',
  audit: 'emergency.list',
  cli: 'list',
  summary: 'Requests to read a record in an emergency, and what became of them',
  input: z.object({
    /** Waiting for a second person; asked or approved by oneself; settled. */
    view: z.enum(['waiting', 'mine', 'past']).default('waiting'),
    ...paging,
  }),
  output: listOf(Emergency),
})

export const askEmergency = endpoint({
  method: 'POST',
  path: '/api/emergency/ask',
  access: 'emergency:ask',
  audit: 'emergency.ask',
  cli: 'ask',
  summary: 'Ask to read a record in an emergency: a second person approves, the originator is told',
  input: z.object({
    record: z.uuid(),
    reason: z.string().trim().min(20).max(500),
    /** How long, from the approval on. */
    hours: z.number().int().min(1).max(24),
    request: z.uuid(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const approveEmergency = endpoint({
  method: 'POST',
  path: '/api/emergency/approve',
  access: 'emergency:approve',
  audit: 'emergency.approve',
  cli: 'approve',
  summary: 'Approve the request of another person, from now until its hours are over',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const withdrawEmergency = endpoint({
  method: 'POST',
  path: '/api/emergency/withdraw',
  access: 'emergency:ask',
  audit: 'emergency.withdraw',
  cli: 'withdraw',
  summary: 'Take back a request or an approval of yours, or decline a request that waits',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})
