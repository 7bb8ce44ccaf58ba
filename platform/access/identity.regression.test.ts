import { sql } from 'kysely'
import { TOTP } from 'otpauth'
import { afterAll, expect, test, vi } from 'vitest'
import { changeAccount, makeToken, readAccount } from './account-contract.ts'
import { askReset, beginSignOn, finishSignOn, giveCode, readSession, resetPassword, signIn } from './contract.ts'
import { startProvider } from './oidc.testing.ts'
import { listPeople } from './people-contract.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

/**
 * Failures that other platforms really had with who someone is, each named after where it happened
 * (MISP, OpenCTI, opencve advisories); here they must not.
 */
for (const channel of ['info', 'warn'] as const) vi.spyOn(console, channel).mockImplementation(() => {})
const provider = await startProvider()
const platform = await accessPlatform({ signOn: provider.signOn })
afterAll(async () => {
  await platform[Symbol.asyncDispose]()
  await provider.stop()
})
const home = await platform.organisation({ code: 'HOME' })
const admin = await platform.joined(home, { roles: ['org_admin', 'officer'] })
const second = await platform.joined(home)

test('56 OpenCTI CVE-2026-27960: nobody becomes someone by naming them', async () => {
  const headers = {
    'x-test-person': admin.id,
    'x-user-id': admin.id,
    'x-forwarded-user': admin.mail,
    'remote-user': admin.mail,
  }
  expect((await platform.browser().ask(readSession, {}, headers)).json().person).toBeUndefined()
  expect((await platform.browser().ask(listPeople, {}, headers)).statusCode).toBe(401)
})

