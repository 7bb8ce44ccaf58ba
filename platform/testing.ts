import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { inject, vi } from 'vitest'
import type { z } from 'zod'
import type { Role } from './access/roles.ts'
import type { Endpoint } from './contract.ts'
import { asViewer, type Credential, type Database, openDatabase, type Tx, type Viewer } from './database.ts'
import { serve } from './http.ts'
import type { Module } from './module.ts'
import { heldTransaction } from './one-transaction.testing.ts'
import type { ProblemBody } from './problem-text.ts'
import type { Tables } from './tables.ts'
import type { Language } from './text.ts'

const TERMS = 'test-1'
const ENTRY = { terms: TERMS, auditKey: 'audit key of the tests' }

export type PersonOptions = {
  roles?: readonly Role[]
  clearance?: 0 | 1 | 2
  secondFactor?: boolean
  language?: Language
  status?: 'invited' | 'active' | 'suspended' | 'left'
  mail?: string
}

type CallOptions = { viewAs?: string; language?: Language; headers?: Record<string, string> }

type Reply = Awaited<ReturnType<FastifyInstance['inject']>>

/** A person of the tests, who may be asked to call endpoints over real HTTP. */
export type TestPerson = {
  id: string
  organisation: string
  secondFactor: boolean
  /** Calls an endpoint that answers JSON; throws the problem's body when refused. */
  call<In extends z.ZodType, Out extends z.ZodType>(
    e: Endpoint<In, Out>,
    input: z.input<In>,
    options?: CallOptions,
  ): Promise<z.output<Out>>
  /** Like `call`, but gives the whole answer: status, headers, body. */
  ask(e: Endpoint, input: unknown, options?: CallOptions): Promise<Reply>
  /** Runs a piece of work in a transaction as this person. */
  act<T>(work: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T>
}

/**
 * A whole platform on a database of its own: real PostgreSQL, real HTTP, real roles and policies. Only the proof of who
 * calls is replaced: a person of the tests is believed.
 */
export async function testPlatform(...modules: Module[]) {
  return testPlatformOn(inject('testDatabase').template, ...modules)
}

/**
 * A database that begins as `prepare` leaves one, to copy from: whoever comes first in a test run makes it, under this
 * name, and it stays as it is.
 */
export async function preparedDatabase(name: string, prepare: (ownerUrl: string) => Promise<unknown>): Promise<string> {
  const { superuserUrl, template } = inject('testDatabase')
  const prepared = `${template}_${name}`
  const admin = new pg.Client({ connectionString: superuserUrl })
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock(hashtext($1))', [prepared])
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [prepared])
    if (!rowCount) {
      const draft = `${prepared}_draft`
      await admin.query(`create database ${draft} template ${template}`)
      await prepare(urlOf(draft, 'concord_owner'))
      await admin.query(`alter database ${draft} rename to ${prepared}`)
    }
  } finally {
    await admin.end()
  }
  return prepared
}

function urlOf(database: string, role: string): string {
  const changed = new URL(inject('testDatabase').superuserUrl)
  changed.pathname = `/${database}`
  changed.username = role
  changed.password = 'test'
  return changed.href
}

