import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Figures, listFigures } from '../modules/figures/contract.ts'
import { texts } from '../modules/figures/locales/index.ts'
import { translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const WAYS = (['en', 'ar', 'fr'] as const).map((language) => ({ language }))
// The year of the report: nothing that another journey does is done in it.
const YEAR = 'from=2020&until=2020'

const figuresOf = async (page: Page, origin: string): Promise<Figures> =>
  listFigures.output.parse(await (await page.request.get(`${origin}/api/figures/list?${YEAR}`)).json())
const trainedIn = ({ figures }: Figures) => figures.find(({ figure }) => figure === 'people_trained')!

// The secretariat's drafter takes the figures of the year into the report, from the home page to the records behind one.
describe.each(walked(WAYS, 'en'))('in $language, the drafter of the report', ({ language }) => {
  const t = translator(language, texts[language])

  test('reads what was done, opens the records behind a figure, and takes the figures along', async () => {
    const { page, context, origin } = await visitAs(browser, account('secretariat', 'UNOCT'), language)
    await page.goto(origin)
    await page.getByRole('link', { name: t('home.all') }).click()
    await page.getByRole('heading', { level: 1, name: t('figures') }).waitFor()
    await page.goto(`${origin}/programmes/figures?${YEAR}`)
    const trained = page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: t('figure.people_trained') }) })
    await trained.waitFor()
    await expectAccessible(page)

    const { now, left } = trainedIn(await figuresOf(page, origin))
    expect(now.records).toBeGreaterThan(1)
    await trained.getByText(t('from_records', { count: now.records })).waitFor()
    // A total that a source states is shown beside it, and never added.
    expect(left.total).toBeGreaterThan(0)
    await trained.getByRole('link').first().click()
    await page.waitForURL((url) => url.searchParams.get('figure') === 'people_trained')
    const behind = page.getByRole('table', { name: t('records'), exact: true })
    await behind.waitFor()
    expect(await behind.locator('tbody tr').count()).toBe(Math.min(now.records, 20))
    await expectAccessible(page)

    await page.getByRole('button', { name: t('download'), exact: true }).click()
    const begun = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const file = readFileSync(await (await begun).path(), 'utf8')
    const line = file
      .split('\r\n')
      .find((one) => one.includes(t('figure.people_trained')) && one.includes(t('file.is.counted')))
    expect(line).toContain(String(now.records))

    const record = behind.getByRole('link').first()
    const title = (await record.innerText()).trim()
    await record.click()
    await page.waitForURL(/\/programmes\/activities\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await context.close()
  })

  test('goes to the year before', async () => {
    const { page, context, origin } = await visitAs(browser, account('secretariat', 'UNOCT'), language)
    await page.goto(`${origin}/programmes/figures?${YEAR}`)
    await page.getByRole('link', { name: t('earlier', { years: '2019' }) }).click()
    await page.waitForURL((url) => url.searchParams.get('from') === '2019' && url.searchParams.get('until') === '2019')
    await page.getByRole('heading', { level: 2, name: t('in_years', { years: '2019' }) }).waitFor()
    await page
      .getByText(t('coverage', { date: '' }).trim().slice(0, 12))
      .first()
      .waitFor()
    await context.close()
  })
})

test('a donor counts fewer of them than UNODC, from what is shared with each', async () => {
  const counts = await Promise.all(
    [account('officer', 'UNODC'), account('donor')].map(async (of) => {
      const { page, context, origin } = await visitAs(browser, of, 'en')
      const { records } = trainedIn(await figuresOf(page, origin)).now
      await page.goto(`${origin}/programmes/figures?${YEAR}`)
      const t = translator('en', texts.en)
      const trained = page
        .getByRole('article')
        .filter({ has: page.getByRole('heading', { name: t('figure.people_trained') }) })
      await trained.getByText(t('from_records', { count: records })).waitFor()
      await context.close()
      return records
    }),
  )
  expect(counts[1]).toBeLessThan(counts[0]!)
})
