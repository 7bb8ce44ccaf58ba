import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { takesTheBrief } from './brief.testing.ts'
import { openBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('the focal point of Iraq reads and prints the page of the State, and takes the brief along in Arabic', () =>
  takesTheBrief(browser, 'ar', 'IRQ', 'العراق'))
