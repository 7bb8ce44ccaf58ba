import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { demonstration } from './demonstration.ts'
import { walked } from './languages.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const PASSWORD = 'seven green umbrellas 9'

// An administrator invites someone, who makes an account with the mailed link, sets up a passkey and an authenticator
// app, and signs in with either; at a desk, and on a phone from right to left.
const WAYS = [
  { language: 'en', width: 1280 },
  { language: 'ar', width: 390 },
]

describe.each(walked(WAYS, 'en'))('in $language, $width wide, an invited person', ({ language, width }) => {
  const { origin } = demonstration()
  const mail = `new-${language}-${process.pid}@undp.un.example`
  let page: Page

  beforeAll(async () => {
    const context = await browser.newContext({
      locale: language,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    })
    await context.addCookies([{ name: 'lang', value: language, url: origin }])
    page = await context.newPage()
    // A passkey in software, which the browser takes for the device's own.
    const client = await context.newCDPSession(page)
    await client.send('WebAuthn.enable')
    await client.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
  })
  afterAll(() => page.context().close())

  const send = () => page.locator('main form button[type=submit]').click()
  const session = async () => (await page.request.get(`${origin}/api/access/session`)).json()

  test('gets a link by mail, which works once, and makes an account with it', async () => {
    const link = await invited(mail, language)
    await page.goto(link)
    await page.locator('main form').waitFor()
    expect(page.url()).toBe(`${origin}/welcome`)
    await expectAccessible(page)
    const terms = Promise.withResolvers<void>()
    await page.route('**/api/access/terms', async (route) => {
      await terms.promise
      await route.continue()
    })
    await send()
    const password = page.locator('input[name=password]')
    await password.waitFor()
    await password.fill(PASSWORD)
    // On a slow line the terms come late: until then nobody can accept them, and when they come nothing moves away.
    const consent = page.locator('main label').filter({ has: page.locator('input[name=terms]') })
    expect(await page.locator('input[name=terms]').isDisabled()).toBe(true)
    const place = await consent.boundingBox()
    terms.resolve()
    await page.locator('main section h2').first().waitFor()
    expect(await consent.boundingBox()).toEqual(place)
    await consent.click()
    await expectAccessible(page)
    await send()
    await page.waitForURL('**/second-factor')
    expect((await session()).person).toMatchObject({ secondFactor: false, clearance: 0 })
    await page.locator('main h1').waitFor()
    await expectAccessible(page)

    const again = await page.context().newPage()
    await again.goto(link)
    await again.locator('main form button[type=submit]').click()
    await again.locator('[role=alert]').waitFor()
    await again.close()
  })

  test('sets up a passkey, keeps the recovery codes, and signs in with it', async () => {
    await page.goto(`${origin}/second-factor?way=passkey`)
    await page.locator('input[name=name]').fill('My device')
    await expectAccessible(page)
    await send()
    const codes = page.locator('main ol li')
    await codes.first().waitFor()
    expect(await codes.count()).toBe(10)
    await expectAccessible(page)
    await page.locator('main label').last().click()
    await page.locator('main button').last().click()
    await page.waitForURL(`${origin}/`)
    expect((await session()).person).toMatchObject({ secondFactor: true })

    await signOut()
    await page.goto(`${origin}/sign-in`)
    await page.locator('main button').first().waitFor()
    await expectAccessible(page)
    await page.locator('main form ~ div button').first().click()
    await page.waitForURL(`${origin}/`)
    expect((await session()).person).toMatchObject({ secondFactor: true })
  })

  test('adds an authenticator app and signs in with password and code', async () => {
    await page.goto(`${origin}/second-factor?way=app`)
    await page.locator('input[name=password]').fill(PASSWORD)
    await send()
    await page.locator('main img').waitFor()
    await expectAccessible(page)
    const app = new TOTP({ secret: (await page.locator('main bdi').first().innerText()).replace(/\s/g, '') })
    const used = app.generate()
    await page.locator('input[name=code]').fill(used)
    await send()
    await page.waitForURL('**/account')
    await page.locator('main h2').nth(2).waitFor()
    await expectAccessible(page)

    await signOut()
    await page.goto(`${origin}/sign-in`)
    await page.locator('input[name=mail]').fill(mail)
    await page.locator('input[name=password]').fill(PASSWORD)
    await send()
    const code = page.locator('input[name=code]')
    await code.waitFor()
    await expectAccessible(page)
    // The clock stands a period ahead, so that the code is another one; the server takes it too.
    await code.fill(app.generate({ timestamp: Date.now() + 30_000 }))
    await send()
    await page.waitForURL(`${origin}/`)
    expect((await session()).person).toMatchObject({ secondFactor: true })
  })

  async function signOut() {
    await page.request.post(`${origin}/api/access/sign-out`, { data: {}, headers: { 'x-concord': '1', origin } })
    expect((await session()).person).toBeUndefined()
  }
})

/** Has the administrator invite this address, and finds the link in the outbox of the demonstration. */
async function invited(mail: string, language: string): Promise<string> {
  const { page, context, origin } = await visitAs(browser, account('org_admin'), language)
  await page.goto(`${origin}/accounts`)
  await page.locator('main').getByRole('row').nth(1).waitFor()
  await expectAccessible(page)
  await page.locator('main header button').last().click()
  await page.locator('[role=dialog] input[name=mail]').fill(mail)
  await page.locator('[role=dialog] input[name=name]').fill('Nour Newcomer')
  await expectAccessible(page)
  await page.locator('[role=dialog] button[type=submit]').click()
  await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  await page.goto(`${origin}/accounts/invitations`)
  await page.getByText(mail).waitFor()
  await expectAccessible(page)
  await page.goto(`${origin}/outbox?to=${encodeURIComponent(mail)}`)
  await page.locator('main').getByRole('row').nth(1).getByRole('link').first().click()
  const letter = page.locator('[role=dialog]')
  await letter.getByText('/welcome#').waitFor()
  const link = /https?:\/\/\S+\/welcome#[\w-]{43}/.exec(await letter.innerText())?.[0]
  await context.close()
  if (!link) throw new Error('no link in the mail')
  return link
}
