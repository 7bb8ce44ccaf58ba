import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '../platform/documents/testing.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { expectGoodOnPaper } from './paper.ts'
import { account, expectAccessible, visitAs } from './person.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Records = { items: { id: string; standing: string }[]; total: number; counts: Record<string, number> }
type Overlaps = { items: { theme: string; organisations: { code: string }[]; sides: { id: string }[] }[] }

const WAYS = ['en', 'ar', 'fr'].map((language) => ({ language }))
const YEARS = 'from=2020&until=2020&from2=2019&until2=2019'

// The focal point of Iraq looks at what grew and ended between two years, and goes from a figure to a record behind it.
describe.each(walked(WAYS, 'ar'))('in $language, a focal point', ({ language }) => {
  test('compares 2020 with 2019 and opens a record from a figure', async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', 'IRQ'), language)
    await page.goto(`${origin}/programmes/presence?states=IRQ`)
    // From the matrix by the switch, which keeps what is narrowed.
    await page.locator('a[href^="/programmes/compare"]').first().click()
    await page.waitForURL((url) => url.pathname === '/programmes/compare' && url.searchParams.get('states') === 'IRQ')
    await page.goto(`${origin}/programmes/compare?states=IRQ&${YEARS}`)
    const cell = page.locator('td[data-trend] a').first()
    await cell.waitFor()
    await expectAccessible(page)
    await cell.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.has('row') && url.searchParams.has('column'))
    const { searchParams } = new URL(page.url())
    const [row, column] = [searchParams.get('row'), searchParams.get('column')]
    const asked = `states=IRQ&${YEARS}&row=${row}&column=${column}`
    const reply = await page.request.get(`${origin}/api/overview/compare/records?${asked}`)
    const { items, counts } = (await reply.json()) as Records
    const figure = Number.parseInt((await cell.innerText()).trim(), 10)
    expect(figure).toBe(counts['new']! + counts['goes_on']!)
    await page.locator(`main a[href$="${items[0]!.id}"]`).first().click()
    await page.waitForURL(/\/programmes\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await context.close()
  })

  test('prints the whole of a matrix, which begins on the sheet of its title', async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', 'IRQ'), language)
    for (const view of [`compare?${YEARS}`, 'presence?kind=activity']) {
      await page.goto(`${origin}/programmes/${view}`)
      const first = page.getByRole('rowheader').first()
      await first.waitFor()
      const title = await page.getByRole('heading', { level: 1 }).innerText()
      await expectGoodOnPaper(page, title)
      const { sheets } = await readPdf(await page.pdf({ format: 'A4' }))
      expect(sheets[0]).toContain((await first.innerText()).trim())
    }
    await context.close()
  })

  test('sees the same on a timeline, a map and a board, each with its date', async () => {
    const { page, context, origin } = await visitAs(browser, account('focal_point', 'IRQ'), language)
    for (const [view, sign] of [
      ['timeline', 'a[data-bar]'],
      ['map', '[data-place][aria-label]'],
      ['board', 'article a'],
    ] as const) {
      await page.goto(`${origin}/programmes/${view}?states=IRQ`)
      await page.locator(sign).first().waitFor()
      await expectAccessible(page)
    }
    await context.close()
  })
})

// Both work in Iraq on the same theme at the same time, as the report tells; neither takes part in what the other does.
const SIDES = [
  { role: 'officer', own: 'UNODC', other: 'UNOCT' },
  { role: 'secretariat', own: 'UNOCT', other: 'UNODC' },
]

describe.each(walked(WAYS, 'fr'))('in $language, two entities', ({ language }) => {
  test('each find what the other does like them, with reasons, and on their own record: both of the same theme', async () => {
    const told: string[][] = []
    for (const { role, own, other } of SIDES) {
      const { page, context, origin } = await visitAs(browser, account(role, own), language)
      await page.goto(`${origin}/programmes/overlaps?entities=${own}&states=IRQ`)
      const card = page.locator('article').filter({ hasText: other }).first()
      await card.waitFor()
      await expectAccessible(page)
      const reply = await page.request.get(`${origin}/api/overlaps/list?entities=${own}&states=IRQ`)
      const { items } = (await reply.json()) as Overlaps
      const [found] = items.filter(({ organisations }) => organisations.some(({ code }) => code === other))
      expect(found!.organisations.map(({ code }) => code)).toContain(own)
      expect(await card.locator('a[data-bar]').count()).toBe(found!.sides.length)
      expect(await card.locator('li').count()).toBeGreaterThan(found!.sides.length)
      told.push([found!.theme, ...found!.sides.map(({ id }) => id).sort()])
      const theirs = found!.sides[0]!.id
      await card.locator(`a[data-bar="${theirs}"]`).click()
      await page.waitForURL(new RegExp(theirs))
      const likes = found!.sides.slice(1).map(({ id }) => `a[href$="${id}"]`)
      await page.locator(likes.join(', ')).first().waitFor()
      await context.close()
    }
    // One of each side at least: beyond these, each sees only what is shared with it.
    const [one, other] = told
    expect(one![0]).toBe(other![0])
    expect(one!.slice(1).filter((id) => other!.includes(id)).length).toBeGreaterThan(1)
  })

  test('returns, and is told what changed since the last look', async () => {
    const { page, context, origin } = await visitAs(browser, account('officer', 'UNODC'), language)
    await page.goto(`${origin}/changes`)
    await page.locator('main time').first().waitFor()
    await expectAccessible(page)
    await context.close()
  })
})
