import { readFile } from 'node:fs/promises'
import { hashPassword, symmetricEncrypt } from 'better-auth/crypto'
import { Secret } from 'otpauth'
import pg from 'pg'
import { newRecoveryCodes } from '../../platform/access/secrets.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'

/** How much of everything; at 100 %: 200 organisations, 2,000 persons, 20,000 programmes, 200,000 activities, 50,000 recommendations. */
export type Size = {
  organisations: number
  people: number
  programmes: number
  activities: number
  recommendations: number
}

export const sizeOf = (percent: number): Size => ({
  organisations: Math.max(10, Math.round(percent * 2)),
  people: Math.max(400, Math.round(percent * 20)),
  programmes: Math.round(percent * 200),
  activities: Math.round(percent * 2000),
  recommendations: Math.round(percent * 500),
})
const NOTHING: Size = { organisations: 0, people: 0, programmes: 0, activities: 0, recommendations: 0 }

/** The sign-in of each person, `person-1@hub.example` and so on. The first forty are of one organisation and ask. */
export const PASSWORD = 'a password of the benchmark'
const TOTP = 'secret of the benchmark'
export const totpSecret = Secret.fromUTF8(TOTP).base32
export const mailOf = (person: number): string => `person-${person}@hub.example`
export const ASKERS = 40

/** Derived by trigger or content of a record: filled as whole sets, and their indexes built at once. */
const TABLES = [
  ...['records', 'grants', 'programmes', 'activities', 'presence', 'search_entries'],
  ...['safeguard_checks', 'safeguard_reasons', 'results', 'indicators', 'recommendations', 'consents'],
]

/**
 * Fills a migrated database with reference data from `before` up to `size`, the same rows for the same seed.
 *
 * @param secret the key of sessions, with which the server reads the secret of the authenticator app
 */
export async function fill(
  superuserUrl: string,
  secret: Uint8Array,
  size: Size,
  before: Size = NOTHING,
  seed = 1,
): Promise<void> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  try {
    const encrypt = (data: string) => symmetricEncrypt({ key: Buffer.from(secret).toString('base64'), data })
    const settings = {
      ...{ seed, terms: TERMS_VERSION, password: await hashPassword(PASSWORD), ...size },
      ...{ totp: await encrypt(TOTP), recovery: await encrypt(JSON.stringify(newRecoveryCodes())) },
      ...Object.fromEntries(Object.entries(before).map(([name, n]) => [`${name}_from`, n])),
    }
    for (const [name, value] of Object.entries(settings))
      await client.query('select set_config($1, $2, false)', [`hub.${name}`, String(value)])
    await client.query("set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set synchronous_commit = off")
    await client.query(await sqlOf('people'))
    await client.query('set session_replication_role = replica')
    const indexes = await dropIndexes(client)
    await client.query(await sqlOf('records'))
    await client.query(await sqlOf('recommendations'))
    for (const { definition } of indexes) await client.query(definition)
    for (const table of [...TABLES, 'organisations', 'persons', 'memberships'])
      await client.query(`vacuum (analyze) ${table}`)
  } finally {
    await client.end()
  }
}

const sqlOf = (name: string): Promise<string> => readFile(new URL(`${name}.sql`, import.meta.url), 'utf8')

/** An index is built at once much faster than row by row. Keys stay. */
async function dropIndexes(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
      where i.indrelid = any ($1::text[]::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [TABLES],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows
}
