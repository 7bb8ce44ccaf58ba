import { afterAll, expect, test } from 'vitest'
import { changePassword, listSessions } from './account-contract.ts'
import { askReset, giveCode, readSession, resetPassword, signIn } from './contract.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const organisation = await platform.organisation()
const NEXT = 'seven green umbrellas 9'

const linkMailedTo = async (id: string) => {
  await platform.later()
  return (await platform.mails(id)).map(({ text }) => /\/password\/new#([\w-]{43})/.exec(text)?.[1]).findLast(Boolean)
}

test('a forgotten password is set anew with a mailed link, once; sessions end and the second factor stays', async () => {
  const someone = await platform.joined(organisation)
  const browser = platform.browser()
  await browser.call(askReset, { mail: someone.mail.toUpperCase() })
  const secret = (await linkMailedTo(someone.id))!
  await expect(browser.call(resetPassword, { secret, password: 'Password2024!' })).rejects.toMatchObject({
    code: 'access.password_known',
  })
  expect(await browser.call(resetPassword, { secret, password: NEXT })).toEqual({ mail: someone.mail })
  await expect(browser.call(resetPassword, { secret, password: NEXT })).rejects.toMatchObject({
    code: 'access.link_ended',
  })
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  await expect(browser.call(signIn, { mail: someone.mail, password: PASSWORD })).rejects.toMatchObject({ status: 403 })
  expect(await browser.call(signIn, { mail: someone.mail, password: NEXT })).toMatchObject({ next: 'second_factor' })
  await browser.call(giveCode, { code: await platform.nextCode(someone) })
  expect((await platform.mails(someone.id)).at(-1)?.subject).toBe('Your Concord password was changed')
})

test('an address without an account is answered alike, and nothing is mailed', async () => {
  const someone = await platform.member(organisation)
  const [known, unknown] = [
    await platform.browser().ask(askReset, { mail: someone.mail }),
    await platform.browser().ask(askReset, { mail: 'nobody@example.org' }),
  ]
  expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body])
  expect(known.headers['set-cookie']).toBeUndefined()
  await platform.later()
  expect(await platform.mails('nobody@example.org')).toEqual([])
  expect(await platform.mails(someone.id)).toHaveLength(1)
})

test('only the newest link is good, and none of someone who was suspended', async () => {
  const someone = await platform.member(organisation)
  const browser = platform.browser()
  await browser.call(askReset, { mail: someone.mail })
  const former = (await linkMailedTo(someone.id))!
  await browser.call(askReset, { mail: someone.mail })
  const newest = (await linkMailedTo(someone.id))!
  await expect(browser.call(resetPassword, { secret: former, password: NEXT })).rejects.toMatchObject({ status: 410 })
  await platform.owner.updateTable('persons').set({ status: 'suspended' }).where('id', '=', someone.id).execute()
  await expect(browser.call(resetPassword, { secret: newest, password: NEXT })).rejects.toMatchObject({ status: 410 })
  await browser.call(askReset, { mail: someone.mail })
  await platform.later()
  expect(await platform.mails(someone.id)).toHaveLength(2)
})

test('mail for a new password is asked for three times in a quarter of an hour, from anywhere', async () => {
  const { mail } = await platform.member(organisation)
  for (let i = 0; i < 3; i++) await platform.browser().call(askReset, { mail })
  await expect(platform.browser().call(askReset, { mail: ` ${mail.toUpperCase()}` })).rejects.toMatchObject({
    code: 'access.too_many_attempts',
  })
})

test('changing the password needs the current one, ends the other sessions, and keeps what this one proved', async () => {
  const someone = await platform.joined(organisation)
  const elsewhere = await platform.signedIn(someone)
  const { browser } = someone
  await expect(browser.call(changePassword, { current: 'wrong', password: NEXT })).rejects.toMatchObject({
    code: 'access.wrong_password',
  })
  await expect(browser.call(changePassword, { current: PASSWORD, password: 'too short' })).rejects.toMatchObject({
    code: 'access.password_short',
  })
  await browser.call(changePassword, { current: PASSWORD, password: NEXT })
  expect((await elsewhere.call(readSession, {})).person).toBeUndefined()
  expect((await browser.call(readSession, {})).person).toMatchObject({ secondFactor: true })
  expect((await browser.call(listSessions, {})).items).toMatchObject([{ current: true, secondFactor: true }])
  const without = await platform.joined(organisation, { factor: false })
  await without.browser.call(changePassword, { current: PASSWORD, password: NEXT })
  expect((await without.browser.call(readSession, {})).person).toMatchObject({ secondFactor: false })
})
