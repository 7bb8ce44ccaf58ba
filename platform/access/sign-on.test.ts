import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test, vi } from 'vitest'
import { proveSecondFactor, readAccount, unlinkSignOn } from './account-contract.ts'
import { beginSignOn, finishSignOn, readInvitation, readSession, signIn } from './contract.ts'
import { startProvider } from './oidc.testing.ts'
import { invite } from './people-contract.ts'
import { TERMS_VERSION } from './terms.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

// The provider warns at length that it is set up for trials.
for (const channel of ['info', 'warn'] as const) vi.spyOn(console, channel).mockImplementation(() => {})
const provider = await startProvider()
const platform = await accessPlatform({ signOn: provider.signOn })
afterAll(async () => {
  await platform[Symbol.asyncDispose]()
  await provider.stop()
})
const organisation = await platform.organisation()
type Browser = ReturnType<typeof platform.browser>

/** Goes to the provider and comes back as `subject`. */
async function goAs(browser: Browser, subject: string, link = false) {
  const { url } = await browser.call(beginSignOn, { link })
  return provider.answer(url, subject)
}

test('a subject that the signed-in person linked signs them in; Concord still asks for its own second factor', async () => {
  const someone = await platform.joined(organisation, { clearance: 2 })
  expect(await platform.browser().call(readSession, {})).toMatchObject({ signOn: 'UN Identity' })
  expect(await someone.browser.call(finishSignOn, await goAs(someone.browser, 'subject-1', true))).toEqual({
    outcome: 'linked',
  })
  expect(await someone.browser.call(readAccount, {})).toMatchObject({ signOn: { linked: true } })
  const browser = platform.browser()
  expect(await browser.call(finishSignOn, await goAs(browser, 'subject-1'))).toEqual({ outcome: 'signed_in' })
  expect((await browser.call(readSession, {})).person).toMatchObject({ id: someone.id, secondFactor: false })
  expect((await browser.call(readSession, {})).person?.permissions).not.toContain('access:tokens')
  await expect(browser.call(proveSecondFactor, { code: '000000' })).rejects.toMatchObject({ code: 'access.wrong_code' })
  await browser.call(proveSecondFactor, { code: await platform.nextCode(someone) })
  expect((await browser.call(readSession, {})).person).toMatchObject({ secondFactor: true })
  await browser.call(unlinkSignOn, {})
  const again = platform.browser()
  await expect(again.call(finishSignOn, await goAs(again, 'subject-1'))).rejects.toMatchObject({
    code: 'access.sign_on_unknown',
  })
})

test('an invitation is accepted with the provider instead of a password', async () => {
  const admin = await platform.joined(organisation, { roles: ['org_admin'] })
  const mail = `new-${randomUUID()}@example.org`
  await admin.browser.call(invite, { mail, language: 'en', roles: ['reader'], request: randomUUID() })
  const secret = /#([\w-]{43})/.exec((await platform.mails(mail))[0]!.text)![1]!
  const invitation = { secret, name: 'Nour Newcomer', language: 'en' as const, terms: TERMS_VERSION }
  const browser = platform.browser()
  expect(await browser.call(finishSignOn, { ...(await goAs(browser, 'subject-2')), invitation })).toEqual({
    outcome: 'accepted',
  })
  expect(await browser.call(finishSignOn, await goAs(browser, 'subject-2'))).toEqual({ outcome: 'signed_in' })
  expect((await browser.call(readSession, {})).person).toMatchObject({ name: 'Nour Newcomer' })
  await expect(browser.call(unlinkSignOn, {})).rejects.toMatchObject({ code: 'access.last_way' })
  await expect(platform.browser().call(signIn, { mail, password: PASSWORD })).rejects.toMatchObject({ status: 403 })
})

test('a subject of one account neither joins another nor accepts an invitation', async () => {
  const [one, two] = [await platform.joined(organisation), await platform.joined(organisation)]
  await one.browser.call(finishSignOn, await goAs(one.browser, 'subject-3', true))
  await expect(two.browser.call(finishSignOn, await goAs(two.browser, 'subject-3', true))).rejects.toMatchObject({
    code: 'access.sign_on_taken',
  })
  expect((await two.browser.call(readSession, {})).person).toMatchObject({ id: two.id })
  const browser = platform.browser()
  const invitation = { secret: 'A'.repeat(43), name: 'Nour Newcomer', language: 'en' as const, terms: TERMS_VERSION }
  await expect(browser.call(finishSignOn, { ...(await goAs(browser, 'subject-3')), invitation })).rejects.toMatchObject(
    { code: 'access.sign_on_taken' },
  )
  expect((await browser.call(readSession, {})).person).toBeUndefined()
})

