import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '../clock.ts'
import { startJobs } from '../jobs/start.ts'
import { drainJobs } from '../jobs/testing.ts'
import { mail } from '../mail/index.ts'
import type { Letter } from '../mail/letter.ts'
import { setTransport } from '../mail/transport.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { changeSettings, stopAtOnce, stopMail } from './contract.ts'
import { noticesOf } from './index.ts'
import { type News, notify } from './notify.ts'
import { sharedProgramme, telling, withdraw } from './testing.ts'
import { openNotices, stopToken } from './token.ts'

const notices = noticesOf([telling])
let platform: TestPlatform
let letters: Letter[] = []
beforeAll(async () => {
  platform = await testPlatform(notices, mail)
  openNotices({ key: new Uint8Array(32).fill(7), origin: 'https://concord.example' })
  setTransport({ deliver: async (letter) => void letters.push(letter) })
})
afterEach(() => {
  letters = []
  setClock()
})
afterAll(() => platform[Symbol.asyncDispose]())

const tell = (by: TestPerson, to: TestPerson, news: Partial<News> = {}) =>
  by.act((tx) => notify(tx, { topic: 'trial.news', to: [to.id], values: { by: by.id, n: 1 }, ...news }))
const compose = () => drainJobs(platform, [notices])
const sendOut = () => drainJobs(platform, [notices, mail])
/** What waits for its hour runs now. */
const hasten = () =>
  sql`update jobs._private_jobs set run_at = now() where key like 'notices.digest:%'`.execute(platform.owner)
const people = async () => [await platform.person(), await platform.person()] as const
const programme = (by: TestPerson, reader: TestPerson, title: string, level = 0) =>
  sharedProgramme(platform, by, reader, title, level)

test('a digest tells by record what there is, in the reader’s language, with ways to change and stop it', async () => {
  const writer = await platform.person()
  const reader = await platform.person(undefined, { language: 'fr' })
  await platform.owner
    .updateTable('persons')
    .set({ listed: true, name: 'Amina Haddad' })
    .where('id', '=', writer.id)
    .execute()
  const record = await programme(writer, reader, 'Border training in Niger')
  for (const n of [1, 2]) await tell(writer, reader, { record, values: { by: writer.id, n } })
  await tell(writer, reader, { href: '/tasks', values: { by: writer.id, n: 3 } })
  await sendOut()
  expect(letters).toHaveLength(1)
  const { subject, text, language, stop } = letters[0]!
  expect({ subject, language }).toEqual({ subject: 'Concord : 3 notifications pour vous', language: 'fr' })
  expect(text).toContain(
    `Border training in Niger\n– Amina Haddad has news: 1\n– Amina Haddad has news: 2\nhttps://concord.example/records/${record}`,
  )
  expect(text).toContain('Amina Haddad has news: 3\nhttps://concord.example/tasks')
  expect(text).toContain('https://concord.example/notices/settings')
  expect(text).toContain(`https://concord.example/notices/stop#${reader.id}~~`)
  expect(stop).toContain(`https://concord.example/api/notices/stop-at-once?token=${reader.id}~trial.news~`)
  await sendOut()
  expect(letters).toHaveLength(1)
})

test('of what is above unclassified, or not to be carried away, mail says only that there is news', async () => {
  const [writer, reader] = await people()
  const confidential = await programme(writer, reader, 'A secret plan', 1)
  const kept = await programme(writer, reader, 'Not for export')
  await platform.owner
    .updateTable('records')
    .set({ handling: ['no_export'] })
    .where('id', '=', kept)
    .execute()
  for (const record of [confidential, kept]) await tell(writer, reader, { record, values: { by: writer.id, n: 42 } })
  await sendOut()
  const { text } = letters[0]!
  expect(text).toContain(`Sign in to read it:\nhttps://concord.example/records/${confidential}`)
  expect(text).toContain(`https://concord.example/records/${kept}`)
  for (const word of ['secret plan', 'Not for export', 'has news']) expect(text).not.toContain(word)
})

test('[41] what was withdrawn before the digest was written is not in it', async () => {
  const [writer, reader] = await people()
  const [open, hidden] = [await programme(writer, reader, 'Open'), await programme(writer, reader, 'Hidden')]
  for (const record of [open, hidden]) await tell(writer, reader, { record })
  await withdraw(platform, hidden)
  await sendOut()
  expect(letters).toHaveLength(1)
  expect(letters[0]).toMatchObject({ subject: 'Concord: 1 notification for you' })
  expect(letters[0]!.text).not.toMatch(/Hidden/)
  expect(letters[0]!.text).not.toContain(hidden)
})

test.each([
  ['withdrawn', (record: string) => withdraw(platform, record)],
  [
    'raised',
    (record: string) => platform.owner.updateTable('records').set({ level: 1 }).where('id', '=', record).execute(),
  ],
])('[41] a record %s while the mail waits is taken out of it, and the rest goes out, once', async (_, change) => {
  const [writer, reader] = await people()
  const [open, changed] = [await programme(writer, reader, 'Open'), await programme(writer, reader, 'Changed')]
  for (const record of [open, changed]) await tell(writer, reader, { record })
  await compose()
  await change(changed)
  await sendOut()
  await sendOut()
  expect(letters).toHaveLength(1)
  expect(letters[0]!.text).toContain('Open')
  expect(letters[0]!.text).not.toContain('Changed')
})

