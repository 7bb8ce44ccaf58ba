import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type ParsedCronItem, parseCronItems, type Runner, run, type WorkerEvents } from 'graphile-worker'
import type { Database, Entry } from '../database.ts'
import { log } from '../log.ts'
import type { Job, Module } from '../module.ts'
import { checkActors, jobsOf, openQueue, QUEUE_SCHEMA, queueLogger, tasksFor } from './queue.ts'
import { type Watch, watchOver } from './watch.ts'

export type JobsOptions = {
  /** Login of concord_server. */
  serverUrl: string
  /** Where the steps run. */
  db: Database
  entry: Entry
  modules: readonly Module[]
  /** Jobs at a time. */
  concurrency?: number
  /** Milliseconds between looks for jobs whose server died. */
  watchEvery?: number
}

export type RunningJobs = { stop(): Promise<void> }

const DAY = 86_400_000
/** Milliseconds before the queue's program is started again. */
const PAUSE = 5000

/**
 * Runs the modules' jobs until stopped, beside any number of other servers on the same database: each job is run by one
 * of them, and when that one dies, by another.
 *
 * @throws Error when a job has no actor, or the database cannot be reached
 */
export async function startJobs(options: JobsOptions): Promise<RunningJobs> {
  const { serverUrl, db, entry, modules, concurrency = 2, watchEvery = 15_000 } = options
  const jobs = jobsOf(modules)
  await checkActors(db, entry, jobs)
  // Beside the running jobs: one connection listens, one keeps the times, one looks after the dead.
  const pool = openQueue(serverUrl, concurrency + 3)
  const stopping = new AbortController()
  let watch: Watch | undefined

  const begin = async (): Promise<Runner> => {
    const events: WorkerEvents = new EventEmitter()
    const named = new Promise<string>((tell) => events.once('pool:create', ({ workerPool }) => tell(workerPool.id)))
    const watching = named.then((name) => watchOver(pool, serverUrl, name, watchEvery))
    const begun = await run({
      pgPool: pool,
      schema: QUEUE_SCHEMA,
      logger: queueLogger,
      events,
      concurrency,
      noHandleSignals: true,
      taskList: tasksFor(db, entry, jobs, stopping.signal),
      parsedCronItems: cronItems(jobs),
      // Asked before each job is taken; no flag is ever forbidden.
      forbiddenFlags: async () => {
        ;(await watching).shown()
        return null
      },
    })
    watch = await watching
    return begun
  }

  let runner = await begin().catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  /** The queue's program gives up when it cannot write down what it did; the jobs must go on when the database is back. */
  const keepGoing = async () => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((error: unknown) => log.fault('jobs.queue', error))
      await watch?.stop()
      await beginAgain()
    }
  }
  const beginAgain = async () => {
    while (await pause(PAUSE, true, { signal: stopping.signal }).catch(() => false)) {
      try {
        runner = await begin()
        return
      } catch (error) {
        log.fault('jobs.start', error)
      }
    }
  }
  const going = keepGoing()

  return {
    async stop() {
      stopping.abort()
      await runner.stop().catch((error: unknown) => log.fault('jobs.stop', error))
      await going
      await pool.end()
    },
  }
}

/** A job's own times, in UTC. One that fixes its hour is made up for when no server ran at that hour. */
function cronItems(jobs: readonly Job[]): ParsedCronItem[] {
  return parseCronItems(
    jobs.flatMap(({ name, cron }) =>
      cron === undefined
        ? []
        : [
            {
              task: name,
              match: cron,
              identifier: name,
              options: { jobKey: `${name}:cron`, backfillPeriod: /^\S+ \d+ /.test(cron) ? DAY : 0 },
            },
          ],
    ),
  )
}
