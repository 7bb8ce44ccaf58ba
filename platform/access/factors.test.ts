import { TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import {
  addPasskey,
  beginApp,
  beginPasskey,
  confirmApp,
  mailCode,
  proveMailbox,
  readAccount,
  removeApp,
  removePasskey,
  renewRecoveryCodes,
} from './account-contract.ts'
import { askPasskey, giveCode, givePasskey, giveRecoveryCode, readSession, signIn } from './contract.ts'
import { softPasskey } from './soft-passkey.testing.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const organisation = await platform.organisation()
const passkey = (verifies = true) => softPasskey({ origin: 'http://localhost:8700', rpId: 'localhost', verifies })
type Browser = ReturnType<typeof platform.browser>
const asked = ({ question }: { question: Record<string, unknown> }) => question as { challenge: string }

/** Shows that the mailbox is theirs, as somebody must who has no second factor yet. */
async function prove(browser: Browser, id: string) {
  await browser.call(mailCode, {})
  const text = (await platform.mails(id)).at(-1)?.text ?? ''
  await browser.call(proveMailbox, { code: /\d{4} \d{4}/.exec(text)?.[0] ?? '' })
}

const codeOf = (secret: string) => new TOTP({ secret }).generate()

test('an authenticator app is set up after the mailbox is proven, and is then asked for', async () => {
  const someone = await platform.joined(organisation, { factor: false })
  const { browser } = someone
  await expect(browser.call(beginApp, { password: PASSWORD })).rejects.toMatchObject({ code: 'access.prove_mailbox' })
  await expect(browser.call(proveMailbox, { code: '0000 0000' })).rejects.toMatchObject({ code: 'access.wrong_code' })
  await prove(browser, someone.id)
  await expect(browser.call(beginApp, { password: 'another one' })).rejects.toMatchObject({
    code: 'access.wrong_password',
  })
  const { address, secret, picture } = await browser.call(beginApp, { password: PASSWORD })
  expect(address).toContain(`otpauth://totp/Concord:${encodeURIComponent(someone.mail)}?secret=${secret}`)
  expect(picture).toMatch(/^<svg/)
  await expect(browser.call(confirmApp, { code: '000000' })).rejects.toMatchObject({ code: 'access.wrong_code' })
  expect((await browser.call(readSession, {})).person).toMatchObject({ secondFactor: false })
  const { recoveryCodes } = await browser.call(confirmApp, { code: codeOf(secret) })
  expect(recoveryCodes).toHaveLength(10)
  expect((await browser.call(readSession, {})).person).toMatchObject({ secondFactor: true })
  expect(await browser.call(readAccount, {})).toMatchObject({ hasApp: true, recoveryCodesLeft: 10, secondFactor: true })
  expect((await platform.mails(someone.id)).at(-1)?.subject).toContain('authenticator app was added')

  const next = platform.browser()
  expect(await next.call(signIn, { mail: someone.mail, password: PASSWORD })).toMatchObject({
    next: 'second_factor',
    ways: ['app', 'recovery_code'],
  })
  const [first = ''] = recoveryCodes ?? []
  expect(await next.call(giveRecoveryCode, { code: ` ${first.toUpperCase().replace('-', ' ')}` })).toMatchObject({
    next: 'done',
    left: 9,
  })
  expect((await next.call(readSession, {})).person).toMatchObject({ id: someone.id, secondFactor: true })
  const again = platform.browser()
  await again.call(signIn, { mail: someone.mail, password: PASSWORD })
  await expect(again.call(giveRecoveryCode, { code: first })).rejects.toMatchObject({ code: 'access.wrong_code' })
})

test('a mailed code is its own person’s, and good once', async () => {
  const [one, two] = [
    await platform.joined(organisation, { factor: false }),
    await platform.joined(organisation, { factor: false }),
  ]
  await one.browser.call(mailCode, {})
  const code = /\d{4} \d{4}/.exec((await platform.mails(one.id)).at(-1)?.text ?? '')?.[0] ?? ''
  await expect(two.browser.call(proveMailbox, { code })).rejects.toMatchObject({ code: 'access.wrong_code' })
  await one.browser.call(proveMailbox, { code })
  await expect(one.browser.call(proveMailbox, { code })).rejects.toMatchObject({ code: 'access.wrong_code' })
})

test('an app is replaced when the new one is confirmed, not before; recovery codes stay', async () => {
  const someone = await platform.joined(organisation)
  const { recoveryCodes } = await someone.browser.call(renewRecoveryCodes, {})
  const { secret } = await someone.browser.call(beginApp, { password: PASSWORD })
  await platform.signedIn(someone)
  await expect(someone.browser.call(confirmApp, { code: await platform.nextCode(someone) })).rejects.toMatchObject({
    code: 'access.wrong_code',
  })
  expect(await someone.browser.call(confirmApp, { code: codeOf(secret) })).toEqual({ recoveryCodes: null })
  await expect(someone.browser.call(confirmApp, { code: codeOf(secret) })).rejects.toMatchObject({
    code: 'access.begin_again',
  })
  const browser = platform.browser()
  await browser.call(signIn, { mail: someone.mail, password: PASSWORD })
  await expect(browser.call(giveCode, { code: await platform.nextCode(someone) })).rejects.toMatchObject({
    code: 'access.wrong_code',
  })
  await platform.nextCode(someone)
  await browser.call(giveCode, { code: codeOf(secret) })
  const other = platform.browser()
  await other.call(signIn, { mail: someone.mail, password: PASSWORD })
  await other.call(giveRecoveryCode, { code: recoveryCodes[0]! })
})

test('a passkey signs in by itself and counts as second factor', async () => {
  const someone = await platform.joined(organisation, { factor: false })
  const { browser } = someone
  await expect(browser.call(beginPasskey, {})).rejects.toMatchObject({ code: 'access.prove_mailbox' })
  await prove(browser, someone.id)
  const own = passkey()
  const begun = await browser.call(beginPasskey, {})
  const { recoveryCodes } = await browser.call(addPasskey, { answer: own.register(asked(begun)), name: 'My phone' })
  expect(recoveryCodes).toHaveLength(10)
  expect((await browser.call(readSession, {})).person).toMatchObject({ secondFactor: true })

  const next = platform.browser()
  await next.call(givePasskey, { answer: own.authenticate(asked(await next.call(askPasskey, {}))) })
  expect((await next.call(readSession, {})).person).toMatchObject({ id: someone.id, secondFactor: true })

  const withPassword = platform.browser()
  expect(await withPassword.call(signIn, { mail: someone.mail, password: PASSWORD })).toEqual({
    next: 'second_factor',
    ways: ['passkey', 'recovery_code'],
  })
  expect((await withPassword.call(readSession, {})).person).toBeUndefined()
  await expect(withPassword.call(giveCode, { code: '123456' })).rejects.toMatchObject({ code: 'access.wrong_code' })
  await withPassword.call(giveRecoveryCode, { code: recoveryCodes![0]! })
  expect((await withPassword.call(readSession, {})).person).toMatchObject({ secondFactor: true })
})

test('a passkey that does not verify its holder, or answers another question, is refused', async () => {
  const someone = await platform.joined(organisation)
  const { browser } = someone
  const careless = passkey(false)
  await expect(
    browser.call(addPasskey, { answer: careless.register(asked(await browser.call(beginPasskey, {}))), name: 'x' }),
  ).rejects.toMatchObject({ code: 'access.passkey_refused' })
  const own = passkey()
  await browser.call(addPasskey, { answer: own.register(asked(await browser.call(beginPasskey, {}))), name: 'My key' })
  const next = platform.browser()
  const question = asked(await next.call(askPasskey, {}))
  await expect(next.call(givePasskey, { answer: own.authenticate({ challenge: 'AAAA' }) })).rejects.toMatchObject({
    status: 403,
  })
  await expect(next.call(givePasskey, { answer: own.authenticate(question) })).rejects.toMatchObject({
    code: 'access.begin_again',
  })
  await expect(
    next.call(givePasskey, { answer: passkey().authenticate(asked(await next.call(askPasskey, {}))) }),
  ).rejects.toMatchObject({ code: 'access.passkey_refused' })
  expect((await next.call(readSession, {})).person).toBeUndefined()
})

test('the last second factor stays; another person’s passkey is not there', async () => {
  const someone = await platform.joined(organisation)
  const { browser } = someone
  await expect(browser.call(removeApp, {})).rejects.toMatchObject({ code: 'access.last_factor' })
  const own = passkey()
  await browser.call(addPasskey, { answer: own.register(asked(await browser.call(beginPasskey, {}))), name: 'My key' })
  const { passkeys } = await browser.call(readAccount, {})
  const stranger = await platform.joined(organisation)
  await expect(stranger.browser.call(removePasskey, { id: passkeys[0]!.id })).rejects.toMatchObject({
    code: 'not_found',
  })
  await browser.call(removeApp, {})
  await expect(browser.call(removePasskey, { id: passkeys[0]!.id })).rejects.toMatchObject({
    code: 'access.last_factor',
  })
  const next = platform.browser()
  expect(await next.call(signIn, { mail: someone.mail, password: PASSWORD })).toMatchObject({
    ways: ['passkey', 'recovery_code'],
  })
  await expect(next.call(giveCode, { code: await platform.nextCode(someone) })).rejects.toMatchObject({
    code: 'access.wrong_code',
  })
})

test('new recovery codes void the old ones', async () => {
  const someone = await platform.joined(organisation)
  const { recoveryCodes: old } = await someone.browser.call(renewRecoveryCodes, {})
  await someone.browser.call(renewRecoveryCodes, {})
  const next = platform.browser()
  await next.call(signIn, { mail: someone.mail, password: PASSWORD })
  await expect(next.call(giveRecoveryCode, { code: old[0]! })).rejects.toMatchObject({ code: 'access.wrong_code' })
})

test('how one signs in changes only shortly after signing in', async () => {
  const someone = await platform.joined(organisation)
  await platform.signIn.db
    .updateTable('session')
    .set({ createdAt: new Date(Date.now() - 2 * 3600_000) })
    .execute()
  await expect(someone.browser.call(renewRecoveryCodes, {})).rejects.toMatchObject({ code: 'access.sign_in_again' })
})
