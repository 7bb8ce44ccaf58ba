import type { RegistrationResponseJSON } from '@simplewebauthn/browser'
import qrcode from 'qrcode'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import type * as contract from '../account-contract.ts'
import { asBrowser, ownBrowser } from '../browser.ts'
import type { Exchange } from '../exchange.ts'
import { makeRecoveryCodes, provenBrowser } from '../factors.ts'
import { notifyOwn } from '../notices.ts'
import { asRecoveryCode } from '../secrets.ts'
import { admit, forget } from '../throttle.ts'
import { firstUse } from './sign-in.ts'

type Done = Record<string, never>

export async function beginApp(
  _tx: Tx,
  { password }: z.output<typeof contract.beginApp.input>,
  call: Call,
): Promise<z.input<typeof contract.beginApp.output>> {
  const browser = await provenBrowser(call)
  const { signIn, person } = browser
  await admit(signIn, [[`confirm ${person}`, 10]])
  await requirePassword(browser, password)
  // The app set up before counts no more from here on; recovery codes and passkeys do.
  await signIn.db.updateTable('twoFactor').set({ verified: false }).where('userId', '=', person).execute()
  const made = await asBrowser(browser, (headers) =>
    signIn.auth.api.enableTwoFactor({ body: { method: 'totp', ...(password && { password }) }, headers, returnHeaders: true }),
  )
  await forget(signIn, [`confirm ${person}`])
  if (made.method !== 'totp') throw new Error('asked for an app, got another way')
  const address = made.totpURI
  return {
    address,
    secret: new URL(address).searchParams.get('secret') ?? '',
    picture: await qrcode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
    recoveryCodes: made.backupCodes,
  }
}

/** Setting up a factor takes the password once more, where there is one. */
async function requirePassword({ signIn, person }: Exchange & { person: string }, password: string | undefined): Promise<void> {
  const account = await signIn.db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  if (!account?.password) return
  const { verify } = (await signIn.auth.$context).password
  if (!password || !(await verify({ hash: account.password, password }))) throw new Problem('access.wrong_password', 401)
}

export async function confirmApp(tx: Tx, { code }: z.output<typeof contract.confirmApp.input>, call: Call): Promise<Done> {
  const browser = await provenBrowser(call)
  const { signIn, person } = browser
  await admit(signIn, [[`code ${person}`, 10]])
  const plain = code.replace(/\s/g, '')
  await asBrowser(browser, (headers) =>
    signIn.auth.api.verifyTOTP({ body: { code: plain }, headers, returnHeaders: true }),
  )
  await firstUse(browser, person, plain)
  await forget(signIn, [`code ${person}`])
  await notifyOwn(tx, person, 'app_added')
  return {}
}

export async function removeApp(tx: Tx, _input: unknown, call: Call): Promise<Done> {
  const browser = await provenBrowser(call)
  if ((await passkeysOf(browser)).length === 0) throw new Problem('access.last_factor', 409)
  await browser.signIn.db.updateTable('twoFactor').set({ verified: false }).where('userId', '=', browser.person).execute()
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
  const { signIn, person, session } = browser
  await admit(signIn, [[`passkey ${person}`, 20]])
  await asBrowser(browser, (headers) =>
    signIn.auth.api.verifyPasskeyRegistration({
      body: { response: answer as unknown as RegistrationResponseJSON, name },
      headers,
      returnHeaders: true,
    }),
  )
  const { enrolled } = await signIn.db
    .selectFrom('user')
    .select('twoFactorEnabled as enrolled')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const recoveryCodes = enrolled ? null : await makeRecoveryCodes(browser, person)
  // Whoever has just used a passkey of theirs has proved it, and from now on must.
  await signIn.db.updateTable('user').set({ twoFactorEnabled: true }).where('id', '=', person).execute()
  await signIn.db.updateTable('session').set({ secondFactor: true }).where('id', '=', session).execute()
  await notifyOwn(tx, person, 'passkey_added', { name })
  return { recoveryCodes }
}

export async function removePasskey(tx: Tx, { id }: z.output<typeof contract.removePasskey.input>, call: Call): Promise<Done> {
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
  if (!app || (!recovery && !app.verified)) throw new Problem('access.wrong_code', 401)
  await asBrowser(browser, (headers) =>
    recovery
      ? signIn.auth.api.verifyBackupCode({ body: { code: asRecoveryCode(code) }, headers, returnHeaders: true })
      : signIn.auth.api.verifyTOTP({ body: { code: plain }, headers, returnHeaders: true }),
  )
  if (!recovery && !(await firstUse(browser, person, plain))) throw new Problem('access.code_used', 401)
  await forget(signIn, [`code ${person}`])
  await signIn.db.updateTable('session').set({ secondFactor: true }).where('id', '=', session).execute()
  return {}
}
