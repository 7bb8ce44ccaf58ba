import { spawnSync } from 'node:child_process'
import { log } from '../log.ts'
import { SetupProblem } from '../setup-problem.ts'

/** An account of the operating system. */
export type Account = { name: string; uid: number; gid: number }

export const isRoot = (): boolean => process.getuid?.() === 0

/** The folder of root's clusters and binaries: reachable by the account below, and not emptied like `/tmp`. */
export const SYSTEM_FOLDER = '/var/lib/concord'

const NAME = 'concord'
const CREATE: readonly (readonly [string, ...string[]])[] = [
  [
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    SYSTEM_FOLDER,
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ],
  ['adduser', '-S', '-D', '-H', '-h', SYSTEM_FOLDER, '-s', '/sbin/nologin', NAME],
]

/**
 * PostgreSQL refuses to run as root: the unprivileged account it runs as instead. `concord` is created when absent;
 * where that is impossible (a read-only /etc), `nobody` serves.
 */
export function unprivilegedAccount(): Account {
  const found = findAccount(NAME)
  if (found) return found
  for (const [command, ...args] of CREATE) {
    spawnSync(command, args, { stdio: 'ignore' })
    const created = findAccount(NAME)
    if (created) {
      log.info('made the account that PostgreSQL runs as', { account: NAME })
      return created
    }
  }
  const nobody = findAccount('nobody')
  if (!nobody) {
    throw new SetupProblem(
      `PostgreSQL does not run as root, and no account "${NAME}" can be made here: create it, start Concord as an ordinary user, or set DATABASE_URL.`,
    )
  }
  log.warn('cannot make an account for PostgreSQL, so it runs as nobody', { account: NAME })
  return nobody
}

function findAccount(name: string): Account | undefined {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid === undefined || gid === undefined ? undefined : { name, uid, gid }
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return status === 0 ? Number.parseInt(stdout, 10) : undefined
}
