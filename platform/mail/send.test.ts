import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { asViewer } from '../database.ts'
import { drainJobs } from '../jobs/testing.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { outbox, readMail } from './contract.ts'
import { mail } from './index.ts'
import type { Letter } from './letter.ts'
import { sendMail } from './send.ts'
import { testMailServer } from './testing.ts'
import { setTransport, smtpTransport, type Transport, Undeliverable } from './transport.ts'

let platform: TestPlatform
let delivered: Letter[] = []
const keep: Transport = { deliver: async (letter) => void delivered.push(letter) }

beforeAll(async () => {
  platform = await testPlatform(mail)
  setTransport(keep)
})
afterEach(async () => {
  delivered = []
  setTransport(keep)
  await platform.owner.deleteFrom('mails').execute()
  await platform.owner.deleteFrom('settings').execute()
})
afterAll(() => platform[Symbol.asyncDispose]())

const words = { subject: 'News', text: 'There is news.', language: 'en' } as const
const send = (by: TestPerson, to: string | { address: string }, about?: string) =>
  by.act((tx) => sendMail(tx, { to, ...words, ...(about && { about: [about] }) }))
const sendOut = () => drainJobs(platform, [mail])
const mails = () => platform.owner.selectFrom('mails').select(['status', 'reason', 'subject', 'text']).execute()
const demonstrate = () =>
  platform.owner.insertInto('settings').values({ name: 'demonstration', value: 'true' }).execute()
const setPerson = (id: string, set: { status?: string; clearance?: number }) =>
  platform.owner.updateTable('persons').set(set).where('id', '=', id).execute()

/** A record of `by`, readable by the organisation of `reader`. */
async function shared(by: TestPerson, reader: TestPerson, level = 0): Promise<string> {
  const { id } = await by.act((tx) =>
    tx.insertInto('records').values({ kind: 'test.thing', level }).returning('id').executeTakeFirstOrThrow(),
  )
  await platform.owner
    .insertInto('grants')
    .values({ record: id, grantee_kind: 'organisation', grantee: reader.organisation, gives: 'read' })
    .execute()
  return id
}

test('a mail goes out to the address the person has by then, and its words are forgotten', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  await send(a, b.id)
  await platform.owner.updateTable('persons').set({ mail: 'moved@example.org' }).where('id', '=', b.id).execute()
  await sendOut()
  expect(delivered).toMatchObject([{ to: 'moved@example.org', ...words }])
  expect(await mails()).toEqual([{ status: 'sent', reason: null, subject: '', text: '' }])
})

