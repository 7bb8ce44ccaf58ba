import { afterAll, expect, test } from 'vitest'
import { LANGUAGES } from '../text.ts'
import { changeAccount, endSessions, listSessions, readAccount } from './account-contract.ts'
import { acceptTerms, readSession, readTerms, signIn } from './contract.ts'
import { TERMS_VERSION } from './terms.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const organisation = await platform.organisation()

test('own sessions are listed and ended; another person’s are not there', async () => {
  const someone = await platform.joined(organisation)
  const elsewhere = await platform.signedIn(someone)
  const { items } = await someone.browser.call(listSessions, {})
  expect(items).toHaveLength(2)
  expect(items.filter((s) => s.current)).toMatchObject([{ device: 'a browser of the tests', secondFactor: true }])
  const other = items.find((s) => !s.current)!
  const stranger = await platform.joined(organisation)
  await expect(stranger.browser.call(endSessions, { id: other.id })).rejects.toMatchObject({ code: 'not_found' })
  expect((await elsewhere.call(readSession, {})).person).toBeDefined()
  expect(await someone.browser.call(endSessions, { id: other.id })).toEqual({ ended: 1 })
  expect((await elsewhere.call(readSession, {})).person).toBeUndefined()
  await platform.signedIn(someone)
  expect(await someone.browser.call(endSessions, {})).toEqual({ ended: 1 })
  expect((await someone.browser.call(readSession, {})).person).toBeDefined()
})

test('signing in again in the same browser ends the session it had', async () => {
  const someone = await platform.joined(organisation, { factor: false })
  const before = new Map(someone.browser.cookies)
  await someone.browser.call(signIn, { mail: someone.mail, password: PASSWORD })
  const old = platform.browser()
  for (const [name, value] of before) old.cookies.set(name, value)
  expect((await old.call(readSession, {})).person).toBeUndefined()
  expect((await someone.browser.call(readSession, {})).person).toMatchObject({ id: someone.id })
})

test('a session ends by itself', async () => {
  const someone = await platform.joined(organisation)
  await platform.signIn.db
    .updateTable('session')
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where('userId', '=', someone.id)
    .execute()
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  expect((await someone.browser.ask(readAccount, {})).statusCode).toBe(401)
})

test('cookies are for this site and its server alone', async () => {
  const { mail } = await platform.member(organisation, { factor: false })
  const reply = await platform.browser().ask(signIn, { mail, password: PASSWORD })
  const lines = [reply.headers['set-cookie'] ?? []].flat()
  const session = lines.find((line) => line.includes('session_token='))
  expect(session).toMatch(/^concord-8700\.session_token=/)
  for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(session).toContain(attribute)
})

test('one’s own name and language change; mail, clearance and status do not', async () => {
  const someone = await platform.joined(organisation, { clearance: 1 })
  await someone.browser.call(changeAccount, { name: 'Amina Salem', language: 'ar' })
  expect(await someone.browser.call(readAccount, {})).toMatchObject({ name: 'Amina Salem', language: 'ar' })
  for (const change of [{ clearance: 2 }, { mail: 'x@example.org' }, { status: 'left' }, { service: true }])
    await someone.browser.ask(changeAccount, change)
  expect(await someone.browser.call(readAccount, {})).toMatchObject({ mail: someone.mail, clearance: 1 })
})

test('the terms are there in six languages, and without the current ones nothing else is', async () => {
  for (const language of LANGUAGES) {
    const reply = await platform.browser().ask(readTerms, {}, { 'x-language': language })
    expect(reply.json()).toMatchObject({ version: TERMS_VERSION, language })
    expect(reply.json().text).toMatch(/^# .+\n[\s\S]+## /)
  }
  const someone = await platform.joined(organisation)
  await platform.owner.updateTable('persons').set({ terms_version: '2019-01' }).where('id', '=', someone.id).execute()
  expect((await someone.browser.call(readSession, {})).person).toMatchObject({ termsAccepted: false, permissions: [] })
  await expect(someone.browser.call(readAccount, {})).rejects.toMatchObject({ code: 'access.terms' })
  await expect(someone.browser.call(acceptTerms, { version: '2019-01' })).rejects.toMatchObject({
    code: 'access.other_terms',
  })
  await someone.browser.call(acceptTerms, { version: TERMS_VERSION })
  expect(await someone.browser.call(readAccount, {})).toMatchObject({ termsVersion: TERMS_VERSION })
  await expect(platform.browser().call(acceptTerms, { version: TERMS_VERSION })).rejects.toMatchObject({ status: 401 })
})
