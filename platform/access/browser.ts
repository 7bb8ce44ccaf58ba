import { isAPIError } from 'better-auth/api'
import type { Call } from '../database.ts'
import { Problem } from '../problem.ts'
import { ADDRESS_HEADER } from './better-auth.ts'
import type { Exchange } from './exchange.ts'

/** The exchange of a call that came from a browser; programs with an API token and jobs do not sign in. */
export function browserOf(call: Call): Exchange {
  if (!call.exchange || call.viewer.token !== null) throw new Problem('access.browser_only', 403)
  return call.exchange
}

/** The same, of someone who is signed in: the exchange, the person and the session. */
export function ownBrowser(call: Call): Exchange & { person: string; session: string } {
  const exchange = browserOf(call)
  const { person, session } = call.viewer
  if (person === null || session === null) throw new Problem('access.sign_in', 401)
  return { ...exchange, person, session }
}

type Reply<T> = { headers?: Headers | null | undefined; response: T }

/** Asks better-auth in the name of this browser: its cookies go in, and what is to be set goes out with our answer. */
export async function asBrowser<T>(exchange: Exchange, ask: (headers: Headers) => Promise<Reply<T>>): Promise<T> {
  try {
    const { headers, response } = await ask(headersOf(exchange))
    if (headers) exchange.cookies.push(...headers.getSetCookie())
    return response
  } catch (error) {
    throw refusalOf(error)
  }
}

export function headersOf({ headers, address }: Exchange): Headers {
  const passed = new Headers({ [ADDRESS_HEADER]: address })
  if (headers.cookie) passed.set('cookie', headers.cookie)
  if (headers['user-agent']) passed.set('user-agent', headers['user-agent'].slice(0, 500))
  return passed
}

/** better-auth's refusals in our words. Which part of a sign-in was wrong is not told. */
const REFUSALS: Readonly<Record<string, readonly [code: string, status: number]>> = {
  INVALID_EMAIL_OR_PASSWORD: ['access.wrong_password', 403],
  INVALID_EMAIL: ['access.wrong_password', 403],
  PASSWORD_TOO_LONG: ['access.wrong_password', 403],
  INVALID_PASSWORD: ['access.wrong_password', 403],
  FAILED_TO_CREATE_SESSION: ['access.wrong_password', 403],
  INVALID_CODE: ['access.wrong_code', 403],
  INVALID_BACKUP_CODE: ['access.wrong_code', 403],
  TOTP_NOT_ENABLED: ['access.wrong_code', 403],
  BACKUP_CODES_NOT_ENABLED: ['access.wrong_code', 403],
  INVALID_TWO_FACTOR_COOKIE: ['access.begin_again', 403],
  CHALLENGE_NOT_FOUND: ['access.begin_again', 403],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['access.begin_again', 403],
  ACCOUNT_TEMPORARILY_LOCKED: ['access.too_many_attempts', 429],
  PASSKEY_NOT_FOUND: ['access.passkey_refused', 403],
  AUTHENTICATION_FAILED: ['access.passkey_refused', 403],
  UNABLE_TO_CREATE_SESSION: ['access.passkey_refused', 403],
  FAILED_TO_VERIFY_REGISTRATION: ['access.passkey_refused', 403],
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: ['access.passkey_refused', 403],
  UNAUTHORIZED: ['access.sign_in', 401],
}

function refusalOf(error: unknown): unknown {
  if (!isAPIError(error)) return error
  const [code, status] = REFUSALS[(error.body as { code?: string } | undefined)?.code ?? ''] ?? []
  return code === undefined || status === undefined
    ? error
    : new Problem(code, status, code === 'access.too_many_attempts' ? { minutes: 15 } : {})
}
