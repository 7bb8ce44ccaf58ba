import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, type Launched, launch, ready } from '../apps/server/testing.ts'
import { dataFolder } from '../platform/postgres/testing.ts'
import { openBrowser } from './browser.ts'
import { expectAccessible } from './person.ts'

const PASSWORD = 'seven green umbrellas 9'

// Production begins here: no account, no demonstration, one link in the terminal.
let server: Launched
let origin: string
let browser: Browser
let page: Page
let remove: () => Promise<void>

beforeAll(async () => {
  const folder = await dataFolder((atEnd) => {
    remove = atEnd
  })
  const port = await freePort()
  origin = `http://localhost:${port}`
  server = launch(['--data', folder, '--port', String(port)])
  const [opened] = await Promise.all([openBrowser(), ready(server)])
  browser = opened
  const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce' })
  page = await context.newPage()
}, 120_000)
afterAll(async () => {
  await browser.close()
  server.child.kill('SIGTERM')
  await server.ended
  await remove()
})

const send = () => page.locator('main form button[type=submit]').click()
const session = async () => (await page.request.get(`${origin}/api/access/session`)).json()
const link = () => /The first administrator begins here, once and within a day: (\S+)/.exec(server.said())?.[1] ?? ''

test('the link in the terminal makes the first administrator, with a second factor', async () => {
  expect(link()).toMatch(new RegExp(`^${origin}/welcome#[\\w-]{43}$`))
  expect(await session()).toMatchObject({ demonstration: false })
  await page.goto(link())
  await page.locator('main form').waitFor()
  await send()
  await page.locator('input[name=mail]').fill('Chief@unoct.example')
  await page.locator('input[name=name]').fill('Ingrid Solhaugen')
  await page.locator('input[name=password]').fill(PASSWORD)
  const terms = page.locator('main label').filter({ has: page.locator('input[name=terms]') })
  await terms.click()
  await expectAccessible(page)
  await send()
  await page.waitForURL('**/second-factor')
  await page.goto(`${origin}/second-factor?way=app`)
  await page.locator('input[name=password]').fill(PASSWORD)
  await send()
  await page.locator('main img').waitFor()
  const app = new TOTP({ secret: (await page.locator('main bdi').first().innerText()).replace(/\s/g, '') })
  await page.locator('input[name=code]').fill(app.generate())
  await send()
  // The recovery codes, ten of them.
  await page.locator('main ol li').nth(9).waitFor()
  await page.locator('main label').last().click()
  await page.locator('main button').last().click()
  await page.waitForURL(`${origin}/`)
  expect((await session()).person).toMatchObject({
    roles: ['secretariat', 'reader'],
    clearance: 2,
    secondFactor: true,
    organisation: { code: 'UNOCT' },
  })
  await page.locator('main h1').waitFor()
  await expectAccessible(page)
})

test('the administrator finds their own account, the reference data and nothing of the demonstration', async () => {
  await page.goto(`${origin}/accounts`)
  await page.locator('main').getByText('Ingrid Solhaugen').first().waitFor()
  expect(await page.locator('main').getByRole('row').count()).toBe(2)
  const total = async (path: string) =>
    ((await (await page.request.get(origin + path)).json()) as { total: number }).total
  expect(await total('/api/programmes/list')).toBe(0)
  expect(await total('/api/directory/states?size=1')).toBe(195)
})

test('the administrator adds an organisation that is to take part', async () => {
  await page.goto(`${origin}/entities`)
  await page.locator('main header button').last().click()
  const form = page.locator('[role=dialog] form')
  await form.locator('[data-field=names] input').first().fill('Regional Training Institute')
  await form.locator('input[name=code]').fill('rti')
  await form.locator('[data-field=kind] button').last().click()
  await page.locator('[role=listbox] [role=option]').last().click()
  await expectAccessible(page)
  await form.locator('button[type=submit]').click()
  await page.waitForURL(`${origin}/entities/RTI`)
  const heading = page.getByRole('heading', { level: 1 })
  await heading.waitFor()
  expect(await heading.innerText()).toContain('Regional Training Institute')
})

test('the link is then good for nothing', async () => {
  const other = await (await browser.newContext({ locale: 'en' })).newPage()
  await other.goto(link())
  await other.locator('main form button[type=submit]').click()
  await other.locator('[role=alert]').waitFor()
})
