import { z } from 'zod'
import { endpoint, FileAnswer, listOf, paging } from '../contract.ts'

/** Days for which what a person asked for is kept after it ended. */
export const KEPT_DAYS = 7

export const AskedJob = z.object({
  id: z.uuid(),
  kind: z.string(),
  /** What it is, in the reader's language. */
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.number().int(),
  /** Null until it is known how much there is. */
  total: z.number().int().nullable(),
  /** Why it failed, in the reader's language. */
  problem: z.string().nullable(),
  /** What it made; size in bytes. */
  file: z.object({ name: z.string(), size: z.number().int() }).nullable(),
  /** Where its outcome is, within Concord. */
  href: z.string().nullable(),
  askedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Until when its result is kept. */
  keptUntil: z.iso.datetime().nullable(),
})
export type AskedJob = z.output<typeof AskedJob>

export const listJobs = endpoint({
  method: 'GET',
  path: '/api/jobs/list',
  access: 'signed-in',
  audit: 'jobs.list',
  cli: 'list',
  summary: 'Work under way that you asked for, and what it made',
  input: z.object({ state: z.enum(['any', 'under_way', 'ended']).default('any'), ...paging }),
  output: listOf(AskedJob),
})

export const readJob = endpoint({
  method: 'GET',
  path: '/api/jobs/read',
  access: 'signed-in',
  audit: 'jobs.read',
  cli: 'show',
  summary: 'How far one piece of work is',
  input: z.object({ id: z.uuid() }),
  output: AskedJob,
})

export const cancelJob = endpoint({
  method: 'POST',
  path: '/api/jobs/cancel',
  access: 'signed-in',
  audit: 'jobs.cancel',
  cli: 'cancel',
  summary: 'Stop work under way, and destroy what it made so far',
  input: z.object({ id: z.uuid() }),
  output: AskedJob,
})

export const downloadResult = endpoint({
  method: 'GET',
  path: '/api/jobs/result',
  access: 'signed-in',
  audit: 'jobs.result',
  cli: 'download',
  summary: 'The file that work of yours made, while you may still read all that is in it',
  input: z.object({ id: z.uuid() }),
  output: FileAnswer,
})
