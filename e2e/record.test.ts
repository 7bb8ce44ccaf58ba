import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { recordJourney } from './record.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

// The other languages go the same way in record.deep.test.ts.
test('an officer says who took part, by sex, which target it serves and what it reached; a focal point reads it', () =>
  recordJourney(browser, 'en'))
