import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from './config.ts'
import { writeDurably } from './durable-file.ts'
import { log } from './log.ts'
import { SetupProblem } from './setup-problem.ts'

/** The secrets kept outside the database, 32 bytes each. */
export type Keys = {
  /** Encrypts files on disk. */
  files: Uint8Array
  /** Keys the hashes of the audit trail and signs its seals. */
  audit: Uint8Array
  /** Signs sessions and links in mail. */
  sessions: Uint8Array
}
type Name = keyof Keys

const VARIABLE = { files: 'CONCORD_FILE_KEY', audit: 'CONCORD_AUDIT_KEY', sessions: 'CONCORD_SESSION_KEY' } as const
const NAMES = Object.keys(VARIABLE) as Name[]

/** `keys.json` of the data folder: the key made here, or the fingerprint of one given from outside. */
type Kept = Partial<Record<Name, { key: string } | { fingerprint: string }>>

/**
 * The keys of a data folder: from the configuration, else made once and kept in `keys.json`, readable by its owner alone.
 * A key that differs from the one the folder was used with is refused, because with it nothing could be read.
 */
export async function loadKeys({ folder, keys }: Pick<Config, 'folder' | 'keys'>): Promise<Keys> {
  const file = join(folder, 'keys.json')
  const kept = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Kept) : {}
  const next: Kept = { ...kept }
  const loaded = NAMES.map((name) => [name, settle(name, keys[name], next)] as const)
  if (JSON.stringify(next) !== JSON.stringify(kept)) await writeDurably(file, `${JSON.stringify(next, null, 2)}\n`)
  const made = NAMES.filter((name) => next[name] && 'key' in next[name] && !kept[name])
  if (made.length > 0) log.warn('made keys in the data folder; keep a copy elsewhere', { keys: made.join(' '), file })
  return Object.fromEntries(loaded) as Keys
}

/**
 * Makes sure that the database was never used with other keys than these: all servers on one database share them, else the
 * sessions, second factors and files of one are worthless to the other.
 *
 * @throws SetupProblem that names the variable
 */
export async function agreeOnKeys(ownerUrl: string, keys: Keys): Promise<void> {
  const own = Object.fromEntries(NAMES.map((name) => [name, fingerprint(keys[name])])) as Record<Name, string>
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const first = "insert into settings (name, value) values ('keys', $1) on conflict (name) do nothing"
    await client.query(first, [JSON.stringify(own)])
    const { rows } = await client.query<{ value: typeof own }>("select value from settings where name = 'keys'")
    const other = NAMES.find((name) => rows[0]?.value[name] !== own[name])
    if (other)
      throw new SetupProblem(
        `${VARIABLE[other]} is not the key that this database was used with: all servers on it need the same keys.`,
      )
  } finally {
    await client.end()
  }
}

/** The key to use, noted down in `next` when this is its first use. */
function settle(name: Name, given: Uint8Array | undefined, next: Kept): Uint8Array {
  const before = next[name]
  if (!given) {
    if (before && 'fingerprint' in before)
      throw new SetupProblem(`${VARIABLE[name]} is missing: this data folder was used with one.`)
    const key = before ? Buffer.from(before.key, 'base64') : randomBytes(32)
    next[name] = { key: Buffer.from(key).toString('base64') }
    return new Uint8Array(key)
  }
  const print = fingerprint(given)
  const known = before && ('key' in before ? fingerprint(Buffer.from(before.key, 'base64')) : before.fingerprint)
  if (known && known !== print)
    throw new SetupProblem(`${VARIABLE[name]} is not the key that this data folder was used with.`)
  next[name] = { fingerprint: print }
  return given
}

const fingerprint = (key: Uint8Array): string =>
  createHash('sha256').update('concord key ').update(key).digest('hex').slice(0, 16)
