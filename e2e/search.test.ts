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

/** Presses `/` wherever the page stands, types, and goes to the results. */
async function searchFor(page: Page, words: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(demonstration().origin)
  await page.locator('header input').waitFor()
  await page.locator('main').click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('/')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=/)
  await page.locator('main article').first().waitFor()
}

const JOURNEYS = [
  { language: 'en', words: 'prisoners radicalized', finds: 'PRG-071' },
  { language: 'ar', words: 'وللمعلمين', finds: 'PRG-019' },
  { language: 'zh', words: '监狱', finds: 'PRG-071' },
  { language: 'ru', words: 'УНП ООН', finds: 'UNODC' },
] as const

describe.each(walked(JOURNEYS, 'ar', 'zh'))('in $language', ({ language, words, finds }) => {
  test(`a focal point presses / and finds ${finds} by “${words}”`, async () => {
    const { page, context } = await visitAs(browser, account('focal_point', 'IRQ'), language)
    await searchFor(page, words)
    await expect
      .poll(() => page.locator('main article').allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringContaining(finds)]))
    expect(await page.locator('main').getByRole('status').innerText()).toMatch(/\d|نتيجة/)
    await expectAccessible(page)
    await context.close()
  })
})

test('suggestions are chosen with the arrow keys, results narrowed down, and the address is the view', async () => {
  const { page, context, origin } = await visitAs(browser, account('focal_point', 'IRQ'), 'en')
  await page.goto(origin)
  await page.locator('header input').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('united nations office on dr')
  const wanted = page.getByRole('option', { name: /Drugs and Crime/ }).first()
  await wanted.waitFor()
  // As a reader does: down until it is marked, since what is found for fewer words may stand there first.
  const goDown = async () => {
    await page.keyboard.press('ArrowDown')
    return wanted.getAttribute('data-focused')
  }
  await expect.poll(goDown, { timeout: 20_000, interval: 300 }).toBe('true')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/entities\/UNODC$/)

  await searchFor(page, 'training')
  const total = async () => Number((await page.locator('main').getByRole('status').innerText()).replace(/\D/g, ''))
  const all = await total()
  // As a State that it is about; it is also one that records come from.
  await page
    .getByRole('group', { name: 'State', exact: true })
    .getByRole('checkbox', { name: /^Iraq, / })
    .click({ force: true })
  await page.waitForURL(/states=IRQ/)
  await expect.poll(total, { timeout: 20_000 }).toBeLessThan(all)
  const narrowed = await total()
  await page.reload()
  await page.locator('main article').first().waitFor()
  expect(await total()).toBe(narrowed)
  await context.close()
})

test('what is confidential to others is not found, and whoever may read it finds it with its level', async () => {
  const words = 'advanced casework investigators'
  const iraq = await visitAs(browser, account('focal_point', 'IRQ'), 'en')
  await searchFor(iraq.page, words)
  const texts = await iraq.page.locator('main article').allInnerTexts()
  expect(texts.some((text) => text.includes('INV-01') && text.includes('Confidential'))).toBe(true)
  const niger = await visitAs(browser, account('focal_point', 'NER'), 'en')
  const reply = await niger.page.request.get(`${niger.origin}/api/search/query?q=${encodeURIComponent(words)}`)
  expect(JSON.stringify(await reply.json())).not.toContain('INV-01')
  await iraq.context.close()
  await niger.context.close()
})
