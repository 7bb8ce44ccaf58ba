import { createOTP } from '@better-auth/utils/otp'
import type { RegistrationResponseJSON } from '@simplewebauthn/browser'
import qrcode from 'qrcode'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import type * as contract from '../account-contract.ts'
import { asBrowser, ownBrowser } from '../browser.ts'
import type { Exchange } from '../exchange.ts'
import { makeRecoveryCodes, pendApp, pendingApp, provenBrowser, takeApp } from '../factors.ts'
import { notifyOwn } from '../notices.ts'
import { asRecoveryCode } from '../secrets.ts'
import { admit, forget } from '../throttle.ts'
import { firstUse } from './sign-in.ts'

type Done = Record<string, never>

export async function beginApp(
  tx: Tx,
  { password }: z.output<typeof contract.beginApp.input>,
  call: Call,
): Promise<z.input<typeof contract.beginApp.output>> {
  const browser = await provenBrowser(call)
  const { signIn, person } = browser
  await admit(signIn, [[`confirm ${person}`, 10]])
  await requirePassword(browser, password)
  await forget(signIn, [`confirm ${person}`])
  const { mail } = await tx.selectFrom('persons').select('mail').where('id', '=', person).executeTakeFirstOrThrow()
  const address = createOTP(await pendApp(browser, person)).url('Concord', mail)
  return {
    address,
    secret: new URL(address).searchParams.get('secret') ?? '',
    picture: await qrcode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
  }
}

/** Setting up a factor takes the password once more, where there is one. */
async function requirePassword(
  { signIn, person }: Exchange & { person: string },
  password: string | undefined,
): Promise<void> {
  const account = await signIn.db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  if (!account?.password) return
  const { verify } = (await signIn.auth.$context).password
  if (!password || !(await verify({ hash: account.password, password })))
    throw new Problem('access.wrong_password', 403)
}

export async function confirmApp(
  tx: Tx,
  { code }: z.output<typeof contract.confirmApp.input>,
  call: Call,
): Promise<z.input<typeof contract.confirmApp.output>> {
  const browser = await provenBrowser(call)
  const { signIn, person } = browser
  await admit(signIn, [[`code ${person}`, 10]])
  const plain = code.replace(/\s/g, '')
  const secret = await pendingApp(browser, person)
  if (!secret) throw new Problem('access.begin_again', 403)
  if (!(await createOTP(secret).verify(plain))) throw new Problem('access.wrong_code', 403)
  await firstUse(browser, person, plain)
  await forget(signIn, [`code ${person}`])
  const recoveryCodes = await enrol(browser)
  await takeApp(browser, person)
  await notifyOwn(tx, person, 'app_added')
  return { recoveryCodes }
}

/** Whoever has just proved a factor of theirs must from now on. The first one brings recovery codes. */
async function enrol(browser: Exchange & { person: string; session: string }): Promise<string[] | null> {
  const { signIn, person, session } = browser
  const { enrolled } = await signIn.db
    .selectFrom('user')
    .select('twoFactorEnabled as enrolled')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const recoveryCodes = enrolled ? null : await makeRecoveryCodes(browser, person)
  await signIn.db.updateTable('user').set({ twoFactorEnabled: true }).where('id', '=', person).execute()
  await signIn.db.updateTable('session').set({ secondFactor: true }).where('id', '=', session).execute()
  return recoveryCodes
}

export async function removeApp(tx: Tx, _input: unknown, call: Call): Promise<Done> {
  const browser = await provenBrowser(call)
  if ((await passkeysOf(browser)).length === 0) throw new Problem('access.last_factor', 409)
  await browser.signIn.db
    .updateTable('twoFactor')
    .set({ verified: false })
    .where('userId', '=', browser.person)
    .execute()
  await notifyOwn(tx, browser.person, 'app_removed')
  return {}
}

export async function beginPasskey(_tx: Tx, _input: unknown, call: Call) {
  const browser = await provenBrowser(call)
  const question = await asBrowser(browser, (headers) =>
    browser.signIn.auth.api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true }),
  )
  return { question: { ...question } }
}

export async function addPasskey(
  tx: Tx,
  { answer, name }: z.output<typeof contract.addPasskey.input>,
  call: Call,
): Promise<z.input<typeof contract.addPasskey.output>> {
  const browser = await provenBrowser(call)
  const { signIn, person } = browser
  await admit(signIn, [[`passkey ${person}`, 20]])
  await asBrowser(browser, (headers) =>
    signIn.auth.api.verifyPasskeyRegistration({
      body: { response: answer as unknown as RegistrationResponseJSON, name },
      headers,
      returnHeaders: true,
    }),
  )
  const recoveryCodes = await enrol(browser)
  await notifyOwn(tx, person, 'passkey_added', { name })
  return { recoveryCodes }
}

export async function removePasskey(
  tx: Tx,
  { id }: z.output<typeof contract.removePasskey.input>,
  call: Call,
): Promise<Done> {
  const browser = await provenBrowser(call)
  const { signIn, person } = browser
  const passkeys = await passkeysOf(browser)
  const found = passkeys.find((passkey) => passkey.id === id)
  if (!found) throw notFound()
  const app = await signIn.db
    .selectFrom('twoFactor')
    .select('id')
    .where('userId', '=', person)
    .where('verified', '=', true)
    .executeTakeFirst()
  if (!app && passkeys.length === 1) throw new Problem('access.last_factor', 409)
  await signIn.db.deleteFrom('passkey').where('id', '=', id).where('userId', '=', person).execute()
  await notifyOwn(tx, person, 'passkey_removed', { name: found.name ?? '' })
  return {}
}

const passkeysOf = ({ signIn, person }: Exchange & { person: string }) =>
  signIn.db.selectFrom('passkey').select(['id', 'name']).where('userId', '=', person).execute()

export async function renewRecoveryCodes(tx: Tx, _input: unknown, call: Call): Promise<{ recoveryCodes: string[] }> {
  const browser = await provenBrowser(call)
  if (!call.viewer.secondFactor) throw new Problem('access.second_factor', 403)
  const recoveryCodes = await makeRecoveryCodes(browser, browser.person)
  await notifyOwn(tx, browser.person, 'codes_renewed')
  return { recoveryCodes }
}

export async function proveSecondFactor(
  _tx: Tx,
  { code, recovery }: z.output<typeof contract.proveSecondFactor.input>,
  call: Call,
): Promise<Done> {
  const browser = ownBrowser(call)
  const { signIn, person, session } = browser
  await admit(signIn, [[`code ${person}`, 10]])
  const plain = code.replace(/\s/g, '')
  const app = await signIn.db.selectFrom('twoFactor').select('verified').where('userId', '=', person).executeTakeFirst()
  // A secret that was begun but never confirmed proves nothing; confirming is for setting up.
  if (!app || (!recovery && !app.verified)) throw new Problem('access.wrong_code', 403)
  await asBrowser(browser, (headers) =>
    recovery
      ? signIn.auth.api.verifyBackupCode({ body: { code: asRecoveryCode(code) }, headers, returnHeaders: true })
      : signIn.auth.api.verifyTOTP({ body: { code: plain }, headers, returnHeaders: true }),
  )
  if (!recovery && !(await firstUse(browser, person, plain))) throw new Problem('access.code_used', 403)
  await forget(signIn, [`code ${person}`])
  await signIn.db.updateTable('session').set({ secondFactor: true }).where('id', '=', session).execute()
  return {}
}
