import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { account, expectAccessible, type Visit, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Id of an invented record, as the visitor finds it by its symbol. */
async function recordOf({ page, origin }: Visit, code: string): Promise<string> {
  const reply = await page.request.get(`${origin}/api/programmes/list?q=${code}`)
  const { items } = (await reply.json()) as { items: { id: string }[] }
  return items[0]!.id
}
const noticesOf = async ({ page, origin }: Visit) => {
  const reply = await page.request.get(`${origin}/api/notices/list`)
  return JSON.stringify(await reply.json())
}

describe.each(['en', 'ar', 'zh'] as const)('in %s', (language) => {
  test('who is mentioned in a comment is told, and reads it on the record', async () => {
    const officer = await visitAs(browser, account('officer', 'UNODC'), language)
    const { page, origin } = officer
    const id = await recordOf(officer, 'INV-01')
    await page.goto(`${origin}/programmes/${id}#comments`)
    const form = page.locator('#comments form').first()
    await form.waitFor()
    const question = `Could you look at the dates (${language})? `
    await form.locator('textarea').fill(`${question}@Henri`)
    await form.getByRole('button', { name: /Henrike Vollbracht/ }).click()
    await expectAccessible(page)
    expect(await form.locator('textarea').inputValue()).toBe(`${question}@Henrike Vollbracht `)
    await form.locator('button[type=submit]').click()
    const said = page.locator('#comments article', { hasText: question.trim() })
    await said.waitFor()
    expect(await said.innerText()).toContain('@Henrike Vollbracht')
    await expect.poll(() => form.locator('textarea').inputValue()).toBe('')
    await officer.context.close()

    const chair = await visitAs(browser, account('chair', 'UNODC'), language)
    expect(await noticesOf(chair)).toContain(id)
    await chair.page.goto(`${origin}/notices`)
    await chair.page.locator(`a[href*="${id}"]`).first().click()
    await chair.page.locator('#comments article', { hasText: question.trim() }).waitFor()
    await expectAccessible(chair.page)
    await chair.context.close()
  })
})

test('access is asked for in English and granted until a date in Arabic', async () => {
  const asker = await visitAs(browser, account('officer', 'UN-WOMEN'), 'en')
  const officer = await visitAs(browser, account('officer', 'UNODC'), 'ar')
  const id = await recordOf(officer, 'INV-06')
  const { page, origin } = asker
  expect((await page.request.get(`${origin}/api/programmes/programme?id=${id}`)).status()).toBe(404)

  // The request that waits since the demonstration was loaded is taken back, and another made.
  await page.goto(`${origin}/records/${id}`)
  await page.locator('#ask').getByRole('button', { name: 'Withdraw request' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw request' }).click()
  await page.locator('#ask').getByRole('button', { name: 'Ask to read this record' }).click()
  await page.locator('#ask textarea').fill('We plan a course in the same regions, in May.')
  await expectAccessible(page)
  await page.locator('#ask button[type=submit]').click()
  await page.locator('#ask li', { hasText: 'Waiting' }).waitFor()

  await officer.page.goto(`${origin}/requests`)
  const waiting = officer.page.locator('main li', { hasText: 'We plan a course in the same regions' })
  await waiting.waitFor()
  await expectAccessible(officer.page)
  await waiting.getByRole('button', { name: 'امنح الاطلاع' }).click()
  const dialog = officer.page.getByRole('dialog')
  const year = new Date().getFullYear() + 1
  const until = dialog.locator('[data-field=until]')
  await until.locator('input').nth(0).fill('15')
  await until.locator('select').selectOption('3')
  await until.locator('input').nth(1).fill(String(year))
  await expectAccessible(officer.page)
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })

  expect((await page.request.get(`${origin}/api/programmes/programme?id=${id}`)).status()).toBe(200)
  await page.goto(`${origin}/requests?view=mine`)
  const answered = page.locator('main li', { hasText: 'We plan a course in the same regions' })
  await answered.waitFor()
  expect(await answered.innerText()).toContain(`until 15 March ${year}`)
  expect(await noticesOf(asker)).toContain(id)
  await asker.context.close()
  await officer.context.close()
})
