import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Exchange } from './access/exchange.ts'
import { log } from './log.ts'
import { Client, plannedOnce } from './planned-once.ts'
import type { Tables } from './tables.ts'
import type { Language } from './text.ts'

export type Database = Kysely<Tables>
/** One transaction as one viewer. There is no other way to the data. */
export type Tx = Transaction<Tables>

/** How the caller proved who they are. `actor`: jobs, tests, and the demonstration's CLI. */
export type Credential =
  | { session: string }
  | { tokenHash: Uint8Array }
  | { actor: string; secondFactor: boolean }
  | { nobody: true }

/** Who asks, as the database established it for this transaction. */
export type Viewer = {
  person: string | null
  name: string | null
  language: Language | null
  organisation: string | null
  roles: readonly string[]
  permissions: readonly string[]
  principals: readonly string[]
  clearance: number | null
  /** Highest level now: the clearance, 0 without a second factor. */
  level: number
  secondFactor: boolean
  /** Active, in an active organisation, terms accepted. */
  member: boolean
  termsAccepted: boolean
  /** Organisation whose view the originator looks through. */
  preview: string | null
  /** The API token or the session that proved it. */
  token: string | null
  session: string | null
}

/** The circumstances of one call, beside its input. */
export type Call = {
  viewer: Viewer
  language: Language
  at: Date
  body?: Uint8Array
  /** Only over HTTP: what sign-in needs of the exchange itself. */
  exchange?: Exchange
}

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens a pool of connections. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  // Tens of thousands of hits of a search are counted in memory, not on disk.
  const pool = new pg.Pool({
    Client,
    connectionString: url,
    max: options.connections ?? 16,
    options: '-c work_mem=32MB',
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.fault('database.connection', error))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** What the database needs to know of the configuration to establish a viewer. */
export type Entry = { terms: string; auditKey: string }

/**
 * Runs `work` in one transaction that sees only what the viewer may see: row-level security does the rest. `ofOneMoment`:
 * all that it reads is as it was when it began, however long it reads.
 */
export function asViewer<T>(
  db: Database,
  entry: Entry,
  credential: Credential,
  preview: string | null,
  work: (tx: Tx, viewer: Viewer) => Promise<T>,
  { ofOneMoment = false } = {},
): Promise<T> {
  const c = credential as Partial<{ session: string; tokenHash: Uint8Array; actor: string; secondFactor: boolean }>
  const transaction = ofOneMoment ? db.transaction().setIsolationLevel('repeatable read') : db.transaction()
  return transaction.execute(async (tx) => {
    const entered = await sql<{ viewer: Viewer }>`
      select enter(${c.session ?? null}, ${c.tokenHash ? Buffer.from(c.tokenHash) : null}, ${c.actor ?? null}, ${c.secondFactor ?? false},
        ${preview}, ${entry.terms}, ${entry.auditKey}) as viewer, set_config('role', 'app', true) ${plannedOnce}`.execute(
      tx,
    )
    return work(tx, entered.rows[0]!.viewer)
  })
}

/** A part with numbered SQL files: the platform or a module. */
export type Part = { name: string; schema: string }

/** The platform's own part comes first. */
export const platformPart: Part = { name: 'platform', schema: join(import.meta.dirname, 'schema') }

/**
 * Brings the database at `ownerUrl` to the version of this code: each part's numbered SQL files once, in order, and the
 * guard after them, all in one transaction. One server at a time; others wait.
 * @throws Error when a file changed after it was applied, or the database knows files that this code does not.
 */
export async function migrate(
  ownerUrl: string,
  parts: readonly Part[],
  rolePermissions: readonly { role: string; permission: string }[],
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('concord.migrate'))")
    await client.query(
      'create table if not exists migrations (file text primary key, sha256 text not null, at timestamptz not null default now())',
    )
    const applied = new Map(
      (await client.query<{ file: string; sha256: string }>('select file, sha256 from migrations')).rows.map((r) => [
        r.file,
        r.sha256,
      ]),
    )
    const files = parts.flatMap(({ name, schema }) =>
      readdirSync(schema)
        .filter((file) => /^\d{4}_.*\.sql$/.test(file))
        .sort()
        .map((file) => ({ file: `${name}/${file}`, text: readFileSync(join(schema, file), 'utf8') })),
    )
    const unknown = [...applied.keys()].filter((file) => !files.some((f) => f.file === file))
    if (unknown.length > 0) throw new Error(`The database is newer than this program: it has ${unknown.join(', ')}.`)
    const guard = readFileSync(join(platformPart.schema, 'after-each.sql'), 'utf8')
    await client.query('begin')
    let isNew = false
    for (const { file, text } of files) {
      const sha256 = createHash('sha256').update(text).digest('hex')
      if (applied.has(file)) {
        if (applied.get(file) !== sha256) throw new Error(`${file} changed after it was applied to this database.`)
        continue
      }
      await run(client, file, text)
      await client.query('insert into migrations (file, sha256) values ($1, $2)', [file, sha256])
      isNew = true
    }
    if (isNew) await run(client, 'after-each.sql', guard)
    await client.query('delete from role_permissions')
    await client.query(
      'insert into role_permissions select * from jsonb_to_recordset($1) as r(role text, permission text)',
      [JSON.stringify(rolePermissions)],
    )
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** What a file of SQL breaks on is told with its name. */
async function run(client: pg.Client, file: string, text: string): Promise<void> {
  await client.query(text).catch((error: unknown) => {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`, { cause: error })
  })
}
