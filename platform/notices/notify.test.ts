import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { type News, notify } from './notify.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform[Symbol.asyncDispose]())

const tell = (by: TestPerson, news: Partial<News>) => by.act((tx) => notify(tx, { topic: 'trial.news', ...news }))
const seenBy = (reader: TestPerson) =>
  reader.act((tx) => tx.selectFrom('notices').select(['record', 'facts']).execute())
const grant = (record: string, reader: TestPerson, gives = 'read') =>
  platform.owner
    .insertInto('grants')
    .values({ record, grantee_kind: 'organisation', grantee: reader.organisation, gives })
    .execute()
const recordOf = async (by: TestPerson, level = 0) =>
  (
    await by.act((tx) =>
      tx.insertInto('records').values({ kind: 'trial.thing', level }).returning('id').executeTakeFirstOrThrow(),
    )
  ).id

test('tells those who may see the record, and none of the others', async () => {
  const [writer, reader, discoverer, other] = await Promise.all([0, 1, 2, 3].map(() => platform.person()))
  const colleague = await platform.person(reader!.organisation)
  const record = await recordOf(writer!)
  await grant(record, reader!)
  await grant(record, discoverer!, 'discover')
  const to = [writer!, reader!, discoverer!, other!, colleague].map(({ id }) => id)
  await tell(writer!, { record, to, values: { n: 2, by: writer!.id, on: '2026-03-01' } })
  const [told] = await seenBy(reader!)
  expect(told).toEqual({ record, facts: { n: 2, by: writer!.id, on: '2026-03-01' } })
  expect(await seenBy(colleague)).toHaveLength(1)
  for (const untold of [writer!, discoverer!, other!]) expect(await seenBy(untold)).toEqual([])
  await tell(writer!, { record, to, needs: 'discover' })
  expect(await seenBy(discoverer!)).toHaveLength(1)
})

test('a notice goes with the right to see its record, also for a session that reaches less', async () => {
  const [writer, reader] = [await platform.person(), await platform.person()]
  const record = await recordOf(writer, 1)
  await grant(record, reader)
  await tell(writer, { record, to: [reader.id] })
  expect(await seenBy(reader)).toHaveLength(1)
  const withPasswordAlone = platform.believe(reader.id, reader.organisation, false)
  expect(await seenBy(withPasswordAlone)).toEqual([])
  const again = platform.believe(reader.id, reader.organisation, true)
  await platform.owner
    .updateTable('grants')
    .set({ revoked_at: new Date() })
    .where('record', '=', record)
    .where('basis', '<>', 'originator')
    .execute()
  expect(await seenBy(again)).toEqual([])
})

test.each(['suspended', 'left', 'invited'])('who is %s is told nothing', async (status) => {
  const [writer, reader] = [await platform.person(), await platform.person()]
  await platform.owner.updateTable('persons').set({ status }).where('id', '=', reader.id).execute()
  await tell(writer, { to: [reader.id] })
  expect(await platform.owner.selectFrom('notices').where('person', '=', reader.id).selectAll().execute()).toEqual([])
})

test('followers are told, but for whoever did it', async () => {
  const [writer, reader] = [await platform.person(), await platform.person()]
  const record = await recordOf(writer)
  await grant(record, reader)
  for (const follower of [writer, reader])
    await follower.act((tx) => tx.insertInto('follows').values({ record }).execute())
  await tell(writer, { record, followers: true })
  expect(await seenBy(reader)).toHaveLength(1)
  expect(await seenBy(writer)).toEqual([])
})

test('the same news is not told twice while unread', async () => {
  const [writer, reader] = [await platform.person(), await platform.person()]
  for (const values of [{ n: 1 }, { n: 1 }, { n: 2 }]) await tell(writer, { to: [reader.id], values })
  expect(await seenBy(reader)).toHaveLength(2)
  await reader.act((tx) => tx.updateTable('notices').set({ read_at: new Date() }).execute())
  await tell(writer, { to: [reader.id], values: { n: 1 } })
  expect(await seenBy(reader)).toHaveLength(3)
})

test('nothing is told when the transaction fails, and no content ever', async () => {
  const [writer, reader] = [await platform.person(), await platform.person()]
  const failing = writer.act(async (tx) => {
    await notify(tx, { topic: 'trial.news', to: [reader.id] })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await expect(tell(writer, { to: [reader.id], values: { title: 'Secret plan' } })).rejects.toThrow(
    'title of trial.news',
  )
  await expect(tell(writer, { to: [reader.id], href: '//evil.example' as '/x' })).rejects.toThrow()
  expect(await seenBy(reader)).toEqual([])
})

test('[7] another changes, reads or removes nothing of it, and its owner changes only that it was read', async () => {
  const [writer, reader] = [await platform.person(), await platform.person()]
  const colleague = await platform.person(reader.organisation, { roles: ['secretariat', 'org_admin', 'auditor'] })
  await tell(writer, { to: [reader.id] })
  for (const other of [writer, colleague]) {
    await other.act((tx) => tx.updateTable('notices').set({ read_at: new Date() }).execute())
    await other.act((tx) => tx.deleteFrom('notices').execute())
    expect(await seenBy(other)).toEqual([])
  }
  const row = () =>
    platform.owner.selectFrom('notices').select('read_at').where('person', '=', reader.id).executeTakeFirstOrThrow()
  expect(await row()).toEqual({ read_at: null })
  await expect(reader.act((tx) => tx.updateTable('notices').set({ topic: 'other.topic' }).execute())).rejects.toThrow(
    'access.fixed',
  )
  await expect(
    writer.act((tx) =>
      tx.insertInto('notices').values({ person: reader.id, organisation: reader.organisation, topic: 'a.b' }).execute(),
    ),
  ).rejects.toThrow('row-level security')
})
