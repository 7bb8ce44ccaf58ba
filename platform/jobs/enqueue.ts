import { sql } from 'kysely'
import type { Tx } from '../database.ts'

/** What a job is told: ids and plain facts, never content. It is kept outside row-level security until the job is done. */
export type Payload = Readonly<Record<string, string | number | boolean | null>>

/**
 * Asks for a job, which exists when this transaction commits and not otherwise.
 *
 * @param options.runAt not before then
 * @param options.key one such job waits at a time: asking again replaces the one that waits
 */
export async function enqueue(
  tx: Tx,
  job: `${string}.${string}`,
  payload: Payload = {},
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  await sql`select enqueue_job(${job}, ${JSON.stringify(payload)}::jsonb, ${options.runAt ?? null}, ${options.key ?? null})`.execute(
    tx,
  )
}
