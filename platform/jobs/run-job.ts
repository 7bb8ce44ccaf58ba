import { sql } from 'kysely'
import { asViewer, type Database, type Entry, type Tx } from '../database.ts'
import { log } from '../log.ts'
import type { Job } from '../module.ts'
import { serviceActor } from './actor.ts'

/** A job as it lies in the queue, taken by this server. */
export type TakenJob = {
  id: string
  locked_by: string | null
  payload: unknown
  attempts: number
  max_attempts: number
}

/** Another server was thought alone with this job, and runs it now. */
class TakenOver extends Error {
  override name = 'TakenOver'
}

/**
 * Runs a job to its end, step by step, each a transaction as the job's actor. Its disappearance from the queue commits
 * with its last step: killed at any moment, it is either done or not yet, never both and never twice.
 *
 * @throws TakenOver, or what the step threw
 */
export async function runJob(
  db: Database,
  entry: Entry,
  job: Job,
  taken: TakenJob,
  stopping: AbortSignal,
): Promise<void> {
  const started = performance.now()
  const { _cron, ...payload } = (taken.payload ?? {}) as Record<string, unknown>
  const credential = credentialFor(job, payload)
  let steps = 0
  for (let more = true; more; ) {
    stopping.throwIfAborted()
    more = await asViewer(db, entry, credential, null, async (tx, viewer) => {
      const isThere = viewer.person === credential.actor && viewer.member
      if (!isThere && !job.asPerson) throw new Error(`the job ${job.name} has no actor`)
      if (!isThere) await job.absent?.(tx)
      const goesOn = isThere && (await stepOf(job, taken)(tx, payload as never, viewer))
      await (goesOn ? holdOn(tx, taken) : finish(tx, taken))
      return goesOn
    })
    steps++
  }
  const ms = Math.round(performance.now() - started)
  log.info('job', { job: job.name, steps, ms, attempt: taken.attempts })
}

/** What to do now: after too many tries, the end of it. */
function stepOf({ step, giveUp }: Job, { attempts }: TakenJob): Job['step'] {
  if (!giveUp || attempts <= giveUp.after) return step
  return async (tx, payload) => {
    await giveUp.step(tx, payload)
    return false
  }
}

/** As whom the steps run. */
function credentialFor(job: Job, { person, secondFactor }: Record<string, unknown>) {
  if (!job.asPerson) return { actor: serviceActor(job.name), secondFactor: true }
  if (typeof person !== 'string') throw new Error(`the job ${job.name} was asked for without a person`)
  return { actor: person, secondFactor: secondFactor === true }
}

/** The end of the step's transaction, as the owner of the queue: the job must still be ours. */
async function finish(tx: Tx, { id, locked_by }: TakenJob): Promise<void> {
  await sql`set local role jobs`.execute(tx)
  const gone = await sql`delete from jobs._private_jobs where id = ${id} and locked_by = ${locked_by}`.execute(tx)
  if (gone.numAffectedRows !== 1n) throw new TakenOver('the job is another server’s')
}

/** A step is done: the tries of the next are counted anew, or long work would be given up for every server that ever stopped. */
async function holdOn(tx: Tx, { id, locked_by }: TakenJob): Promise<void> {
  await sql`set local role jobs`.execute(tx)
  const held =
    await sql`update jobs._private_jobs set locked_at = now(), attempts = 0 where id = ${id} and locked_by = ${locked_by}`.execute(
      tx,
    )
  if (held.numAffectedRows !== 1n) throw new TakenOver('the job is another server’s')
}
