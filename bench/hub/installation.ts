import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { modules } from '../../apps/modules.ts'
import { makeApp } from '../../apps/server/app.ts'
import { freePort, launch, ready } from '../../apps/server/testing.ts'
import { loadReference } from '../../modules/directory/index.ts'
import { migrateFor } from '../../platform/assemble.ts'
import { readConfig } from '../../platform/config.ts'
import type { Database } from '../../platform/database.ts'
import { loadKeys } from '../../platform/keys.ts'
import { isRoot, SYSTEM_FOLDER } from '../../platform/postgres/account.ts'
import { startPostgres } from '../../platform/postgres/start.ts'
import { parentOf } from './processors.ts'

/** An embedded PostgreSQL as `npm start` runs it, on a disk, migrated and with reference data; gone when closed. */
export async function openInstallation() {
  const place = isRoot() ? SYSTEM_FOLDER : tmpdir()
  await mkdir(place, { recursive: true })
  const folder = await mkdtemp(join(place, 'concord-bench-'))
  const data = await mkdtemp(join(tmpdir(), 'concord-bench-'))
  const postgres = await startPostgres({ folder })
  await migrateFor(postgres.ownerUrl, modules)
  await loadReference(postgres.ownerUrl)
  const port = await freePort()
  const variables = {
    DATABASE_URL: postgres.serverUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    CONCORD_DATA: join(data, 'server'),
    CONCORD_PORT: String(port),
    CONCORD_PROXIES: '127.0.0.1,::1',
    CONCORD_SESSION_KEY: randomBytes(32).toString('base64'),
    CONCORD_AUDIT_KEY: randomBytes(32).toString('base64'),
    CONCORD_FILE_KEY: randomBytes(32).toString('base64'),
  }
  const config = readConfig([], variables)
  const keys = await loadKeys({ folder: data, keys: config.keys })
  const owner: Database = new Kysely({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: postgres.ownerUrl, max: 2 }) }),
  })
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(owner)
  return {
    ...{ postgres, owner, keys, origin: config.origin, postmaster: parentOf(rows[0]!.pid) },
    /** The server itself, in a process of its own. */
    async serve() {
      const launched = launch([], variables)
      await ready(launched)
      return {
        pid: launched.child.pid!,
        async stop() {
          launched.child.kill('SIGTERM')
          await launched.ended
        },
      }
    },
    /** The same endpoints in this process, to see which statements they run. */
    inProcess: () => makeApp(config, { folder: data, keys, ...postgres, close: async () => {} }),
    async close() {
      await owner.destroy()
      await postgres.stop()
      for (const path of [folder, data]) await rm(path, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Starts a program of the benchmark in a process of its own. */
export function program(name: 'clients' | 'baseline'): ChildProcess {
  return fork(join(import.meta.dirname, `${name}.ts`), {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Its answer to a message. */
export async function answerOf<T>(child: ChildProcess, message: object): Promise<T> {
  child.send(message)
  const [answer] = (await once(child, 'message')) as [T & { failed?: string }]
  if (answer.failed !== undefined) throw new Error(answer.failed)
  return answer
}
