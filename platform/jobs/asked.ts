import { sql } from 'kysely'
import { now } from '../clock.ts'
import type { FileAnswer } from '../contract.ts'
import type { Call, Tx, Viewer } from '../database.ts'
import type { Job } from '../module.ts'
import { Problem } from '../problem.ts'
import type { Language } from '../text.ts'
import { enqueue } from './enqueue.ts'

/** What a step is given: the input of whoever asked, who that is now, and how far the steps before came. */
export type Work<Input> = {
  input: Input
  plan: readonly string[]
  done: number
  language: Language
  at: Date
  viewer: Viewer
  /** Records of which the steps before added something. */
  records: readonly string[]
  /** What the steps before added, piece by piece. */
  gathered: () => AsyncIterable<string>
}

/** What a step did; all of it is kept in the step's transaction, or nothing. */
export type Progress = {
  /** How far it is now, of how much. */
  done: number
  total: number
  /** Whether there is more to do. */
  more: boolean
  /** Ids of what it goes through, given back to the steps that follow. */
  plan?: readonly string[]
  /** What it adds to the file it makes. */
  text?: string
  /** Records of which `text` holds something. */
  records?: readonly string[]
  /** Of the file, with the last step; with a body, that takes the place of all that was added. */
  file?: { name: string; type: string; body?: FileAnswer['body'] }
  /** Where the outcome is, with the last step. */
  href?: `/${string}`
}

/** Tries of one step before the work is given up. */
const TRIES = 5

/**
 * Work that a person asks for with `askJob`. Runs as that person, as they are at each step; each step, with what it made
 * and how far it is, is one transaction. A Problem ends it and is told to the asker. Its name is the text `job.<kind>`.
 */
export function askedJob<Input>(
  kind: `${string}.${string}`,
  step: (tx: Tx, work: Work<Input>) => Promise<Progress>,
): Job {
  return {
    name: kind,
    asPerson: true,
    step: async (tx, { job }: { job: string }, viewer) => {
      const row = await tx
        .selectFrom('asked_jobs')
        .select(['input', 'plan', 'done', 'language', 'state', 'parts', 'records'])
        .where('id', '=', job)
        .forUpdate()
        .executeTakeFirst()
      // Whoever moved to another organisation left it behind.
      if (!row) await endOrphans(tx)
      if (!row || (row.state !== 'waiting' && row.state !== 'running')) return false
      await sql`savepoint step`.execute(tx)
      try {
        const { input, plan, done, language, records } = row
        const work = { input: input as Input, plan, done, language: language as Language, at: now(), viewer, records }
        const gathered = () => partsOf(tx, job, row.parts)
        return await keep(tx, job, row.parts, await step(tx, { ...work, gathered }))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        await sql`rollback to savepoint step`.execute(tx)
        await fail(tx, job, error)
        return false
      }
    },
    absent: endOrphans,
    giveUp: { after: TRIES, step: (tx, { job }: { job: string }) => fail(tx, job, new Problem('jobs.failed', 409)) },
  }
}

/** Parts that are read at a time: whether they are still open is asked of all records each time. */
const AT_A_TIME = 25

/** @throws Problem jobs.withheld when a record in them is no longer open to the asker */
async function* partsOf(tx: Tx, job: string, parts: number): AsyncGenerator<string> {
  for (let from = 1; from <= parts; from += AT_A_TIME) {
    const until = Math.min(parts, from + AT_A_TIME - 1)
    const some = await tx
      .selectFrom('asked_job_parts')
      .select('body')
      .where('job', '=', job)
      .where('n', '>=', from)
      .where('n', '<=', until)
      .orderBy('n')
      .execute()
    if (some.length < until - from + 1) throw new Problem('jobs.withheld', 409)
    for (const { body } of some) yield body.toString()
  }
}

/** Bytes of one part of a file. */
const PART = 4_000_000

async function keep(tx: Tx, job: string, before: number, made: Progress): Promise<boolean> {
  const { done, total, more, plan, text, records = [], file, href } = made
  const isWritten = file?.body !== undefined
  let [parts, size] = [before, 0]
  for await (const body of isWritten ? inParts(file.body!) : text === undefined ? [] : [Buffer.from(text)]) {
    await tx.insertInto('asked_job_parts').values({ job, n: ++parts, body }).execute()
    size += body.length
  }
  await tx
    .updateTable('asked_jobs')
    .set((e) => ({
      ...{ done, total, state: more ? 'running' : 'done', changed_at: now(), ended_at: more ? null : now() },
      ...(plan && { plan: [...plan] }),
      ...{ size: isWritten ? size : e('size', '+', size), parts, ...(isWritten && { first_part: before + 1 }) },
      ...(records.length > 0 && { records: sql<string[]>`records || ${[...records]}::uuid[]` }),
      ...(file && { file_name: file.name, file_type: file.type }),
      ...(href && { href }),
    }))
    .where('id', '=', job)
    .execute()
  return more
}

async function* inParts(body: FileAnswer['body']): AsyncGenerator<Buffer> {
  let [held, length]: [Uint8Array[], number] = [[], 0]
  for await (const piece of typeof body === 'string' || body instanceof Uint8Array ? [body] : body) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    held.push(bytes)
    length += bytes.length
    if (length < PART) continue
    yield Buffer.concat(held)
    ;[held, length] = [[], 0]
  }
  if (length > 0) yield Buffer.concat(held)
}

async function fail(tx: Tx, job: string, { code, params }: Problem): Promise<void> {
  await tx
    .updateTable('asked_jobs')
    .set({
      state: 'failed',
      problem: code,
      params: JSON.stringify(params),
      size: 0,
      changed_at: now(),
      ended_at: now(),
    })
    .where('id', '=', job)
    .where('state', 'in', ['waiting', 'running'])
    .execute()
}

const endOrphans = async (tx: Tx): Promise<void> => {
  await sql`select end_orphaned_jobs()`.execute(tx)
}

/** Pieces of work of one person at a time. */
const MOST = 5

/**
 * Asks for work, which begins when this transaction commits. Answers its id, for `<JobProgress>`.
 *
 * @throws Problem jobs.too_many
 */
export async function askJob(
  tx: Tx,
  kind: `${string}.${string}`,
  input: object,
  { viewer, language }: Call,
): Promise<string> {
  const { going } = await tx
    .selectFrom('asked_jobs')
    .select((of) => of.fn.countAll<number>().as('going'))
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  if (going >= MOST) throw new Problem('jobs.too_many', 409, { most: MOST })
  const { id } = await tx
    .insertInto('asked_jobs')
    .values({ kind, input: JSON.stringify(input), language })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(tx, kind, { job: id, person: viewer.person, secondFactor: viewer.secondFactor })
  return id
}
