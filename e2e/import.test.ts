import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sheetOf, workbook } from '../platform/imports/fuzz.testing.ts'
import { texts } from '../platform/imports/locales/index.ts'
import type { Language } from '../platform/text.ts'
import { translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Sheets as officers in the three languages keep them: a title above, their own headings, names and dates. */
const SHEETS = {
  en: {
    head: 'Ref.,Project title,Type,Status,Country,Start',
    row: (n: number) => `EN-${n},Imported project ${n},Project,Planned,${state(n, 'Ivory Coast', 'Niger')},${day(n)}`,
  },
  ar: {
    head: 'المرجع;العنوان;النوع;الحالة;البلد;تاريخ البدء',
    row: (n: number) => `AR-${n};مشروع مستورد ${n};مشروع;مقرر;${state(n, 'تنزانيا', 'النيجر')};${day(n)}`,
  },
  fr: {
    head: 'Réf.;Intitulé;Type;Statut;Pays;Début',
    row: (n: number) => `FR-${n};Projet importé ${n};Projet;Prévu;${state(n, 'Tanzanie', 'Niger')};${day(n)}`,
  },
} as const
/** Of 25 rows two are none. */
const ROWS = 500
const state = (n: number, doubtful: string, sure: string) => (n % 10 === 0 ? doubtful : sure)
const day = (n: number) => (n % 25 < 2 ? '32/13/2020' : '12/03/2020')

const TYPES = {
  'projects.csv': 'text/csv',
  'mended.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const WAYS = (['en', 'ar', 'fr'] as const).map((language) => ({ language }))

describe.each(walked(WAYS, 'en'))('in $language, an officer', ({ language }) => {
  const t = translator(language as Language, texts[language])
  const all = ROWS
  const bad = (all / 25) * 2
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const counts = (page: Page) => page.locator('main dl dd').allInnerTexts()

  async function bring(page: Page, origin: string, name: keyof typeof TYPES, file: Buffer) {
    await page.goto(`${origin}/imports/new`)
    const chooser = page.waitForEvent('filechooser')
    await press(page, t('choose'))
    await (await chooser).setFiles({ name, mimeType: TYPES[name], buffer: file })
    await press(page, t('new'))
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
    await press(page, t('map'))
  }
  async function check(page: Page) {
    await press(page, t('check'))
    await page.locator('main dl').first().waitFor({ timeout: 60_000 })
  }

  test(`brings ${all} rows of which ${bad} are bad, mends them, and takes all back`, { timeout: 180_000 }, async () => {
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    const { head, row } = SHEETS[language]
    const lines = Array.from({ length: all }, (_, n) => row(n + 1))
    await bring(page, origin, 'projects.csv', Buffer.from(['2020', '', head, ...lines].join('\r\n')))
    // What is not certain is shown once, with what it probably is.
    await page.getByRole('table', { name: t('step.names') }).waitFor()
    await expectAccessible(page)
    await press(page, t('names.confirm'))
    await page.getByText(t('names.none')).waitFor()
    await check(page)
    const digits = new Intl.NumberFormat(language)
    await expect.poll(() => counts(page)).toEqual([all - bad, 0, 0, bad].map((n) => digits.format(n)))
    await expectAccessible(page)
    await press(page, t('run', { count: all - bad }))
    const undo = page.getByRole('button', { name: t('undo'), exact: true })
    await page.getByText(t('state.done'), { exact: true }).waitFor({ timeout: 90_000 })

    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: t('mend') }).click()
    const kept = readFileSync(await (await download).path(), 'utf8')
    expect(kept.split('\r\n').filter((line) => line.includes('32/13/2020'))).toHaveLength(bad)
    expect(kept.split('\r\n')[0]).toContain(t('mend.heading'))
    const first = page.url()
    // Mended in a spreadsheet, and brought as one.
    const rows = parse(kept, { bom: true, delimiter: language === 'en' ? ',' : ';' }).map((cells) =>
      cells.map((cell) => cell.replace('32/13/2020', '13/03/2020')),
    )
    await bring(page, origin, 'mended.xlsx', workbook({ sheet: sheetOf(rows) }))
    await page.getByText(t('names.none')).waitFor()
    await check(page)
    await press(page, t('run', { count: bad }))
    await page.getByText(t('state.done'), { exact: true }).waitFor({ timeout: 60_000 })
    const total = async () =>
      (
        (await (await page.request.get(`${origin}/api/programmes/list?q=${language.toUpperCase()}-`)).json()) as {
          total: number
        }
      ).total
    expect(await total()).toBe(all)

    for (const at of [page.url(), first]) {
      await page.goto(at)
      await undo.click()
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: t('undo'), exact: true })
        .click()
      await page.getByText(t('state.undone'), { exact: true }).waitFor({ timeout: 90_000 })
    }
    expect(await total()).toBe(0)
    await context.close()
  })
})