test('56: a session’s token without our signature, or with another, is nothing', async () => {
  const [name, value] = [...admin.browser.cookies].find(([key]) => key.endsWith('session_token'))!
  const token = decodeURIComponent(value).split('.')[0]!
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${'A'.repeat(43)}=`,
    `${decodeURIComponent(value).slice(0, -3)}AA=`,
    '%E0%A4%A',
    '.x',
  ]) {
    const browser = platform.browser()
    browser.cookies.set(name, forged)
    expect((await browser.call(readSession, {})).person, forged).toBeUndefined()
  }
  const twice = await platform.browser().ask(readSession, {}, { cookie: `${name}=${value}; ${name}=${value}` })
  expect(twice.json().person).toBeUndefined()
})

test('57 MISP CVE-2026-9084: single sign-on finds nobody by mail', async () => {
  // The provider says of every subject that its verified mail is this one.
  const victim = await platform.member(home, { mail: 'victim@example.org' })
  const browser = platform.browser()
  const { url } = await browser.call(beginSignOn, {})
  await expect(browser.call(finishSignOn, await provider.answer(url, 'attacker'))).rejects.toMatchObject({
    code: 'access.sign_on_unknown',
  })
  expect((await browser.call(readSession, {})).person).toBeUndefined()
  const linked = await sql`select from auth.account where "userId" = ${victim.id} and "providerId" = 'sign-on'`.execute(
    platform.owner,
  )
  expect(linked.rows).toEqual([])
})

test('57 MISP CVE-2026-90961 and CVE-2017-14337: an empty password or an empty identity signs nobody in', async () => {
  await sql`update auth.account set password = null where "userId" = ${second.id}`.execute(platform.owner)
  for (const password of ['', ' ', '\0']) {
    const reply = await platform.browser().ask(signIn, { mail: second.mail, password })
    expect([400, 403]).toContain(reply.statusCode)
  }
  for (const mail of ['', ' ', '@', '%'])
    expect([400, 403]).toContain((await platform.browser().ask(signIn, { mail, password: PASSWORD })).statusCode)
})

test('58 OpenCTI CVE-2024-45404: codes are not guessed; ten wrong ones lock the second factor for a while', async () => {
  const someone = await platform.member(home)
  let last = 0
  for (let i = 0; i < 12; i++) {
    const browser = platform.browser()
    await browser.call(signIn, { mail: someone.mail, password: PASSWORD })
    last = (await browser.ask(giveCode, { code: String(i).padStart(6, '0') })).statusCode
  }
  expect(last).toBe(429)
  const browser = platform.browser()
  await browser.call(signIn, { mail: someone.mail, password: PASSWORD })
  await expect(browser.call(giveCode, { code: await platform.nextCode(someone) })).rejects.toMatchObject({
    status: 429,
  })
})

test('58: one challenge takes five codes', async () => {
  const someone = await platform.member(home)
  const browser = platform.browser()
  await browser.call(signIn, { mail: someone.mail, password: PASSWORD })
  for (let i = 0; i < 5; i++) await browser.ask(giveCode, { code: '000000' })
  await expect(browser.call(giveCode, { code: await platform.nextCode(someone) })).rejects.toMatchObject({
    code: 'access.begin_again',
  })
})

test('58 MISP CVE-2020-8890 to 8892: another method, another case, or a clock that is off does not begin the count anew', async () => {
  const { mail } = await platform.member(home)
  const browser = platform.browser({ address: '192.0.2.77' })
  for (const method of ['PUT', 'PATCH', 'GET'] as const)
    expect(
      (await browser.ask({ method: method as 'GET', path: signIn.path }, { mail, password: 'x' })).statusCode,
    ).toBe(404)
  const spellings = [mail, mail.toUpperCase(), ` ${mail}`, `${mail[0]!.toUpperCase()}${mail.slice(1)}`]
  for (let i = 0; i < 10; i++) await browser.ask(signIn, { mail: spellings[i % 4], password: 'wrong' })
  vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ['Date'] })
  expect((await browser.ask(signIn, { mail, password: PASSWORD })).statusCode).toBe(429)
  vi.useRealTimers()
})

test('58 MISP CVE-2018-12649: a code of long ago or far ahead is not taken', async () => {
  const someone = await platform.member(home)
  for (const shift of [-120_000, 120_000]) {
    const browser = platform.browser()
    await browser.call(signIn, { mail: someone.mail, password: PASSWORD })
    const code = new TOTP({ secret: someone.totpSecret! }).generate({ timestamp: Date.now() + shift })
    await expect(browser.call(giveCode, { code })).rejects.toMatchObject({ code: 'access.wrong_code' })
  }
})

test('59 MISP CVE-2022-29534: what a request accepts as answer does not change what it must prove', async () => {
  const someone = await platform.joined(home)
  for (const headers of [
    { accept: 'application/json', 'x-concord': '0' },
    { accept: 'text/html', origin: 'https://evil.example' },
    { accept: 'application/json', origin: 'null' },
  ]) {
    const reply = await someone.browser.ask(changeAccount, { name: 'Forged Name' }, headers)
    expect(reply.json()).toMatchObject({ code: 'access.forged' })
  }
  expect(await someone.browser.call(readAccount, {})).toMatchObject({ name: 'Amina Haddad' })
})

test('60 MISP c0f6463d5: a session is no key, a key is no session, and both at once are refused', async () => {
  const someone = await platform.joined(home, { roles: ['officer'] })
  const { key } = await someone.browser.call(makeToken, { name: 'x', scopes: [], days: 1 })
  const [name, value] = [...someone.browser.cookies].find(([k]) => k.endsWith('session_token'))!
  const asCookie = platform.browser()
  asCookie.cookies.set(name, key)
  expect((await asCookie.call(readSession, {})).person).toBeUndefined()
  const asKey = platform.browser({ token: decodeURIComponent(value).split('.')[0]! })
  expect((await asKey.call(readSession, {})).person).toBeUndefined()
  const both = await someone.browser.ask(readSession, {}, { authorization: `Bearer ${key}` })
  expect(both.json()).toMatchObject({ code: 'access.two_proofs' })
  const program = platform.browser({ token: key })
  for (const endpoint of [readAccount, changeAccount, makeToken])
    expect((await program.ask(endpoint, { name: 'Another', scopes: [], days: 1 })).json().code).toMatch(
      /browser_only|denied/,
    )
})

test('60 MISP d92123c91: a key does not outlive the password reset, nor the removal of the second factor', async () => {
  const someone = await platform.joined(home, { roles: ['officer'] })
  const { key } = await someone.browser.call(makeToken, { name: 'x', scopes: [], days: 1 })
  const program = platform.browser({ token: key })
  expect((await program.call(readSession, {})).person).toMatchObject({ id: someone.id })
  await platform.browser().call(askReset, { mail: someone.mail })
  await platform.later()
  const text = (await platform.mails(someone.id)).map((m) => m.text).find((t) => t.includes('/password/new#'))!
  await platform
    .browser()
    .call(resetPassword, { secret: /#([\w-]{43})/.exec(text)![1]!, password: 'nine paper kites above' })
  expect((await program.call(readSession, {})).person).toBeUndefined()
})

test('the role that requests run as reaches nothing of sign-in', async () => {
  for (const table of ['session', 'account', 'passkey', 'user', 'mailed_codes'])
    await expect(
      platform.actAs(admin.id, (tx) => sql`select * from auth.${sql.id(table)}`.execute(tx)),
      table,
    ).rejects.toMatchObject({ code: '42501' })
})
