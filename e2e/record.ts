import type { Browser, Locator } from 'playwright-core'
import { expect } from 'vitest'
import * as particulars from '../modules/particulars/locales/index.ts'
import * as results from '../modules/results/locales/index.ts'
import { type Language, translator } from '../platform/text.ts'
import { account, expectAccessible } from './person.ts'
import { openSeat, type Person, seated } from './seat.ts'

const FIELD = (name: string) => `[data-field="${name}"] :is(input, textarea)`

/**
 * An officer is led by the list of what is missing to say who took part, by sex; chooses a target of the 2030 Agenda and
 * writes a results chain. The list shrinks. A focal point with whom it is shared reads it all, and changes nothing.
 */
export async function recordJourney(browser: Browser, language: Language): Promise<void> {
  const beside = translator(language, particulars.texts[language])
  const chain = translator(language, results.texts[language])
  const seat = await openSeat(browser)
  // Of an organisation for which no other journey brings programmes by the hundred.
  const officer = await seated(seat, language, account('officer', 'CTED'))
  const reader = await seated(seat, language, account('focal_point', 'IRQ'))
  const { programme, activity } = await begun(officer, language)
  const missing = async (check: string): Promise<string[]> => {
    const reply = await officer.api.get(`/api/quality/list?check=${check}&size=200`)
    return ((await reply.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
  }
  expect(await missing('not_by_sex')).toContain(activity)
  expect(await missing('no_indicator')).toContain(programme)

  // From the list of what must be mended to the place where it is.
  const page = await officer.open('/programmes/quality?grade=must&size=200')
  const way = page.locator(`a[href="/programmes/activities/${activity}#attendance"]`)
  await way.waitFor()
  if (language === 'en') await expectAccessible(page)
  await way.click()
  const attendance = page.locator('#attendance')
  await attendance.getByRole('button', { name: beside('attendance.edit') }).click()
  const dialog = page.getByRole('dialog')
  const done = async (of: Locator = dialog) => {
    await of.locator('button[type=submit]').click()
    await of.waitFor({ state: 'detached' })
  }
  await dialog.locator(FIELD('rows.0.women.n')).first().fill('18')
  await dialog.locator(FIELD('rows.0.men.n')).first().fill('22')
  if (language === 'en') await expectAccessible(page)
  await done()
  await attendance.getByRole('cell').first().waitFor()
  expect(await missing('not_by_sex')).not.toContain(activity)

  // A target of the Agenda, by its number.
  await officer.open(`/programmes/${programme}`)
  await page
    .locator('#sdgs')
    .getByRole('button', { name: beside('sdgs.edit') })
    .click()
  const target = beside('sdgs.target', { code: '16.3' })
  await dialog.getByRole('combobox', { name: beside('sdgs.targets') }).fill(target)
  await page.getByRole('option', { name: target }).first().click()
  await page.keyboard.press('Escape')
  await done()
  await page.locator('#sdgs').getByText(target).waitFor()

  // Outcome, indicator, and what was reached.
  const part = page.locator('#results')
  await part.getByRole('button', { name: chain('outcome.add') }).click()
  await dialog.locator(FIELD('statement')).first().fill('Judges decide by the law')
  await done()
  await part.getByRole('button', { name: chain('indicator.add') }).click()
  await dialog.locator(FIELD('name')).first().fill('Judges trained')
  await dialog.locator(FIELD('unit')).first().fill('judges')
  await dialog.locator(FIELD('baseline')).first().fill('0')
  await dialog.locator(FIELD('target')).first().fill('80')
  await done()
  await part.getByRole('button', { name: chain('measurement.add') }).click()
  await dialog.locator(FIELD('value')).first().fill('40')
  await dialog.getByRole('textbox', { name: chain('women'), exact: true }).fill('18')
  await dialog.getByRole('textbox', { name: chain('men'), exact: true }).fill('22')
  if (language === 'en') await expectAccessible(page)
  await done()
  await part.getByText(chain('progress.said', { share: 0.5 })).waitFor()
  expect(await missing('no_indicator')).not.toContain(programme)

  await reader.open(`/programmes/${programme}`)
  await part.getByText('Judges trained').first().waitFor()
  await part.getByText(chain('progress.said', { share: 0.5 })).waitFor()
  expect(await part.getByRole('button').count()).toBe(0)
  expect(await page.locator('#quality').count()).toBe(0)
  await expectAccessible(page)
  await seat.context().close()
}

/** A programme and an activity of it, shared with Iraq, that say nothing of who took part. */
async function begun(officer: Person, language: Language): Promise<{ programme: string; activity: string }> {
  const iraq = await (await officer.api.get('/api/directory/organisation?code=IRQ')).json()
  const text = (en: string) => ({ original: 'en', texts: { en: `${en} (${language})` } })
  const common = {
    ...{
      leads: ['UNODC'],
      themes: ['criminal_justice'],
      states: ['IRQ'],
      summary: text('With the High Judicial Council'),
    },
    audience: [{ to: { kind: 'organisation', id: iraq.id }, gives: 'read' }],
  }
  const programme = await officer.post<{ head: { id: string } }>('/programmes/add', {
    ...{
      ...common,
      request: crypto.randomUUID(),
      type: 'programme',
      status: 'planned',
      title: text('Judges for Iraq'),
    },
  })
  const activity = await officer.post<{ head: { id: string } }>('/programmes/activities/add', {
    ...{
      ...common,
      request: crypto.randomUUID(),
      type: 'training',
      status: 'completed',
      title: text('Course for judges'),
    },
    ...{ programme: programme.head.id, start: { date: '2020-03-01', precision: 'month' } },
    participants: { n: 40, comparator: 'eq' },
  })
  return { programme: programme.head.id, activity: activity.head.id }
}
