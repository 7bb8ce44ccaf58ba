import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import * as contract from './contract.ts'
import { noticesOf } from './index.ts'
import { type News, notify } from './notify.ts'
import { sharedProgramme, telling, withdraw } from './testing.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform(noticesOf([telling]))
})
afterAll(() => platform[Symbol.asyncDispose]())

const tell = (by: TestPerson, to: TestPerson, news: Partial<News> = {}) =>
  by.act((tx) => notify(tx, { topic: 'trial.news', to: [to.id], values: { by: by.id, n: 1 }, ...news }))
const people = async () => [await platform.person(), await platform.person()] as const
const count = async (reader: TestPerson) => (await reader.call(contract.countUnread, {})).count

test('what one was told is listed by record, narrowed, paged, with names one may know only', async () => {
  const [writer, reader] = await people()
  const record = await sharedProgramme(platform, writer, reader, 'Border training')
  for (const n of [1, 2, 3]) await tell(writer, reader, { record, values: { by: writer.id, n } })
  await tell(writer, reader, { topic: 'trial.old', values: { on: '2026-03-01' }, href: '/tasks' })
  const all = await reader.call(contract.listNotices, {})
  expect(all.total).toBe(2)
  expect(all.items[0]).toMatchObject({
    record: null,
    notices: [{ text: 'Old news since 1 March 2026', href: '/tasks' }],
  })
  expect(all.items[1]).toMatchObject({
    record: { id: record, title: { text: 'Border training' } },
    total: 3,
    unread: 3,
  })
  expect(all.items[1]!.notices.map(({ text }) => text)).toEqual([3, 2, 1].map((n) => `someone has news: ${n}`))
  expect(all.topics).toEqual([
    { topic: 'trial.news', title: 'News of the trial' },
    { topic: 'trial.old', title: 'Old news' },
  ])
  const narrowed = await reader.call(contract.listNotices, { topic: 'trial.news', unread: true, size: 1 })
  expect(narrowed).toMatchObject({ total: 1, items: [{ record: { id: record } }] })
  expect(await reader.call(contract.listNotices, { page: 2, size: 1 })).toMatchObject({
    total: 2,
    items: [{ total: 3 }],
  })
  expect(await reader.call(contract.listNotices, { page: 9, size: 1 })).toMatchObject({ total: 2, items: [] })
})

test('one marks one’s own as read: some, or all until a moment', async () => {
  const [writer, reader] = await people()
  for (const n of [1, 2, 3]) await tell(writer, reader, { values: { by: writer.id, n } })
  const { items } = await reader.call(contract.listNotices, {})
  expect(await count(reader)).toBe(3)
  await reader.call(contract.markRead, { ids: [items[0]!.notices[0]!.id] })
  expect(await count(reader)).toBe(2)
  expect(await reader.call(contract.markRead, { until: items[1]!.notices[0]!.at })).toEqual({ marked: 2 })
  await tell(writer, reader, { values: { by: writer.id, n: 4 } })
  expect(await count(reader)).toBe(1)
  for (const input of [{}, { ids: [], until: new Date().toISOString() }])
    await expect(reader.call(contract.markRead, input)).rejects.toMatchObject({ status: 400 })
})

test('[7] another’s are neither listed, counted nor marked, by id or all', async () => {
  const [writer, reader] = await people()
  const colleague = await platform.person(reader.organisation, { roles: ['secretariat', 'org_admin'] })
  await tell(writer, reader)
  const { items } = await reader.call(contract.listNotices, {})
  for (const other of [writer, colleague]) {
    expect(await other.call(contract.markRead, { ids: [items[0]!.notices[0]!.id] })).toEqual({ marked: 0 })
    expect(await other.call(contract.markRead, { until: new Date(Date.now() + 60_000).toISOString() })).toEqual({
      marked: 0,
    })
    expect(await other.call(contract.listNotices, {})).toEqual({ items: [], total: 0, topics: [] })
    expect(await count(other)).toBe(0)
  }
  expect(await count(reader)).toBe(1)
  for (const e of [contract.listNotices, contract.countUnread, contract.readSettings, contract.listFollowed])
    expect((await platform.nobody.ask(e, {})).statusCode).toBe(401)
})

