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
  /** Takes back everything, what signing in did too. */
  undo(): Promise<void>
  /** Does the work and takes back what it did, and nothing of before; also where a statement failed. */
  trial<T>(work: () => Promise<T>): Promise<T>
  /** Tables with rows written since the last `undo`, kept or not; those of sign-in always, which others write. */
  written(): Promise<string[]>
  /** In a trial, before anyone acts: what takes more than the owner's rights, such as switching triggers off. */
  asSuperuser(statements: string): Promise<void>
}

const WRITTEN = `
select case schemaname when 'public' then '' else schemaname || '.' end || relname as name, n_tup_ins + n_tup_upd + n_tup_del as n
  from pg_stat_xact_user_tables`

/** The connection is a superuser's, who may become the server's login for requests and the owner to look. */
export async function openUndoable(database: string): Promise<Undoable> {
  const url = withDatabase(inject('testDatabase').superuserUrl, database)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query("set statement_timeout = '20s'")
  const restoreSignIn = await keepSignIn(url)
  await client.query('begin')
  let last: Promise<unknown> = Promise.resolve()
  let trials = 0

  /** Rows that this connection has written so far, by table. */
  const counters = async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await client.query<{ name: string; n: string }>(WRITTEN)
    return new Map(rows.map(({ name, n }) => [name, n]))
  }
  let counted = await counters()

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
    // A file is read as of one moment: here all is.
    if (text === 'begin' || text.startsWith('start transaction'))
      return client.query('set session authorization concord_server; savepoint act')
    if (text === 'commit') return client.query('release savepoint act; reset session authorization')
    if (text === 'rollback') return client.query('rollback to savepoint act; reset session authorization')
    return client.query(text, [...values])
  }
  const end = async () => {
    await client.end()
    await restoreSignIn.end()
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect, end } as PostgresPool }) })
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
      await restoreSignIn.restore()
      counted = await counters()
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
    async written() {
      const free = await connect()
      const now = await counters()
      free.release()
      return [...now].filter(([name, n]) => name.startsWith('auth.') || counted.get(name) !== n).map(([name]) => name)
    },
    asSuperuser: async (statements) => void (await client.query(statements)),
  }
}

/** Where triggers are switched off (`session_replication_role`), these of a table, as far as they are in force, fire all the same. */
export const stillFire = (table: string, triggers: readonly string[]): string => `
do $$ declare kept text; begin
  for kept in select tgname from pg_trigger
    where tgrelid = 'public.${table}'::regclass and tgname in (${triggers.map((name) => `'${name}'`).join(', ')}) and tgenabled = 'O'
  loop execute format('alter table public.%I enable always trigger %I', '${table}', kept); end loop;
end $$`

/** Sign-in has connections of its own, which commit: its tables are put back as they were when this was called. */
async function keepSignIn(url: string): Promise<{ restore(): Promise<void>; end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'auth'",
  )
  await client.query('set session_replication_role = replica')
  for (const { name } of rows) await client.query(`create temporary table "kept_${name}" as table auth."${name}"`)
  const statements = rows.map(
    ({ name }) => `delete from auth."${name}"; insert into auth."${name}" table "kept_${name}"`,
  )
  return {
    restore: async () => void (await client.query(statements.join('; '))),
    end: () => client.end(),
  }
}
