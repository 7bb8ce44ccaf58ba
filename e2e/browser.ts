import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'
import { inject } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium/package.json')

/**
 * Unpacks the Chromium that came from npm, once for this installation and version, and answers where it is. The package
 * would unpack to the folder of the system that all accounts share, and take for whole what another process still writes.
 */
export async function unpackBrowser(): Promise<string> {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }
  const folder = join(ROOT, '.data', `chromium-${version}`)
  const program = join(folder, 'chromium')
  if (existsSync(program)) return program
  await mkdir(join(ROOT, '.data'), { recursive: true })
  const partial = await mkdtemp(`${folder}-`)
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = partial
  try {
    await chromium.executablePath()
    await rename(partial, folder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    // Another run in this folder was quicker.
    if (!existsSync(program)) throw error
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  return program
}

/** A real headless Chromium, with the rules of the web in force; without a sandbox of its own, which root cannot have. */
export async function openBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--no-zygote', '--font-render-hinting=none']
  return playwright.launch({ executablePath: inject('browser'), args, headless: true })
}

declare module 'vitest' {
  interface ProvidedContext {
    browser: string
  }
}
