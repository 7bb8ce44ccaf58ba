import pg from 'pg'
import type { Config } from '../../platform/config.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'

/** Codes of a database that is not there, or lets nobody in. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOENT',
  '28P01',
  '28000',
  '3D000',
  '57P03',
])

/**
 * A database from outside, looked at before anything is done with it: both logins work and are the right ones, and its
 * administrator has made it ready.
 *
 * @throws SetupProblem that names the variable to mend
 */
export async function fromOutside({ ownerUrl, serverUrl }: NonNullable<Config['database']>) {
  await checkLogin('DATABASE_OWNER_URL', ownerUrl, 'concord_owner')
  await checkLogin('DATABASE_URL', serverUrl, 'concord_server')
  return { ownerUrl, serverUrl, failed: new Promise<never>(() => {}), stop: async () => {} }
}

async function checkLogin(variable: string, url: string, login: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<{ login: string; ready: boolean }>(
      "select current_user as login, exists (select from pg_extension where extname = 'pgcrypto') as ready",
    )
    if (rows[0]?.login !== login)
      throw new SetupProblem(
        `${variable} must log in as ${login}, not as ${rows[0]?.login}: it may neither more nor less.`,
      )
    if (!rows[0].ready)
      throw new SetupProblem(
        `The database of ${variable} is not ready: run platform/postgres/roles.sql in it as its administrator.`,
      )
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (!code || !UNREACHABLE.has(code)) throw error
    throw new SetupProblem(`The database of ${variable} cannot be reached: ${message || code}.`, { cause: error })
  } finally {
    await client.end()
  }
}
