import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import entities from '../data/reference/entities.json' with { type: 'json' }
import themes from '../data/reference/themes.json' with { type: 'json' }
import { texts } from '../modules/recommendations/locales/index.ts'
import { ownerUrlOf } from '../platform/postgres/testing.ts'
import { translator } from '../platform/text.ts'
import { texts as kitTexts } from '../platform/ui/locales/index.ts'
import { openBrowser } from './browser.ts'
import { demonstration } from './demonstration.ts'
import { daysAgo, field, find, writeDay } from './forms.ts'
import { account, expectAccessible } from './person.ts'
import { openSeat, type Person, seated } from './seat.ts'

let browser: Browser
let seat: Page
let database: pg.Client
beforeAll(async () => {
  browser = await openBrowser()
  seat = await openSeat(browser)
  database = new pg.Client({ connectionString: ownerUrlOf(demonstration().folder) })
  await database.connect()
})
afterAll(async () => {
  await database.end()
  await browser.close()
})

type Listed = { items: { head: { id: string }; title: { text: string }; form: string }[]; total: number }

const WAYS = [
  {
    language: 'en',
    ...{ word: 'Quartzite', comment: 'The law is of 2019.', hidden: 'Nightjar' },
    ...{ state: 'Iraq', theme: 'Border' },
  },
  {
    language: 'ar',
    ...{ word: 'كوارتزيت', comment: 'صدر القانون في عام 2019.', hidden: 'السبد' },
    ...{ state: 'العراق', theme: 'الحدود' },
  },
] as const

