import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { writeDurably } from '../durable-file.ts'
import { log } from '../log.ts'
import { SetupProblem } from '../setup-problem.ts'
import { type Account, isRoot, SYSTEM_FOLDER, unprivilegedAccount } from './account.ts'

/** The roles that log in, and the passwords only the data folder knows. */
export type Passwords = { postgres: string; concord_owner: string; concord_server: string }

/** `postgres.json` of a data folder, readable by its owner alone. */
type Pointer = {
  /** Where the database lies, seen from the data folder. */
  home: string
  passwords: Passwords
  /** False until the database has been made; from then on a missing one is a loss, never a reason to make another. */
  made: boolean
}

/** Where the database of one data folder lies: `data/` (the cluster), `server.log` and the socket. */
export type Home = {
  path: string
  data: string
  /** Stands in the command line of every process of this home's server. */
  mark: string
  passwords: Passwords
  made: boolean
  /** Whom the server runs as; absent: this process's own account. */
  account: Account | undefined
  /** Writes down that the database exists now. */
  markMade: () => Promise<void>
}

/** Where Linux keeps files in memory. */
export const IN_MEMORY = '/dev/shm'
/** Folders that PostgreSQL's own account can pass. */
const OPEN_TO_ALL = [SYSTEM_FOLDER, IN_MEMORY]

/** Names the socket; over a socket nobody listens on that port. */
export const SOCKET_PORT = 5432
export const socketPath = (home: Pick<Home, 'path'>): string => join(home.path, `.s.PGSQL.${SOCKET_PORT}`)

/**
 * Finds or founds the home of the database of `folder`, an absolute path without links.
 *
 * An ordinary user's database lies in the data folder itself. Root's lies under `/var/lib/concord/<hash of the folder>`,
 * since PostgreSQL refuses to run as root and another account may be unable to enter the folder; a data folder directly in
 * `/var/lib/concord` or in memory holds it itself. A home that exists is run by whoever owns its files. A home is founded
 * with `passwords` where a database that knows them is brought into it, else with new ones.
 */
export async function findHome(folder: string, passwords: Passwords = newPasswords()): Promise<Home> {
  const file = join(folder, 'postgres.json')
  const known = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Pointer) : undefined
  const pointer = known ?? (await foundHome(folder, passwords))
  if (!known) await writePointer(file, pointer)
  const path = resolve(folder, pointer.home)
  const data = join(path, 'data')
  if (pointer.made && !existsSync(data)) {
    throw new SetupProblem(
      `The database of ${folder} lay in ${path} and is gone: bring it back, or remove ${folder} to begin with an empty one.`,
    )
  }
  if (isAbsolute(pointer.home)) await claim(path, folder, file)
  const markMade = () => writePointer(file, { ...pointer, made: true })
  const mark = `concord-${digest(path)}`
  return {
    path,
    data,
    mark,
    passwords: pointer.passwords,
    made: pointer.made,
    account: await accountOf(path),
    markMade,
  }
}

async function foundHome(folder: string, passwords: Passwords): Promise<Pointer> {
  if (!isRoot()) {
    await mkdir(join(folder, 'postgres'), { recursive: true, mode: 0o700 })
    return { home: 'postgres', passwords, made: false }
  }
  await mkdir(SYSTEM_FOLDER, { recursive: true })
  await chmod(SYSTEM_FOLDER, 0o755)
  const inside = OPEN_TO_ALL.includes(dirname(folder))
  const path = inside ? join(folder, 'postgres') : join(SYSTEM_FOLDER, digest(folder))
  if (inside) await chmod(folder, 0o711)
  else await setAside(path, folder)
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (!inside) await writeFile(join(path, 'folder'), folder)
  const account = unprivilegedAccount()
  await chown(path, account.uid, account.gid)
  return { home: inside ? 'postgres' : path, passwords, made: false }
}

/** A data folder that was removed leaves its database behind. It is kept once, in case that was a mistake. */
async function setAside(path: string, folder: string): Promise<void> {
  if (!existsSync(path)) return
  const aside = `${path}.removed`
  await rm(aside, { recursive: true, force: true })
  await rename(path, aside)
  log.warn('the data folder was removed before; its former database is kept until the next time', {
    folder,
    database: aside,
  })
}

/** A data folder may be moved, and then keeps its database; a copy of one must not open the original's. */
async function claim(path: string, folder: string, file: string): Promise<void> {
  const note = join(path, 'folder')
  const owner = await readFile(note, 'utf8')
  if (owner === folder) return
  const original = join(owner, 'postgres.json')
  if (existsSync(original) && (await readFile(original, 'utf8')) === (await readFile(file, 'utf8'))) {
    throw new SetupProblem(
      `${folder} is a copy of ${owner}, whose database lies in ${path}: remove ${file} to give the copy its own.`,
    )
  }
  await writeFile(note, folder)
}

async function accountOf(path: string): Promise<Account | undefined> {
  const { uid, gid } = await stat(path)
  if (uid === process.getuid?.()) return undefined
  if (isRoot()) return { name: String(uid), uid, gid }
  throw new SetupProblem(`${path} belongs to another account (uid ${uid}): start Concord as that account, or as root.`)
}

const digest = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16)

const password = (): string => randomBytes(24).toString('base64url')
const newPasswords = (): Passwords => ({
  postgres: password(),
  concord_owner: password(),
  concord_server: password(),
})

const writePointer = (file: string, pointer: Pointer): Promise<void> =>
  writeDurably(file, `${JSON.stringify(pointer, null, 2)}\n`)
