import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { demonstration } from './demonstration.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Row = { id: string; code: string; title: { text: string }; head: { level: number; originator: { code: string } } }

// The focal point of one State finds what is done there; that of another finds nothing of what was not shared with it.
describe.each([
  { language: 'en', own: 'NGA', other: 'NER' },
  { language: 'ar', own: 'IRQ', other: 'NGA' },
])('in $language, the focal point of $own', ({ language, own, other }) => {
  let confidential: Row

  test('finds on the page of the State what is done there', async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', own), language)
    await page.goto(origin)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
    await expectAccessible(page)

    await page.goto(`${origin}/countries?size=25`)
    await page.locator('main').getByRole('row').nth(5).waitFor()
    await expectAccessible(page)
    await page.goto(`${origin}/countries/${own}`)
    await page.locator(`a[href*="/programmes/presence"][href*="${own}"]`).first().waitFor()
    await expectAccessible(page)
    await context.close()
  })

  test('goes from a figure of the matrix to the records behind it, by keyboard', async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', own), language)
    await page.goto(`${origin}/programmes/presence?states=${own}`)
    const cell = page.locator('a[data-at]').first()
    await cell.waitFor()
    await expectAccessible(page)
    await cell.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => /\/programmes(\/activities)?$/.test(url.pathname))
    await page.locator('main').getByRole('row').nth(1).getByRole('link').first().click()
    await page.waitForURL(/\/programmes\/(activities\/)?[0-9a-f-]{36}/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page)
    await context.close()
  })

  test('has records that are not for everyone', async () => {
    const { page, context } = await visitAs(browser, account('focal_point', own), language)
    const rows = await listed(page)
    const found = rows.find((r) => r.head.level > 0 && r.head.originator.code === own)
    expect(found).toBeDefined()
    confidential = found!
    await context.close()
  })

  test(`and the focal point of ${other} finds them in no list, count, figure, file or address`, async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', other), 'en')
    const rows = await listed(page)
    expect(rows.length).toBeGreaterThan(80)
    expect(rows.map((r) => r.id)).not.toContain(confidential.id)

    for (const path of [
      '/api/programmes/export',
      '/api/programmes/activities/export',
      '/api/programmes/matrix/export?rows=entity&columns=theme',
    ]) {
      const file = await page.request.get(`${origin}${path}`)
      expect(file.status(), path).toBe(200)
      expect(await file.text()).not.toContain(confidential.title.text)
    }
    const words = await page.request.get(
      `${origin}/api/programmes/list?q=${encodeURIComponent(confidential.title.text)}`,
    )
    expect(await words.json()).toMatchObject({ items: [], total: 0 })

    const answers = await Promise.all(
      [confidential.id, crypto.randomUUID()].map((id) =>
        page.request.get(`${origin}/api/programmes/programme?id=${id}`),
      ),
    )
    expect(answers.map((a) => a.status())).toEqual([404, 404])
    expect(await answers[0]!.text()).toBe(await answers[1]!.text())

    await page.goto(`${origin}/programmes/${confidential.id}`)
    await page.getByText('not shared with you').waitFor()
    expect(await page.locator('main').innerText()).not.toContain(confidential.title.text)
    await context.close()
  })
})

/** Every programme this person sees, over the API as the page asks it. */
async function listed(page: import('playwright-core').Page): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 1; ; at++) {
    const reply = await page.request.get(`${demonstration().origin}/api/programmes/list?size=200&page=${at}`)
    const { items, total } = (await reply.json()) as { items: Row[]; total: number }
    rows.push(...items)
    if (rows.length >= total || items.length === 0) return rows
  }
}
