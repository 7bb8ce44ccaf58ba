import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/**
 * Milliseconds: on the clock, and of the processors, of this process and of one connection to the database together, which
 * say what something costs also where the machine is busy with other things.
 */
export type Cost = { wall: number; cpu: number }

/** The process behind the one connection of this database. */
export async function backendOf(db: Database): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  return rows[0]!.pid
}

export async function costOf(backend: number, work: () => Promise<unknown>): Promise<Cost> {
  const used = process.cpuUsage()
  const inDatabase = onProcessor(backend)
  const begun = performance.now()
  await work()
  const wall = performance.now() - begun
  const { user, system } = process.cpuUsage(used)
  return { wall, cpu: (user + system) / 1000 + onProcessor(backend) - inDatabase }
}

/** Milliseconds that a process was on a processor, as Linux counts them. */
const onProcessor = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1_000_000
