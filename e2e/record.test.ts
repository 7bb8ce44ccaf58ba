import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { recordJourney } from './record.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const WAYS = (['en', 'ar', 'fr'] as const).map((language) => ({ language }))

test.each(walked(WAYS, 'en'))(
  'in $language, an officer completes a record, and a focal point reads it',
  ({ language }) => recordJourney(browser, language),
)
