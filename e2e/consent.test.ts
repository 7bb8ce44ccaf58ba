import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../modules/recommendations/locales/index.ts'
import { translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { account, expectAccessible } from './person.ts'
import { openSeat, type Person, seated } from './seat.ts'

let browser: Browser
let seat: Page
beforeAll(async () => {
  browser = await openBrowser()
  seat = await openSeat(browser)
})
afterAll(() => browser.close())

type Listed = { items: { head: { id: string }; title: { text: string }; form: string }[]; total: number }

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const field = (page: Page, name: string): Locator => page.locator(`form [data-field="${name}"]`)

async function writeDay(page: Page, name: string, date: string): Promise<void> {
  const [year, month, day] = date.split('-').map(Number)
  await field(page, name).locator('input[maxlength="2"]').fill(`${day}`)
  await field(page, name).locator('select').selectOption(`${month}`)
  await field(page, name).locator('input[maxlength="4"]').fill(`${year}`)
}

/** Types into a field that finds, and takes the first option that shows it. */
async function find(page: Page, label: string, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed)
  await page.getByRole('option').filter({ hasText: typed }).first().click()
  await page.keyboard.press('Escape')
}

const WAYS = [
  {
    language: 'en',
    ...{ word: 'Quartzite', comment: 'The law is of 2019.', hidden: 'Nightjar' },
    ...{ state: 'Iraq', theme: 'Border' },
  },
  {
    language: 'ar',
    ...{ word: 'كوارتزيت', comment: 'صدر القانون في عام 2019.', hidden: 'السبد' },
    ...{ state: 'العراق', theme: 'الحدود' },
  },
] as const

