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

// Each in a State of its own, or what stands there from the other languages would be like it, too.
const WAYS = [
  { language: 'en', state: 'NER' },
  { language: 'ar', state: 'TCD' },
  { language: 'fr', state: 'GAB' },
]

/** Enters a programme of the officer's organisation, as their page would. */
async function enter(page: Page, origin: string, state: string, title: string): Promise<string> {
  const reply = await page.request.post(`${origin}/api/programmes/add`, {
    headers: { 'x-concord': '1', origin },
    data: {
      ...{ request: randomUUID(), type: 'programme', status: 'planned', leads: ['UNODC'], states: [state] },
      start: { date: '2021-06-01', precision: 'day' },
      title: { original: 'en', texts: { en: title }, outdated: [] },
    },
  })
  expect(reply.status()).toBe(200)
  return ((await reply.json()) as { head: { id: string } }).head.id
}

// An officer finds that a programme stands twice, looks at both, merges them by keyboard, is led on, and undoes it.
describe.each(walked(WAYS, 'ar'))('in $language, an officer', ({ language, state }) => {
  test('finds likely twins with reasons, merges them, is led from the one to the other, and undoes it', async () => {
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    const word = `Zorilla${language}`
    const kept = await enter(page, origin, state, `${word} corridor assessments`)
    const other = await enter(page, origin, state, `${word} corridor assessment, second entry`)
    await page.goto(`${origin}/programmes/duplicates?states=${state}`)
    const card = page.locator('article').filter({ hasText: word })
    await card.waitFor()
    await expectAccessible(page)
    await card.locator('a[href*="/compare?"]').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/programmes\/duplicates\/compare/)
    const reason = page.locator('textarea[name=reason]')
    await reason.waitFor()
    await expectAccessible(page)
    // The first of the two stays, whichever it is, and takes the title of the other.
    const stays = new URL(page.url()).searchParams.get('one')
    const goes = stays === kept ? other : kept
    await page.locator(`input[type=radio][value="${goes}"]`).nth(1).focus()
    await page.keyboard.press('Space')
    await reason.fill('Entered twice')
    await page.locator('form button[type=submit]').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === `/programmes/${stays}`)

    await page.goto(`${origin}/programmes/${goes}`)
    await page.waitForURL((url) => url.pathname === `/programmes/${stays}`)
    await page.locator(`[role=status] a[href="/programmes/${goes}?as=merged"]`).click()
    await page.waitForURL((url) => url.pathname === `/programmes/${goes}`)
    await page.locator(`[role=status] a[href="/programmes/${stays}"]`).waitFor()
    await expectAccessible(page)

    await page.goto(`${origin}/programmes/duplicates?view=settled`)
    const line = page.locator('article').filter({ hasText: word })
    await line.locator('button').click()
    await page.locator('[role=dialog] button[type=submit]').click()
    await page.locator('[role=dialog]').waitFor({ state: 'detached' })
    await page.goto(`${origin}/programmes/${goes}`)
    await page.locator('h1').filter({ hasText: word }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/programmes/${goes}`)
    await context.close()
  })
})
