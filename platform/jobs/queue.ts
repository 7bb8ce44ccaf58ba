import { Logger, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { asViewer, type Database, type Entry } from '../database.ts'
import { log } from '../log.ts'
import type { Job, Module } from '../module.ts'
import { serviceActor } from './actor.ts'
import { runJob, type TakenJob } from './run-job.ts'

/** The schema of the queue, owned by the role of the same name. */
export const QUEUE_SCHEMA = 'jobs'

/**
 * The same database, entered as the role that owns the queue: the server's login may become it, and so may the owner's.
 * The queue listens and holds locks, so the address leads to PostgreSQL itself and not to a pooler.
 */
export function asQueueOwner(url: string): string {
  const changed = new URL(url)
  const given = changed.searchParams.get('options')
  changed.searchParams.set('options', [...(given ? [given] : []), '-c role=jobs'].join(' '))
  return changed.href
}

/** Connections for the queue's program, which wants to hear of those that break. */
export function openQueue(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: asQueueOwner(url), max: connections })
  const lost = (error: Error) => log.fault('jobs.connection', error)
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

/**
 * What the queue's program has to say, in our log. Its messages may quote a job's payload or a failure, so only their
 * kind is kept; what happened to a job is logged where it ran.
 */
export const queueLogger = new Logger((scope) => (level, _message, meta) => {
  const { error, failure } = (meta ?? {}) as { error?: unknown; failure?: boolean }
  if (failure || (level !== 'error' && level !== 'warning')) return
  const fields = { part: scope.label ?? 'queue' }
  if (error instanceof Error) log.fault('jobs.queue', error, fields)
  else log.warn('jobs.queue', fields)
})

export const jobsOf = (modules: readonly Module[]): Job[] => modules.flatMap((m) => m.jobs ?? [])

/** The jobs as the queue's program calls them. `stopping` is heard between two steps. */
export function tasksFor(db: Database, entry: Entry, jobs: readonly Job[], stopping: AbortSignal): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (_payload: unknown, { job: taken }: { job: TakenJob }) => {
        try {
          await runJob(db, entry, job, taken, stopping)
        } catch (error) {
          if (stopping.aborted) log.info('job put off', { job: job.name })
          else log.fault('job', error, { job: job.name, attempt: taken.attempts, of: taken.max_attempts })
          // What is thrown on is kept in the queue: its kind, never its words.
          throw new Error(error instanceof Error ? error.name : 'unknown', { cause: error })
        }
      },
    ]),
  )
}

/**
 * Makes sure that each job has someone to run as.
 *
 * @throws Error that names those without
 */
export async function checkActors(db: Database, entry: Entry, jobs: readonly Job[]): Promise<void> {
  const missing: string[] = []
  for (const { name, asPerson } of jobs) {
    if (asPerson) continue
    const actor = serviceActor(name)
    const found = await asViewer(db, entry, { actor, secondFactor: true }, null, async (_tx, viewer) => viewer.member)
    if (!found) missing.push(name)
  }
  if (missing.length > 0) throw new Error(`jobs without make_service_actor in their SQL: ${missing.join(', ')}`)
}
