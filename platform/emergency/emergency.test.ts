import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readOwnTrail } from '../audit/contract.ts'
import { audit } from '../audit/index.ts'
import { drainJobs } from '../jobs/testing.ts'
import { mail } from '../mail/index.ts'
import type { Letter } from '../mail/letter.ts'
import { setTransport } from '../mail/transport.ts'
import { readAudience, readRecord } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { makeRecord } from '../records/make.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { approveEmergency, askEmergency, listEmergencies, withdrawEmergency } from './contract.ts'
import { emergency } from './index.ts'

let platform: TestPlatform
let asker: TestPerson
let second: TestPerson
let originator: TestPerson
let delivered: Letter[] = []

beforeAll(async () => {
  platform = await testPlatform(records, audit, emergency)
  setTransport({ deliver: async (letter) => void delivered.push(letter) })
})
beforeEach(async () => {
  const headquarters = await platform.organisation()
  asker = await platform.person(headquarters, { roles: ['secretariat'] })
  second = await platform.person(headquarters, { roles: ['secretariat'] })
  originator = await platform.person(undefined, { roles: ['officer'], mail: `originator-${randomUUID()}@example.org` })
})
afterEach(async () => {
  await later()
  delivered = []
})
afterAll(() => platform[Symbol.asyncDispose]())

const reason = 'Lives depend on the passenger list.'
const later = () => drainJobs(platform, [emergency, mail])
const recordOf = (by: TestPerson, level: 0 | 1 | 2 = 1, sources: string[] = []) =>
  by.act((tx) => makeRecord(tx, { kind: 'test.thing', level, sources, audience: [] }))
const ask = async (record: string, by = asker, hours = 4) =>
  (await by.call(askEmergency, { record, reason, hours, request: randomUUID() })).id
const open = async (record: string) => {
  const id = await ask(record)
  await second.call(approveEmergency, { id })
  await later()
  return id
}
const reads = async (person: TestPerson, id: string) => (await person.ask(readRecord, { id })).statusCode
const find = async (id: string, person = asker, view: 'waiting' | 'mine' | 'past' = 'mine') =>
  (await person.call(listEmergencies, { view, size: 200 })).items.find((e) => e.id === id)
/** As if all this had been done earlier. */
const age = (id: string, hours: number) =>
  sql`update emergencies set asked_at = asked_at - make_interval(hours => ${hours}), approved_at = approved_at - make_interval(hours => ${hours}),
    ends_at = ends_at - make_interval(hours => ${hours}) where id = ${id}`.execute(platform.owner)

test('one asks, another approves, and the one who asked reads until the hours are over', async () => {
  const record = await recordOf(originator)
  const id = await ask(record)
  expect(await reads(asker, record)).toBe(404)
  expect(await find(id, second, 'waiting')).toMatchObject({
    reason,
    record,
    state: 'waiting',
    mayApprove: true,
    mayWithdraw: true,
  })
  expect(await find(id)).toMatchObject({ mayApprove: false, mayWithdraw: true })
  await second.call(approveEmergency, { id })
  await later()
  expect(await reads(asker, record)).toBe(200)
  expect(await reads(second, record)).toBe(404)
  expect(await find(id)).toMatchObject({ state: 'approved', approvedBy: { id: second.id } })
  await sql`update grants set starts_at = starts_at - interval '5 hours', ends_at = ends_at - interval '5 hours' where basis = 'break_glass' and record = ${record}`.execute(
    platform.owner,
  )
  await age(id, 5)
  expect(await reads(asker, record)).toBe(404)
  expect(await find(id, second, 'past')).toMatchObject({ state: 'ended', mayWithdraw: false })
})

