import { sql } from 'kysely'
import type { z } from 'zod'
import { now } from '../clock.ts'
import type { FileAnswer } from '../contract.ts'
import type { Call, Tx } from '../database.ts'
import type { Module } from '../module.ts'
import { notFound, Problem } from '../problem.ts'
import { describeProblem } from '../problem-text.ts'
import { type Language, translator } from '../text.ts'
import type * as contract from './contract.ts'
import { type AskedJob, KEPT_DAYS } from './contract.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>
type Modules = readonly Module[]

const UNDER_WAY = ['waiting', 'running']

export async function listJobs(
  tx: Tx,
  { state, page, size }: Input<typeof contract.listJobs>,
  call: Call,
  modules: Modules,
) {
  const narrowed = tx
    .selectFrom('asked_jobs')
    .$if(state === 'under_way', (query) => query.where('state', 'in', UNDER_WAY))
    .$if(state === 'ended', (query) => query.where('state', 'not in', UNDER_WAY))
  const { total } = await narrowed.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await narrowed
    .select(COLUMNS)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { items: rows.map((row) => asAskedJob(row, call.language, modules)), total }
}

export async function readJob(tx: Tx, { id }: { id: string }, call: Call, modules: Modules): Promise<AskedJob> {
  const row = await tx.selectFrom('asked_jobs').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return asAskedJob(row, call.language, modules)
}

/** Waits for the step that runs; the next one finds that there is nothing to do. */
export async function cancelJob(tx: Tx, { id }: Input<typeof contract.cancelJob>, call: Call, modules: Modules) {
  await readJob(tx, { id }, call, modules)
  await tx
    .updateTable('asked_jobs')
    .set({ state: 'cancelled', size: 0, changed_at: now(), ended_at: now() })
    .where('id', '=', id)
    .where('state', 'in', UNDER_WAY)
    .execute()
  return readJob(tx, { id }, call, modules)
}

export async function downloadResult(tx: Tx, { id }: Input<typeof contract.downloadResult>): Promise<FileAnswer> {
  const row = await tx
    .selectFrom('asked_jobs')
    .select(['state', 'records', 'file_name', 'file_type'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.file_name || row.state !== 'done') throw notFound()
  const parts = await tx.selectFrom('asked_job_parts').select('body').where('job', '=', id).orderBy('n').execute()
  // Row-level security withholds the parts once a record in them is no longer open to the asker.
  if (parts.length === 0 || (await isKept(tx, row.records))) throw new Problem('jobs.withheld', 409)
  return {
    name: row.file_name,
    type: row.file_type!,
    body: Buffer.concat(parts.map(({ body }) => body)),
    records: row.records,
  }
}

/** Whether the originator of one of them has meanwhile said that it is not to be carried away. */
async function isKept(tx: Tx, records: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`
    select exists (select from records where id = any (${[...records]}::uuid[]) and 'no_export' = any (handling)
                   and owner_org <> viewer_org()) as kept`.execute(tx)
  return rows[0]!.kept
}

const COLUMNS = [
  ...([
    'id',
    'kind',
    'state',
    'done',
    'total',
    'problem',
    'params',
    'file_name',
    'size',
    'href',
    'asked_at',
    'ended_at',
  ] as const),
]

type Row = {
  id: string
  kind: string
  state: string
  done: number
  total: number | null
  problem: string | null
  params: Record<string, string | number>
  file_name: string | null
  size: number
  href: string | null
  asked_at: Date
  ended_at: Date | null
}

function asAskedJob(row: Row, language: Language, modules: Modules): AskedJob {
  const { id, kind, done, total, problem, href, ended_at } = row
  const key = `job.${kind}`
  const texts = modules.map((module) => module.texts[language]).find((of) => key in of)
  return {
    ...{ id, kind, title: texts ? translator(language, texts)(key) : kind, state: row.state as AskedJob['state'] },
    ...{ done, total, href },
    problem: problem === null ? null : describeProblem(new Problem(problem, 409, row.params), language, modules).title,
    file: row.state === 'done' && row.file_name !== null ? { name: row.file_name, size: row.size } : null,
    askedAt: row.asked_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
    keptUntil: ended_at ? new Date(ended_at.getTime() + KEPT_DAYS * 86_400_000).toISOString() : null,
  }
}
