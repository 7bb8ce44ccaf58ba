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

// The line drops while an officer writes, and the page is even closed: the words stay, and are entered once.
const WAYS = (['en', 'ar'] as const).map((language) => ({ language }))

describe.each(walked(WAYS, 'en'))('in $language, an officer of an entity', ({ language }) => {
  const title = `Course on evidence, written on a bad line (${language})`

  test('writes a record on a line that drops, and nothing is lost or entered twice', async () => {
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    await page.goto(`${origin}/programmes/new`)
    const field = page.locator('main form input[type=text], main form input:not([type])').first()
    await field.waitFor()
    await expectAccessible(page)
    await field.fill(title)
    await chooseType(page)

    await context.setOffline(true)
    await page.locator('main form textarea').first().fill('Five days, forty participants.')
    await page.locator('main form button[type=submit]').click()
    // Told that the line is down, with the words still there.
    await page.waitForTimeout(1500)
    expect(await field.inputValue()).toBe(title)

    await context.setOffline(false)
    await page.goto(`${origin}/programmes/new`)
    await field.waitFor()
    await expect.poll(() => field.inputValue()).toBe(title)
    expect(await page.locator('main form textarea').first().inputValue()).toBe('Five days, forty participants.')
    await page.locator('main form button[type=submit]').click()
    await page.waitForURL(/\/programmes\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(title)
    await expectAccessible(page)

    const reply = await page.request.get(`${origin}/api/programmes/list?q=${encodeURIComponent(title)}`)
    expect(await reply.json()).toMatchObject({ total: 1 })
    await context.close()
  })

  test('learns that the first sending had arrived, and enters what was changed since as another', async () => {
    const { page: closed, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    const first = `${title}, sent`
    const second = `${title}, changed`
    const fieldOf = (of: Page) => of.locator('main form input[type=text], main form input:not([type])').first()
    const saveOf = (of: Page) => of.locator('main form button[type=submit]')
    await closed.goto(`${origin}/programmes/new`)
    await fieldOf(closed).fill(first)
    await chooseType(closed)
    // It arrives, and its answer is lost.
    const arrived = new Promise<void>((resolve) => {
      void closed.route('**/api/programmes/add', async (route) => {
        await route.fetch()
        resolve()
        // The page may be closed by now.
        await route.abort().catch(() => undefined)
      })
    })
    await saveOf(closed).click()
    await arrived
    // Closed while it still tries again: a page that is sending would ask before it is left for another.
    await closed.close()
    const page = await context.newPage()
    const field = fieldOf(page)
    const save = saveOf(page)
    await page.goto(`${origin}/programmes/new`)
    await expect.poll(() => field.inputValue()).toBe(first)
    await field.fill(second)
    await save.click()
    await page.getByRole('alert').waitFor()
    await expectAccessible(page)
    expect(await field.inputValue()).toBe(second)
    const discarded = page.waitForResponse('**/api/drafts/discard')
    await save.click()
    await discarded
    await page.waitForURL(/\/programmes\/[0-9a-f-]{36}$/)
    for (const words of [first, second]) {
      const reply = await page.request.get(`${origin}/api/programmes/list?q=${encodeURIComponent(`"${words}"`)}`)
      expect(await reply.json()).toMatchObject({ total: 1 })
    }
    await context.close()
  })

  test.each([
    ['a box', '/programmes/new', 'input[type=checkbox]:not([role=switch])'],
    ['one of a few', '/programmes/new', 'input[type=radio]'],
    ['a switch', '/programmes/activities', 'input[role=switch]'],
  ])('sees that the keyboard stands on %s', async (_, path, choice) => {
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    await page.goto(`${origin}${path}`)
    await page.locator(`main ${choice}`).first().waitFor({ state: 'attached' })
    const isReached = () => page.evaluate((of) => document.activeElement?.matches(of), `main ${choice}`)
    for (let steps = 0; steps < 100 && !(await isReached()); steps++) await page.keyboard.press('Tab')
    expect(await isReached()).toBe(true)
    // The input itself is drawn over: what is drawn beside the words has the ring.
    const drawn = page.locator(`main label:has(${choice}:focus) > span[class]:not(:has(input))`).first()
    await expect.poll(() => drawn.evaluate((of) => getComputedStyle(of).outline)).toMatch(/solid 2px$/)
    await context.close()
  })

  test('sees who can see it, and nobody else does until it is shared', async () => {
    const own = await visitAs(browser, account('officer', 'UNODC'), language)
    const found = await own.page.request.get(`${own.origin}/api/programmes/list?q=${encodeURIComponent(title)}`)
    const { items } = (await found.json()) as { items: { id: string }[] }
    const id = items[0]!.id
    await own.page.goto(`${own.origin}/programmes/${id}`)
    await own.page.getByRole('heading', { level: 1 }).waitFor()
    const other = await visitAs(browser, account('officer', 'UN-WOMEN'), 'en')
    const refused = await other.page.request.get(`${other.origin}/api/programmes/programme?id=${id}`)
    expect(refused.status()).toBe(404)
    await own.context.close()
    await other.context.close()
  })
})

async function chooseType(page: Page): Promise<void> {
  const type = page.locator('main form [role=combobox]').first()
  await type.click()
  await type.press('ArrowDown')
  await page.getByRole('option').first().waitFor()
  await page.getByRole('option').first().click()
}