test('nothing goes out when the transaction that asked for it fails', async () => {
  const a = await platform.person()
  const failing = a.act(async (tx) => {
    await sendMail(tx, { to: a.id, ...words })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await sendOut()
  expect(delivered).toEqual([])
})

test('nobody reads queued mail, neither sender nor recipient nor secretariat', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const secretariat = await platform.person(undefined, { roles: ['secretariat', 'org_admin', 'auditor'] })
  await send(a, b.id)
  for (const reader of [a, b, secretariat])
    expect(await reader.act((tx) => tx.selectFrom('mails').select('id').execute())).toEqual([])
  for (const reader of [a, b, secretariat, platform.nobody]) {
    expect((await reader.ask(outbox, {})).statusCode).toBe(404)
  }
  await expect(a.act((tx) => sql`select mail_recipient(${a.id})`.execute(tx))).rejects.toThrow('access.denied')
})

test('a person without a sign-in may cause a mail: whoever forgot the password', async () => {
  const b = await platform.person()
  await asViewer(platform.db, { terms: '', auditKey: '' }, { nobody: true }, null, (tx) =>
    sendMail(tx, { to: b.id, ...words }),
  )
  await sendOut()
  expect(delivered).toHaveLength(1)
})

test.each([
  ['is suspended', (b: TestPerson) => setPerson(b.id, { status: 'suspended' })],
  ['left', (b: TestPerson) => setPerson(b.id, { status: 'left' })],
  [
    'belongs to an organisation that left',
    (b: TestPerson) =>
      platform.owner
        .updateTable('organisations')
        .set({ left_on: '2020-01-01' })
        .where('id', '=', b.organisation)
        .execute(),
  ],
  [
    'has no membership any more',
    (b: TestPerson) => platform.owner.deleteFrom('memberships').where('person', '=', b.id).execute(),
  ],
])('[62] dropped when the recipient meanwhile %s', async (_, change) => {
  const [a, b] = [await platform.person(), await platform.person()]
  await send(a, b.id)
  await change(b)
  await sendOut()
  expect(delivered).toEqual([])
  expect(await mails()).toEqual([{ status: 'dropped', reason: 'recipient', subject: '', text: '' }])
})

test('a mail about a record goes to who may know of it, and to nobody else', async () => {
  const [a, b, c] = [await platform.person(), await platform.person(), await platform.person()]
  const record = await shared(a, b)
  await send(a, b.id, record)
  await send(a, c.id, record)
  await sendOut()
  expect(delivered).toHaveLength(1)
  expect((await mails()).map(({ status, reason }) => [status, reason]).sort()).toEqual([
    ['dropped', 'record'],
    ['sent', null],
  ])
})

test.each([
  [
    'is withdrawn',
    (record: string) =>
      platform.owner
        .updateTable('grants')
        .set({ revoked_at: new Date() })
        .where('record', '=', record)
        .where('basis', '<>', 'originator')
        .execute(),
  ],
  ['is raised above the clearance', (_: string, b: TestPerson) => setPerson(b.id, { clearance: 0 })],
  ['is deleted', (record: string) => platform.owner.deleteFrom('records').where('id', '=', record).execute()],
])('[41] dropped when the record meanwhile %s', async (_, change) => {
  const [a, b] = [await platform.person(), await platform.person()]
  const record = await shared(a, b, 1)
  await send(a, b.id, record)
  await change(record, b)
  await sendOut()
  expect(delivered).toEqual([])
  expect(await mails()).toMatchObject([{ status: 'dropped', reason: 'record' }])
})

test('an invited person gets account mail, and none about records', async () => {
  const [a, b] = [await platform.person(), await platform.person(undefined, { status: 'invited' })]
  const record = await shared(a, b)
  await send(a, b.id)
  await send(a, b.id, record)
  await sendOut()
  expect(delivered).toHaveLength(1)
})

test('an address without an account is written to as it is, and never about a record', async () => {
  const a = await platform.person()
  await send(a, { address: ' New.Person@Example.org ' })
  await sendOut()
  expect(delivered).toMatchObject([{ to: 'new.person@example.org' }])
  await expect(send(a, { address: 'x@example.org' }, a.id)).rejects.toThrow('not to an address')
})

test.each([
  'x@example.org, y@example.org',
  'x@example.org\r\nBcc: y@example.org',
  '<x@example.org>',
  'x',
  '@',
  '"x y"@z',
])('no mail is queued to %j', async (address) => {
  const a = await platform.person()
  await expect(send(a, { address })).rejects.toThrow('mails_address_check')
})

test('a subject is one line', async () => {
  const a = await platform.person()
  await a.act((tx) => sendMail(tx, { to: a.id, text: '', language: 'en', subject: 'A\r\nBcc: x@y.z\u2028B\0C\ud800' }))
  await sendOut()
  expect(delivered).toMatchObject([{ subject: 'A Bcc: x@y.z B C\ufffd' }])
})

test('what the mail server refuses for good has failed; what it refuses for now waits', async () => {
  const a = await platform.person()
  setTransport({ deliver: () => Promise.reject(new Undeliverable('gone')) })
  await send(a, a.id)
  await sendOut()
  expect(await mails()).toMatchObject([{ status: 'failed', reason: 'refused', text: '' }])
  setTransport({ deliver: () => Promise.reject(new Error('the line is down')) })
  await send(a, a.id)
  await sendOut()
  expect((await mails()).map(({ status, text }) => [status, text])).toContainEqual(['queued', words.text])
})

test('a mail sent again after a crash carries the number of the first, so that it is seen to be one', async () => {
  const a = await platform.person()
  setTransport({
    deliver: async (letter) => {
      delivered.push(letter)
      if (delivered.length === 1) throw new Error('the server died before it could note that the mail is sent')
    },
  })
  await send(a, a.id)
  await sendOut()
  await sql`update jobs._private_jobs set run_at = now()`.execute(platform.owner)
  await sendOut()
  await sendOut()
  expect(delivered).toHaveLength(2)
  expect(delivered[0]).toEqual(delivered[1])
})

test('[64] the words of a mail are never evaluated', async () => {
  const a = await platform.person()
  const text = '{{7*7}} <%= 7*7 %> {name, plural, other {#}} #{7*7} %s file:///etc/passwd'
  await a.act((tx) => sendMail(tx, { to: a.id, subject: text, text, language: 'en' }))
  await sendOut()
  expect(delivered).toMatchObject([{ subject: text, text }])
})

test('a mail goes all the way to a real mail server', async () => {
  const server = await testMailServer()
  setTransport(
    smtpTransport({ smtpUrl: `smtp://localhost:${server.port}`, from: 'concord@example.org', ca: server.ca }),
  )
  const a = await platform.person()
  await send(a, a.id)
  await sendOut()
  await server.stop()
  expect(server.taken).toMatchObject([{ to: [await mailOf(a)], encrypted: true }])
  expect(await mails()).toMatchObject([{ status: 'sent' }])
})

test('after three days a mail is given up', async () => {
  const a = await platform.person()
  await platform.owner
    .insertInto('mails')
    .values([
      { person: a.id, ...words, queued_at: new Date(Date.now() - 4 * 86_400_000) },
      { person: a.id, ...words, queued_at: new Date(Date.now() - 2 * 86_400_000) },
    ])
    .execute()
  await a.act((tx) => sql`select enqueue_job('mail.clean', '{}', null, null)`.execute(tx))
  await sendOut()
  expect((await mails()).map(({ status, reason }) => [status, reason]).sort()).toEqual([
    ['failed', 'late'],
    ['queued', null],
  ])
})

test('in a demonstration each reads their own mail, the secretariat no more than others', async () => {
  await demonstrate()
  const [a, b] = [await platform.person(), await platform.person(undefined, { roles: ['secretariat'] })]
  await send(b, a.id)
  await send(b, { address: await mailOf(a) })
  await sendOut()
  const mine = await a.call(outbox, {})
  expect(mine).toMatchObject({ total: 2, items: [{ subject: 'News', status: 'sent' }, { status: 'sent' }] })
  const { id } = mine.items[0]!
  expect(await a.call(readMail, { id })).toMatchObject({ id, text: words.text })
  for (const other of [b, platform.nobody]) {
    expect(await other.call(outbox, {})).toEqual({ items: [], total: 0 })
    expect((await other.ask(readMail, { id })).statusCode).toBe(404)
    // Nor by the address, since there is an account.
    expect(await other.call(outbox, { to: await mailOf(a) })).toEqual({ items: [], total: 0 })
    expect((await other.ask(readMail, { id, to: await mailOf(a) })).statusCode).toBe(404)
  }
})

test('in a demonstration an invitation is found by its address before anybody has signed in', async () => {
  await demonstrate()
  const invited = await platform.person(undefined, { status: 'invited', mail: 'invited@example.org' })
  const a = await platform.person()
  const record = await shared(a, invited)
  await send(a, invited.id)
  await send(a, invited.id, record)
  await send(a, { address: 'unknown@example.org' })
  await sendOut()
  for (const to of ['invited@example.org', 'unknown@example.org']) {
    const found = await platform.nobody.call(outbox, { to })
    expect(found.total).toBe(1)
    expect(await platform.nobody.call(readMail, { id: found.items[0]!.id, to })).toMatchObject({ text: words.text })
    expect((await platform.nobody.ask(readMail, { id: found.items[0]!.id })).statusCode).toBe(404)
  }
  await setPerson(invited.id, { status: 'active' })
  expect(await platform.nobody.call(outbox, { to: 'invited@example.org' })).toEqual({ items: [], total: 0 })
})

async function mailOf(person: TestPerson): Promise<string> {
  const { mail } = await platform.owner
    .selectFrom('persons')
    .select('mail')
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  return mail
}
