import { runOnce } from 'graphile-worker'
import { sql } from 'kysely'
import type { Database, Entry } from '../database.ts'
import type { Job, Module } from '../module.ts'
import { askedJob } from './asked.ts'
import { jobsOf, openQueue, QUEUE_SCHEMA, queueLogger, tasksFor } from './queue.ts'

/** Runs every job that is due now, and those that they ask for. A job that fails is logged and waits for its next try. */
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

export const moduleWith = (...jobs: Job[]): Module => ({
  name: 'trial',
  routes: [],
  permissions: {},
  jobs,
  texts: { ar: {}, en: {}, es: {}, fr: {}, ru: {}, zh: {} },
})

export async function effectsIn(owner: Database): Promise<string[]> {
  const { rows } = await sql<{ effect: string }>`select effect from trial_effects order by effect`.execute(owner)
  return rows.map(({ effect }) => effect)
}

/** Jobs that wait; telling by mail, which other parts look at, is left out. */
export async function waitingIn(owner: Database) {
  const { rows } = await sql<{ task: string; attempts: number; error: string | null; key: string | null }>`
    select t.identifier as task, j.attempts, j.last_error as error, j.key
      from jobs._private_jobs j join jobs._private_tasks t on t.id = j.task_id
     where t.identifier <> 'notices.digest' order by j.id`.execute(owner)
  return rows
}

/** Advisory lock that a job of the tests holds while it hangs. */
export const HANGING = 4242

/** A job of two steps; with `hang` it stops in the middle of the second, with its effect written but not committed. */
export const twoSteps = (hang: boolean): Job => ({
  name: 'trial.two_steps',
  step: async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from trial_effects`.execute(tx)
    const first = rows[0]!.n === 0
    await sql`insert into trial_effects values (${first ? 'first' : 'second'}, ${process.pid})`.execute(tx)
    if (hang && !first) await sql`select pg_advisory_xact_lock(${HANGING}), pg_sleep(30)`.execute(tx)
    return first
  },
})

/** A job that leaves one effect, named by its payload. */
export const leaveEffect: Job = {
  name: 'trial.leave',
  step: async (tx, { effect }: { effect: string }) => {
    await sql`insert into trial_effects values (${effect}, ${process.pid})`.execute(tx)
    return false
  },
}

/**
 * Work that counts to its input's `to`, one number a step; with `hang` it stops in the middle of the second. Not for long:
 * PostgreSQL holds the row of a server that was killed until the statement it was in is over.
 */
export const counting = (hang: boolean): Job =>
  askedJob<{ to: number }>('trial.count', async (tx, { input: { to }, done }) => {
    if (hang && done === 1) await sql`select pg_advisory_xact_lock(${HANGING}), pg_sleep(6)`.execute(tx)
    const more = done + 1 < to
    return {
      ...{ done: done + 1, total: to, more, text: `${done + 1}\n` },
      ...(!more && { file: { name: 'count.txt', type: 'text/plain' } }),
    }
  })