test('an answer is good once, and only in the browser that asked', async () => {
  const someone = await platform.joined(organisation)
  await someone.browser.call(finishSignOn, await goAs(someone.browser, 'subject-4', true))
  const [mine, theirs] = [platform.browser(), platform.browser()]
  const answer = await goAs(mine, 'subject-4')
  await expect(theirs.call(finishSignOn, answer)).rejects.toMatchObject({ code: 'access.sign_on_failed' })
  expect((await theirs.call(readSession, {})).person).toBeUndefined()
  const second = await goAs(mine, 'subject-4')
  await mine.call(finishSignOn, second)
  await expect(mine.call(finishSignOn, second)).rejects.toMatchObject({ code: 'access.sign_on_failed' })
})

test('a suspended person is not signed in by the provider', async () => {
  const someone = await platform.joined(organisation)
  await someone.browser.call(finishSignOn, await goAs(someone.browser, 'subject-5', true))
  await platform.owner.updateTable('persons').set({ status: 'suspended' }).where('id', '=', someone.id).execute()
  const browser = platform.browser()
  await expect(browser.call(finishSignOn, await goAs(browser, 'subject-5'))).rejects.toMatchObject({
    code: 'access.sign_on_failed',
  })
  expect((await browser.call(readSession, {})).person).toBeUndefined()
})

test('a provider that is silent stops nobody from signing in with a password, and is asked again later', async () => {
  const former = await startProvider()
  await former.stop()
  await using alone = await accessPlatform({ signOn: former.signOn })
  const account = await alone.member(await alone.organisation(), { factor: false })
  await expect(alone.browser().call(beginSignOn, {})).rejects.toMatchObject({
    code: 'access.sign_on_silent',
    status: 503,
  })
  await alone.browser().call(signIn, { mail: account.mail, password: PASSWORD })
  const back = await startProvider(Number(new URL(former.issuer).port))
  expect((await alone.browser().call(beginSignOn, {})).url).toContain(former.issuer)
  await back.stop()
})

test('the provider vouches for addresses of its domain alone: none else is linked, invited or signed in with it', async () => {
  const outside = await platform.joined(organisation, { mail: `someone-${randomUUID()}@below.example.org` })
  const refusal = { status: 403, code: 'access.sign_on_domain' }
  expect((await outside.browser.call(readAccount, {})).signOn).toBeNull()
  await expect(outside.browser.call(beginSignOn, { link: true })).rejects.toMatchObject(refusal)

  const admin = await platform.joined(organisation, { roles: ['org_admin'] })
  const mail = `new-${randomUUID()}@elsewhere.example`
  await admin.browser.call(invite, { mail, language: 'en', roles: ['reader'], request: randomUUID() })
  const secret = /#([\w-]{43})/.exec((await platform.mails(mail))[0]!.text)![1]!
  const browser = platform.browser()
  expect(await browser.call(readInvitation, { secret })).toMatchObject({ mail, signOn: null })
  const invitation = { secret, name: 'Nour Newcomer', language: 'en' as const, terms: TERMS_VERSION }
  const answer = { ...(await goAs(browser, 'subject-6')), invitation }
  await expect(browser.call(finishSignOn, answer)).rejects.toMatchObject(refusal)

  const mover = await platform.joined(organisation, { mail: `mover-${randomUUID()}@example.org` })
  await mover.browser.call(finishSignOn, await goAs(mover.browser, 'subject-7', true))
  await platform.owner
    .updateTable('persons')
    .set({ mail: `${mover.id}@elsewhere.example` })
    .where('id', '=', mover.id)
    .execute()
  const back = platform.browser()
  await expect(back.call(finishSignOn, await goAs(back, 'subject-7'))).rejects.toMatchObject(refusal)
  expect((await back.call(readSession, {})).person).toBeUndefined()
  const { rows } = await sql`select from auth.session where "userId" = ${mover.id}`.execute(platform.owner)
  expect(rows).toEqual([])
})

test('where none is configured there is no single sign-on', async () => {
  await using without = await accessPlatform()
  await expect(without.browser().call(beginSignOn, {})).rejects.toMatchObject({ code: 'access.no_sign_on' })
})