test('[41] the badge and the list count only what may still be seen', async () => {
  const [writer, reader] = await people()
  const record = await sharedProgramme(platform, writer, reader, 'Withdrawn later')
  await tell(writer, reader, { record })
  await tell(writer, reader)
  expect(await count(reader)).toBe(2)
  await withdraw(platform, record)
  expect(await count(reader)).toBe(1)
  expect(await reader.call(contract.listNotices, {})).toMatchObject({ total: 1, items: [{ record: null }] })
  expect(await reader.call(contract.markRead, { until: new Date(Date.now() + 60_000).toISOString() })).toEqual({
    marked: 1,
  })
})

test('whoever follows a record is told when it changes, and no more once they stop or may not read it', async () => {
  const [writer, reader] = await people()
  const stranger = await platform.person()
  const record = await sharedProgramme(platform, writer, reader, 'Followed')
  const change = () =>
    writer.act((tx) =>
      tx
        .updateTable('records')
        .set((e) => ({ version: e('version', '+', 1) }))
        .where('id', '=', record)
        .execute(),
    )
  const absent = { record: '0f8fad5b-d9cb-469f-a165-70867728950e' }
  const refused = [await stranger.ask(contract.follow, { record }), await stranger.ask(contract.follow, absent)]
  expect(refused.map(({ statusCode, body }) => [statusCode, body])).toEqual([
    [404, refused[1]!.body],
    [404, refused[0]!.body],
  ])
  await reader.call(contract.follow, { record })
  expect(await reader.call(contract.readFollowing, { record })).toEqual({ following: true })
  expect(await reader.call(contract.listFollowed, {})).toMatchObject({ total: 1, items: [{ record: { id: record } }] })
  await change()
  expect(await reader.call(contract.listNotices, {})).toMatchObject({
    items: [{ notices: [{ text: 'This record was changed.' }] }],
  })
  await reader.call(contract.markRead, { until: new Date(Date.now() + 60_000).toISOString() })
  await reader.call(contract.follow, { record, following: false })
  await change()
  expect(await count(reader)).toBe(0)
  await reader.call(contract.follow, { record })
  await withdraw(platform, record)
  await change()
  expect(await reader.call(contract.listFollowed, {})).toEqual({ items: [], total: 0 })
  expect(
    await platform.owner.selectFrom('notices').select('id').where('person', '=', reader.id).execute(),
  ).toHaveLength(1)
})

test('settings are one’s own, kept, and refused where they make no sense', async () => {
  const [reader, other] = await people()
  const quiet = { from: '22:00', until: '06:30' }
  await reader.call(contract.changeSettings, {
    timeZone: 'Africa/Niamey',
    quiet,
    topics: [{ topic: 'trial.old', pace: 'daily' }],
  })
  await reader.call(contract.changeSettings, { mailAt: '08:30' })
  expect(await reader.call(contract.readSettings, {})).toMatchObject({
    ...{ isSet: true, timeZone: 'Africa/Niamey', quiet, mailAt: '08:30', noMail: false },
    topics: [
      { topic: 'trial.news', pace: 'at_once', usual: 'at_once' },
      { topic: 'trial.old', pace: 'daily', usual: 'weekly' },
      { topic: 'records.changed', pace: 'daily' },
    ],
  })
  expect(await other.call(contract.readSettings, {})).toMatchObject({ isSet: false, timeZone: 'UTC', quiet: null })
  for (const [wrong, path] of [
    [{ timeZone: 'Mars/Phobos' }, 'timeZone'],
    [{ timeZone: '+03:00' }, 'timeZone'],
    [{ quiet: { from: '22:00', until: '22:00' } }, 'quiet.until'],
    [{ quiet: { from: '25:00', until: '22:00' } }, 'quiet.from'],
    [{ mailAt: '7' }, 'mailAt'],
  ] as const)
    await expect(reader.call(contract.changeSettings, wrong)).rejects.toMatchObject({ status: 400, fields: [{ path }] })
  await expect(
    reader.call(contract.changeSettings, { topics: [{ topic: 'no.such', pace: 'daily' }] }),
  ).rejects.toMatchObject({ code: 'notices.topic' })
  expect((await reader.call(contract.readSettings, {})).timeZone).toBe('Africa/Niamey')
})
