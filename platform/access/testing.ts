import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import type { z } from 'zod'
import type { Endpoint } from '../contract.ts'
import { asViewer, type Tx } from '../database.ts'
import { serve } from '../http.ts'
import { migrateJobs } from '../jobs/migrate.ts'
import { drainJobs } from '../jobs/testing.ts'
import type { Module } from '../module.ts'
import type { ProblemBody } from '../problem-text.ts'
import { queryOf, testPlatform, testPlatformOn } from '../testing.ts'
import { signIn as beginSignIn, giveCode } from './contract.ts'
import { access } from './index.ts'
import { type MadeAccount, makeAccount, type NewAccount } from './make-account.ts'
import { openSignIn, type SignInSetup } from './sign-in.ts'
import { TERMS_VERSION } from './terms.ts'

const ORIGIN = 'http://localhost:8700'
const SECRET = new Uint8Array(32).fill(7)
const ENTRY = { terms: TERMS_VERSION, auditKey: 'audit key of the tests' }
export const PASSWORD = 'quiet harbour lantern 42'

export type MemberOptions = Partial<Omit<NewAccount, 'organisation' | 'totpSecret'>> & { factor?: boolean }

/** A platform on which people really sign in: the whole way through HTTP, cookies, better-auth and PostgreSQL. */
export async function accessPlatform(
  setup: Partial<SignInSetup> & { modules?: readonly Module[]; database?: string } = {},
) {
  const modules = [access, ...(setup.modules ?? [])]
  const platform = await (setup.database ? testPlatformOn(setup.database, ...modules) : testPlatform(...modules))
  await migrateJobs(platform.ownerUrl)
  const permissions = modules.flatMap((m) =>
    Object.entries(m.permissions).flatMap(([permission, roles]) => roles.map((role) => ({ role, permission }))),
  )
  await platform.owner
    .insertInto('role_permissions')
    .values(permissions)
    .onConflict((c) => c.doNothing())
    .execute()

  const start = async () => {
    const signIn = await openSignIn({ serverUrl: platform.serverUrl, secret: SECRET, origin: ORIGIN, ...setup })
    const app = await serve({
      db: platform.db,
      modules,
      entry: ENTRY,
      origin: ORIGIN,
      authenticate: signIn.authenticate,
      signIn,
    })
    return { signIn, app }
  }
  let running = await start()

  /** A browser, or a program where `token` is given, at an address of its own unless said. */
  function browser(options: { address?: string; token?: string } = {}) {
    const cookies = new Map<string, string>()
    const address = options.address ?? `10.${octet()}.${octet()}.${octet()}`
    const ask = async (e: Pick<Endpoint, 'method' | 'path'>, input: unknown, headers: Record<string, string> = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await running.app.inject({
        method: e.method,
        url: e.path,
        remoteAddress: address,
        headers: {
          'x-concord': '1',
          origin: ORIGIN,
          'user-agent': 'a browser of the tests',
          ...(cookie && { cookie }),
          ...(options.token && { authorization: `Bearer ${options.token}` }),
          ...(e.method === 'POST' && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(e.method === 'GET'
          ? { query: queryOf(input as Record<string, unknown>) }
          : { payload: JSON.stringify(input) }),
      })
      for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
        if (/max-age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return reply
    }
    return {
      cookies,
      ask,
      async call<In extends z.ZodType, Out extends z.ZodType>(
        e: Endpoint<In, Out>,
        input: z.input<In>,
      ): Promise<z.output<Out>> {
        const reply = await ask(e, input)
        if (reply.statusCode >= 400) throw reply.json() as ProblemBody
        return e.output.parse(reply.json())
      },
    }
  }

  /** Someone with an account, who has not signed in. */
  const member = (organisation: string, options: MemberOptions = {}): Promise<MadeAccount> => {
    const { factor = true, ...rest } = options
    return makeAccount(platform.owner, SECRET, {
      name: 'Amina Haddad',
      mail: `person-${randomUUID()}@example.org`,
      language: 'en',
      clearance: 2,
      roles: ['reader'],
      password: PASSWORD,
      organisation,
      ...(factor && { totpSecret: `secret${randomUUID().replaceAll('-', '')}` }),
      ...rest,
    })
  }

  /** A browser in which this account is signed in, with the second factor where it has one. */
  async function signedIn(account: MadeAccount): Promise<ReturnType<typeof browser>> {
    const own = browser()
    const { next } = await own.call(beginSignIn, { mail: account.mail, password: account.password })
    if (next === 'second_factor') await own.call(giveCode, { code: await nextCode(account) })
    return own
  }

  /** A code of the account's app that was not used yet; each is taken once. */
  async function nextCode({ id, totpSecret }: MadeAccount): Promise<string> {
    await running.signIn.db.deleteFrom('used_codes').execute()
    return new TOTP({ secret: totpSecret ?? id }).generate()
  }

  const joined = async (organisation: string, options: MemberOptions = {}) => {
    const account = await member(organisation, options)
    return { ...account, browser: await signedIn(account) }
  }

  /** A transaction as this person, past all actions: what the database itself allows. */
  const actAs = <T>(person: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    asViewer(platform.db, ENTRY, { actor: person, secondFactor: true }, null, work)

  /** The mails to a person or address so far, newest last. */
  const mails = (to: string) =>
    platform.owner
      .selectFrom('mails')
      .select(['subject', 'text'])
      .where((where) => where.or(/@/.test(to) ? [where('address', '=', to)] : [where('person', '=', to)]))
      .orderBy('queued_at')
      .execute()

  /** Does what waits to be done later. */
  const later = () => drainJobs({ serverUrl: platform.serverUrl, db: platform.db, entry: ENTRY }, modules)

  return {
    ...platform,
    browser,
    member,
    signedIn,
    joined,
    actAs,
    nextCode,
    mails,
    later,
    get signIn() {
      return running.signIn
    },
    /** Stops the server and starts another on the same database. */
    async restart() {
      await running.app.close()
      await running.signIn.close()
      running = await start()
    },
    async [Symbol.asyncDispose]() {
      await running.app.close()
      await running.signIn.close()
      await platform[Symbol.asyncDispose]()
    },
  }
}

const octet = () => Math.floor(Math.random() * 254) + 1
