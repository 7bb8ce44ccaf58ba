import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../modules/followup/locales/index.ts'
import { readPdf } from '../platform/documents/testing.ts'
import { type Language, translator } from '../platform/text.ts'
import { texts as kitTexts } from '../platform/ui/locales/index.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { expectGoodOnPaper } from './paper.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Board = { all: { total: number; overdue: number }; items: { key: string; first: { isOverdue: boolean }[] }[] }

/** The focal point, whose copy it is. */
const PRINTED_FOR = 'Layth Hamdan al-Saffar'
const WAYS: { language: Language }[] = [{ language: 'ar' }, { language: 'en' }, { language: 'ru' }]

describe.each(walked(WAYS, 'ar'))('in $language, the focal point of Iraq', ({ language }) => {
  const t = translator(language, texts[language])
  const kit = translator(language, kitTexts[language])

  test('comes from home to what is overdue, groups it, takes it along, and sees all that is said about the State', async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', 'IRQ'), language)
    await page.goto(origin)
    await page.locator('main a[href^="/recommendations/follow-up"]').first().click()
    await page.waitForURL((url) => url.searchParams.get('states') === 'IRQ' && url.searchParams.get('overdue') === '1')
    await page.goto(`${origin}/recommendations/follow-up?states=IRQ`)
    await page.getByRole('heading', { level: 2, name: 'العراق' }).or(page.locator('#group-IRQ')).first().waitFor()
    const reply = await page.request.get(`${origin}/api/followup/board?states=IRQ`)
    const { all, items } = (await reply.json()) as Board
    expect(all.overdue).toBeGreaterThan(0)
    expect(items.map(({ key }) => key)).toEqual(['IRQ'])
    expect(await page.locator('dl dd').allInnerTexts()).toContain(String(all.total))
    const rows = page.locator('section[aria-labelledby="group-IRQ"] tbody tr')
    expect(await rows.count()).toBe(items[0]!.first.length)
    expect(await rows.first().innerText()).toContain(t('overdue'))
    await page.locator('figure ol li').first().waitFor({ state: 'attached' })
    await expectAccessible(page)
    // On paper: for whom, the level, over what it is computed, and the rows.
    const caveats = [PRINTED_FOR, kit('level.1'), t('coverage', { date: '\n' }).split('\n')[0]!]
    await expectGoodOnPaper(page, ...caveats, await rows.first().getByRole('link').first().innerText())

    await page.goto(`${origin}/recommendations?states=IRQ`)
    await page.locator('main tbody tr').first().waitFor()
    await expectGoodOnPaper(page)
    await page.goBack()

    await page.getByRole('button', { name: t('grouped') }).click()
    await page.getByRole('option', { name: t('by.priority') }).click()
    await page.waitForURL((url) => url.searchParams.get('by') === 'priority')
    await page.locator('#group-high').waitFor()

    await page.getByRole('button', { name: t('take'), exact: true }).click()
    const begun = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: t('take.pdf') }).click()
    const download = await begun
    expect(download.suggestedFilename()).toBe('follow-up-confidential.pdf')
    expect(await readPdf(await readFile(await download.path()))).toMatchObject({ title: t('title'), isTagged: true })

    await page.locator('nav a[href="/recommendations/our-state"]').first().click()
    await page.getByRole('heading', { level: 1, name: t('title.state') }).waitFor()
    const said = page.locator('main table').last().locator('tbody tr')
    await said
      .filter({ hasText: 'UNODC' })
      .or(said.filter({ hasText: t('form.need') }))
      .first()
      .waitFor()
    await expectAccessible(page)
    await expectGoodOnPaper(page, ...caveats, await said.first().getByRole('link').first().innerText())
    await said.first().getByRole('link').first().click()
    await page.waitForURL(/\/recommendations\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await context.close()
  })
})
