import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

// The viewer before has become `app`, who may not establish another.
const BEGIN = ['savepoint request', 'set local role none']
/** What one request says to begin and to end its transaction, as said within the one that is held open. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  begin: BEGIN,
  // A file is read as of one moment: here all is.
  'start transaction isolation level repeatable read': BEGIN,
  commit: ['release savepoint request'],
  rollback: ['rollback to savepoint request', 'release savepoint request'],
}

/**
 * A database all of whose transactions are parts of a single one, in the order in which they come: what one of them wrote,
 * the next finds, as another viewer, and nobody outside does. `end` commits it.
 */
export async function heldTransaction(serverUrl: string): Promise<{ db: Database; end: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query('begin')
  const within = {
    async query(text: string, values: unknown[]) {
      const said = WITHIN[text]
      if (!said) return client.query(text, values)
      const answers: unknown[] = []
      for (const words of said) answers.push(await client.query(words))
      return answers.at(-1)
    },
    release: () => released(),
  } as unknown as PostgresPoolClient
  // One at a time: those who ask at once wait for each other.
  let [last, released]: [Promise<void>, () => void] = [Promise.resolve(), () => {}]
  const pool = {
    async connect() {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      released = resolve
      return within
    },
    end: async () => {},
    options: {},
  }
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    async end() {
      await client.query('commit')
      await client.end()
    },
  }
}
