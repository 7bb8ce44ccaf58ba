import { type APIRequestContext, type Browser, type Page, request } from 'playwright-core'
import { expect } from 'vitest'
import { type Account, demonstration } from './demonstration.ts'

/** One of several people who take turns at one page, and otherwise use the API. */
export type Person = {
  /** Takes the page over and opens this address, in the language of the journey unless it is another. */
  open: (path: string, language?: string) => Promise<Page>
  api: APIRequestContext
  /** Does something by the API, which must be done. */
  post: <T>(path: string, data: object) => Promise<T>
}

export const openSeat = async (browser: Browser, width = 1360): Promise<Page> =>
  (await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })).newPage()

/**
 * Someone at this page: of the demonstration, or nobody in particular. That they sit at one browser is for the time it
 * takes: most of what a page costs is to fetch and compile for the first time what the browser then has for all of them.
 */
export async function seated(seat: Page, language: string, account?: Account): Promise<Person> {
  const { origin, sessions } = demonstration()
  const api = await request.newContext({
    baseURL: origin,
    extraHTTPHeaders: { 'x-concord': '1', origin },
    ...(account && { storageState: sessions[account.mail]! }),
  })
  const open = async (path: string, spoken = language) => {
    await seat.context().clearCookies()
    const { cookies } = await api.storageState()
    await seat.context().addCookies([...cookies, { name: 'lang', value: spoken, url: origin }])
    await seat.goto(new URL(path, origin).href)
    return seat
  }
  const post = async <T>(path: string, data: object): Promise<T> => {
    const reply = await api.post(`/api${path}`, { data, headers: { 'accept-language': language } })
    expect(reply.status(), `${path} ${await reply.text()}`).toBe(200)
    return reply.json()
  }
  return { open, api, post }
}
