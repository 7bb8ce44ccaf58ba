import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import type { Database } from '../../platform/database.ts'
import type { Tables } from '../../platform/tables.ts'
import { withDatabase } from '../test-database.ts'

/** A connection whose transactions lie inside one that is never committed: whatever was done can be undone. */
export type Undoable = {
  db: Database
  /** The same connection as the owner, to see what was done. */
  asOwner<T>(work: (owner: Database) => Promise<T>): Promise<T>
  /** Takes back everything, and what a trial under way had done. */
  undo(): Promise<void>
  /** Does the work and takes back what it did, and nothing of before; also where a statement failed. */
  trial<T>(work: () => Promise<T>): Promise<T>
}

/** The connection is a superuser's, who may become the server's login for requests and the owner to look. */
export async function openUndoable(database: string): Promise<Undoable> {
  const client = new pg.Client({ connectionString: withDatabase(inject('testDatabase').superuserUrl, database) })
  await client.connect()
  await client.query("set statement_timeout = '20s'")
  await client.query('begin')
  let last: Promise<unknown> = Promise.resolve()
  let trials = 0

  /** One holder at a time, like a pool of one. */
  const connect = async (): Promise<PostgresPoolClient> => {
    const before = last
    const { promise, resolve } = Promise.withResolvers<void>()
    last = promise
    await before
    return {
      query: (text: string, values: readonly unknown[]) => run(text, values),
      release: () => resolve(),
    } as unknown as PostgresPoolClient
  }
  const run = (text: string, values: readonly unknown[]) => {
    if (text === 'begin') return client.query('set session authorization concord_server; savepoint act')
    if (text === 'commit') return client.query('release savepoint act; reset session authorization')
    if (text === 'rollback') return client.query('rollback to savepoint act; reset session authorization')
    return client.query(text, [...values])
  }
  const pool: PostgresPool = { connect, end: () => client.end() } as PostgresPool
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    asOwner: (work) =>
      db.connection().execute(async (owner) => {
        await client.query('set role concord_owner')
        const result = await work(owner)
        await client.query('reset role')
        return result
      }),
    async undo() {
      const free = await connect()
      await client.query('rollback; begin')
      free.release()
    },
    async trial(work) {
      const name = `trial_${++trials}`
      await client.query(`savepoint ${name}`)
      try {
        return await work()
      } finally {
        await client.query(`rollback to savepoint ${name}; reset session authorization; reset role`)
      }
    },
  }
}
