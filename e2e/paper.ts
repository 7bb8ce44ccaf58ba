import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { readPdf } from '../platform/documents/testing.ts'

/** Millimetres between the margins of a sheet of A4: as it stands, and as it lies where a matrix is printed. */
const UPRIGHT = 178
const LYING = 265

/** Nothing to press (of what it is narrowed to and sorted by, the words stay), nothing beyond the edge of the sheet, the whole of the tables, and these words among what is printed. */
export async function expectGoodOnPaper(page: Page, ...words: string[]): Promise<void> {
  const sheet = ((await page.getByRole('grid').count()) > 0 ? LYING : UPRIGHT) * (96 / 25.4)
  const { width, height } = page.viewportSize()!
  await page.setViewportSize({ width: Math.floor(sheet), height })
  await page.emulateMedia({ media: 'print' })
  const pressed = await page
    .locator('button, nav a')
    .evaluateAll((all) =>
      all.filter((one) => one.checkVisibility() && !one.closest('search, thead')).map((one) => one.outerHTML),
    )
  expect(pressed).toEqual([])
  const beyond = await page
    .locator('main table')
    .evaluateAll((all, most) => all.map((one) => one.getBoundingClientRect().width).filter((it) => it > most), sheet)
  expect(beyond).toEqual([])
  expect(await page.locator('main table').evaluateAll(brokenWords)).toEqual([])
  const printed = await page.locator('body').innerText()
  for (const said of words) expect(printed).toContain(said)
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width, height })
  expect((await readPdf(await page.pdf({ format: 'A4' }))).pages).toBeGreaterThan(0)
}

/** Words of tables that stand on two lines; what is longer than a column may. */
function brokenWords(tables: Element[]): string[] {
  const broken: string[] = []
  for (const table of tables) {
    const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const { 0: word, index } of node.textContent!.matchAll(/[\p{L}\p{M}]{2,14}/gu)) {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4)))
        // Chinese breaks where it likes.
        if (lines.size > 1 && !/\p{Script=Han}/u.test(word)) broken.push(word)
      }
  }
  return broken
}
