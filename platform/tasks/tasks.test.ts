import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CIRCLES } from '../access/refs.ts'
import { setClock } from '../clock.ts'
import { drainJobs } from '../jobs/testing.ts'
import { countUnread, listNotices, markRead } from '../notices/contract.ts'
import { noticesOf } from '../notices/index.ts'
import { sharedProgramme, withdraw } from '../notices/testing.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import * as contract from './contract.ts'
import { reassignTasks, tasks } from './index.ts'

const notices = noticesOf([tasks])
let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform(tasks, notices)
})
afterEach(() => setClock())
afterAll(() => platform[Symbol.asyncDispose]())

const add = (by: TestPerson, fields: object = {}) =>
  by.call(contract.addTask, { title: 'Call the ministry', request: randomUUID(), ...fields })
const mine = async (of: TestPerson, input: object = {}) =>
  (await of.call(contract.listTasks, input)).items.map(({ id }) => id)
const told = async (of: TestPerson) =>
  (await of.call(listNotices, { unread: true })).items.flatMap((group) => group.notices.map(({ text }) => text))

/** An officer with a colleague, someone elsewhere who may read their record, and someone who may not. */
async function scene(level = 0) {
  const officer = await platform.person()
  const colleague = await platform.person(officer.organisation)
  const reader = await platform.person()
  const stranger = await platform.person()
  const record = await sharedProgramme(platform, officer, reader, 'Border training', level)
  return { officer, colleague, reader, stranger, record }
}

test('what was changed after the first sending arrived is not taken for entered', async () => {
  const officer = await platform.person()
  const request = randomUUID()
  await add(officer, { request })
  await expect(add(officer, { request, title: 'Call the embassy' })).rejects.toMatchObject({
    code: 'arrived_already',
    status: 409,
  })
  await add(officer, { title: 'Call the embassy' })
  const { items } = await officer.call(contract.listTasks, {})
  expect(items.map(({ title }) => title).toSorted()).toEqual(['Call the embassy', 'Call the ministry'])
})

test('what is left out of a choice is told from what it does not offer', async () => {
  const officer = await platform.person()
  const { id } = await add(officer)
  for (const [status, message] of [
    [null, 'Required.'],
    ['lost', 'Not an accepted value.'],
  ] as const) {
    const settling = { id, status: status as unknown as 'done' }
    await expect(officer.call(contract.settleTask, settling)).rejects.toMatchObject({
      fields: [{ path: 'status', message }],
    })
  }
})

test('a task is asked for once, told to its owner, done, and its asker told', async () => {
  const { officer, colleague, record } = await scene()
  const request = randomUUID()
  const fields = { record, owner: colleague.id, dueOn: '2036-03-01', request }
  const task = await add(officer, fields)
  expect((await add(officer, fields)).id).toBe(task.id)
  expect(task).toMatchObject({
    title: 'Call the ministry',
    record: { id: record },
    status: 'open',
    dueOn: '2036-03-01',
  })
  expect(await told(colleague)).toEqual([expect.stringMatching(/^Person \d+ gave you a task, due 1 March 2036\.$/)])
  expect(await mine(colleague)).toEqual([task.id])
  expect(await mine(officer)).toEqual([])
  expect(await mine(officer, { of: 'asked' })).toEqual([task.id])
  expect(await colleague.call(contract.settleTask, { id: task.id, status: 'done' })).toMatchObject({ status: 'done' })
  expect(await told(officer)).toEqual([expect.stringMatching(/marked a task as done/)])
  expect(await mine(colleague)).toEqual([])
  expect(await mine(colleague, { status: 'settled' })).toEqual([task.id])
})

test('dropping wants a reason; two who change it at once are told', async () => {
  const { officer } = await scene()
  const task = await add(officer)
  await expect(officer.call(contract.settleTask, { id: task.id, status: 'dropped' })).rejects.toMatchObject({
    status: 400,
    fields: [{ path: 'reason' }],
  })
  const words = { id: task.id, version: 1, title: 'Write to the ministry', words: 'By note verbale', dueOn: null }
  expect(await officer.call(contract.editTask, words)).toMatchObject({ title: 'Write to the ministry', version: 2 })
  await expect(officer.call(contract.editTask, words)).rejects.toMatchObject({ code: 'edit_conflict', status: 409 })
  const dropped = await officer.call(contract.settleTask, { id: task.id, status: 'dropped', reason: 'Overtaken' })
  expect(dropped).toMatchObject({ status: 'dropped', reason: 'Overtaken' })
})

