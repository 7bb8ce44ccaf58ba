import type { Browser, Page as BrowserPage } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { pages } from '../apps/web/pages.ts'
import type { Page } from '../platform/ui/pages.ts'
import { openBrowser } from './browser.ts'
import type { Account } from './demonstration.ts'
import { account, expectAccessible, visit, visitAs } from './person.ts'

/** Who opens a page that not everybody may, by its permission or, where that is too wide, by its path. */
const PERSON: Readonly<Record<string, () => Account>> = {
  'signed-in': () => account('officer', 'CTED'),
  'programmes:read': () => account('officer', 'CTED'),
  'programmes:write': () => account('officer', 'CTED'),
  'imports:write': () => account('officer', 'UNODC'),
  'safeguards:read': () => account('officer', 'UNODC'),
  'audit:own': () => account('officer', 'CTED'),
  'directory:plan': () => account('chair', 'UNODC'),
  'directory:administer': () => account('secretariat'),
  'directory:own_focal_points': () => account('focal_point', 'IRQ'),
  '/focal-points/:id': () => account('secretariat'),
  'access:people': () => account('secretariat'),
  'emergency:read': () => account('secretariat'),
  'recommendations:read': () => account('officer', 'CTED'),
  'recommendations:write': () => account('secretariat'),
  'recommendations:assess': () => account('officer', 'CTED'),
  'gaps:read': () => account('officer', 'UNODC'),
  'recommendations:consent': () => account('focal_point', 'IRQ'),
  'recommendations:respond': () => account('focal_point', 'IRQ'),
  'records:share': () => account('officer', 'UNODC'),
  'retention:read': () => account('secretariat'),
  'audit:read': () => account('auditor'),
}
/** Opened without what only a mail, a provider or a grant gives: refused, which the browser notes as an error. */
const ANSWERS_WITH_NOTHING = ['/sign-in/returned', '/records/:id']
const openerOf = ({ path, access }: Page) => (PERSON[path] ? path : access)

/**
 * Every page that is declared, opened by its address as a reader's link would, in English by day and in Arabic by night; in
 * the ordinary run every third one, in turn. What pages say in each language, their own tests look at.
 */
export function openEveryPage({ language, dark }: { language: 'en' | 'ar'; dark: boolean }): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  const shown = inject('everyLanguage') ? pages : pages.filter((_, n) => n % 6 === 3 * Number(dark))
  describe.each([...new Set(shown.map(openerOf))])('who may open what is %s', (opener) => {
    let at: BrowserPage
    let origin: string
    let close: (() => Promise<void>) | undefined
    beforeAll(async () => {
      const person = PERSON[opener]
      if (opener !== 'public' && !person) throw new Error(`nobody here may open what is ${opener}`)
      const options = { dark }
      const opened = person
        ? await visitAs(browser, person(), language, options)
        : await visit(browser, language, options)
      at = opened.page
      origin = opened.origin
      close = () => opened.context.close()
    })
    afterAll(() => close?.())

    test.each(shown.filter((page) => openerOf(page) === opener))('finds $path whole', async (page) => {
      at.removeAllListeners()
      const wrong: string[] = []
      const note = (what: string) => wrong.push(what)
      at.on('pageerror', (error) => note(error.message))
      at.on('console', (said) => {
        if (said.type() === 'error' && !ANSWERS_WITH_NOTHING.includes(page.path)) note(said.text())
      })
      at.on('request', (asked) => {
        if (!asked.url().startsWith(origin) && !/^(data|blob):/.test(asked.url())) note(`asks ${asked.url()}`)
      })
      await at.goto(`${origin}${await addressOf(page, at, origin)}`)
      await at.getByRole('heading', { level: 1 }).first().waitFor()
      await expect.poll(() => at.locator('main [aria-busy=true]').count(), { timeout: 30_000 }).toBe(0)
      expect(await at.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await at.title()).not.toBe('Concord')
      expect(await at.locator('html').getAttribute('lang')).toBe(language)
      const wider = await at.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(wider).toBe(0)
      await expectAccessible(at)
      expect(wrong).toEqual([])
    })
  })
}

/** The address of a page, with the first thing that this reader may open there. */
async function addressOf({ path }: Page, at: BrowserPage, origin: string): Promise<string> {
  const first = async (api: string, fits: (item: Item) => boolean = () => true) => {
    const { items } = (await (await at.request.get(`${origin}/api${api}`)).json()) as { items: Item[] }
    const found = items.find(fits)
    if (!found) throw new Error(`nothing at ${api} fits ${path}`)
    return found
  }
  const isWritable = ({ head }: Item) => head?.mine === 'contribute'
  switch (path) {
    case '/countries/:code':
      return '/countries/IRQ'
    case '/entities/:code':
      return '/entities/UNODC'
    case '/groups/:code':
      return path.replace(':code', (await first('/directory/groups')).code)
    case '/groups/plan/:id':
      return path.replace(':id', (await first('/directory/plan?group=WG5')).id)
    case '/focal-points/:id':
      return path.replace(':id', (await first('/directory/focal-points/nominations')).head!.id)
    case '/accounts/:id':
      return path.replace(':id', (await first('/access/people')).id)
    case '/programmes/:id':
      return path.replace(':id', (await first('/programmes/list')).id)
    case '/programmes/:id/edit':
      return path.replace(':id', (await first('/programmes/list?size=200', isWritable)).id)
    case '/programmes/activities/:id':
      return path.replace(':id', (await first('/programmes/activities')).id)
    case '/programmes/activities/:id/edit':
      return path.replace(':id', (await first('/programmes/activities?size=200', isWritable)).id)
    case '/tasks/:id':
      return path.replace(':id', (await first('/tasks/list?of=all')).id)
    case '/recommendations/:id':
      return path.replace(':id', (await first('/recommendations/list?kinds=assessment')).head!.id)
    case '/recommendations/:id/edit':
      return path.replace(':id', (await first('/recommendations/list?forms=original&size=200', isWritable)).head!.id)
    case '/recommendations/assessments/:id':
    case '/recommendations/assessments/:id/edit':
      return path.replace(':id', (await first('/recommendations/assessments')).head!.id)
    case '/gaps/:state/:theme': {
      const { state, theme } = await first('/gaps/list')
      return `/gaps/${state!.code}/${theme}`
    }
    case '/imports/:id':
      return path.replace(':id', await importOf(at, origin))
    case '/records/:id':
      // Without a record there it says so; what a record looks like is the business of its own page.
      return path.replace(':id', crypto.randomUUID())
    case '/countries':
    case '/entities':
      // A few rows are as whole as two hundred.
      return `${path}?size=25`
    case '/programmes':
    case '/programmes/activities':
    case '/programmes/presence':
      return `${path}?size=25&states=IRQ`
    default:
      if (path.includes(':')) throw new Error(`no example for ${path}`)
      return path
  }
}

/** A table of one row, brought by whoever the page is shown to. */
async function importOf(at: BrowserPage, origin: string): Promise<string> {
  const query = new URLSearchParams({ kind: 'programmes.programme', name: 'one.csv', request: crypto.randomUUID() })
  const reply = await at.request.post(`${origin}/api/imports/upload?${query}`, {
    headers: { 'content-type': 'text/csv', 'x-concord': '1', origin },
    data: Buffer.from('Title;Type;Status;Led by\nBorder training;training;planned;UNODC\n'),
  })
  if (!reply.ok()) throw new Error(await reply.text())
  return ((await reply.json()) as { id: string }).id
}

type Item = {
  id: string
  code: string
  head?: { id: string; mine: string }
  state?: { code: string }
  theme?: string
}
