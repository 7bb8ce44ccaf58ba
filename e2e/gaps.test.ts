import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const WAYS = [
  { language: 'ar', theme: 'biosecurity' },
  { language: 'en', theme: 'ihl' },
]

/** As a form of someone else's would send it. */
async function send(page: Page, origin: string, path: string, data: object): Promise<Answer> {
  const reply = await page.request.post(`${origin}/api/recommendations/${path}`, {
    headers: { 'x-concord': '1', origin },
    data,
  })
  expect(reply.status(), await reply.text()).toBe(200)
  return reply.json()
}
type Answer = { head: { id: string } }

// An officer of an entity sees the gap that a consented need makes, what is behind it, and that it is gone when it is revoked.
describe.each(walked(WAYS, 'ar'))('in $language, an officer of an entity', ({ language, theme }) => {
  test('finds the gap that a need opened to the entity makes, and finds it no more once that is revoked', async () => {
    const cted = await visitAs(browser, account('officer', 'CTED'), 'en')
    const state = await visitAs(browser, account('focal_point', 'IRQ'), 'en')
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    const written = (text: string) => ({ original: 'en', texts: { en: text }, outdated: [] })
    const { head } = await send(cted.page, origin, 'add', {
      ...{
        kind: 'assessment',
        state: 'IRQ',
        title: written(`Quagga ${language}`),
        body: written('Words of the original'),
      },
      ...{ themes: [theme], need: true, request: randomUUID() },
    })
    const gap = page.locator(`main a[href="/gaps/IRQ/${theme}"]`).first()
    const here = `${origin}/gaps?view=all&states=IRQ&themes=${theme}`
    await page.goto(here)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0)
    expect(await gap.count()).toBe(0)

    await send(state.page, origin, 'consent', {
      ...{ recommendations: [head.id], form: 'need', reference: 'Note verbale 17', request: randomUUID() },
      to: [{ kind: 'organisation', code: 'UNODC' }],
    })
    await page.goto(here)
    await gap.waitFor()
    await expectAccessible(page)
    await page.goto(here.replace('view=all', 'view=matrix'))
    await gap.waitFor()
    await expectAccessible(page)
    await gap.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === `/gaps/IRQ/${theme}`)
    const need = page.locator('#needs a[href^="/recommendations/"]').first()
    await need.waitFor()
    await expectAccessible(page)
    expect(await page.locator('main').innerText()).not.toContain('Quagga')

    const consents = await state.page.request.get(`${origin}/api/recommendations/consents?recommendation=${head.id}`)
    const { items } = (await consents.json()) as { items: { id: string }[] }
    await send(state.page, origin, 'revoke', { consents: items.map(({ id }) => id) })
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0)
    expect(await need.count()).toBe(0)
    for (const visit of [cted, state]) await visit.context.close()
    await context.close()
  })
})
