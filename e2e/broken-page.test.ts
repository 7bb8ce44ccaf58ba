import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts as programmes } from '../modules/programmes/locales/index.ts'
import { translator } from '../platform/text.ts'
import { texts as kit } from '../platform/ui/locales/index.ts'
import { openBrowser } from './browser.ts'
import { account, expectAccessible, visitAs } from './person.ts'

// A page that breaks, or whose program does not arrive, says so and leaves the frame standing (PageBoundary).

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const t = translator('en', kit.en)
const list = translator('en', programmes.en)('programmes')
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

const SCRIPT = '**/assets/programme-list-*.js'
/** Programs of the page: one that cannot be shown, and none. */
const BROKEN = 'export const A = () => { throw new Error("broken on purpose") }; export { A as ProgrammeList }'

test.each([
  ['breaks as it is shown', BROKEN, 'fault'],
  ['cannot be fetched', null, 'offline'],
] as const)(
  'a page that %s says so in the frame; another page is another try, and so is trying again',
  async (_, script, state) => {
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), 'en')
    await page.route(SCRIPT, (route) =>
      script === null ? route.abort() : route.fulfill({ body: script, contentType: 'text/javascript' }),
    )
    await page.goto(`${origin}/groups`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const way = page.getByRole('navigation').getByRole('link', { name: list, exact: true }).first()
    await way.click()
    await heading(page, t(`${state}.title`)).waitFor()
    expect(await way.isVisible()).toBe(true)
    await expectAccessible(page)
    // The page before is there as it was.
    await page.goBack()
    await heading(page, t(`${state}.title`)).waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goForward()
    await heading(page, t(`${state}.title`)).waitFor()
    await page.unroute(SCRIPT)
    await page.getByRole('button', { name: t('again') }).click()
    await heading(page, list).waitFor()
    expect(new URL(page.url()).pathname).toBe('/programmes')
    await context.close()
  },
)
