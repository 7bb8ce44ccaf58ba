import type { AuthenticationResponseJSON } from '@simplewebauthn/browser'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { Problem } from '../../problem.ts'
import { asBrowser, browserOf } from '../browser.ts'
import type * as contract from '../contract.ts'
import type { Exchange } from '../exchange.ts'
import { recoveryCodesLeft } from '../factors.ts'
import { asRecoveryCode, hashOf } from '../secrets.ts'
import { accountKey, admit, forget, type Limit, networkOf, takeBack } from '../throttle.ts'
import { endSession } from './sessions.ts'

type Step = z.input<typeof contract.Step>
const DONE: Step = { next: 'done', ways: [] }

/** How often in a quarter of an hour: for one account from one network, for one account, and from one network. */
const [PER_PAIR, PER_ACCOUNT, PER_NETWORK] = [10, 50, 100]

export async function signIn(
  tx: Tx,
  { mail, password }: z.output<typeof contract.signIn.input>,
  call: Call,
): Promise<Step> {
  const exchange = browserOf(call)
  const keys = tryKeys(exchange, mail)
  await admit(exchange.signIn, keys)
  const email = accountKey(mail)
  const answer = await asBrowser(exchange, (headers) =>
    exchange.signIn.auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
  )
  await forget(
    exchange.signIn,
    keys.slice(0, 2).map(([key]) => key),
  )
  if ('twoFactorRedirect' in answer) {
    await takeBack(exchange.signIn, networkLimit(exchange.address)[0])
    return { next: 'second_factor', ways: await waysOf(exchange, email) }
  }
  await welcome(tx, call, exchange, answer.user.id)
  return DONE
}

const tryKeys = ({ address }: Exchange, mail: string): Limit[] => [
  [`password ${accountKey(mail)} ${networkOf(address)}`, PER_PAIR],
  [`password ${accountKey(mail)}`, PER_ACCOUNT],
  networkLimit(address),
]

const networkLimit = (address: string): Limit => [`network ${networkOf(address)}`, PER_NETWORK]

/** What else this person can prove it with; asked only after the password was right. */
async function waysOf({ signIn }: Exchange, email: string): Promise<Step['ways']> {
  const found = await signIn.db
    .selectFrom('user as u')
    .leftJoin('twoFactor as t', 't.userId', 'u.id')
    .select((where) => [
      't.verified',
      where.exists(where.selectFrom('passkey').select('id').whereRef('userId', '=', 'u.id')).as('passkey'),
    ])
    .where('u.email', '=', email)
    .executeTakeFirstOrThrow()
  return [
    ...(found.verified ? (['app'] as const) : []),
    ...(found.passkey ? (['passkey'] as const) : []),
    ...(found.verified === null ? [] : (['recovery_code'] as const)),
  ]
}

export async function giveCode(tx: Tx, { code }: z.output<typeof contract.giveCode.input>, call: Call): Promise<Step> {
  const exchange = browserOf(call)
  await admit(exchange.signIn, [networkLimit(exchange.address)])
  const plain = code.replace(/\s/g, '')
  const { token, user } = await asBrowser(exchange, (headers) =>
    exchange.signIn.auth.api.verifyTOTP({
      body: { code: plain },
      headers: withoutSession(headers),
      returnHeaders: true,
    }),
  )
  if (!(await firstUse(exchange, user.id, plain))) {
    await exchange.signIn.db.deleteFrom('session').where('token', '=', token).execute()
    exchange.cookies.length = 0
    throw new Problem('access.code_used', 403)
  }
  await welcome(tx, call, exchange, user.id)
  return DONE
}

/** A code that someone looked at over a shoulder is worth nothing once it was used (RFC 6238, 5.2). */
export async function firstUse({ signIn }: Exchange, person: string, code: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await signIn.db
    .insertInto('used_codes')
    .values({ hash: hashOf(`${person} ${code}`) })
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet({ used_at: sql`now()` })
        .where('used_codes.used_at', '<', sql<Date>`now() - interval '5 minutes'`),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function giveRecoveryCode(
  tx: Tx,
  { code }: z.output<typeof contract.giveRecoveryCode.input>,
  call: Call,
): Promise<Step & { left: number }> {
  const exchange = browserOf(call)
  await admit(exchange.signIn, [networkLimit(exchange.address)])
  const { user } = await asBrowser(exchange, (headers) =>
    exchange.signIn.auth.api.verifyBackupCode({
      body: { code: asRecoveryCode(code) },
      headers: withoutSession(headers),
      returnHeaders: true,
    }),
  )
  await welcome(tx, call, exchange, user.id)
  return { ...DONE, left: await recoveryCodesLeft(exchange, user.id) }
}

export async function askPasskey(_tx: Tx, _input: unknown, call: Call) {
  const exchange = browserOf(call)
  await admit(exchange.signIn, [networkLimit(exchange.address)])
  const question = await asBrowser(exchange, (headers) =>
    exchange.signIn.auth.api.generatePasskeyAuthenticationOptions({
      headers: withoutSession(headers),
      returnHeaders: true,
    }),
  )
  return { question: { ...question } }
}

export async function givePasskey(
  tx: Tx,
  { answer }: z.output<typeof contract.givePasskey.input>,
  call: Call,
): Promise<Step> {
  const exchange = browserOf(call)
  await admit(exchange.signIn, [networkLimit(exchange.address)])
  const { user } = await asBrowser(exchange, (headers) =>
    exchange.signIn.auth.api.verifyPasskeyAuthentication({
      body: { response: answer as unknown as AuthenticationResponseJSON },
      headers: withoutSession(headers),
      returnHeaders: true,
    }),
  )
  await welcome(tx, call, exchange, user.id)
  return DONE
}

/** Signing in is about who comes, not about who was here before: the session of the former is not passed on. */
function withoutSession(headers: Headers): Headers {
  const cookies = (headers.get('cookie') ?? '').split(';').filter((pair) => !/\.session_token=/.test(pair))
  const passed = new Headers(headers)
  passed.set('cookie', cookies.join(';'))
  return passed
}

/** Notes down who signed in, and ends the session that this browser had before. */
export async function welcome(tx: Tx, call: Call, exchange: Exchange, person: string): Promise<void> {
  await takeBack(exchange.signIn, networkLimit(exchange.address)[0])
  if (call.viewer.session) await endSession(exchange, call.viewer.session)
  await sql`select note_sign_in(${person})`.execute(tx)
}
