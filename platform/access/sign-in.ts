import { timingSafeEqual } from 'node:crypto'
import { makeSignature } from 'better-auth/crypto'
import type { FastifyRequest } from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Credential } from '../database.ts'
import { log } from '../log.ts'
import { Problem } from '../problem.ts'
import type { AuthTables } from './auth-tables.ts'
import { type BetterAuth, configureBetterAuth } from './better-auth.ts'
import { hashOf } from './secrets.ts'
import type { SignOn } from './sign-on.ts'

export type SignInSetup = {
  /** Login of the server, which may become the role auth. */
  serverUrl: string
  /** Signs cookies and encrypts what authenticator apps know; 32 bytes from outside the database. */
  secret: Uint8Array
  origin: string
  signOn?: SignOn | undefined
  demonstration?: boolean
}

/** The part of a running server that signs people in. Its connections are the role auth's and see nothing else. */
export type SignIn = {
  auth: BetterAuth
  db: Kysely<AuthTables>
  origin: string
  demonstration: boolean
  /** Single sign-on where it is configured: its name on the button, and its own instance, made when first needed. */
  signOn: (Pick<SignOn, 'name' | 'domain'> & { auth: () => Promise<BetterAuth> }) | undefined
  /** How a request proves its caller: a session's cookie or an API token, never both. */
  authenticate: (request: Pick<FastifyRequest, 'headers'>) => Promise<Credential>
  close: () => Promise<void>
}

/** Opens the connections of sign-in; `close` ends them. */
export async function openSignIn(setup: SignInSetup): Promise<SignIn> {
  const secret = Buffer.from(setup.secret).toString('base64')
  const pool = new pg.Pool({ connectionString: asAuth(setup.serverUrl), max: 6 })
  pool.on('error', (error) => log.fault('sign-in.connection', error))
  const db = new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) })
  const auth = configureBetterAuth(db, secret, setup.origin, undefined)
  const cookie = (await auth.$context).authCookies.sessionToken.name
  return {
    auth,
    db: db.withSchema('auth'),
    origin: setup.origin,
    demonstration: setup.demonstration ?? false,
    signOn: setup.signOn && {
      name: setup.signOn.name,
      domain: setup.signOn.domain,
      auth: () => withProvider(db, secret, setup.origin, setup.signOn as SignOn),
    },
    authenticate: ({ headers }) => credentialIn(headers, cookie, secret),
    close: () => db.destroy(),
  }
}

/** The same database, entered as the role that owns the tables of sign-in. */
function asAuth(url: string): string {
  const changed = new URL(url)
  changed.searchParams.set('options', '-c role=auth -c search_path=auth')
  return changed.href
}

/**
 * better-auth with the provider of single sign-on, whose description it fetches when made. Nothing of it is fetched while
 * the server starts; where the provider does not answer, it is asked again the next time.
 */
async function withProvider(
  db: Kysely<AuthTables>,
  secret: string,
  origin: string,
  signOn: SignOn,
): Promise<BetterAuth> {
  const known = providers.get(db)
  if (known) return known
  const auth = configureBetterAuth(db, secret, origin, signOn)
  if ((await auth.$context).socialProviders.length === 0)
    throw new Problem('access.sign_on_silent', 503, { name: signOn.name })
  providers.set(db, auth)
  return auth
}
const providers = new WeakMap<Kysely<AuthTables>, BetterAuth>()

const TOKEN = /^Bearer (concord_[\w-]{43})$/

async function credentialIn(headers: FastifyRequest['headers'], cookie: string, secret: string): Promise<Credential> {
  const bearer = headers.authorization?.startsWith('Bearer ') ? headers.authorization : undefined
  const signed = cookieIn(headers.cookie, cookie)
  if (bearer !== undefined && signed !== undefined) throw new Problem('access.two_proofs', 400)
  const token = bearer && TOKEN.exec(bearer)?.[1]
  if (token) return { tokenHash: hashOf(token) }
  const session = signed && (await unsigned(signed, secret))
  return session ? { session } : { nobody: true }
}

/** The value of a cookie; none where it comes twice, because then nobody knows who set which. */
function cookieIn(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [key, ...value] = pair.split('=')
    return key?.trim() === name ? [value.join('=').trim()] : []
  })
  return values.length === 1 ? values[0] : undefined
}

/** What better-auth signed, `value.signature`; undefined where the signature is not ours. */
async function unsigned(cookie: string, secret: string): Promise<string | undefined> {
  const text = decoded(cookie)
  const dot = text?.lastIndexOf('.') ?? -1
  if (text === undefined || dot < 1) return undefined
  const value = text.slice(0, dot)
  const [given, right] = [Buffer.from(text.slice(dot + 1)), Buffer.from(await makeSignature(value, secret))]
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // a broken escape: not a cookie of ours
  }
}
