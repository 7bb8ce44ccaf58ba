import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as safeguards from '../modules/safeguards/locales/index.ts'
import { KINDS } from '../modules/safeguards/rules.ts'
import { translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { walked } from './languages.ts'
import { account, expectAccessible } from './person.ts'
import { openSeat, type Person, seated } from './seat.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Gate = { state: string; checks: { kind: string; last: { id: string } | null }[] }

// A programme goes through the gate: recorded by one, signed off by another, read by a third from elsewhere.
const WAYS = (['en', 'ar', 'fr'] as const).map((language) => ({ language }))

describe.each(walked(WAYS, 'fr'))('in $language, a programme', ({ language }) => {
  const t = translator(language, safeguards.texts[language])

  test('gets under way through four checks that a colleague signed off', async () => {
    const seat = await openSeat(browser)
    const officer = await seated(seat, language, account('officer', 'UNODC'))
    const colleague = await seated(seat, language, account('chair', 'UNODC'))
    const reader = await seated(seat, language, account('officer', 'CTED'))
    const id = await planned(officer, language)
    const address = `/programmes/${id}`
    const gate = async (by: Person): Promise<Gate> => (await by.api.get(`/api/safeguards/gate?programme=${id}`)).json()
    const card = (page: Page, kind: string) => page.locator(`[data-check=${kind}]`)

    // The officer records one check on the page, the others by the API.
    const page = await officer.open(`${address}`)
    await card(page, 'legality')
      .getByRole('button', { name: t('record'), exact: true })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('textarea').first().fill('The law of 2019 on criminal procedure holds.')
    await dialog.getByText(t('answer.no_risk'), { exact: true }).click()
    await expectAccessible(page)
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })
    await card(page, 'legality').locator('header').getByText(t('state.waiting'), { exact: true }).waitFor()
    // She is not asked to sign off her own, and is refused where she tries.
    expect(
      await card(page, 'legality')
        .getByRole('button', { name: t('sign'), exact: true })
        .count(),
    ).toBe(0)
    const own = (await gate(officer)).checks[0]!.last!.id
    expect((await officer.api.post('/api/safeguards/sign', { data: { check: own } })).status()).toBe(403)
    for (const kind of KINDS.slice(1)) await officer.post('/safeguards/record', check(id, kind, 0))

    // The colleague returns it with words; the officer mends it; the colleague signs it off.
    await colleague.open(address)
    await card(page, 'legality')
      .getByRole('button', { name: t('return'), exact: true })
      .click()
    await dialog.locator('textarea').fill('Say what is kept of the participants.')
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })
    await card(page, 'legality').getByText('Say what is kept of the participants.').waitFor()
    await officer.post('/safeguards/record', check(id, 'legality', 1))
    await colleague.open(address)
    await card(page, 'legality')
      .getByRole('button', { name: t('sign'), exact: true })
      .click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('sign'), exact: true })
      .click()
    await card(page, 'legality').locator('header').getByText(t('state.signed'), { exact: true }).waitFor()
    for (const { kind, last } of (await gate(colleague)).checks)
      if (kind !== 'legality') await colleague.post('/safeguards/sign', { check: last!.id })

    // Under way now, and visible to who may see the programme; the reasons are not.
    await underWay(officer, id)
    await reader.open(address)
    await page.locator('#safeguards').getByText(t('gate.open'), { exact: true }).waitFor()
    expect(await page.getByText(t('reasons.hidden')).count()).toBe(4)
    if (language === 'ar') await expectAccessible(page)
    await seat.context().close()
  })
})

const check = (programme: string, kind: string, version: number) => ({
  ...{ programme, kind, version, answer: 'no_risk', request: crypto.randomUUID() },
  reason: { original: 'en', texts: { en: 'Looked at with the office concerned.' }, outdated: [] },
  ...(kind === 'rights' && { support: { given: false } }),
})

async function planned(officer: Person, language: string): Promise<string> {
  const cted = await (await officer.api.get('/api/directory/organisation?code=CTED')).json()
  const { head } = await officer.post<{ head: { id: string } }>('/programmes/add', {
    ...{ request: crypto.randomUUID(), type: 'programme', status: 'planned', leads: ['UNODC'] },
    title: { original: 'en', texts: { en: `Through the gate (${language})` } },
    audience: [{ to: { kind: 'organisation', id: cted.id }, gives: 'read' }],
  })
  return head.id
}

/** Edits nothing but the status. */
async function underWay(officer: Person, id: string): Promise<void> {
  const found = await (await officer.api.get(`/api/programmes/programme?id=${id}`)).json()
  const { head, title, type } = found
  const edit = { id, version: head.version, title, type, leads: ['UNODC'], status: 'ongoing' }
  const made = await officer.post<{ status: string }>('/programmes/edit', edit)
  expect(made.status).toBe('ongoing')
}
