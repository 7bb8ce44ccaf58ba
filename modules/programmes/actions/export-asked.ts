import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { askedJob, askJob } from '../../../platform/jobs/asked.ts'
import type { Job } from '../../../platform/module.ts'
import type * as contract from '../contract.ts'
import type { Narrowing, Order } from '../contract.ts'
import { CSV, exportStep } from './export.ts'
import { pageOfIds } from './listing.ts'

/** Rows of one step. */
const STEP = 500
/** Records of one file. */
const MOST = 200_000

export async function askProgrammesExport(
  tx: Tx,
  input: z.output<typeof contract.askProgrammesExport.input>,
  call: Call,
): Promise<{ job: string }> {
  return { job: await askJob(tx, 'programmes.export_list', { ...input, aggregates: true }, call) }
}

export async function askActivitiesExport(
  tx: Tx,
  input: z.output<typeof contract.askActivitiesExport.input>,
  call: Call,
): Promise<{ job: string }> {
  return { job: await askJob(tx, 'programmes.export_activity_list', input, call) }
}

/** Lists as files, some hundred rows a step, each step with what its asker may read and carry away at that moment. */
const exportJob = (name: `${string}.${string}`, kind: 'programme' | 'activity', file: string): Job =>
  askedJob<Narrowing & Order>(name, async (tx, { input, plan: planned, done, language, at }) => {
    const begins = done === 0
    const plan = begins ? await pageOfIds(tx, kind, input, { page: 1, size: MOST }, language) : planned
    const next = Math.min(done + STEP, plan.length)
    const ends = next === plan.length
    const { text, records } = await exportStep(
      tx,
      kind,
      { ids: plan.slice(done, next), begins, ends, plan, at },
      language,
    )
    return {
      ...{ done: next, total: plan.length, more: !ends, text, records },
      ...(begins && { plan }),
      ...(ends && { file: { name: file, type: CSV } }),
    }
  })

export const exportJobs: readonly Job[] = [
  exportJob('programmes.export_list', 'programme', 'programmes.csv'),
  exportJob('programmes.export_activity_list', 'activity', 'activities.csv'),
]
