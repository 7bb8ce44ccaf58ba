import { afterAll, expect, test } from 'vitest'
import { giveCode, readSession, signIn, signOut } from './contract.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const organisation = await platform.organisation({ code: 'HOME' })

test('nobody is signed in before', async () => {
  expect(await platform.browser().call(readSession, {})).toMatchObject({ demonstration: false, signOn: null })
  expect((await platform.browser().call(readSession, {})).person).toBeUndefined()
})

test('password and code sign in; signing out ends the session', async () => {
  const account = await platform.member(organisation, { roles: ['officer'], clearance: 1 })
  const browser = platform.browser()
  expect(await browser.call(signIn, { mail: account.mail.toUpperCase(), password: PASSWORD })).toEqual({
    next: 'second_factor',
    ways: ['app', 'recovery_code'],
  })
  expect((await browser.call(readSession, {})).person).toBeUndefined()
  expect(await browser.call(giveCode, { code: await platform.nextCode(account) })).toEqual({ next: 'done', ways: [] })
  const { person } = await browser.call(readSession, {})
  expect(person).toMatchObject({
    id: account.id,
    secondFactor: true,
    termsAccepted: true,
    clearance: 1,
    roles: ['officer'],
  })
  const kept = new Map(browser.cookies)
  await browser.call(signOut, {})
  expect((await browser.call(readSession, {})).person).toBeUndefined()
  for (const [name, value] of kept) browser.cookies.set(name, value)
  expect((await browser.call(readSession, {})).person).toBeUndefined()
})

test('without a second factor set up, the password alone signs in to what is unclassified', async () => {
  const account = await platform.member(organisation, { factor: false, roles: ['org_admin'] })
  const browser = platform.browser()
  expect(await browser.call(signIn, { mail: account.mail, password: PASSWORD })).toEqual({ next: 'done', ways: [] })
  const { person } = await browser.call(readSession, {})
  expect(person).toMatchObject({ secondFactor: false, roles: ['org_admin'] })
  expect(person?.permissions.filter((p) => p.startsWith('access:'))).toEqual([])
})

test('a wrong password and an unknown address are answered alike', async () => {
  const account = await platform.member(organisation)
  const wrong = await platform.browser().ask(signIn, { mail: account.mail, password: 'not the password' })
  const unknown = await platform.browser().ask(signIn, { mail: 'nobody@example.org', password: 'not the password' })
  expect([wrong.statusCode, wrong.body]).toEqual([unknown.statusCode, unknown.body])
  expect(wrong.json()).toMatchObject({ code: 'access.wrong_password' })
  expect(wrong.headers['set-cookie']).toBeUndefined()
})

test('a code is good once', async () => {
  const account = await platform.member(organisation)
  const [first, second] = [platform.browser(), platform.browser()]
  for (const browser of [first, second]) await browser.call(signIn, { mail: account.mail, password: PASSWORD })
  const code = await platform.nextCode(account)
  await first.call(giveCode, { code })
  await expect(second.call(giveCode, { code })).rejects.toMatchObject({ code: 'access.code_used' })
  expect((await second.call(readSession, {})).person).toBeUndefined()
})
