import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../modules/gaps/locales/index.ts'
import { VERDICTS } from '../modules/gaps/rules.ts'
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

const WAYS = [
  { language: 'ar', theme: 'biosecurity' },
  { language: 'en', theme: 'ihl' },
]

/** As a form of someone else's would send it. */
async function send(page: Page, origin: string, path: string, data: object): Promise<Answer> {
  const reply = await page.request.post(`${origin}/api/recommendations/${path}`, {
    headers: { 'x-concord': '1', origin },
    data,
  })
  expect(reply.status(), await reply.text()).toBe(200)
  return reply.json()
}
type Answer = { head: { id: string } }

// Of a State that opens nothing in other journeys: these count what it opened. An officer of an entity sees the gap that a consented need makes, what is behind it, and that it is gone when it is revoked.
describe.each(walked(WAYS, 'ar'))('in $language, an officer of an entity', ({ language, theme }) => {
  test('finds the gap that a need opened to the entity makes, and finds it no more once that is revoked', async () => {
    const cted = await visitAs(browser, account('officer', 'CTED'), 'en')
    const state = await visitAs(browser, account('focal_point', 'NER'), 'en')
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    const written = (text: string) => ({ original: 'en', texts: { en: text }, outdated: [] })
    const { head } = await send(cted.page, origin, 'add', {
      ...{
        kind: 'assessment',
        state: 'NER',
        title: written(`Quagga ${language}`),
        body: written('Words of the original'),
      },
      ...{ themes: [theme], need: true, request: randomUUID() },
    })
    const gap = page.locator(`main a[href="/gaps/NER/${theme}"]`).first()
    const here = `${origin}/gaps?view=all&states=NER&themes=${theme}`
    await page.goto(here)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0)
    expect(await gap.count()).toBe(0)

    await send(state.page, origin, 'consent', {
      ...{ recommendations: [head.id], form: 'need', reference: 'Note verbale 17', request: randomUUID() },
      to: [{ kind: 'organisation', code: 'UNODC' }],
    })
    await page.goto(here)
    await gap.waitFor()
    await expectAccessible(page)
    await page.goto(here.replace('view=all', 'view=matrix'))
    await gap.waitFor()
    await expectAccessible(page)
    await gap.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === `/gaps/NER/${theme}`)
    const need = page.locator('#needs a[href^="/recommendations/"]').first()
    await need.waitFor()
    await expectAccessible(page)
    expect(await page.locator('main').innerText()).not.toContain('Quagga')

    const consents = await state.page.request.get(`${origin}/api/recommendations/consents?recommendation=${head.id}`)
    const { items } = (await consents.json()) as { items: { id: string }[] }
    await send(state.page, origin, 'revoke', { consents: items.map(({ id }) => id) })
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0)
    expect(await need.count()).toBe(0)
    for (const visit of [cted, state]) await visit.context.close()
    await context.close()
  })
})

const HOMES = (['ar', 'en', 'fr'] as const).map((language) => ({ language }))

// Of the demonstration: what each of the three sees first, and that it is nothing but that.
describe.each(walked<{ language: Language }>(HOMES, 'en'))('in $language, the home of gaps', ({ language }) => {
  const t = translator(language, texts[language])
  /** Opens the home of gaps as its owner and answers its page, and each of its lines by where it leads. */
  const home = async (role: string, organisation: string) => {
    const { page, context, origin } = await visitAs(browser, account(role, organisation), language)
    await page.goto(`${origin}/gaps`)
    await page.locator('main a[href^="/gaps/"]').first().waitFor()
    await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0)
    const lines = async () => {
      const all = await page
        .locator('main li')
        .filter({ has: page.locator('a[href^="/gaps/"]') })
        .all()
      return Promise.all(
        all.map(async (line) => ({
          cell: (await line.locator('a').first().getAttribute('href'))!.replace('/gaps/', ''),
          words: await line.innerText(),
        })),
      )
    }
    return { page, context, lines: await lines(), title: await page.getByRole('heading', { level: 1 }).innerText() }
  }
  /** How that cell is answered: its mark is the last on its line. */
  const verdict = (lines: { cell: string; words: string }[], cell: string) => {
    const mark = lines
      .find((line) => line.cell === cell)!
      .words.trim()
      .split('\n')
      .at(-1)
    return VERDICTS.find((one) => t(`verdict.${one}`) === mark)
  }

  test('of a State: its own needs, and who answers them', async () => {
    const { page, context, lines, title } = await home('focal_point', 'NER')
    expect(title).toBe(t('home.state'))
    expect(lines.map(({ cell }) => cell.split('/')[0]).every((state) => state === 'NER')).toBe(true)
    const said = (theme: string) => lines.find(({ cell }) => cell === `NER/${theme}`)!.words
    expect(verdict(lines, 'NER/women_gender')).toBe('over_served')
    for (const who of ['OHCHR', 'UN-WOMEN', 'UNDP']) expect(said('women_gender')).toContain(who)
    expect(verdict(lines, 'NER/youth')).toBe('planned')
    expect(said('youth')).toContain('UNDP')
    expect(verdict(lines, 'NER/prisons')).toBe('met')
    expect(verdict(lines, 'NER/arms_ied')).toBe('unmet')
    expect(said('arms_ied')).toContain(t('who.nobody'))
    await expectAccessible(page)
    await expectGoodOnPaper(page, t('home.state'), t('verdict.over_served'), 'UN-WOMEN')
    await context.close()
  })

  test('of a donor: what is not under way of what was opened to donors, and nothing else', async () => {
    const { page, context, lines, title } = await home('donor', 'NLD')
    expect(title).toBe(t('home.donor'))
    for (const { cell } of lines) expect(['unmet', 'planned']).toContain(verdict(lines, cell))
    expect(verdict(lines, 'IRQ/border_travel')).toBe('planned')
    // Answered already, or never opened to donors: Nigeria opened nothing to them.
    const cells = lines.map(({ cell }) => cell)
    expect(cells).not.toContain('NER/women_gender')
    expect(cells).not.toContain('NER/prisons')
    expect(cells.filter((cell) => cell.startsWith('NGA'))).toEqual([])
    await page.locator('main a[href="/gaps/IRQ/border_travel"]').click()
    await page.locator('#needs').waitFor()
    // Theme and need, and none of the words.
    expect(await page.locator('#needs').innerText()).not.toMatch(/Passenger|بيانات المسافرين/)
    await page
      .locator('#answers')
      .getByText(/Passenger data at borders|بيانات المسافرين على الحدود/)
      .waitFor()
    await expectAccessible(page)
    await context.close()
  })

  test('of an entity: what it may see, near its own work, the unmet first', async () => {
    const { page, context, lines, title } = await home('officer', 'UNODC')
    expect(title).toBe(t('home.entity'))
    for (const { words } of lines) expect(words.includes(t('fit.theme')) || words.includes(t('fit.state'))).toBe(true)
    const verdicts = lines.map(({ cell }) => verdict(lines, cell))
    expect(verdicts[0]).toBe('unmet')
    expect(verdicts.lastIndexOf('unmet')).toBeLessThan(verdicts.indexOf('planned'))
    // As the State opened it to this entity alone.
    expect(lines.map(({ cell }) => cell)).toContain('NGA/digital_evidence')
    await expectAccessible(page)
    await context.close()
  })
})
