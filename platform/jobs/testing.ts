import { runOnce } from 'graphile-worker'
import type { Database, Entry } from '../database.ts'
import type { Module } from '../module.ts'
import { jobsOf, openQueue, QUEUE_SCHEMA, queueLogger, tasksFor } from './queue.ts'

/** Runs every job that is due now, in tests; those asked for meanwhile too. A job that fails is logged and waits for its next try. */
export async function drainJobs(
  platform: { serverUrl: string; db: Database; entry?: Entry },
  modules: readonly Module[],
): Promise<void> {
  const { serverUrl, db, entry = { terms: '', auditKey: '' } } = platform
  const pool = openQueue(serverUrl, 2)
  try {
    const taskList = tasksFor(db, entry, jobsOf(modules), new AbortController().signal)
    await runOnce({ pgPool: pool, schema: QUEUE_SCHEMA, logger: queueLogger, noHandleSignals: true, taskList })
  } finally {
    await pool.end()
  }
}