test('the originator is told by mail without content, and sees it in the audience for ever', async () => {
  const keeper = await platform.person(originator.organisation, {
    roles: ['org_admin'],
    mail: `keeper-${randomUUID()}@example.org`,
  })
  await platform.person(originator.organisation, { roles: ['reader'] })
  const stranger = await platform.person(undefined, { roles: ['officer'] })
  const record = await recordOf(originator)
  await open(record)
  const opened = delivered.filter(({ text }) => text.includes('may read a record of your organization'))
  const addresses = await platform.owner
    .selectFrom('persons')
    .select('mail')
    .where('id', 'in', [originator.id, keeper.id])
    .execute()
  expect(opened.map(({ to }) => to).sort()).toEqual(addresses.map(({ mail }) => mail).sort())
  for (const { subject, text } of opened) {
    expect(`${subject}${text}`).not.toContain(record)
    expect(text).not.toContain(reason)
  }
  const lines = async () =>
    (await originator.call(readAudience, { id: record })).grants.filter(({ basis }) => basis === 'break_glass')
  expect(await lines()).toMatchObject([
    { to: { id: asker.id }, gives: 'read', reference: reason, state: 'in_force', grantedBy: { id: second.id } },
  ])
  await sql`update grants set starts_at = starts_at - interval '5 hours', ends_at = ends_at - interval '5 hours' where basis = 'break_glass' and record = ${record}`.execute(
    platform.owner,
  )
  expect(await lines()).toMatchObject([{ state: 'ended' }])
  expect((await stranger.ask(listEmergencies, {})).statusCode).toBe(403)
  expect(await reads(stranger, record)).toBe(404)
})

test('nobody approves their own request, nor without second factor, role, or waiting request', async () => {
  const id = await ask(await recordOf(originator))
  await expect(asker.call(approveEmergency, { id })).rejects.toMatchObject({ code: 'emergency.second_person' })
  const byPassword = await platform.person(undefined, { roles: ['secretariat'], secondFactor: false })
  await expect(byPassword.call(approveEmergency, { id })).rejects.toMatchObject({ code: 'access.denied' })
  await expect(byPassword.act((tx) => sql`select approve_emergency(${id})`.execute(tx))).rejects.toThrow(
    'access.denied',
  )
  await expect(originator.call(approveEmergency, { id })).rejects.toMatchObject({ code: 'access.denied' })
  await expect(second.call(approveEmergency, { id: randomUUID() })).rejects.toMatchObject({ status: 404 })
  await second.call(approveEmergency, { id })
  const fourth = await platform.person(undefined, { roles: ['secretariat'] })
  await expect(fourth.call(approveEmergency, { id })).rejects.toMatchObject({ code: 'emergency.over' })
})

test('only the secretariat asks, with a second factor, a reason and an end within a day', async () => {
  const record = await recordOf(originator)
  const input = { record, reason, hours: 4, request: randomUUID() }
  const byPassword = await platform.person(undefined, { roles: ['secretariat'], secondFactor: false })
  for (const person of [originator, byPassword]) expect((await person.ask(askEmergency, input)).statusCode).toBe(403)
  expect((await asker.ask(askEmergency, { ...input, hours: 25 })).statusCode).toBe(400)
  expect((await asker.ask(askEmergency, { ...input, reason: 'because' })).statusCode).toBe(400)
  const forged = asker.act((tx) =>
    tx
      .insertInto('emergencies')
      .values({ about: record, reason, hours: 4, approved_by: second.id, approved_at: new Date(), ends_at: new Date() })
      .execute(),
  )
  await expect(forged).rejects.toThrow('row-level security')
})

test('a request lapses after two hours', async () => {
  const id = await ask(await recordOf(originator))
  await age(id, 3)
  expect(await find(id)).toMatchObject({ state: 'lapsed', mayWithdraw: false })
  await expect(second.call(approveEmergency, { id })).rejects.toMatchObject({ code: 'emergency.over' })
})

test('who was suspended meanwhile is given nothing', async () => {
  const id = await ask(await recordOf(originator))
  await platform.owner.updateTable('persons').set({ status: 'suspended' }).where('id', '=', asker.id).execute()
  await expect(second.call(approveEmergency, { id })).rejects.toMatchObject({ code: 'emergency.over' })
})

test('both can take it back, and then nothing is read any more', async () => {
  for (const by of [asker, second]) {
    const record = await recordOf(originator)
    const id = await open(record)
    expect(await reads(asker, record)).toBe(200)
    const third = await platform.person(undefined, { roles: ['secretariat'] })
    await expect(third.call(withdrawEmergency, { id })).rejects.toMatchObject({ code: 'emergency.not_yours' })
    await by.call(withdrawEmergency, { id })
    await later()
    expect(await reads(asker, record)).toBe(404)
    expect(await find(id)).toMatchObject({ state: 'withdrawn', withdrawnBy: { id: by.id } })
    await expect(by.call(withdrawEmergency, { id })).rejects.toMatchObject({ code: 'emergency.over' })
  }
})

