import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { type Kysely, sql } from 'kysely'
import pLimit from 'p-limit'
import { log } from '../log.ts'
import type { AuthTables } from './auth-tables.ts'
import { newRecoveryCodes } from './secrets.ts'
import { SIGN_ON, type SignOn, signOnPlugin } from './sign-on.ts'

/**
 * A hash takes 32 MB and a thread of the four that files wait for, too: however many sign in at once, two are reckoned at a
 * time.
 */
const inTurn = pLimit(2)

/** Hours that a session lasts; it is not prolonged by use. */
const SESSION_HOURS = 12

/** The header in which the caller's address reaches better-auth; whatever a browser sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-concord-address'

/** Steps that prove a second factor: a code, or a passkey, which is two factors by itself. */
const PROVING = ['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/passkey/verify-authentication']

/**
 * What signing in may do, said to better-auth. Its own HTTP handler is not reachable: our endpoints call `auth.api`, so
 * that every way in is declared, throttled, audited and tested.
 */
export function configureBetterAuth(
  db: Kysely<AuthTables>,
  secret: string,
  origin: string,
  signOn: SignOn | undefined,
) {
  const { hostname, port } = new URL(origin)
  return betterAuth({
    appName: 'Concord',
    baseURL: origin,
    basePath: '/api/access/unreachable',
    secret,
    database: { db: db.withSchema('auth'), type: 'postgres', transaction: true },
    emailAndPassword: {
      ...{ enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
      password: {
        hash: (password) => inTurn(() => hashPassword(password)),
        verify: (given) => inTurn(() => verifyPassword(given)),
      },
    },
    session: {
      expiresIn: SESSION_HOURS * 3600,
      disableSessionRefresh: true,
      freshAge: 0,
      additionalFields: { secondFactor: { type: 'boolean', required: false, defaultValue: false, input: false } },
    },
    account: {
      // A subject of the provider belongs to a person by invitation or by their own act when signed in, never by mail.
      accountLinking: { disableImplicitLinking: true, trustedProviders: [SIGN_ON], allowDifferentEmails: true },
      updateAccountOnSignIn: false,
      storeStateStrategy: 'database',
    },
    verification: { storeIdentifier: 'hashed' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    trustedOrigins: [origin],
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const { rows } = await sql<{ may: boolean }>`select public.may_sign_in(${session.userId}) as may`.execute(
              db,
            )
            if (!rows[0]?.may) return false
            return { data: { ...session, secondFactor: provesSecondFactor(context as Context | null) } }
          },
        },
      },
      account: {
        create: {
          // The provider's tokens open nothing here and are not kept.
          before: async (account) => ({
            data: {
              ...account,
              accessToken: null,
              refreshToken: null,
              idToken: null,
              accessTokenExpiresAt: null,
              scope: null,
            },
          }),
        },
      },
    },
    advanced: {
      // Instances side by side on one machine share a browser's cookies unless these differ in name.
      cookiePrefix: port ? `concord-${port}` : 'concord',
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: 'uuid', validateSchema: false },
    },
    // Only what it says of itself: the details may quote what a person typed.
    logger: { level: 'error', log: (_level, said) => log.warn('sign-in', { said: said.slice(0, 80) }) },
    plugins: [
      twoFactor({
        issuer: 'Concord',
        allowPasswordless: true,
        backupCodeOptions: { storeBackupCodes: 'encrypted', customBackupCodesGenerate: newRecoveryCodes },
      }),
      passkey({
        rpID: hostname,
        rpName: 'Concord',
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // A passkey counts as two factors only where the person was verified by the device.
        registration: {
          afterVerification: async ({ verification }) => {
            if (!verification.registrationInfo?.userVerified) throw new APIError('UNAUTHORIZED', UNVERIFIED)
          },
        },
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED', UNVERIFIED)
          },
        },
      }),
      ...(signOn ? [signOnPlugin(signOn, origin)] : []),
    ],
  })
}

export type BetterAuth = ReturnType<typeof configureBetterAuth>

const UNVERIFIED = { code: 'AUTHENTICATION_FAILED', message: 'user verification missing' }

type Context = { path?: string; context?: { session?: { session?: { secondFactor?: unknown } } | null } }

/** A new password makes a new session, which keeps what the old one had proved. */
function provesSecondFactor(context: Context | null): boolean {
  if (context?.path === '/change-password') return context.context?.session?.session?.secondFactor === true
  return PROVING.includes(context?.path ?? '')
}
