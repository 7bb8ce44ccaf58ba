import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { SetupProblem } from '../setup-problem.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { type Home, SOCKET_PORT, socketPath } from './home.ts'

/** How the server is reached: a socket in a folder that only its account may enter, or 127.0.0.1 where paths are too long. */
export type Door = { host: string; port: number }

/** The system's limit for the path of a socket is 103 bytes at its lowest (macOS). */
const LONGEST_SOCKET = 103

/**
 * Makes the cluster of `home` when it has none: UTF-8 with the builtin C.UTF-8 collation, which sorts and compares alike
 * on every machine. A making that was cut short is begun again.
 */
export async function ensureCluster(home: Home, binaries: Binaries, throwaway: boolean): Promise<void> {
  if (existsSync(home.data)) return checkVersion(home, binaries)
  const partial = `${home.data}.partial`
  await rm(partial, { recursive: true, force: true })
  const secret = join(home.path, `password-${randomBytes(8).toString('hex')}`)
  await writeFile(secret, home.passwords.postgres, { mode: 0o600 })
  try {
    if (home.account) await chown(secret, home.account.uid, home.account.gid)
    await run(binaries.initdb, initdbOptions(partial, secret, throwaway), home)
  } finally {
    await rm(secret)
  }
  await rename(partial, home.data)
}

const initdbOptions = (data: string, passwordFile: string, throwaway: boolean): string[] => [
  ...['--pgdata', data, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
  ...['--encoding', 'UTF8', '--no-locale', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ...['--no-instructions', ...(throwaway ? ['--no-sync'] : [])],
]

async function checkVersion(home: Home, binaries: Binaries): Promise<void> {
  const made = (await readFile(join(home.data, 'PG_VERSION'), 'utf8')).trim()
  const major = binaries.version.split('.')[0]
  if (made === major) return
  throw new SetupProblem(
    `The database in ${home.path} was made by PostgreSQL ${made}, and this Concord brings ${major}: go on with the Concord that made it, or move it into a PostgreSQL ${major} of your own (docs/guides/operator.md).`,
  )
}

/** Writes the server's settings, anew at each start, and answers where it will be reached. */
export async function configure(home: Home, throwaway: boolean): Promise<Door> {
  const bySocket = Buffer.byteLength(socketPath(home)) <= LONGEST_SOCKET
  const door = bySocket ? { host: home.path, port: SOCKET_PORT } : { host: '127.0.0.1', port: await freePort() }
  const text = Object.entries({ ...settings(door), ...(throwaway ? CARELESS : {}) })
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('')
  await writeOwned(
    join(home.data, 'concord.conf'),
    `# Written by Concord at each start; put your own settings into local.conf.\n${text}`,
    home.account,
  )
  await writeOwned(
    join(home.data, 'pg_hba.conf'),
    bySocket ? 'local all all scram-sha-256\n' : 'host all all 127.0.0.1/32 scram-sha-256\n',
    home.account,
  )
  const main = join(home.data, 'postgresql.conf')
  const before = await readFile(main, 'utf8')
  const includes = "include_if_exists = 'concord.conf'\ninclude_if_exists = 'local.conf'\n"
  if (!before.endsWith(includes)) await writeOwned(main, `${before}\n${includes}`, home.account)
  return door
}

/** Modest in memory, strict in durability. Its log never quotes a statement or a row, since those hold names. */
const settings = (door: Door): Record<string, string> => ({
  ...(door.host.startsWith('/')
    ? { listen_addresses: '', unix_socket_directories: quoteList(door.host), unix_socket_permissions: '0700' }
    : { listen_addresses: door.host, unix_socket_directories: '' }),
  port: String(door.port),
  max_connections: '100',
  shared_buffers: '256MB',
  jit: 'off',
  fsync: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  timezone: 'UTC',
  default_text_search_config: 'pg_catalog.simple',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
})

/** For a database nobody will miss. */
const CARELESS = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  // Nor do plans change in the middle of a test because statistics came in.
  autovacuum: 'off',
}

/** One entry of a comma-separated list of PostgreSQL names. */
const quoteList = (value: string): string => `"${value.replaceAll('"', '""')}"`

async function writeOwned(file: string, text: string, account: Account | undefined): Promise<void> {
  const draft = `${file}.draft`
  await writeFile(draft, text, { mode: 0o600 })
  if (account) await chown(draft, account.uid, account.gid)
  await rename(draft, file)
}

async function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** What the server's programs see of the environment: nothing of ours, so that no PG… variable leads them astray. */
export const cleanEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

/** Runs a program of PostgreSQL to its end; a failure tells what it said. */
async function run(program: string, options: readonly string[], home: Home): Promise<void> {
  const { uid, gid } = home.account ?? {}
  const identity = uid === undefined || gid === undefined ? {} : { uid, gid }
  const child = spawn(program, options, {
    ...identity,
    cwd: home.path,
    env: cleanEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(cannotRun(program, error)))
    child.once('close', resolve)
  })
  if (code !== 0) throw new SetupProblem(`${program} failed: ${said.trim().split('\n').slice(-3).join(' ')}`)
}

/** Why a program of PostgreSQL does not even begin, in words. */
export function cannotRun(program: string, error: Error): SetupProblem {
  const musl =
    'code' in error && error.code === 'ENOENT' ? ' (its system library may be missing: it needs glibc, not musl)' : ''
  return new SetupProblem(
    `Cannot run ${program}: ${error.message}${musl}. Set DATABASE_URL to use a PostgreSQL of your own.`,
  )
}
