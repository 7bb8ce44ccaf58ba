import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeToken } from '../../platform/access/account-contract.ts'
import { readSession, signIn } from '../../platform/access/contract.ts'
import { type MadeAccount, makeAccount } from '../../platform/access/make-account.ts'
import { invite, setStatus } from '../../platform/access/people-contract.ts'
import type { Role } from '../../platform/access/roles.ts'
import { migrateFor } from '../../platform/assemble.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import { dataFolder } from '../../platform/postgres/testing.ts'
import { modules } from '../modules.ts'
import { fromOutside } from './outside.ts'
import { emptyDatabase } from './outside-testing.ts'
import { freePort, type Launched, launch, ready, visitor } from './testing.ts'

// Two servers in processes of their own, on one database from outside that was empty when both started at once.
const sessionKey = randomBytes(32)
const PASSWORD = 'quiet harbour lantern 42'
const atEnd: (() => Promise<unknown>)[] = []
const started: Launched[] = []
let variables: Record<string, string>
let owner: Database
let one: Place
let other: Place
type Place = { address: string; folder: string; server: Launched }

beforeAll(async () => {
  const urls = await emptyDatabase(atEnd)
  owner = openDatabase(urls.DATABASE_OWNER_URL, { connections: 2 })
  const key = () => randomBytes(32).toString('base64')
  variables = {
    ...urls,
    CONCORD_URL: 'https://concord.example',
    ...{ CONCORD_SESSION_KEY: sessionKey.toString('base64'), CONCORD_FILE_KEY: key(), CONCORD_AUDIT_KEY: key() },
  }
  const places = [await start(), await start()] as const
  await Promise.all(places.map(({ server }) => ready(server)))
  ;[one, other] = places
}, 120_000)

afterAll(async () => {
  for (const { child } of started) child.kill('SIGTERM')
  await Promise.all(started.map(({ ended }) => ended))
  await owner.destroy()
  for (const end of atEnd.reverse()) await end()
})

async function start(others: Record<string, string> = {}): Promise<Place> {
  const folder = await dataFolder((remove) => atEnd.push(remove))
  const port = await freePort()
  const server = launch(['--data', folder, '--port', String(port)], { ...variables, ...others })
  started.push(server)
  return { address: `http://localhost:${port}`, folder, server }
}

async function member(roles: readonly Role[]): Promise<MadeAccount> {
  const unoct = owner.selectFrom('organisations').select('id').where('code', '=', 'UNOCT')
  return makeAccount(owner, sessionKey, {
    ...{ name: 'Amina Haddad', mail: `${randomUUID()}@example.org`, language: 'en', clearance: 2, password: PASSWORD },
    organisation: (await unoct.executeTakeFirstOrThrow()).id,
    roles,
    totpSecret: randomUUID().replaceAll('-', ''),
  })
}

test('both made the database ready, one after the other', async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from states`.execute(owner)
  expect(rows).toEqual([{ n: 195 }])
  const added = [one, other].map(({ server }) => Number(/"added":(\d+)/.exec(server.said())?.[1] ?? 0))
  expect(Math.min(...added)).toBe(0)
  expect(Math.max(...added)).toBeGreaterThan(1000)
})

test('migrations that begin at once wait for one another', async () => {
  const { DATABASE_OWNER_URL: url } = await emptyDatabase(atEnd)
  await Promise.all([migrateFor(url, modules), migrateFor(url, modules)])
})

test('a session made at one holds at the other, and ends at both the moment the person is suspended', async () => {
  const [keeper, someone] = [visitor(), visitor()]
  await keeper.enter(other.address, await member(['secretariat']))
  const account = await member(['reader'])
  await someone.enter(one.address, account)
  const seenAt = async ({ address }: Place) => (await someone.call(address, readSession, {})).person?.id
  expect([await seenAt(one), await seenAt(other)]).toEqual([account.id, account.id])
  const { key } = await someone.call(other.address, makeToken, { name: 'A script', scopes: [], days: 1 })
  const withToken = async ({ address }: Place) => {
    const headers = { authorization: `Bearer ${key}` }
    return ((await (await fetch(address + readSession.path, { headers })).json()) as { person?: { id: string } }).person
      ?.id
  }
  expect(await withToken(one)).toBe(account.id)
  await keeper.call(other.address, setStatus, { id: account.id, version: 1, status: 'suspended' })
  expect([await seenAt(one), await seenAt(other), await withToken(one)]).toEqual([undefined, undefined, undefined])
})

test('each job is run by one of them', async () => {
  const keeper = visitor()
  await keeper.enter(one.address, await member(['org_admin']))
  const guests = Array.from({ length: 24 }, () => `${randomUUID()}@example.org`)
  await Promise.all(
    guests.map((mail, i) =>
      keeper.call([one, other][i % 2]!.address, invite, {
        ...{ mail, language: 'en' as const, roles: ['reader' as const], request: randomUUID() },
      }),
    ),
  )
  const waiting = () => owner.selectFrom('mails').select('id').where('status', '=', 'queued').execute()
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 20_000, interval: 100 })
  const letters = [one, other].flatMap(({ folder }) => {
    const outbox = join(folder, 'outbox')
    return existsSync(outbox) ? readdirSync(outbox).map((name) => /Z-(.+)\.eml$/.exec(name)?.[1]) : []
  })
  // What told the suspended person of their token is dropped when the suspension comes first.
  const mails = await owner.selectFrom('mails').select('id').where('status', '=', 'sent').execute()
  expect(mails.length).toBeGreaterThanOrEqual(guests.length)
  expect(letters.sort()).toEqual(mails.map(({ id }) => id).sort())
})

test('tries to guess a password are counted across both', async () => {
  const { mail } = await member(['reader'])
  const answers: number[] = []
  for (let i = 0; i < 14; i++) {
    const guess = visitor().call([one, other][i % 2]!.address, signIn, { mail, password: `guess number ${i}` })
    answers.push(
      await guess.then(
        () => 200,
        (problem: { status: number }) => problem.status,
      ),
    )
  }
  expect(answers).toEqual([...Array<number>(10).fill(403), ...Array<number>(4).fill(429)])
})

test('a third with a key of its own is refused by its name', async () => {
  const third = await start({ CONCORD_SESSION_KEY: randomBytes(32).toString('base64') })
  expect(await third.server.ended).toBe(1)
  expect(third.server.said()).toContain('CONCORD_SESSION_KEY is not the key that this database was used with')
})

test('a database that cannot be worked with is refused by the variable that names it', async () => {
  const serverUrl = variables['DATABASE_URL']!
  const ownerUrl = variables['DATABASE_OWNER_URL']!
  const wrong = (url: string, change: Partial<URL>) => Object.assign(new URL(url), change).href
  const refused = (urls: object) => expect(fromOutside({ serverUrl, ownerUrl, ...urls })).rejects.toThrow
  await refused({ serverUrl: wrong(serverUrl, { pathname: '/no_such_database' }) })(
    'The database of DATABASE_URL cannot be reached: database "no_such_database" does not exist.',
  )
  await refused({ serverUrl: ownerUrl })('DATABASE_URL must log in as concord_server, not as concord_owner')
  await refused({ ownerUrl: wrong(ownerUrl, { pathname: '/template1' }) })(
    'The database of DATABASE_OWNER_URL is not ready: run platform/postgres/roles.sql in it',
  )
})
