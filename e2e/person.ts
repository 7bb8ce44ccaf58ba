import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Account, demonstration, type Session } from './demonstration.ts'

export type Visit = { page: Page; context: BrowserContext; origin: string; account: Account }

/** The demonstration account whose role and organisation fit, e.g. `account('focal_point', 'IRQ')`. */
export function account(role: string, organisation?: string): Account {
  const found = demonstration().accounts.find(
    (a) => a.role.includes(role) && (!organisation || a.organisation === organisation),
  )
  if (!found) throw new Error(`the demonstration has no ${role} of ${organisation}`)
  return found
}

/** Opens the browser as this account, signed in, in `language`; on no page yet. */
export async function visitAs(
  browser: Browser,
  of: Account,
  language: string,
  options: { width?: number; dark?: boolean } = {},
): Promise<Visit> {
  return {
    ...(await visit(browser, language, { ...options, state: demonstration().sessions[of.mail] })),
    account: of,
  }
}

/** Opens the browser as nobody in particular, in `language`. */
export async function visit(
  browser: Browser,
  language: string,
  options: { width?: number; dark?: boolean; state?: Session | undefined } = {},
): Promise<Omit<Visit, 'account'>> {
  const { origin } = demonstration()
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

/** Nothing on the page that WCAG 2.2 AA forbids, as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // React Aria's announcer names what a button was doing by the id of a button that is gone by now; it empties itself.
  const { violations } = await new AxeBuilder({ page })
    // No page has frames of other origins, for which it would otherwise open a page of its own each time.
    .setLegacyMode(true)
    // What is in order needs no account of where it stands.
    .options({ resultTypes: ['violations'] })
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
