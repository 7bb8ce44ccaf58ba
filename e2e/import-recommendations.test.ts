import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts as own } from '../modules/recommendations/locales/index.ts'
import { texts } from '../platform/imports/locales/index.ts'
import { wordDocument } from '../platform/imports/sheets/docx.testing.ts'
import { translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** The tables of a report as it is written in each language: two of them, by theme. */
const REPORTS = {
  en: {
    head: ['No.', 'Recommendation', 'Resolution/paragraph', 'Theme', 'Priority', 'TA needed'],
    row: (n: number) => [
      `W-${n}`,
      `Imported from Word, ${n}`,
      'S/RES/2396 (2017), para. 11',
      'Border security',
      'High',
      'Yes',
    ],
  },
  ar: {
    head: ['الرقم', 'التوصية', 'القرار/الفقرة', 'الموضوع', 'الأولوية', 'المساعدة التقنية'],
    row: (n: number) => [
      `ك-${n}`,
      `توصية مستوردة من Word، ${n}`,
      'S/RES/2396 (2017)، الفقرة 11',
      'أمن الحدود',
      'عالية',
      'نعم',
    ],
  },
} as const
const WAYS = (['en', 'ar'] as const).map((language) => ({ language }))

describe.each(walked(WAYS, 'ar'))('in $language, an officer of CTED', ({ language }) => {
  const t = translator(language, texts[language])
  const words = translator(language, own[language])
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test('imports recommendations from the report of a visit, and takes them back', { timeout: 120_000 }, async () => {
    const { page, context, origin } = await visitAs(browser, account('officer', 'CTED'), language)
    // Of a State whose people are in no other journey: what they had read could not be taken back.
    const title = { original: 'en', texts: { en: 'Visit with a report' } }
    const visit = { state: 'KEN', title, type: 'focused', startsOn: '2026-03-02', endsOn: '2026-03-06', invented: true }
    const made = await page.request.post(`${origin}/api/recommendations/add-assessment`, {
      headers: { 'x-concord': '1', origin },
      data: { ...visit, request: crypto.randomUUID() },
    })
    expect(made.status(), await made.text()).toBe(200)
    const { head: entered } = (await made.json()) as { head: { id: string } }
    const assessment = `${origin}/recommendations/assessments/${entered.id}`
    await page.goto(assessment)
    await page.getByRole('link', { name: words('import'), exact: true }).click()
    await page.waitForURL(/\/imports\/new\?within=/)
    await expectAccessible(page)
    const { head, row } = REPORTS[language]
    const report = await wordDocument([
      { above: 'Annex I', rows: [[...head], row(1), row(2)] },
      { above: 'Annex II', rows: [[...head], row(3), [...row(4).slice(0, 5), 'perhaps']] },
    ])
    const chooser = page.waitForEvent('filechooser')
    await press(page, t('choose'))
    await (await chooser).setFiles({ name: 'report.docx', mimeType: WORD, buffer: report })
    await press(page, t('new'))
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
    await press(page, t('map'))
    // The theme is not called so here: it is asked for once, with what it probably is.
    await page.getByRole('table', { name: t('step.names') }).waitFor()
    await press(page, t('names.confirm'))
    await page.getByText(t('names.none')).waitFor()
    await press(page, t('check'))
    const run = page.getByRole('button', { name: t('run', { count: 3 }), exact: true })
    await run.waitFor({ timeout: 60_000 })
    // Before anything is made: what would be, in the very words of the report, and what would not and why.
    const seen = page.getByRole('table', { name: t('rows.first') }).locator('tbody tr')
    await expect.poll(() => seen.count()).toBe(3)
    const cells = await seen.evaluateAll((rows) =>
      rows.map((one) => [...one.querySelectorAll('td, th')].slice(1).map((cell) => cell.textContent)),
    )
    expect(cells).toEqual([1, 2, 3].map((n) => [...row(n)]))
    const wrong = page.getByRole('table', { name: t('errors') }).locator('tbody tr')
    expect(await wrong.count()).toBe(1)
    expect(await wrong.innerText()).toContain(head[5])
    const none = await page.request.get(
      `${origin}/api/recommendations/list?states=KEN&q=${encodeURIComponent(row(1)[1]!)}`,
    )
    expect(await none.json()).toMatchObject({ total: 0 })
    await run.click()
    await page.getByText(t('state.done'), { exact: true }).waitFor({ timeout: 60_000 })
    const imported = page.url()

    await page.goto(assessment)
    await page.getByRole('link', { name: row(3)[1]! }).click()
    await page.getByText('S/RES/2396 (2017)').first().waitFor()

    await page.goto(imported)
    await press(page, t('undo'))
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('undo'), exact: true })
      .click()
    await page.getByText(t('state.undone'), { exact: true }).waitFor({ timeout: 60_000 })
    const q = encodeURIComponent(row(3)[1]!)
    const left = await page.request.get(`${origin}/api/recommendations/list?q=${q}`)
    expect(await left.json()).toMatchObject({ total: 0 })
    await context.close()
  })
})