test('another organisation neither sees, changes nor adds to it; hidden and absent are alike', async () => {
  const { officer, colleague, reader, stranger, record } = await scene()
  const [onRecord, free] = [await add(officer, { record }), await add(officer)]
  // May read the record, but the task is the officer's organisation's own.
  for (const other of [reader, stranger]) {
    expect(await mine(other, { of: 'all', status: 'any' })).toEqual([])
    for (const id of [onRecord.id, free.id, randomUUID()]) {
      expect((await other.ask(contract.readTask, { id })).statusCode).toBe(404)
      expect((await other.ask(contract.settleTask, { id, status: 'done' })).statusCode).toBe(404)
      expect(await other.call(contract.assignTasks, { ids: [id], owner: other.id })).toEqual({ moved: 0, left: [] })
    }
  }
  const answers = await Promise.all(
    [record, randomUUID()].map((of) =>
      stranger.ask(contract.addTask, { title: 'x', record: of, request: randomUUID() }),
    ),
  )
  expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
    [404, answers[1]!.body],
    [404, answers[0]!.body],
  ])
  expect(await colleague.call(contract.readTask, { id: free.id })).toMatchObject({ mine: false })
  await expect(colleague.call(contract.settleTask, { id: free.id, status: 'done' })).rejects.toMatchObject({
    status: 403,
  })
  expect((await platform.nobody.ask(contract.listTasks, {})).statusCode).toBe(401)
})

test('only someone who may read the record is given a task on it; elsewhere only by its originator', async () => {
  const { officer, colleague, reader, stranger, record } = await scene(1)
  const uncleared = await platform.person(officer.organisation, { clearance: 0 })
  for (const owner of [uncleared, stranger])
    await expect(add(officer, { record, owner: owner.id })).rejects.toMatchObject({ code: 'tasks.owner', status: 409 })
  await expect(add(reader, { record, owner: officer.id })).rejects.toMatchObject({ code: 'tasks.owner' })
  await expect(add(officer, { owner: reader.id })).rejects.toMatchObject({ code: 'tasks.owner' })
  const { id } = await add(officer, { record, owner: reader.id })
  expect(await mine(reader)).toEqual([id])
  await platform.owner
    .updateTable('persons')
    .set({ listed: true })
    .where('id', 'in', [reader.id, stranger.id])
    .execute()
  const offered = async (by: TestPerson, input: object) =>
    (await by.call(contract.findOwners, input)).items.map((person) => person.id).sort()
  expect(await offered(officer, { record })).toEqual([officer.id, colleague.id, reader.id].sort())
  expect(await offered(officer, {})).toEqual([officer.id, colleague.id, uncleared.id].sort())
  expect(await offered(reader, { record })).toEqual([reader.id])
  expect(await offered(stranger, { record })).toEqual([])
})

test('[41] once its owner may not read the record, nothing of the task is left to them', async () => {
  const { officer, reader, record } = await scene()
  const { id } = await add(officer, { record, owner: reader.id, dueOn: '2036-03-01' })
  await withdraw(platform, record)
  expect(await reader.call(contract.listTasks, { of: 'all', status: 'any' })).toEqual({
    items: [],
    total: 0,
    overdue: 0,
  })
  expect((await reader.ask(contract.readTask, { id })).statusCode).toBe(404)
  expect(await reader.call(countUnread, {})).toEqual({ count: 0 })
  await expect(reader.act((tx) => tx.updateTable('tasks').set({ status: 'done' }).execute())).resolves.toMatchObject([
    { numUpdatedRows: 0n },
  ])
  expect(await mine(officer, { of: 'asked' })).toEqual([id])
})

test('whoever has not accepted the terms in force sees no task, not even of what everyone reads', async () => {
  const { officer, reader, record } = await scene()
  await platform.owner
    .insertInto('grants')
    .values({ record, grantee_kind: 'circle', grantee: CIRCLES.everyone, gives: 'read' })
    .execute()
  const { id } = await add(officer, { record, owner: reader.id })
  const seen = () => reader.act((tx) => tx.selectFrom('tasks').select('id').execute())
  expect(await seen()).toEqual([{ id }])
  await platform.owner.updateTable('persons').set({ terms_version: 'older' }).where('id', '=', reader.id).execute()
  expect(await seen()).toEqual([])
})

test('several go to another at once; those that the other may not read stay and are listed', async () => {
  const { officer, record } = await scene(1)
  const uncleared = await platform.person(officer.organisation, { clearance: 0 })
  const [secret, free] = [await add(officer, { record }), await add(officer, { title: 'Free' })]
  const ids = [secret.id, free.id, randomUUID()]
  expect(await officer.call(contract.assignTasks, { ids, owner: uncleared.id })).toEqual({
    moved: 1,
    left: [{ id: secret.id, title: 'Call the ministry' }],
  })
  expect(await mine(uncleared)).toEqual([free.id])
  expect(await mine(officer)).toEqual([secret.id])
})

