import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import AxeBuilder from '@axe-core/playwright'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import type { Account } from './demonstration.ts'

type State = Awaited<ReturnType<BrowserContext['storageState']>>
export type Visit = { page: Page; context: BrowserContext; origin: string; account: Account }

const PERIOD = 30_000
/** Session of an account that a journey signed in, for all others: a code is taken once, so they would wait for the next. */
const sessionOf = ({ mail }: Account) => join(inject('demonstration').folder, `journeys-${mail}.json`)
function kept(of: Account): State | undefined {
  const file = sessionOf(of)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
function keep(of: Account, state: State): void {
  const own = `${sessionOf(of)}.${crypto.randomUUID()}`
  writeFileSync(own, JSON.stringify(state))
  renameSync(own, sessionOf(of))
}

/** The demonstration account whose role and organisation fit, e.g. `account('focal_point', 'IRQ')`. */
export function account(role: string, organisation?: string): Account {
  const found = inject('demonstration').accounts.find(
    (a) => a.role.includes(role) && (!organisation || a.organisation === organisation),
  )
  if (!found) throw new Error(`the demonstration has no ${role} of ${organisation}`)
  return found
}

/** Opens the browser as this account, signed in with password and code through the pages, in `language`. */
export async function visitAs(
  browser: Browser,
  of: Account,
  language: string,
  options: { width?: number; dark?: boolean } = {},
): Promise<Visit> {
  const state = kept(of)
  const { page, context, origin } = await visit(browser, language, { ...options, ...(state && { state }) })
  await page.goto(`${origin}/`)
  if (!(await isInside(page))) {
    await signIn(page, of)
    keep(of, await context.storageState())
  }
  return { page, context, origin, account: of }
}

/** Opens the browser as nobody in particular, in `language`. */
export async function visit(
  browser: Browser,
  language: string,
  options: { width?: number; dark?: boolean; state?: State } = {},
): Promise<Omit<Visit, 'account'>> {
  const { origin } = inject('demonstration')
  const context = await browser.newContext({
    locale: language,
    viewport: { width: options.width ?? 1360, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ...(options.state && { storageState: options.state }),
  })
  await context.addCookies([{ name: 'lang', value: language, url: origin }])
  return { page: await context.newPage(), context, origin }
}

async function isInside(page: Page): Promise<boolean> {
  const session = await page.request.get(`${inject('demonstration').origin}/api/access/session`)
  return (await session.json()).person !== undefined
}

async function signIn(page: Page, { mail, password, totp }: Account): Promise<void> {
  await page.goto(`${inject('demonstration').origin}/sign-in`)
  await page.locator('input[name=mail]').fill(mail)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  const code = page.locator('input[name=code]')
  await code.waitFor()
  const app = new TOTP({ secret: Secret.fromBase32(totp) })
  for (let tries = 1; ; tries++) {
    await code.fill(app.generate())
    await page.locator('button[type=submit]').click()
    const inside = await page
      .waitForURL((url) => !url.pathname.startsWith('/sign-in'), { timeout: 8000 })
      .then(
        () => true,
        () => false,
      )
    if (inside) return
    if (tries === 3) throw new Error(`${mail} could not sign in`)
    await setTimeout(PERIOD - (Date.now() % PERIOD) + 500)
  }
}

/** Nothing on the page that WCAG 2.2 AA forbids, as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // React Aria's announcer names what a button was doing by the id of a button that is gone by now; it empties itself.
  const { violations } = await new AxeBuilder({ page })
    // No page has frames of other origins, for which it would otherwise open a page of its own each time.
    .setLegacyMode(true)
    .exclude('[data-live-announcer]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(
    (v) =>
      `${v.id}: ${v.nodes
        .map((n) => n.html.slice(0, 200))
        .slice(0, 3)
        .join(' | ')}`,
  )
  expect(found, page.url()).toEqual([])
}
