import { afterAll, expect, test } from 'vitest'
import { signIn } from './contract.ts'
import { accessPlatform, PASSWORD } from './testing.ts'
import { accountKey, admit, networkOf } from './throttle.ts'

const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const organisation = await platform.organisation()

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('an account is the same however its address is written', () => {
  expect(accountKey(' Ａda@Example.ORG ')).toBe('ada@example.org')
})

test('guessing is slow: ten tries from one network, also at once and after a restart, and an unknown address alike', async () => {
  const { mail } = await platform.member(organisation)
  for (const who of [mail, 'nobody@example.org']) {
    const browser = platform.browser({ address: '198.51.100.9' })
    const wrong = await Promise.all(
      Array.from({ length: 14 }, (_, i) =>
        browser.ask(signIn, { mail: i % 2 ? who : who.toUpperCase(), password: `guess number ${i}` }),
      ),
    )
    expect(wrong.filter((r) => r.statusCode === 403)).toHaveLength(10)
    expect(wrong.filter((r) => r.statusCode === 429)).toHaveLength(4)
  }
  await platform.restart()
  const right = await platform.browser({ address: '198.51.100.9' }).ask(signIn, { mail, password: PASSWORD })
  expect(right.json()).toMatchObject({ code: 'access.too_many_attempts', params: { minutes: 15 } })
  expect((await platform.browser().ask(signIn, { mail, password: PASSWORD })).statusCode).toBe(200)
})

test('one account is tried fifty times in a quarter of an hour, from however many networks', async () => {
  const { mail } = await platform.member(organisation)
  for (let i = 0; i < 49; i++) await admit(platform.signIn, [[`password ${mail}`, 50]])
  const replies = []
  for (let i = 0; i < 3; i++) replies.push(await platform.browser().ask(signIn, { mail, password: 'x' }))
  expect(replies.map((r) => r.statusCode)).toEqual([403, 429, 429])
})

test('the clock that counts is the database’s, and a success begins anew', async () => {
  const { mail } = await platform.member(organisation, { factor: false })
  const browser = platform.browser()
  for (let i = 0; i < 9; i++) await browser.ask(signIn, { mail, password: 'wrong one' })
  expect((await browser.ask(signIn, { mail, password: PASSWORD })).statusCode).toBe(200)
  for (let i = 0; i < 10; i++) expect((await browser.ask(signIn, { mail, password: 'wrong one' })).statusCode).toBe(403)
  expect((await browser.ask(signIn, { mail, password: PASSWORD })).statusCode).toBe(429)
  await platform.signIn.db
    .updateTable('attempts')
    .set({ ends_at: new Date(Date.now() - 1000) })
    .execute()
  expect((await browser.ask(signIn, { mail, password: PASSWORD })).statusCode).toBe(200)
})