test.each(['suspended', 'left'])('[62] whoever is %s meanwhile gets nothing', async (status) => {
  const [writer, reader] = await people()
  await tell(writer, reader)
  await platform.owner.updateTable('persons').set({ status }).where('id', '=', reader.id).execute()
  await sendOut()
  expect(letters).toEqual([])
})

test('each topic comes at its pace, and what was read in Concord not at all', async () => {
  const [writer, reader] = await people()
  setClock(() => new Date('2036-03-04T12:00:00Z'))
  await tell(writer, reader, { topic: 'trial.old', values: { on: '2036-03-01' } })
  await tell(writer, reader, { topic: 'trial.old', values: { on: '2036-03-02' } })
  await platform.owner
    .updateTable('notices')
    .set({ told_at: new Date('2036-03-04T11:00:00Z') })
    .where('person', '=', reader.id)
    .execute()
  await sendOut()
  await hasten()
  await sendOut()
  expect(letters).toEqual([])
  await reader.act((tx) =>
    tx.updateTable('notices').set({ read_at: new Date() }).where(sql`facts ->> 'on'`, '=', '2036-03-01').execute(),
  )
  setClock(() => new Date('2036-03-10T07:00:00Z'))
  await hasten()
  await sendOut()
  expect(letters).toHaveLength(1)
  expect(letters[0]!.text).toContain('Old news since 2 March 2036')
  expect(letters[0]!.text).not.toContain('1 March')
})

test('a change of the settings weighs anew what waits; never is never', async () => {
  const [writer, reader] = await people()
  await tell(writer, reader, { topic: 'trial.old', values: { on: '2036-03-01' } })
  await sendOut()
  expect(letters).toEqual([])
  await reader.call(changeSettings, { topics: [{ topic: 'trial.old', pace: 'at_once' }] })
  await sendOut()
  expect(letters).toHaveLength(1)
  await reader.call(changeSettings, { topics: [{ topic: 'trial.news', pace: 'never' }] })
  await tell(writer, reader)
  await sendOut()
  expect(letters).toHaveLength(1)
})

test('quiet hours delay and lose nothing', async () => {
  const [writer, reader] = await people()
  await reader.call(changeSettings, { timeZone: 'Asia/Baghdad', quiet: { from: '20:00', until: '06:00' } })
  await tell(writer, reader)
  await platform.owner
    .updateTable('notices')
    .set({ told_at: new Date('2036-03-03T18:00:00Z') })
    .where('person', '=', reader.id)
    .execute()
  setClock(() => new Date('2036-03-03T18:01:00Z'))
  await sendOut()
  expect(letters).toEqual([])
  setClock(() => new Date('2036-03-04T03:00:00Z'))
  await hasten()
  await sendOut()
  expect(letters).toHaveLength(1)
})

test('a link from a mail stops it without a sign-in, of one topic or all; no other token does', async () => {
  const [writer, reader] = await people()
  const topic = stopToken({ person: reader.id, topic: 'trial.news' })
  const forged = [`${topic}x`, topic.replace(reader.id, writer.id), topic.replace('trial.news', ''), '~~', 'x']
  for (const token of forged)
    await expect(platform.nobody.call(stopMail, { token })).rejects.toMatchObject({
      code: 'notices.token',
      status: 400,
    })
  await platform.nobody.call(stopMail, { token: topic })
  await tell(writer, reader)
  await sendOut()
  expect(letters).toEqual([])
  await reader.call(changeSettings, { topics: [{ topic: 'trial.news', pace: 'at_once' }] })
  await platform.nobody.call(stopMail, { token: stopToken({ person: reader.id, topic: null }) })
  await tell(writer, reader, { values: { by: writer.id, n: 2 } })
  await sendOut()
  expect(letters).toEqual([])
})

test('a mail program stops it by a POST of its own, whatever cookie it carries; a GET stops nothing', async () => {
  const reader = await platform.person()
  const url = `${stopAtOnce.path}?token=${encodeURIComponent(stopToken({ person: reader.id, topic: null }))}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example', cookie: 'a=b' }
  const isStopped = async () =>
    (
      await platform.owner
        .selectFrom('notice_settings')
        .select('no_mail')
        .where('person', '=', reader.id)
        .executeTakeFirst()
    )?.no_mail ?? false
  expect((await platform.app.inject({ method: 'GET', url, headers })).statusCode).toBe(404)
  expect(await isStopped()).toBe(false)
  const reply = await platform.app.inject({ method: 'POST', url, headers, payload: 'List-Unsubscribe=One-Click' })
  expect(reply.statusCode).toBe(200)
  expect(await isStopped()).toBe(true)
})

test('two servers side by side mail each thing once', async () => {
  const writer = await platform.person()
  const readers = await Promise.all(Array.from({ length: 12 }, () => platform.person()))
  const { serverUrl, db, entry } = platform
  const servers = await Promise.all([0, 1].map(() => startJobs({ serverUrl, db, entry, modules: [notices, mail] })))
  for (const n of [1, 2, 3])
    await writer.act((tx) =>
      notify(tx, { topic: 'trial.news', to: readers.map(({ id }) => id), values: { by: writer.id, n } }),
    )
  const told = () =>
    letters.flatMap(({ to, text }) => [...text.matchAll(/has news: (\d)/g)].map(([, n]) => `${to} ${n}`))
  await expect.poll(() => told().length, { timeout: 20_000 }).toBe(36)
  for (const server of servers) await server.stop()
  expect(new Set(told()).size).toBe(36)
})
