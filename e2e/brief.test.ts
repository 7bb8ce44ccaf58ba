import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../modules/briefs/locales/index.ts'
import { readPdf } from '../platform/documents/testing.ts'
import { type Language, translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { expectGoodOnPaper } from './paper.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const ways: { language: Language; own: string; name: string }[] = [
  { language: 'ar', own: 'IRQ', name: 'العراق' },
  { language: 'en', own: 'NGA', name: 'Nigeria' },
  { language: 'fr', own: 'NGA', name: 'Nigéria' },
  { language: 'zh', own: 'NER', name: '尼日尔' },
]

describe.each(walked(ways, 'ar'))('in $language, the focal point of $own', ({ language, own, name }) => {
  const t = translator(language, texts[language])

  test('reads the page of the State, prints it, and takes the brief along as PDF', async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', own), language)
    await page.goto(`${origin}/countries/${own}`)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    const take = page.getByRole('button', { name: t('take'), exact: true })
    await take.waitFor()
    await page.locator(`a[href*="/programmes/presence"][href*="${own}"]`).first().waitFor()
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' })
    await expectAccessible(page)
    await expectGoodOnPaper(page)

    await take.click()
    const begun = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: t('take.pdf') }).click()
    const download = await begun
    expect(download.suggestedFilename()).toMatch(new RegExp(`^country-${own}(-confidential)?\\.pdf$`))
    const brief = await readPdf(await readFile(await download.path()))
    expect(brief).toMatchObject({ title: name, isTagged: true })
    expect(brief.language?.slice(0, 2)).toBe(language)
    await context.close()
  })
})
