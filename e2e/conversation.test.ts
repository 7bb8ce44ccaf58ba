import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CIRCLES } from '../platform/access/refs.ts'
import { mention } from '../platform/comments/rules.ts'
import { texts as mailTexts } from '../platform/notices/locales/index.ts'
import { ownerUrlOf } from '../platform/postgres/testing.ts'
import { texts as requestTexts } from '../platform/requests/locales/index.ts'
import { texts as taskTexts } from '../platform/tasks/locales/index.ts'
import { translator } from '../platform/text.ts'
import { openBrowser } from './browser.ts'
import { demonstration } from './demonstration.ts'
import { walked } from './languages.ts'
import { account, expectAccessible } from './person.ts'
import { openSeat, type Person, seated } from './seat.ts'

let browser: Browser
let database: pg.Client
let seat: Page
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

const YEAR = new Date().getFullYear() + 1
const OFFICER = 'Tomás Arriagada Villén'
const COLLEAGUE = 'Henrike Vollbracht'
const TOPICS = ['comments.mentioned', 'tasks.assigned']

// An officer and a colleague talk about a record and share the work; someone elsewhere asks to read it.
const WAYS = [
  {
    language: 'en',
    ...{ secret: 'Calendar of internal courses', open: 'Course for investigators, in public' },
    ...{ question: 'Could you look at the dates?', task: 'Ask for the room', ask: 'We plan a course there in May.' },
    ...{ untilDay: `until 15 March ${YEAR}`, dueDay: `15 March ${YEAR}` },
  },
  {
    language: 'ar',
    ...{ secret: 'جدول الدورات الداخلية', open: 'دورة مفتوحة للمحققين' },
    ...{ question: 'هل يمكنك النظر في التواريخ؟', task: 'طلب القاعة', ask: 'نخطط لدورة هناك في شهر مايو.' },
    ...{ untilDay: `حتى 15 آذار/مارس ${YEAR}`, dueDay: `15 آذار/مارس ${YEAR}` },
  },
  {
    language: 'zh',
    ...{ secret: '内部课程日历', open: '面向调查人员的公开课程' },
    ...{ question: '请看一下日期好吗？', task: '申请会议室', ask: '我们计划五月在那里举办一期课程。' },
    ...{ untilDay: `至 ${YEAR}年3月15日`, dueDay: `${YEAR}年3月15日` },
  },
] as const