// CTED records a visit and five recommendations; the State comments, opens three of them to one entity, and takes one back.
describe.each(walked(WAYS, 'ar'))('in $language', ({ language, comment, hidden, state, theme, ...way }) => {
  const word = `${way.word} ${crypto.randomUUID().slice(0, 4)}`
  const t = translator(language, texts[language])
  const written = (text: string) => ({ original: language, texts: { [language]: text } })
  const title = (n: number) => `${word} ${n}`
  let cted: Person
  let focal: Person
  let entity: Person
  let visit: string
  const ids: string[] = []
  const opened = async (): Promise<Listed> =>
    (await entity.api.get(`/api/recommendations/list?states=IRQ&kinds=assessment&q=${encodeURIComponent(word)}`)).json()
  const titles = async () => (await opened()).items.map((one) => one.title.text).sort()
  /** Needs of this journey in one cell of the gap view, as the entity sees it. */
  const needs = async (of: string) => {
    const gap: { needs: { items: { title: { text: string } }[] } } = await (
      await entity.api.get(`/api/gaps/show?state=IRQ&theme=${of}`)
    ).json()
    return gap.needs.items.map((one) => one.title.text).filter((one) => one.startsWith(word))
  }
  const idIn = async (page: Page, path: RegExp) => {
    await page.waitForURL((url) => path.test(url.pathname))
    return new URL(page.url()).pathname.split('/').at(-1)!
  }

  beforeAll(async () => {
    cted = await seated(seat, language, account('officer', 'CTED'))
    focal = await seated(seat, language, account('focal_point', 'IRQ'))
    entity = await seated(seat, language, account('officer', 'UNODC'))
  })

  test('CTED enters the visit, and what it recommends', async () => {
    const page = await cted.open('/recommendations/assessments/new')
    const save = page.getByRole('button', { name: t('assessment.save') })
    // What is missing is said at its field, and nothing is lost.
    await field(page, 'title').locator('input').fill(title(0))
    await save.click()
    await page
      .getByRole('alert')
      .getByRole('button', { name: t('label.states') })
      .waitFor()
    await find(page, t('label.states'), state)
    await field(page, 'type').getByRole('button').click()
    await page.getByRole('option', { name: t('type.focused'), exact: true }).click()
    await writeDay(page, 'startsOn', daysAgo(20))
    await writeDay(page, 'endsOn', daysAgo(16))
    await writeDay(page, 'sentOn', daysAgo(6))
    await field(page, 'observations').locator('textarea').fill(`${hidden} 0`)
    await save.click()
    visit = await idIn(page, /assessments\/[0-9a-f-]{36}$/)
    await page.getByRole('link', { name: t('recommendation.new') }).click()
    await field(page, 'title').locator('input').fill(title(1))
    await field(page, 'body').locator('textarea').fill(`${hidden} 1`)
    await find(page, t('label.themes'), theme)
    await field(page, 'need').check({ force: true })
    await page.getByRole('button', { name: t('recommendation.save'), exact: true }).click()
    ids.push(await idIn(page, /recommendations\/[0-9a-f-]{36}$/))
    for (let n = 2; n <= 5; n++) {
      const one = await cted.post<{ head: { id: string } }>('/recommendations/add', {
        ...{ kind: 'assessment', state: 'IRQ', assessment: visit, title: written(title(n)), need: true },
        ...{ body: written(`${hidden} ${n}`), themes: ['evaluation'], request: crypto.randomUUID() },
      })
      ids.push(one.head.id)
    }
  })

  test('nobody but CTED and the State sees them', async () => {
    expect(await titles()).toEqual([])
    for (const id of [visit, ...ids])
      expect((await entity.api.get(`/api/recommendations/show?id=${id}`)).status()).toBe(404)
    const other = await seated(seat, language, account('focal_point', 'NGA'))
    expect((await other.api.get(`/api/recommendations/show?id=${ids[0]}`)).status()).toBe(404)
  })

  test('the focal point comments on the text, and gives the view of the State', async () => {
    const page = await focal.open(`/recommendations/assessments/${visit}`)
    // Not what else may be said on the page: these forms come a moment later than it.
    const beside = page.locator('main form').filter({ has: page.getByRole('button', { name: t('comment.give') }) })
    await beside.first().locator('textarea').first().fill(comment)
    await expectAccessible(page)
    // By keyboard: other parts of the page may still arrive above it.
    await beside
      .first()
      .getByRole('button', { name: t('comment.give') })
      .press('Enter')
    await page.getByRole('listitem').filter({ hasText: comment }).waitFor()
    await page.getByRole('link', { name: title(1) }).click()
    await page.getByRole('button', { name: t('view.give') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(t('view.partly'), { exact: true }).click()
    await dialog.getByText(t('need.prioritised'), { exact: true }).click()
    await expectAccessible(page)
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })
    const read = await cted.open(`/recommendations/${ids[0]}`)
    await read.getByText(t('need.prioritised'), { exact: true }).first().waitFor()
    await read.goto(read.url().replace(ids[0]!, `assessments/${visit}`))
    await read.getByRole('listitem').filter({ hasText: comment }).waitFor()
  })

  test('consents to two whole and one redacted, after looking through the eyes of others', async () => {
    const give = async (chosen: number[], form: 'whole' | 'redacted') => {
      const page = await focal.open('/recommendations/consent')
      for (const n of chosen)
        await page
          .getByRole('row')
          .filter({ hasText: title(n) })
          .locator('label')
          .click()
      await find(page, t('consent.named'), 'UNODC')
      await field(page, 'form')
        .locator('label')
        .filter({ hasText: t(`form.${form}`) })
        .first()
        .click()
      if (form === 'redacted') {
        await field(page, 'redactions.0.title')
          .locator('input')
          .fill(`${title(chosen[0]!)} (…)`)
        await field(page, 'redactions.0.body').locator('textarea').fill('(…)')
      }
      await page.locator('input[name=reference]').fill('Note verbale 7')
      await page.getByRole('button', { name: t('consent.preview') }).click()
      await page.getByText(t('preview.none')).first().waitFor()
      if (form === 'redacted') await expectAccessible(page)
      await page.getByRole('button', { name: t('consent.give'), exact: true }).click()
      await page.getByText(t('consent.given')).first().waitFor()
    }
    await give([1, 2], 'whole')
    await give([3], 'redacted')
  })

  test('the entity sees exactly these and the gap, and of the redacted one no word of the original', async () => {
    expect(await titles()).toEqual([title(1), title(2), `${title(3)} (…)`])
    expect((await needs('evaluation')).sort()).toEqual([title(2), `${title(3)} (…)`])
    expect(await needs('border_travel')).toEqual([title(1)])
    const page = await entity.open(`/recommendations?q=${encodeURIComponent(word)}`)
    await page.getByRole('link', { name: `${title(3)} (…)` }).click()
    await page.getByText(t('redacted.note')).waitFor()
    expect(await page.locator('main').innerText()).not.toContain(`${hidden} 3`)
    const found = await entity.api.get(`/api/search/query?q=${encodeURIComponent(`${hidden} 3`)}`)
    expect(await found.text()).not.toContain(`${hidden} 3`)
  })

  test('the State revokes one, and it is gone, with a receipt of who had read it', async () => {
    const { items } = await opened()
    const one = items.find((item) => item.title.text === title(1))!
    expect((await entity.api.get(`/api/recommendations/show?id=${one.head.id}`)).status()).toBe(200)
    const page = await focal.open('/recommendations/consents?to=organisation:UNODC&standing=in_force')
    await page
      .getByRole('row')
      .filter({ hasText: title(1) })
      .getByRole('button', { name: t('consent.revoke') })
      .click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('consent.revoke') })
      .click()
    const receipts = page.getByRole('region', { name: t('receipts') })
    await receipts.locator('p').first().waitFor()
    expect(await receipts.getByText(t('receipt.none')).count()).toBe(0)
    await expectAccessible(page)
    expect(await titles()).toEqual([title(2), `${title(3)} (…)`])
    expect(await needs('border_travel')).toEqual([])
    expect((await entity.api.get(`/api/recommendations/show?id=${one.head.id}`)).status()).toBe(404)
    expect(await (await entity.api.get(`/api/search/query?q=${encodeURIComponent(title(1))}`)).text()).not.toContain(
      one.head.id,
    )
  })
})
