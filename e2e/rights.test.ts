import { readFile } from 'node:fs/promises'
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TERMS_VERSION } from '../platform/access/terms.ts'
import { texts } from '../platform/retention/locales/index.ts'
import { translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { type Account, demonstration } from './demonstration.ts'
import { account, expectAccessible } from './person.ts'
import { openSeat, type Person, seated } from './seat.ts'

// Someone who leaves wants to know what is held about them, takes it along, and has it erased; a legal hold comes between.
const NAME = `Lamia Leaver ${process.pid}`
const MAIL = `leaver-${process.pid}@undp.un.example`
const PASSWORD = 'seven green umbrellas 9'
const HOLDER = 'secretariat@unoct.un.example'
const DECIDER = 'secretariat.second@unoct.un.example'
const t = translator('en', texts.en)
const of = (mail: string): Account => demonstration().accounts.find((a) => a.mail === mail)!

let browser: Browser
let seat: Page
let leaver: Person
let holder: Person
let decider: Person
beforeAll(async () => {
  browser = await openBrowser()
  seat = await openSeat(browser)
  holder = await seated(seat, 'en', of(HOLDER))
  decider = await seated(seat, 'en', of(DECIDER))
  leaver = await comes()
})
afterAll(() => browser.close())

const card = () => seat.locator('main li', { hasText: NAME })
/** Of a dialog, the button that does it. */
const act = () => seat.locator('[role=dialog] button[type=submit], [role=alertdialog] button').last()
const gone = (role: 'dialog' | 'alertdialog') => seat.getByRole(role).waitFor({ state: 'detached' })

test('a person sees what is held about them, and takes a copy along', async () => {
  const page = await leaver.open('/account/data')
  await page.getByRole('row').nth(1).waitFor()
  await page.getByRole('button', { name: t('data.export') }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /my-data\.json/ }).click({ timeout: 60_000 })
  const copy = JSON.parse(await readFile(await (await download).path(), 'utf8')) as { tables: { table: string }[] }
  expect(copy.tables.find(({ table }) => table === 'persons')).toMatchObject({
    complete: true,
    rows: [{ name: NAME, mail: MAIL }],
  })
})

test('they ask for erasure', async () => {
  const page = seat
  await page.getByRole('button', { name: t('data.erase') }).click()
  await page.getByRole('dialog').locator('textarea').fill('I no longer work on this.')
  await expectAccessible(page)
  await act().click()
  await gone('dialog')
  await page.getByText(t('data.erase.waits')).waitFor()
})

test('the secretariat places a legal hold, and erasure is refused while it stands', async () => {
  let page = await holder.open('/retention/holds')
  await page.getByRole('button', { name: t('holds.place') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: t('label.person') }).fill(NAME)
  await page.getByRole('option', { name: NAME }).click()
  await dialog.locator('input[name=reference]').fill('OIOS/7')
  await dialog.locator('textarea').fill('Proceedings under way, case 7')
  const day = dialog.locator('[data-field=reviewOn]')
  await day.locator('input').first().fill('15')
  await day.locator('select').selectOption('3')
  await day
    .locator('input')
    .last()
    .fill(String(new Date().getFullYear() + 1))
  await expectAccessible(page)
  await act().click()
  await gone('dialog')
  await card().getByText('OIOS/7').waitFor()

  page = await decider.open('/retention/erasures')
  await card()
    .getByRole('button', { name: t('erasures.erase') })
    .click()
  await expectAccessible(page)
  await act().click()
  expect(await page.getByRole('alertdialog').getByRole('alert').innerText()).toContain('hold')
  expect((await leaver.api.get('/api/retention/my-data')).status()).toBe(200)
})

test('in Arabic, the person is told of the hold', async () => {
  const ar = translator('ar', texts.ar)
  const page = await leaver.open('/account/data', 'ar')
  await page.getByText(ar('data.held')).waitFor()
  await page.getByText(ar('data.erase.waits')).waitFor()
  await page.getByRole('row').nth(1).waitFor()
  await expectAccessible(page)
})

test('another lifts it and erases, and nothing of the person is left to find', async () => {
  let page = await decider.open('/retention/holds')
  await card()
    .getByRole('button', { name: t('holds.lift') })
    .click()
  await page.getByRole('dialog').locator('textarea').fill('The proceedings are over')
  await act().click()
  await gone('dialog')
  await card().waitFor({ state: 'detached' })

  page = await decider.open('/retention/erasures')
  await card()
    .getByRole('button', { name: t('erasures.erase') })
    .click()
  await act().click()
  await gone('alertdialog')
  await card().waitFor({ state: 'detached' })

  page = await decider.open('/retention/erasures?view=settled')
  const done = page.locator('main li', { hasText: t('state.done') }).first()
  await done.locator('summary').click()
  expect(await done.innerText()).toContain(t('done.deleted'))
  const { items } = await (await decider.api.get(`/api/access/people?q=${encodeURIComponent(NAME)}`)).json()
  expect(items).toEqual([])
  expect((await leaver.api.get('/api/retention/my-data')).status()).toBe(401)
  const again = await leaver.api.post('/api/access/sign-in', { data: { mail: MAIL, password: PASSWORD } })
  expect(again.status()).toBeGreaterThanOrEqual(400)
})

/** Invited by their administrator; makes the account and sets up the app, as the pages of the invitation do. */
async function comes(): Promise<Person> {
  const administrator = await seated(seat, 'en', account('org_admin'))
  await administrator.post('/access/invitations/send', {
    ...{ mail: MAIL, name: NAME, language: 'en', roles: ['reader'], request: crypto.randomUUID() },
  })
  const person = await seated(seat, 'en')
  const get = async (path: string) => (await person.api.get(`/api/mail/${path}`)).json()
  const { items } = await get(`outbox?to=${encodeURIComponent(MAIL)}`)
  const { text } = await get(`read?id=${items[0].id}&to=${encodeURIComponent(MAIL)}`)
  await person.post('/access/invitation/accept', {
    ...{ secret: /\/welcome#([\w-]{43})/.exec(text)![1], name: NAME, language: 'en' },
    ...{ password: PASSWORD, terms: TERMS_VERSION },
  })
  await person.post('/access/sign-in', { mail: MAIL, password: PASSWORD })
  const { secret } = await person.post<{ secret: string }>('/access/app/begin', { password: PASSWORD })
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await person.post('/access/app/confirm', { code })
  return person
}