test('a hand-over moves what the successor may read, tells askers of the rest, and shows its maker nothing hidden', async () => {
  const { officer, record } = await scene(1)
  const successor = await platform.person(officer.organisation, { clearance: 0 })
  const asker = await platform.person(officer.organisation)
  const secretariat = await platform.person(undefined, { roles: ['secretariat'] })
  await platform.owner
    .insertInto('role_permissions')
    .values({ role: 'secretariat', permission: 'access:accounts' })
    .onConflict((known) => known.doNothing())
    .execute()
  const secret = await add(asker, { record, owner: officer.id })
  const free = await add(asker, { owner: officer.id })
  for (const person of [officer, asker, successor])
    await person.call(markRead, { until: new Date(Date.now() + 60_000).toISOString() })
  await expect(successor.act((tx) => reassignTasks(tx, officer.id, successor.id))).rejects.toThrow('access.denied')
  // The secretariat sees none of these tasks: it moves them all the same, and learns nothing of them.
  expect(await secretariat.act((tx) => reassignTasks(tx, officer.id, successor.id))).toEqual({ moved: 0, left: [] })
  expect(await mine(successor)).toEqual([free.id])
  expect(await told(successor)).toEqual([expect.stringMatching(/^someone gave you a task/)])
  expect(await told(asker)).toEqual([expect.stringMatching(/needs a new owner/)])
  expect(await asker.call(contract.readTask, { id: secret.id })).toMatchObject({ owner: { id: officer.id } })
  const elsewhere = await platform.person()
  await expect(officer.act((tx) => reassignTasks(tx, officer.id, elsewhere.id))).rejects.toThrow('tasks.owner')
  expect(await officer.act((tx) => reassignTasks(tx, officer.id, asker.id))).toEqual({
    moved: 1,
    left: [],
  })
})

test('reminders come three days before, on the day and weekly after, each once, and not once it is done', async () => {
  const { officer } = await scene()
  const { id } = await add(officer, { dueOn: '2036-03-10' })
  const heard: string[] = []
  for (const day of ['03-06', '03-07', '03-08', '03-10', '03-10', '03-11', '03-16', '03-17', '03-25']) {
    setClock(() => new Date(`2036-${day}T05:00:00Z`))
    await officer.act((tx) => sql`select enqueue_job('tasks.remind', '{}', null, null)`.execute(tx))
    await drainJobs(platform, [tasks])
    for (const text of await told(officer)) heard.push(`${day} ${text}`)
    await officer.call(markRead, { until: '2037-01-01T00:00:00Z' })
  }
  expect(heard).toEqual([
    '03-07 A task of yours is due on 10 March 2036.',
    '03-10 A task of yours is due today, 10 March 2036.',
    '03-17 A task of yours is 7 days overdue; it was due on 10 March 2036.',
    '03-25 A task of yours is 15 days overdue; it was due on 10 March 2036.',
  ])
  await officer.call(contract.settleTask, { id, status: 'done' })
  setClock(() => new Date('2036-05-01T05:00:00Z'))
  await officer.act((tx) => sql`select enqueue_job('tasks.remind', '{}', null, null)`.execute(tx))
  await drainJobs(platform, [tasks])
  expect(await told(officer)).toEqual([])
})

test('lists are narrowed, sorted and paged by the server', async () => {
  const { officer } = await scene()
  setClock(() => new Date('2036-03-04T05:00:00Z'))
  const titles = async (input: object) =>
    (await officer.call(contract.listTasks, input)).items.map(({ title }) => title)
  for (const [title, dueOn] of [
    ['b', '2036-03-01'],
    ['c', null],
    ['a', '2036-03-09'],
  ] as const)
    await add(officer, { title, dueOn })
  expect(await titles({})).toEqual(['b', 'a', 'c'])
  expect(await titles({ sort: 'title', dir: 'desc' })).toEqual(['c', 'b', 'a'])
  expect(await titles({ due: 'overdue' })).toEqual(['b'])
  expect(await titles({ due: 'week' })).toEqual(['a'])
  expect(await officer.call(contract.listTasks, { page: 2, size: 2 })).toMatchObject({
    total: 3,
    overdue: 1,
    items: [{ title: 'c' }],
  })
})

test('whoever moves to another organisation leaves its free tasks behind', async () => {
  const { officer } = await scene()
  await add(officer)
  const organisation = await platform.organisation()
  await platform.owner.updateTable('memberships').set({ organisation }).where('person', '=', officer.id).execute()
  expect(await mine(officer, { of: 'all' })).toEqual([])
})
