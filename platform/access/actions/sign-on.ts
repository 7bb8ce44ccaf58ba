import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { log } from '../../log.ts'
import { Problem } from '../../problem.ts'
import type { BetterAuth } from '../better-auth.ts'
import { asBrowser, browserOf, headersOf, ownBrowser } from '../browser.ts'
import type * as contract from '../contract.ts'
import type { Exchange } from '../exchange.ts'
import { provenBrowser } from '../factors.ts'
import { notifyOwn } from '../notices.ts'
import { isInDomain, RETURN_PATH, SIGN_ON, vouched } from '../sign-on.ts'
import { admit, networkOf } from '../throttle.ts'
import { accept, expected } from './invitation.ts'
import { endSession } from './sessions.ts'
import { welcome } from './sign-in.ts'

export async function beginSignOn(
  _tx: Tx,
  { link }: z.output<typeof contract.beginSignOn.input>,
  call: Call,
): Promise<{ url: string }> {
  const exchange = link ? await provenBrowser(call) : browserOf(call)
  if (link) await requireDomainOf(exchange, call.viewer.person)
  await admit(exchange.signIn, [[`sign-on ${networkOf(exchange.address)}`, 60]])
  const auth = await authOf(exchange)
  const body = { provider: SIGN_ON, callbackURL: RETURN_PATH, errorCallbackURL: RETURN_PATH, disableRedirect: true }
  const { url } = await asBrowser<{ url?: string | undefined }>(exchange, (headers) =>
    link
      ? auth.api.linkSocialAccount({ body, headers, returnHeaders: true })
      : auth.api.signInSocial({ body, headers, returnHeaders: true }),
  )
  return { url: url ?? '' }
}

function authOf({ signIn }: Exchange): Promise<BetterAuth> {
  if (!signIn.signOn) throw new Problem('access.no_sign_on', 404)
  return signIn.signOn.auth()
}

/** The provider vouches for the addresses of its own domain; whoever runs it gets into no account of another. */
function requireDomain({ signIn: { signOn } }: Exchange, mail: string): void {
  if (!signOn) throw new Problem('access.no_sign_on', 404)
  if (!isInDomain(mail, signOn))
    throw new Problem('access.sign_on_domain', 403, { name: signOn.name, domain: signOn.domain })
}

async function requireDomainOf(exchange: Exchange, person: string | null): Promise<void> {
  const { db } = exchange.signIn
  const { email } = await db.selectFrom('user').select('email').where('id', '=', person).executeTakeFirstOrThrow()
  requireDomain(exchange, email)
}

/**
 * Takes what the provider sent back with the browser. The state ties it to the browser that began; the person is found
 * by the provider's subject alone.
 */
export async function finishSignOn(
  tx: Tx,
  { state, code, iss, invitation }: z.output<typeof contract.finishSignOn.input>,
  call: Call,
): Promise<z.input<typeof contract.finishSignOn.output>> {
  const exchange = browserOf(call)
  await admit(exchange.signIn, [[`sign-on ${networkOf(exchange.address)}`, 60]])
  const auth = await authOf(exchange)
  const box: { subject?: string } = {}
  const reply = await vouched.run(box, () =>
    auth.api.callbackOAuth({
      method: 'GET',
      params: { id: SIGN_ON },
      query: { state, ...(code && { code }), ...(iss && { iss }) },
      headers: headersOf(exchange),
      asResponse: true,
    }),
  )
  const cookies = reply.headers.getSetCookie()
  const session = await sessionIn(exchange, auth, cookies)
  if (invitation) return acceptWith(tx, exchange, invitation, session, box.subject)
  const refused = new URL(reply.headers.get('location') ?? '', exchange.signIn.origin).searchParams.get('error')
  if (refused !== null || reply.status >= 400) throw refusal(refused)
  if (session) {
    await requireDomainOf(exchange, session.userId).catch(async (problem: unknown) => {
      await endSession(exchange, session.id)
      throw problem
    })
    exchange.cookies.push(...cookies)
    await welcome(tx, call, exchange, session.userId)
    return { outcome: 'signed_in' }
  }
  exchange.cookies.push(...cookies)
  const { person } = ownBrowser(call)
  await notifyOwn(tx, person, 'sign_on_linked', { name: exchange.signIn.signOn?.name ?? '' })
  return { outcome: 'linked' }
}

/** An invitation is accepted only by someone whom the provider vouches for and who has no account yet. */
async function acceptWith(
  tx: Tx,
  exchange: Exchange,
  invitation: NonNullable<z.output<typeof contract.finishSignOn.input>['invitation']>,
  session: { id: string } | undefined,
  subject: string | undefined,
): Promise<z.input<typeof contract.finishSignOn.output>> {
  if (session) {
    await endSession(exchange, session.id)
    throw new Problem('access.sign_on_taken', 409)
  }
  if (subject === undefined) throw refusal(null)
  const { mail } = await expected(tx, exchange, invitation)
  requireDomain(exchange, mail)
  await accept(tx, invitation, mail, { subject })
  return { outcome: 'accepted' }
}

/** The session that the provider's answer made, if it made one. */
async function sessionIn({ signIn }: Exchange, auth: BetterAuth, cookies: readonly string[]) {
  const { name } = (await auth.$context).authCookies.sessionToken
  const line = cookies.find((cookie) => cookie.startsWith(`${name}=`))
  const value = line && decodeURIComponent(line.slice(name.length + 1).split(';')[0] ?? '')
  const token = value?.slice(0, value.lastIndexOf('.'))
  if (!token) return undefined
  return signIn.db.selectFrom('session').select(['id', 'userId']).where('token', '=', token).executeTakeFirst()
}

function refusal(code: string | null): Problem {
  log.warn('sign-in.sign_on', { refused: code?.slice(0, 60) ?? 'unknown' })
  if (code === 'signup_disabled') return new Problem('access.sign_on_unknown', 403)
  if (code === 'account_already_linked_to_different_user') return new Problem('access.sign_on_taken', 409)
  return new Problem('access.sign_on_failed', 403)
}

export async function unlinkSignOn(tx: Tx, _input: unknown, call: Call): Promise<Record<string, never>> {
  const { signIn, person } = await provenBrowser(call)
  const password = await signIn.db
    .selectFrom('account')
    .select('id')
    .where('userId', '=', person)
    .where('password', 'is not', null)
    .executeTakeFirst()
  if (!password) throw new Problem('access.last_way', 409)
  await signIn.db.deleteFrom('account').where('userId', '=', person).where('providerId', '=', SIGN_ON).execute()
  await notifyOwn(tx, person, 'sign_on_unlinked', { name: signIn.signOn?.name ?? '' })
  return {}
}
