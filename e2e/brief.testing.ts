import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { texts } from '../modules/briefs/locales/index.ts'
import { readPdf } from '../platform/documents/testing.ts'
import { type Language, translator } from '../platform/text.ts'
import { account, expectAccessible, visitAs } from './person.ts'

/**
 * A focal point reads the page of the State, prints it, and takes the brief along in `language`; `name` is what the State
 * is called there.
 */
export async function takesTheBrief(browser: Browser, language: Language, own: string, name: string): Promise<void> {
  const { page, context, origin } = await visitAs(browser, account('focal_point', own), language)
  const t = translator(language, texts[language])
  await page.goto(`${origin}/countries/${own}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
  const take = page.getByRole('button', { name: t('take'), exact: true })
  await take.waitFor()
  await expectAccessible(page)

  // On paper: what is done there, and nothing to press.
  await page.locator(`a[href*="/programmes/presence"][href*="${own}"]`).first().waitFor()
  const title = (await page.locator('main table').last().locator('tbody th').first().innerText()).trim()
  const printed = await readPdf(await page.pdf({ format: 'A4' }))
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0)
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
  expect(
    await page
      .locator('main table')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > document.body.clientWidth).length),
  ).toBe(0)
  await page.emulateMedia({ media: 'screen' })
  expect(printed.pages).toBeGreaterThan(0)
  expect(title).not.toBe('')

  await take.click()
  const begun = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: t('take.pdf') }).click()
  const download = await begun
  expect(download.suggestedFilename()).toMatch(new RegExp(`^country-${own}(-confidential)?\\.pdf$`))
  const brief = await readPdf(await readFile(await download.path()))
  expect(brief).toMatchObject({ title: name, language, isTagged: true })
  await context.close()
}
