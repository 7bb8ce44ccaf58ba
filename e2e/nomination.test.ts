import { Secret, TOTP } from 'otpauth'
import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TERMS_VERSION } from '../platform/access/terms.ts'
import { ownerUrlOf } from '../platform/postgres/testing.ts'
import { openBrowser } from './browser.ts'
import { type Account, demonstration } from './demonstration.ts'
import { walked } from './languages.ts'
import { expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const PASSWORD = 'seven green umbrellas 9'
const of = (mail: string): Account => demonstration().accounts.find((a) => a.mail === mail)!
const RECORDER = 'secretariat@unoct.un.example'
const VERIFIER = 'secretariat.second@unoct.un.example'

// A State writes a note verbale. From there to the day on which its focal point hands over and is gone at once.
const WAYS = [
  { language: 'en', state: 'VUT', width: 1360 },
  { language: 'ar', state: 'KWT', width: 390 },
  { language: 'zh', state: 'LAO', width: 1360 },
]

describe.each(walked(WAYS, 'ar'))('in $language, the focal point of $state', ({ language, state, width }) => {
  const { origin } = demonstration()
  const mail = `focal-${state.toLowerCase()}-${process.pid}@${state.toLowerCase()}.example`
  const successor = { name: `Sami Successor ${process.pid}`, mail: `next-${mail}` }
  let nomination: string
  let own: Page
  let token: string
  afterAll(() => own?.context().close())

  const headers = { 'x-concord': '1', origin }
  const post = async (page: Page, path: string, data: object) => {
    const reply = await page.request.post(`${origin}/api${path}`, { data, headers })
    expect(reply.status(), `${path} ${await reply.text()}`).toBe(200)
    return reply.json()
  }
  const as = (who: string) => visitAs(browser, of(who), language, { width })
  /** How many mails went out to this address: its outbox opens to nobody once its owner is gone. */
  const sent = async (address: string) => {
    const database = new pg.Client({ connectionString: ownerUrlOf(demonstration().folder) })
    await database.connect()
    const { rowCount } = await database.query(
      `select from mails where status = 'sent' and $1 in (address, (select mail from persons where id = person))`,
      [address],
    )
    await database.end()
    return rowCount ?? 0
  }
  const dialog = (page: Page) => page.locator('[role=dialog]')
  /** Presses the most likely act of a nomination's page, and sends its dialog. */
  const act = async (page: Page, id = nomination) => {
    await page.goto(`${origin}/focal-points/${id}`)
    await page.locator('article header button').first().click()
    await dialog(page).locator('button[type=submit]').waitFor()
    await expectAccessible(page)
    await dialog(page).locator('button[type=submit]').click()
    await dialog(page).waitFor({ state: 'detached' })
  }
  const read = async (page: Page, id = nomination) =>
    (await page.request.get(`${origin}/api/directory/focal-points/nomination?id=${id}`)).json()
  const stateOf = async (page: Page, id = nomination) => (await read(page, id)).state

  test('is recorded from a note verbale, with the document', async () => {
    const { page, context } = await as(RECORDER)
    await page.goto(`${origin}/focal-points`)
    await page.locator('svg a[data-place]').first().waitFor()
    await page.locator('main header button').first().click()
    const form = dialog(page)
    await form.locator('[data-field=organisation] input, input[name=organisation]').first().fill(state)
    await page.getByRole('option').filter({ hasText: state }).click()
    await form.locator('input[name=name]').fill('Nour Nominee')
    await form.locator('input[name=mail]').fill(mail)
    await form.locator('input[name=reference]').fill(`NV/${state}/17`)
    await fillDate(page)
    await expectAccessible(page)
    await form.locator('button[type=submit]').click()
    await page.waitForURL(/\/focal-points\/[0-9a-f-]{36}/)
    nomination = page.url().split('/').at(-1)!
    await page.locator('#attachments input[type=file]').setInputFiles({
      name: 'note-verbale.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('The Permanent Mission presents its compliments'),
    })
    await page.getByText('note-verbale.txt').first().waitFor()
    await expectAccessible(page)
    // Who recorded it cannot verify it: the first act offered is another one.
    const refused = await page.request.post(`${origin}/api/directory/focal-points/verify`, {
      data: { id: nomination },
      headers,
    })
    expect(refused.status()).toBe(403)
    await context.close()
  })

  test('is verified by a second person, and invited', async () => {
    const { page, context } = await as(VERIFIER)
    await act(page)
    expect(await stateOf(page)).toBe('verified')
    await act(page)
    expect(await stateOf(page)).toBe('invited')
    await context.close()
  })

  test('is active once signed in with a second factor, and sees its own page', async () => {
    own = await comes(mail)
    expect(await stateOf(own)).toBe('active')
    await own.goto(`${origin}/focal-points/own`)
    await own.getByText('Nour Nominee').first().waitFor()
    await expectAccessible(own)
    token = (await post(own, '/access/tokens/make', { name: 'Report', scopes: ['directory:nominate'], days: 3 })).key
  })

  test('is confirmed for another year by its own side', async () => {
    await act(own)
    await own.locator('ol li').nth(5).waitFor()
    await expectAccessible(own)
    expect(await stateOf(own)).toBe('active')
  })

  test('hands over, and session, token and password are dead at once', async () => {
    const { page, context } = await as(RECORDER)
    const second = await as(VERIFIER)
    const made = await post(page, '/directory/focal-points/nominate', {
      ...{ request: crypto.randomUUID(), organisation: state, ...successor, language: 'en' },
      ...{ main: false, form: 'letter', reference: 'L/2', datedOn: '2026-02-01' },
    })
    const next = made.head.id
    await post(second.page, '/directory/focal-points/verify', { id: next })
    await post(second.page, '/directory/focal-points/invite', { id: next, request: crypto.randomUUID() })
    await second.context.close()
    const heir = await comes(successor.mail)
    expect(await stateOf(heir, next)).toBe('active')

    await own.goto(`${origin}/focal-points/${nomination}`)
    await own.locator('article header button').nth(1).click()
    // The State may have other focal points, of whom the first is offered.
    await dialog(own).locator('[data-field=to] button').click()
    await own.getByRole('option', { name: successor.name }).click()
    await expectAccessible(own)
    await dialog(own).locator('button[type=submit]').click()
    await expect.poll(() => stateOf(page), { timeout: 20_000 }).toBe('handed_over')
    expect((await (await own.request.get(`${origin}/api/access/session`)).json()).person).toBeUndefined()
    expect((await own.request.get(`${origin}/api/directory/focal-points/nominations`)).status()).toBe(401)
    const program = await fetch(`${origin}/api/directory/focal-points/nominations`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(program.status).toBe(401)
    const again = await own.request.post(`${origin}/api/access/sign-in`, {
      data: { mail, password: PASSWORD },
      headers,
    })
    expect(again.status()).toBeGreaterThanOrEqual(400)
    // Mail for the predecessor is dropped: asking for a new password brings none, though it brings one to the successor.
    const before = [await sent(mail), await sent(successor.mail)] as const
    for (const address of [mail, successor.mail]) await post(own, '/access/password/forgotten', { mail: address })
    await expect.poll(() => sent(successor.mail), { timeout: 20_000 }).toBe(before[1] + 1)
    expect(await sent(mail)).toBe(before[0])

    await page.goto(`${origin}/focal-points/${nomination}`)
    await page.locator('ol li').nth(5).waitFor()
    await expectAccessible(page)
    const { history } = await read(page)
    const steps = ['handed_over', 'reconfirmed', 'active', 'invited', 'verified', 'recorded']
    expect(history.map(({ step }: { step: string }) => step)).toEqual(steps)
    expect((await read(heir, next)).main).toBe(true)
    await heir.context().close()
    await context.close()
  })

  /** Writes the day of the note into the three parts of the date field. */
  async function fillDate(page: Page): Promise<void> {
    const parts = dialog(page).locator('[data-field=datedOn] input, [data-field=datedOn] select')
    await parts.first().waitFor()
    for (const part of await parts.all()) {
      const tag = await part.evaluate((e) => e.tagName)
      if (tag === 'SELECT') await part.selectOption({ index: 1 })
      else await part.fill(((await part.getAttribute('maxlength')) ?? '') === '4' ? '2026' : '1')
    }
  }

  /** Takes the link from the outbox, makes the account and sets up the app, as the pages of the invitation do. */
  async function comes(address: string): Promise<Page> {
    const context: BrowserContext = await browser.newContext({
      locale: language,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    })
    await context.addCookies([{ name: 'lang', value: language, url: origin }])
    const page = await context.newPage()
    const get = async (path: string) => (await page.request.get(`${origin}/api/mail/${path}`)).json()
    const { items } = await get(`outbox?to=${encodeURIComponent(address)}`)
    const { text } = await get(`read?id=${items[0].id}&to=${encodeURIComponent(address)}`)
    const link = /\/welcome#([\w-]{43})/.exec(text)![1]
    const account = {
      secret: link,
      name: items[0].name ?? 'Nour Nominee',
      language,
      password: PASSWORD,
      terms: TERMS_VERSION,
    }
    await post(page, '/access/invitation/accept', account)
    await post(page, '/access/sign-in', { mail: address, password: PASSWORD })
    const { secret } = await post(page, '/access/app/begin', { password: PASSWORD })
    await post(page, '/access/app/confirm', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() })
    return page
  }
})
