import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Door } from './cluster.ts'
import type { Home, Passwords } from './home.ts'

const DATABASE = 'concord'

/** Makes the database, its roles and extensions where they are missing: the state that a production database is given. */
export async function bootstrap(home: Home, door: Door): Promise<void> {
  const urls = addresses(home.passwords, door)
  await asClient(urls.maintenance, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  })
  await asClient(urls.superuser, async (client) => {
    await client.query('set client_min_messages = warning')
    await client.query(await readFile(join(import.meta.dirname, 'roles.sql'), 'utf8'))
    if (home.made) return
    for (const role of ['concord_owner', 'concord_server'] as const) {
      await client.query(`alter role ${role} password ${client.escapeLiteral(home.passwords[role])}`)
    }
  })
  if (!home.made) await home.markMade()
}

/** Where each role finds the database. */
export function addresses(passwords: Passwords, door: Door) {
  // The folder of a socket stands percent-encoded in the place of the host, so that `URL` and libpq both read it.
  const place = door.host.startsWith('/') ? encodeURIComponent(door.host) : `${door.host}:${door.port}`
  const address = (role: keyof Passwords, database: string): string =>
    `postgresql://${role}:${passwords[role]}@${place}/${database}`
  return {
    owner: address('concord_owner', DATABASE),
    server: address('concord_server', DATABASE),
    superuser: address('postgres', DATABASE),
    maintenance: address('postgres', 'postgres'),
  }
}

async function asClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