// CTED records a visit and five recommendations; the State comments, opens three of them to one entity, and takes one back.
describe.each(WAYS)('in $language', ({ language, comment, hidden, state, theme, ...way }) => {
  const word = `${way.word} ${crypto.randomUUID().slice(0, 4)}`
  const t = translator(language, texts[language])
  const kit = translator(language, kitTexts[language])
  const written = (text: string) => ({ original: language, texts: { [language]: text } })
  const title = (n: number) => `${word} ${n}`
  const unodc = entities.find(({ code }) => code === 'UNODC')!.names[language]
  let cted: Person
  let focal: Person
  let entity: Person
  let visit: string
  const ids: string[] = []
  /** What the entity has of this State before, the disclosure that it reads, and who reads it there. */
  let before: ReadonlySet<string>
  let opens: string
  /** Another, which stays. */
  let stays: string
  let reader: string
  const fromState = async () => {
    const all: Listed = await (await entity.api.get('/api/recommendations/list?states=IRQ&size=200')).json()
    expect(all.items).toHaveLength(all.total)
    return all.items.map(({ head, title: name }) => [head.id, name.text] as const)
  }
  const opened = async (): Promise<Listed> =>
    (await entity.api.get(`/api/recommendations/list?states=IRQ&kinds=assessment&q=${encodeURIComponent(word)}`)).json()
  const titles = async () => (await opened()).items.map((one) => one.title.text).sort()
  /** Needs of this journey in one cell of the gap view, as the entity sees it. */
  const needs = async (of: string) => {
    const gap: { needs: { items: { title: { text: string } }[] } } = await (
      await entity.api.get(`/api/gaps/show?state=IRQ&theme=${of}`)
    ).json()
    return gap.needs.items.map((one) => one.title.text).filter((one) => one.startsWith(word))
  }
  /** The list as it is shown, as a file. */
  const takenAlong = async (page: Page): Promise<string> => {
    await page.getByRole('button', { name: kit('download'), exact: true }).click()
    const begun = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    return readFile(await (await begun).path(), 'utf8')
  }
  const idIn = async (page: Page, path: RegExp) => {
    await page.waitForURL((url) => path.test(url.pathname))
    return new URL(page.url()).pathname.split('/').at(-1)!
  }

  beforeAll(async () => {
    cted = await seated(seat, language, account('officer', 'CTED'))
    focal = await seated(seat, language, account('focal_point', 'IRQ'))
    entity = await seated(seat, language, account('officer', 'UNODC'))
    before = new Set((await fromState()).map(([id]) => id))
  })

  test('CTED enters the visit, and what it recommends', async () => {
    const page = await cted.open('/recommendations/assessments/new')
    const save = page.getByRole('button', { name: t('assessment.save') })
    // What is missing is said at its field, and nothing is lost.
    await field(page, 'title').locator('input').fill(title(0))
    await save.click()
    await page
      .getByRole('alert')
      .getByRole('button', { name: t('label.states') })
      .waitFor()
    await find(page, t('label.states'), state)
    await field(page, 'type').getByRole('button').click()
    await page.getByRole('option', { name: t('type.focused'), exact: true }).click()
    await writeDay(page, 'startsOn', daysAgo(20))
    await writeDay(page, 'endsOn', daysAgo(16))
    await writeDay(page, 'sentOn', daysAgo(6))
    await field(page, 'observations').locator('textarea').fill(`${hidden} 0`)
    await save.click()
    visit = await idIn(page, /assessments\/[0-9a-f-]{36}$/)
    await page.getByRole('link', { name: t('recommendation.new') }).click()
    await field(page, 'title').locator('input').fill(title(1))
    await field(page, 'body').locator('textarea').fill(`${hidden} 1`)
    await find(page, t('label.themes'), theme)
    await field(page, 'need').check({ force: true })
    await page.getByRole('button', { name: t('recommendation.save'), exact: true }).click()
    ids.push(await idIn(page, /recommendations\/[0-9a-f-]{36}$/))
    for (let n = 2; n <= 5; n++) {
      const one = await cted.post<{ head: { id: string } }>('/recommendations/add', {
        ...{ kind: 'assessment', state: 'IRQ', assessment: visit, title: written(title(n)), need: true },
        ...{ body: written(`${hidden} ${n}`), themes: ['evaluation'], request: crypto.randomUUID() },
      })
      ids.push(one.head.id)
    }
  })

  test('nobody but CTED and the State sees them', async () => {
    expect(await titles()).toEqual([])
    for (const id of [visit, ...ids])
      expect((await entity.api.get(`/api/recommendations/show?id=${id}`)).status()).toBe(404)
    const other = await seated(seat, language, account('focal_point', 'NGA'))
    expect((await other.api.get(`/api/recommendations/show?id=${ids[0]}`)).status()).toBe(404)
  })

  test('the focal point comments on the text, and gives the view of the State', async () => {
    const page = await focal.open(`/recommendations/assessments/${visit}`)
    // Not what else may be said on the page: these forms come a moment later than it.
    const beside = page.locator('main form').filter({ has: page.getByRole('button', { name: t('comment.give') }) })
    await beside.first().locator('textarea').first().fill(comment)
    await expectAccessible(page)
    // By keyboard: other parts of the page may still arrive above it.
    await beside
      .first()
      .getByRole('button', { name: t('comment.give') })
      .press('Enter')
    await page.getByRole('listitem').filter({ hasText: comment }).waitFor()
    await page.getByRole('link', { name: title(1) }).click()
    await page.getByRole('button', { name: t('view.give') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(t('view.partly'), { exact: true }).click()
    await dialog.getByText(t('need.prioritised'), { exact: true }).click()
    await expectAccessible(page)
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })
    const read = await cted.open(`/recommendations/${ids[0]}`)
    await read.getByText(t('need.prioritised'), { exact: true }).first().waitFor()
    await read.goto(read.url().replace(ids[0]!, `assessments/${visit}`))
    await read.getByRole('listitem').filter({ hasText: comment }).waitFor()
  })

  test('consents to two whole and one redacted, after reading through the eyes of others what they would', async () => {
    /** What stands in the preview under this name, line by line. */
    const eyes = async (page: Page, who: string) => {
      const seen = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: t('preview.as', { who }) }) })
      const lines = await seen.last().locator('p').allInnerTexts()
      return lines.map((line) => line.replace(/\s+/g, ' ').trim()).sort()
    }
    const facts = (need: 'identified' | 'prioritised', of: string) => [
      `${t('label.themes')}: ${nameOf(of)}`,
      `${t('label.need')}: ${t(`need.${need}`)}`,
      `${t('label.status')}: ${t('status.not_started')}`,
    ]
    const nameOf = (code: string) => themes.find((one) => one.code === code)!.names[language]
    const whole = (n: number, form: string) => [
      `${title(n)}${form}`,
      `${hidden} ${n}`,
      ...(n === 1 ? facts('prioritised', 'border_travel') : facts('identified', 'evaluation')),
    ]
    const give = async (chosen: number[], form: 'whole' | 'redacted', asUnodc: string[]) => {
      const page = await focal.open('/recommendations/consent')
      for (const n of chosen)
        await page
          .getByRole('row')
          .filter({ hasText: title(n) })
          .locator('label')
          .click()
      await find(page, t('consent.named'), 'UNODC')
      await field(page, 'form')
        .locator('label')
        .filter({ hasText: t(`form.${form}`) })
        .first()
        .click()
      if (form === 'redacted') {
        await field(page, 'redactions.0.title')
          .locator('input')
          .fill(`${title(chosen[0]!)} (…)`)
        await field(page, 'redactions.0.body').locator('textarea').fill('(…)')
      }
      await page.locator('input[name=reference]').fill('Note verbale 7')
      await page.getByRole('button', { name: t('consent.preview') }).click()
      await page.getByText(t('preview.none')).first().waitFor()
      await expect.poll(() => eyes(page, 'CTED')).toEqual(chosen.flatMap((n) => whole(n, '')).sort())
      expect(await eyes(page, unodc)).toEqual(asUnodc.toSorted())
      expect(await eyes(page, t('consent.to.donors'))).toEqual(chosen.map(() => t('preview.none')))
      if (form === 'redacted') await expectAccessible(page)
      await page.getByRole('button', { name: t('consent.give'), exact: true }).click()
      await page.getByText(t('consent.given')).first().waitFor()
    }
    await give(
      [1, 2],
      'whole',
      [1, 2].flatMap((n) => whole(n, ` ${t('form.whole')}`)),
    )
    // Not a word of the original, and nothing of its facts but theme and need.
    const redacted = [`${title(3)} (…) ${t('form.redacted')}`, '(…)', ...facts('identified', 'evaluation')]
    expect(redacted.join()).not.toContain(hidden)
    await give([3], 'redacted', redacted)
  })

  test('the entity sees exactly these and the gap, and of the redacted one no word of the original', async () => {
    const mine = [title(1), title(2), `${title(3)} (…)`]
    expect(await titles()).toEqual(mine)
    // Nothing else has come to it from this State.
    const now = await fromState()
    expect(
      now
        .filter(([id]) => !before.has(id))
        .map(([, name]) => name)
        .sort(),
    ).toEqual(mine)
    expect(now).toHaveLength(before.size + mine.length)
    expect((await needs('evaluation')).sort()).toEqual([title(2), `${title(3)} (…)`])
    expect(await needs('border_travel')).toEqual([title(1)])
    const page = await entity.open(`/recommendations?q=${encodeURIComponent(word)}`)
    await page.getByRole('link', { name: `${title(3)} (…)` }).click()
    await page.getByText(t('redacted.note')).waitFor()
    expect(await page.locator('main').innerText()).not.toContain(hidden)
    const found = await entity.api.get(`/api/search/query?q=${encodeURIComponent(`${hidden} 3`)}`)
    expect(await found.text()).not.toContain(`${hidden} 3`)
  })

  test('it reads one, is told of a comment on it, and takes it along in a file', async () => {
    const page = await entity.open(`/recommendations?q=${encodeURIComponent(word)}`)
    expect(await takenAlong(page)).toContain(title(1))
    await page.getByRole('link', { name: title(1) }).click()
    opens = await idIn(page, /recommendations\/[0-9a-f-]{36}$/)
    await page.getByText(`${hidden} 1`, { exact: true }).waitFor()
    stays = (await opened()).items.find((item) => item.title.text === title(2))!.head.id
    for (const record of [opens, stays]) {
      await entity.post('/notices/follow', { record, following: true })
      await focal.post('/comments/add', { record, language, words: comment, request: crypto.randomUUID() })
    }
    reader = (await (await entity.api.get('/api/access/session')).json()).person.id
    await entity.open('/notices')
    await page.locator(`main a[href*="${opens}"]`).first().waitFor()
  })

  test('the State revokes it, and the receipt says who read it and who holds a copy', async () => {
    const page = await focal.open('/recommendations/consents?to=organisation:UNODC&standing=in_force')
    await page
      .getByRole('row')
      .filter({ hasText: title(1) })
      .getByRole('button', { name: t('consent.revoke') })
      .click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: t('consent.revoke') })
      .click()
    const receipts = page.getByRole('region', { name: t('receipts') })
    await receipts.locator('p').first().waitFor()
    expect(await receipts.locator('p').allInnerTexts()).toEqual([
      t('receipt.line', { who: unodc, readers: 1, copies: 1 }),
    ])
    await expectAccessible(page)
  })

  test('and it is gone wherever the entity would look for it', async () => {
    const q = encodeURIComponent(word)
    /** Opens a page where something else is found, and reads it. */
    const readAt = async (path: string, found: (page: Page) => Locator) => {
      const page = await entity.open(path)
      await found(page).first().waitFor()
      await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0)
      const words = await page.locator('main').innerText()
      expect(words, path).not.toContain(title(1))
      expect(await page.locator(`a[href*="${opens}"]`).count(), path).toBe(0)
      return page
    }
    const other = (page: Page) => page.getByRole('link', { name: title(2) })
    const list = await readAt(`/recommendations?q=${q}`, other)
    expect(await list.locator('main tbody tr').count()).toBe(2)
    const file = await takenAlong(list)
    expect(file).toContain(title(2))
    expect(file).not.toContain(title(1))
    await readAt(`/recommendations/follow-up?q=${q}`, other)
    await readAt(`/search?q=${q}`, other)
    await readAt('/gaps/IRQ/evaluation', other)
    for (const path of ['/gaps/IRQ/border_travel', '/gaps?view=all&states=IRQ', '/notices', '/'])
      await readAt(path, (page) => page.getByRole('heading', { level: 1 }))
    expect(await needs('border_travel')).toEqual([])
    await readAt(`/recommendations/${opens}`, (page) => page.getByText(kit('not_found.title')))
    expect((await entity.api.get(`/api/recommendations/show?id=${opens}`)).status()).toBe(404)
  })

  test('in mail too: what was owed of it is not sent, and what is owed of the others is', async () => {
    const mailed = async (record: string) =>
      (await database.query('select from mails where person = $1 and $2 = any(about)', [reader, record])).rowCount
    await database.query(
      `update notices set told_at = told_at - interval '1 day' where settled_at is null and person = $1 and record = any($2)`,
      [reader, [opens, stays]],
    )
    await database.query(
      `select enqueue_job('notices.digest', jsonb_build_object('person', $1::text, 'secondFactor', true), null, $1::text)`,
      [reader],
    )
    await expect.poll(() => mailed(stays)).toBe(1)
    expect(await mailed(opens)).toBe(0)
    const { items } = await (await entity.api.get('/api/mail/outbox')).json()
    const { text } = await (await entity.api.get(`/api/mail/read?id=${items[0].id}`)).json()
    for (const kept of [title(1), opens]) expect(text).not.toContain(kept)
  })
})
