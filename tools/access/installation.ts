import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSignature } from 'better-auth/crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { openSignIn } from '../../platform/access/sign-in.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import { openFiles } from '../../platform/files/store.ts'
import { serve } from '../../platform/http.ts'
import { setLogWriter } from '../../platform/log.ts'
import type { Module } from '../../platform/module.ts'
import { openNotices } from '../../platform/notices/token.ts'
import type { Tables } from '../../platform/tables.ts'
import { queryOf } from '../../platform/testing.ts'
import type { Language } from '../../platform/text.ts'
import { asRole, withDatabase } from '../test-database.ts'

export const ENTRY = { terms: TERMS_VERSION, auditKey: 'audit key of the tests' }
const SECRET = new Uint8Array(32).fill(7)
const ORIGIN = 'http://localhost:8700'

/** Requests by the thousand are not worth a line each; faults are. */
setLogWriter((line) => line.includes('FAULT') && process.stderr.write(line))
openNotices({ key: new Uint8Array(32).fill(6), origin: 'http://localhost:8700' })
const FOLDER = join(tmpdir(), 'concord-worlds-')
const FILES = { folder: mkdtempSync(FOLDER), key: new Uint8Array(32).fill(5) }
openFiles(FILES)

/** Copies of a world lie on the world's disk: what their jobs destroy there must be whole again for the next copies. */
export async function onCopyOfDisk<T>(work: () => Promise<T>): Promise<T> {
  const folder = await mkdtemp(FOLDER)
  await cp(FILES.folder, folder, { recursive: true })
  openFiles({ ...FILES, folder })
  try {
    return await work()
  } finally {
    openFiles(FILES)
    await rm(folder, { recursive: true })
  }
}

/** Who asks: a person of the world, in a session of theirs or with a token, by plain SQL also through another organisation; or nobody. */
export type Asker = { id: string; secondFactor: boolean; session?: string; token?: string; viewAs?: string } | null

export type Asking = {
  endpoint: Endpoint
  input: unknown
  language?: Language
  viewAs?: string
  /** The bytes of an upload. */
  file?: Uint8Array
  headers?: Readonly<Record<string, string>>
}
export type Reply = { status: number; headers: Record<string, unknown>; body: string }

/** A server of its own on one database, with nothing replaced: sessions, roles, policies and files are real. */
export type Installation = {
  database: string
  serverUrl: string
  db: Database
  /** For arranging worlds and looking behind the curtain, never for what is tested. */
  owner: Database
  ask(asker: Asker, asking: Asking): Promise<Reply>
  close(): Promise<void>
}

export async function openInstallation(
  database: string,
  modules: readonly Module[],
  db: Database = openDatabase(urlOf(database, 'concord_server'), { connections: 2 }),
): Promise<Installation> {
  const owner = ownerOf(database)
  const serverUrl = urlOf(database, 'concord_server')
  const signIn = await openSignIn({ serverUrl, secret: SECRET, origin: ORIGIN, demonstration: true })
  const { name } = (await signIn.auth.$context).authCookies.sessionToken
  const app = await serve({ db, modules, entry: ENTRY, origin: ORIGIN, authenticate: signIn.authenticate, signIn })
  return {
    database,
    serverUrl,
    db,
    owner,
    async ask(asker, { endpoint, input, language, viewAs, file, headers }) {
      const inQuery = endpoint.method === 'GET' || endpoint.upload
      const reply = await app.inject({
        method: endpoint.method,
        url: endpoint.path,
        headers: {
          'x-concord': '1',
          origin: ORIGIN,
          ...(asker?.session && { cookie: `${name}=${await signed(asker.session)}` }),
          ...(asker?.token && { authorization: `Bearer ${asker.token}` }),
          ...(language && { 'x-language': language }),
          ...(viewAs && { 'x-view-as': viewAs }),
          ...(endpoint.method === 'POST' && { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
          ...headers,
        },
        ...(inQuery ? { query: queryOf(input as Record<string, unknown>) } : { payload: JSON.stringify(input) }),
        ...(file && { payload: Buffer.from(file) }),
      })
      return { status: reply.statusCode, headers: reply.headers, body: reply.rawPayload.toString('latin1') }
    },
    async close() {
      await app.close()
      await signIn.close()
      await db.destroy()
      await owner.destroy()
    },
  }
}

const signed = async (token: string): Promise<string> =>
  encodeURIComponent(`${token}.${await makeSignature(token, Buffer.from(SECRET).toString('base64'))}`)

/** The answer of an endpoint that answers JSON. */
export const jsonOf = ({ body }: Reply): unknown => JSON.parse(Buffer.from(body, 'latin1').toString())

const urlOf = (database: string, role: string): string =>
  asRole(withDatabase(inject('testDatabase').superuserUrl, database), role)

const ownerUrlOf = (database: string): string => urlOf(database, 'concord_owner')

/** The owner's connections to a database. */
export const ownerOf = (database: string): Database =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrlOf(database), max: 1 }) }),
  })

/** A copy of a database that nobody is connected to: the same rows, ids and moments. Without a name: of the empty platform. */
export async function cloneDatabase(from = inject('testDatabase').template): Promise<string> {
  const name = `test_${inject('testDatabase').template.slice('test_template_'.length)}_${randomUUID().slice(-12)}`
  await asSuperuser((admin) => admin.query(`create database ${name} template ${from} owner concord_owner`))
  return name
}

/**
 * What `build` answers, built once in a run of all tests, with the files that lie on the disk then. Whoever asks for the same
 * meanwhile waits.
 */
export async function builtOnce<T>(name: string, build: () => Promise<T>): Promise<T> {
  const key = createHash('sha256').update(name).digest('hex').slice(0, 16)
  const folder = join(inject('testDatabase').folder, key)
  const kept = join(folder, 'built.json')
  return asSuperuser(async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [key])
    if (!existsSync(kept)) {
      const built = await build()
      await cp(FILES.folder, join(folder, 'files'), { recursive: true })
      await writeFile(kept, JSON.stringify(built))
    }
    await cp(join(folder, 'files'), FILES.folder, { recursive: true })
    return JSON.parse(await readFile(kept, 'utf8')) as T
  })
}

/** Connections that are just ending are waited for. */
export const dropDatabase = (name: string): Promise<unknown> =>
  asSuperuser((admin) => admin.query(`drop database if exists ${name}`))

export async function asSuperuser<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('testDatabase').superuserUrl })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
