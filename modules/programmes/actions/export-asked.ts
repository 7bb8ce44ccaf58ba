import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Line } from '../../../platform/exports/table.ts'
import { askedJob, askJob } from '../../../platform/jobs/asked.ts'
import type { Job } from '../../../platform/module.ts'
import type * as contract from '../contract.ts'
import { type Asked, exportFile, exportLines, type Kind, takeable } from './export.ts'
import { writerFor } from './export-columns.ts'
import { listPage } from './listing.ts'

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

/**
 * Lists as files, some hundred rows a step, each step with what its asker may read and carry away at that moment; the last
 * one writes the file, whose head says what all its rows need.
 */
const exportJob = (name: `${string}.${string}`, kind: Kind): Job =>
  askedJob<Asked>(name, async (tx, { input, plan: planned, done, language, at, records: before, gathered }) => {
    const begins = done === 0
    const plan = begins ? (await listPage(tx, kind, input, { page: 1, size: MOST }, language)).ids : planned
    const next = Math.min(done + STEP, plan.length)
    const records = await takeable(tx, plan.slice(done, next))
    const lines = await exportLines(tx, kind, records, input.format, await writerFor(tx, language))
    const progress = { done: next, total: plan.length, more: next < plan.length, records, ...(begins && { plan }) }
    if (progress.more) return { ...progress, text: JSON.stringify(lines) }
    const all = [...before, ...records]
    const of = { ...input, lines: read(gathered(), lines), records: all, planned: plan, total: plan.length }
    return { ...progress, file: await exportFile(tx, kind, of, { language, at }) }
  })

async function* read(gathered: AsyncIterable<string>, last: readonly Line[]): AsyncGenerator<readonly Line[]> {
  for await (const part of gathered) yield JSON.parse(part) as Line[]
  yield last
}

export const exportJobs: readonly Job[] = [
  exportJob('programmes.export_list', 'programme'),
  exportJob('programmes.export_activity_list', 'activity'),
]