describe.each(walked(WAYS, 'ar'))(
  'in $language',
  ({ language, secret, open, question, task, ask, untilDay, dueDay }) => {
    const t = translator(language, taskTexts[language])
    const m = translator(language, mailTexts[language])
    const r = translator(language, requestTexts[language])
    let officer: Person
    let colleague: Person
    let asker: Person
    /** Of the colleague. */
    let person: string
    let stop: string
    /** The record that all may only know of, confidential; and one that is unclassified. */
    let confidential: string
    let unclassified: string

    const record = async (title: string, level: number, audience: object[]): Promise<string> => {
      const { head } = await officer.post<{ head: { id: string } }>('/programmes/add', {
        ...{
          request: crypto.randomUUID(),
          title: { original: language, texts: { [language]: title } },
          level,
          audience,
        },
        ...{ type: 'programme', status: 'planned', leads: ['UNODC'] },
      })
      return head.id
    }
    /** Day, month and year of next year's 15 March, in the order of the language. */
    const fillDate = async (page: Page, field: string) => {
      const date = page.getByRole('dialog').locator(`[data-field=${field}]`)
      await date.locator('select').selectOption('3')
      for (const part of await date.locator('input').all())
        await part.fill((await part.getAttribute('maxlength')) === '4' ? String(YEAR) : '15')
    }
    const send = async (page: Page) => {
      await page.getByRole('dialog').locator('button[type=submit]').click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }

    /** Mails that told the colleague of these records; notices of them for which mail is owed. */
    const mailed = () => count("select from mails where status = 'sent' and person = $1 and about && $2")
    const owed = () => count('select from notices where settled_at is null and person = $1 and record = any($2)')
    const count = async (rows: string) => (await database.query(rows, [person, [confidential, unclassified]])).rowCount
    /** Mentions the colleague on the unclassified record. */
    const comment = () =>
      officer.post('/comments/add', {
        ...{ record: unclassified, language, words: `${question} ${mention(person)}`, request: crypto.randomUUID() },
      })
    // A digest that is under way may hold the same notices in another order: one of the two gives way, and begins anew.
    const aDayEarlier = async (): Promise<unknown> => {
      try {
        return await database.query(
          `update notices set told_at = told_at - interval '1 day' where settled_at is null and person = $1 and record = any($2)`,
          [person, [confidential, unclassified]],
        )
      } catch (error) {
        if ((error as { code?: string }).code !== '40P01') throw error
        return aDayEarlier()
      }
    }
    /** What the colleague was told of these records, it was a day ago; and the digest comes, which would come in the morning. */
    // Each by itself: whoever waits for a job with these notices in hand would meet a digest that does the opposite.
    const overnight = async () => {
      await aDayEarlier()
      await database.query(
        `select enqueue_job('notices.digest', jsonb_build_object('person', $1::text, 'secondFactor', true), null, $1::text)`,
        [person],
      )
    }

    beforeAll(async () => {
      officer = await seated(seat, language, account('officer', 'UNODC'))
      colleague = await seated(seat, language, account('chair', 'UNODC'))
      asker = await seated(seat, language, account('officer', 'UN-WOMEN'))
      person = (await (await colleague.api.get('/api/access/session')).json()).person.id
      confidential = await record(secret, 1, [{ to: { kind: 'circle', id: CIRCLES.compact }, gives: 'discover' }])
      unclassified = await record(open, 0, [])
      await colleague.post('/notices/settings/change', { noMail: false })
    })

    test('a colleague chooses one mail a day, in their language', async () => {
      await colleague.post('/access/account/change', { language })
      const page = await colleague.open('/notices/settings')
      const form = page.locator('main form')
      await form.waitFor()
      const { topics } = await (await colleague.api.get('/api/notices/settings')).json()
      for (const { topic, title } of topics)
        if (TOPICS.includes(topic)) {
          await form.getByRole('button', { name: `${title}: ${m('settings.pace')}` }).click()
          await page.getByRole('option', { name: m('pace.daily') }).click()
        }
      await expectAccessible(page)
      await form.locator('button[type=submit]').click()
      await page.getByText(m('settings.saved')).first().waitFor()
    })

    test('an officer mentions them in a comment on a confidential record, and gives them a task on it', async () => {
      const page = await officer.open(`/programmes/${confidential}#comments`)
      const form = page.locator('#comments form').first()
      await form.waitFor()
      await form.locator('textarea').fill(`${question} @Henri`)
      await form.getByRole('button', { name: COLLEAGUE }).click()
      await expectAccessible(page)
      expect(await form.locator('textarea').inputValue()).toBe(`${question} @${COLLEAGUE} `)
      await form.locator('button[type=submit]').click()
      const said = page.locator('#comments article', { hasText: question })
      await said.waitFor()
      expect(await said.innerText()).toContain(`@${COLLEAGUE}`)
      await expect.poll(() => form.locator('textarea').inputValue(), { timeout: 20_000 }).toBe('')

      await page
        .locator('#tasks')
        .getByRole('button', { name: t('add') })
        .click()
      const dialog = page.getByRole('dialog')
      await dialog.locator('input[name=title]').fill(task)
      await dialog.getByRole('combobox', { name: t('label.owner') }).fill('Henri')
      await page.getByRole('option', { name: COLLEAGUE }).click()
      await fillDate(page, 'dueOn')
      await expectAccessible(page)
      await send(page)
      await page.locator('#tasks').getByRole('row').filter({ hasText: task }).waitFor()
      await comment()
    })

    test('one mail tells of it in that language, and nothing of the confidential record', async () => {
      await overnight()
      await expect.poll(mailed, { timeout: 20_000 }).toBe(1)
      const page = await colleague.open('/outbox')
      await page
        .getByRole('link', { name: m('mail.subject', { count: 3 }) })
        .first()
        .click()
      const mail = page.getByRole('dialog')
      await mail.getByText(m('mail.lead', { count: 3 })).waitFor()
      await expectAccessible(page)
      const words = await mail.innerText()
      for (const told of [open, OFFICER, m('mail.confidential')]) expect(words).toContain(told)
      for (const kept of [secret, question, task, dueDay]) expect(words).not.toContain(kept)
      stop = /\S+\/notices\/stop#\S+/.exec(words)![0]
    })

    test('they read the comment on its record and do the task, which the officer sees', async () => {
      const page = seat
      await page.keyboard.press('Escape')
      await page.locator('header a[href="/notices"]').click()
      await page.locator(`main a[href*="${confidential}"]`, { hasText: OFFICER }).click()
      const said = page.locator('#comments article', { hasText: question })
      await said.waitFor()
      await expect.poll(() => said.evaluate((article) => article === document.activeElement)).toBe(true)

      await page.locator('nav a[href="/tasks"]').first().click()
      const row = page.getByRole('row').filter({ hasText: task }).first()
      expect(await row.innerText()).toContain(dueDay)
      await row.getByRole('link', { name: task }).click()
      await page.getByRole('button', { name: t('done') }).click()
      await page.getByText(t('status.done'), { exact: true }).first().waitFor()

      await officer.open('/notices')
      const settled = t('notice.tasks.settled', { status: 'done', by: COLLEAGUE })
      await page.getByRole('link', { name: settled }).first().click()
      await page.getByRole('heading', { level: 1, name: task }).waitFor()
      await page.getByText(t('status.done'), { exact: true }).first().waitFor()
    })

    test('the link in the mail stops such mail without a sign-in', async () => {
      const page = await (await seated(seat, language)).open(stop)
      await page.getByRole('heading', { name: m('stop') }).waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: m('stop.act') }).click()
      await page.getByRole('heading', { name: m('stop.done') }).waitFor()

      await colleague.post('/notices/read', { until: new Date().toISOString() })
      await comment()
      // In Concord it is told as before; it is weighed, and no mail is owed for it.
      const unread = await colleague.api.get('/api/notices/list?unread=true')
      expect(await unread.text()).toContain(unclassified)
      await overnight()
      await expect.poll(owed, { timeout: 20_000 }).toBe(0)
      expect(await mailed()).toBe(1)
    })

    test('access is asked for, and granted until a date', async () => {
      const status = async () => (await asker.api.get(`/api/programmes/programme?id=${confidential}`)).status()
      expect(await status()).toBe(404)
      await asker.post('/requests/ask', {
        ...{ record: confidential, gives: 'read', reason: `${ask} ${ask}`, request: crypto.randomUUID() },
      })

      // Taken back, and made anew.
      const page = await asker.open(`/records/${confidential}`)
      await page
        .locator('#ask')
        .getByRole('button', { name: r('withdraw') })
        .click()
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: r('withdraw') })
        .click()
      await page
        .locator('#ask')
        .getByRole('button', { name: r('ask') })
        .click()
      await page.locator('#ask textarea').fill(ask)
      await expectAccessible(page)
      await page.locator('#ask button[type=submit]').click()
      await page.locator('#ask li', { hasText: r('state.waiting') }).waitFor()

      await officer.open('/requests')
      const waiting = page.locator('main li', { hasText: ask })
      await waiting.getByRole('button', { name: r('grant') }).click()
      await fillDate(page, 'until')
      await expectAccessible(page)
      await send(page)

      expect(await status()).toBe(200)
      expect(await (await asker.api.get('/api/notices/list')).text()).toContain(confidential)
      await asker.open('/requests?view=mine')
      const answered = page.locator('main li', { hasText: r('state.granted') }).first()
      await answered.waitFor()
      expect(await answered.innerText()).toContain(untilDay)
      await answered.getByRole('link', { name: secret }).click()
      await page.getByRole('heading', { level: 1, name: secret }).waitFor()
    })
  },
)
