import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** A real headless Chromium from npm: nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  // With --single-process, closing one context ends the whole browser.
  const args = chromium.args.filter((arg) => arg !== '--single-process')
  return playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true })
}