/** As `testPlatform`, on a copy of this database. */
export async function testPlatformOn(template: string, ...modules: Module[]) {
  const { superuserUrl, template: first } = inject('testDatabase')
  const run = first.slice('test_template_'.length)
  const name = `test_${run}_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const admin = new pg.Client({ connectionString: superuserUrl })
  await admin.connect()
  await admin.query(`create database ${name} template ${template}`)
  await admin.end()

  const url = (role: string) => urlOf(name, role)
  const db = openDatabase(url('concord_server'), { connections: 6 })
  /** The owner's connection: for arranging worlds and looking behind the curtain, never for what is tested. */
  const owner: Database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url('concord_owner'), max: 2 }) }),
  })
  const people = new Map<string, TestPerson>()
  const serving = (on: Database) =>
    serve({
      db: on,
      modules,
      entry: ENTRY,
      origin: 'http://localhost',
      authenticate: async (request): Promise<Credential> => {
        const person = people.get(String(request.headers['x-test-person']))
        return person ? { actor: person.id, secondFactor: person.secondFactor } : { nobody: true }
      },
    })
  const app = await serving(db)

  let organisations = 0
  /** A new organisation; codes are A1, A2, … unless given. */
  async function organisation(fields: { code?: string; kind?: string; name?: string } = {}): Promise<string> {
    const code = fields.code ?? `ORG${++organisations}`
    const names = JSON.stringify({ original: 'en', texts: { en: fields.name ?? code }, outdated: [] })
    const { id } = await owner
      .insertInto('organisations')
      .values({ code, kind: fields.kind ?? 'un_entity', names })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  /** Someone of `organisation` (a new one when omitted), with a second factor and full clearance unless said. */
  async function person(inOrganisation?: string, options: PersonOptions = {}): Promise<TestPerson> {
    const org = inOrganisation ?? (await organisation())
    const { id } = await owner
      .insertInto('persons')
      .values({
        name: `Person ${people.size + 1}`,
        mail: options.mail ?? `person-${randomUUID()}@example.org`,
        language: options.language ?? 'en',
        clearance: options.clearance ?? 2,
        status: options.status ?? 'active',
        terms_version: TERMS,
        terms_at: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await owner
      .insertInto('memberships')
      .values({ person: id, organisation: org, roles: [...(options.roles ?? ['reader'])] })
      .execute()
    return believe(id, org, options.secondFactor ?? true)
  }

  function believe(id: string, org: string, secondFactor: boolean): TestPerson {
    const self = before({ app, db }, { id, organisation: org, secondFactor })
    people.set(id, self)
    return self
  }

  /**
   * All that `work` does through whom it is given is one transaction, which is committed after it: each sees in it what those
   * before them did, as whom they are, and nobody outside does.
   */
  async function inOneTransaction<T>(work: (as: (person: TestPerson) => TestPerson) => Promise<T>): Promise<T> {
    const { db: held, end } = await heldTransaction(url('concord_server'))
    const server = await serving(held)
    try {
      return await work((person) => before({ app: server, db: held }, person))
    } finally {
      await end()
      await server.close()
    }
  }

  /** A caller who has not signed in. */
  const nobody = believe('nobody', '', false)
  people.delete('nobody')

  return {
    db,
    entry: ENTRY,
    owner,
    app,
    nobody,
    organisation,
    person,
    believe,
    inOneTransaction,
    ownerUrl: url('concord_owner'),
    serverUrl: url('concord_server'),
    async [Symbol.asyncDispose]() {
      await app.close()
      await db.destroy()
      await owner.destroy()
    },
  }
}

export type TestPlatform = Awaited<ReturnType<typeof testPlatform>>

/**
 * What becomes of `call` when it loses a race: `winner` has written and not yet committed while the call looks around, and
 * commits as soon as the call waits for it.
 */
export async function beaten<T>(
  { owner }: Pick<TestPlatform, 'owner'>,
  winner: (tx: Transaction<Tables>) => Promise<unknown>,
  call: () => Promise<T>,
): Promise<T> {
  let called: Promise<[PromiseSettledResult<T>]> | undefined
  await owner.transaction().execute(async (tx) => {
    await winner(tx)
    called = Promise.allSettled([call()])
    await vi.waitUntil(async () => {
      const { rows } = await sql`
        select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`.execute(
        owner,
      )
      return rows.length > 0
    }, 10_000)
  })
  const [settled] = await called!
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

/** A person before one server and its database. */
function before(
  { app, db }: { app: FastifyInstance; db: Database },
  { id, organisation, secondFactor }: Pick<TestPerson, 'id' | 'organisation' | 'secondFactor'>,
): TestPerson {
  const ask: TestPerson['ask'] = async (e, input, o = {}) =>
    app.inject({
      method: e.method,
      url: e.path,
      headers: {
        ...headersOf(id, o),
        ...(e.method === 'POST' && !e.upload ? { 'content-type': 'application/json' } : {}),
      },
      ...(e.method === 'GET' || e.upload
        ? { query: queryOf(input as Record<string, unknown>) }
        : { payload: JSON.stringify(input) }),
    })
  return {
    id,
    organisation,
    secondFactor,
    ask,
    async call(e, input, o) {
      const reply = await ask(e, input, o)
      if (reply.statusCode >= 400) throw reply.json() as ProblemBody
      return e.output.parse(reply.json())
    },
    act: (work) => asViewer(db, ENTRY, { actor: id, secondFactor }, null, work),
  }
}

function headersOf(person: string, options: CallOptions): Record<string, string> {
  return {
    'x-test-person': person,
    'x-concord': '1',
    ...(options.viewAs && { 'x-view-as': options.viewAs }),
    ...(options.language && { 'x-language': options.language }),
    ...options.headers,
  }
}

/** An input as a query string carries it. */
export function queryOf(input: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, v]) => v !== undefined && v !== null)
      .map(([k, v]) => [k, Array.isArray(v) ? v.join(',') : String(v)]),
  )
}