test('what waits can be declined by another, and what was taken back before it was opened never opens', async () => {
  const record = await recordOf(originator)
  const declined = await ask(record)
  await second.call(withdrawEmergency, { id: declined })
  await expect(second.call(approveEmergency, { id: declined })).rejects.toMatchObject({ code: 'emergency.over' })
  const id = await ask(record)
  await second.call(approveEmergency, { id })
  await asker.call(withdrawEmergency, { id })
  await later()
  expect(await reads(asker, record)).toBe(404)
  expect(delivered.filter(({ text }) => text.includes('may read a record'))).toEqual([])
})

test('clearance and denials hold', async () => {
  const above = await recordOf(originator, 2)
  await platform.owner.updateTable('persons').set({ clearance: 1 }).where('id', '=', asker.id).execute()
  await open(above)
  expect(await reads(asker, above)).toBe(404)
  const denied = await recordOf(originator)
  await platform.owner
    .insertInto('grants')
    .values({ record: denied, grantee_kind: 'person', grantee: asker.id, gives: 'deny' })
    .execute()
  await open(denied)
  expect(await reads(asker, denied)).toBe(404)
})

test('what a record was made from is opened with it, and each originator is told', async () => {
  const other = await platform.person(undefined, { roles: ['officer'] })
  const source = await recordOf(other)
  await platform.owner
    .insertInto('grants')
    .values({ record: source, grantee_kind: 'organisation', grantee: originator.organisation, gives: 'read' })
    .execute()
  const record = await recordOf(originator, 1, [source])
  await open(record)
  expect(await reads(asker, record)).toBe(200)
  expect(await reads(asker, source)).toBe(200)
  expect(delivered.filter(({ text }) => text.includes('may read a record of your organization'))).toHaveLength(2)
})

test('to the two persons a record that does not exist looks the same, until it is opened', async () => {
  const seen = async (record: string) => {
    const known = new Set((await asker.call(listEmergencies, { view: 'mine', size: 200 })).items.map((e) => e.id))
    const trailOf = async (p: TestPerson) => (await p.call(readOwnTrail, { size: 200 })).total
    const rawTrailOf = (p: TestPerson) =>
      p.act((tx) =>
        tx.selectFrom('audit_events').select(['action', 'originator', 'records', 'changed']).orderBy('id').execute(),
      )
    const before = [await trailOf(asker), await trailOf(second)] as const
    const letters = delivered.length
    const id = await open(record)
    expect(known.has(id)).toBe(false)
    const own = new Set(
      (
        await platform.owner.selectFrom('persons').select('mail').where('id', 'in', [asker.id, second.id]).execute()
      ).map((p) => p.mail),
    )
    const ofPerson = async (p: TestPerson, skip: number) => (await rawTrailOf(p)).slice(skip)
    const { id: _id, record: _record, askedAt, lapsesAt, approvedAt, until, ...rest } = (await find(id))!
    return {
      rest,
      moments: [askedAt, lapsesAt, approvedAt, until].map((at) => at !== null),
      trails: [await ofPerson(asker, before[0]), await ofPerson(second, before[1])],
      letters: delivered
        .slice(letters)
        .filter(({ to }) => own.has(to))
        .map(({ to, subject }) => `${to} ${subject}`),
    }
  }
  expect(await seen(randomUUID())).toEqual(await seen(await recordOf(originator)))
})

test('an auditor sees requests with names, and acts on none', async () => {
  const auditor = await platform.person(undefined, { roles: ['auditor'] })
  const id = await ask(await recordOf(originator))
  expect(await find(id, auditor, 'waiting')).toMatchObject({
    askedBy: { id: asker.id, name: expect.any(String) },
    mayApprove: false,
    mayWithdraw: false,
  })
  expect((await auditor.ask(approveEmergency, { id })).statusCode).toBe(403)
  expect((await auditor.ask(withdrawEmergency, { id })).statusCode).toBe(403)
})

test('a request repeated on a bad line is made once', async () => {
  const input = { record: await recordOf(originator), reason, hours: 1, request: randomUUID() }
  const { id } = await asker.call(askEmergency, input)
  expect(await asker.call(askEmergency, input)).toEqual({ id })
})
