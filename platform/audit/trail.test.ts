import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRecord, share as shareRecords } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { makeRecord } from '../records/make.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { listReadings, readOwnTrail, readReaders, readTrail, verify } from './contract.ts'
import { audit } from './index.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform(records, audit)
})
afterAll(() => platform[Symbol.asyncDispose]())

const purpose = 'Yearly audit of access'

/** A record of `by`, shared with the organisation of `reader`. */
const share = (by: TestPerson, reader: TestPerson, level: 0 | 1 | 2 = 1) =>
  by.act((tx) =>
    makeRecord(tx, {
      kind: 'test.thing',
      level,
      audience: [{ to: { kind: 'organisation', id: reader.organisation }, gives: 'read' }],
    }),
  )

async function three() {
  const originator = await platform.person(undefined, { roles: ['officer'] })
  const reader = await platform.person(undefined, { roles: ['officer'] })
  const stranger = await platform.person(undefined, { roles: ['officer'] })
  return { originator, reader, stranger }
}

test('an originator sees who read its confidential record, by name, and nobody else does', async () => {
  const { originator, reader, stranger } = await three()
  const record = await share(originator, reader)
  const open = await share(originator, reader, 0)
  await reader.call(readRecord, { id: record })
  await reader.call(readRecord, { id: open })
  const list = await originator.call(listReadings, {})
  expect(list).toMatchObject({ total: 1, more: false })
  expect(list.items[0]).toMatchObject({
    person: { id: reader.id, name: expect.stringMatching(/^Person/) },
    organisation: { id: reader.organisation },
    action: 'records.record',
    outcome: 'done',
    lines: [{ id: record, level: 1 }],
  })
  expect((await originator.call(readReaders, { record })).items).toMatchObject([{ person: { id: reader.id } }])
  for (const other of [reader, stranger]) {
    expect(await other.call(listReadings, {})).toMatchObject({ items: [], total: 0 })
    expect(await other.call(readReaders, { record })).toEqual({ items: [], total: 0, more: false })
    expect(await other.call(listReadings, { record })).toMatchObject({ total: 0 })
  }
})

test('readings are narrowed by record, organisation, time; our own people are left out unless asked for', async () => {
  const { originator, reader, stranger } = await three()
  const [one, two] = [await share(originator, reader), await share(originator, reader)]
  await originator.act((tx) =>
    tx
      .insertInto('grants')
      .values({ record: two, grantee_kind: 'organisation', grantee: stranger.organisation, gives: 'read' })
      .execute(),
  )
  await reader.call(readRecord, { id: one })
  await stranger.call(readRecord, { id: two })
  await originator.call(readRecord, { id: one })
  const count = async (input: object) => (await originator.call(listReadings, input)).total
  expect(await count({})).toBe(2)
  expect(await count({ organisation: stranger.organisation })).toBe(1)
  expect(await count({ record: one })).toBe(1)
  expect(await count({ record: one, others: false })).toBe(2)
  expect(await count({ until: '2020-01-01' })).toBe(0)
  expect(
    await count({ since: new Date().toISOString().slice(0, 10), until: new Date().toISOString().slice(0, 10) }),
  ).toBe(2)
  expect(await count({ action: 'records' })).toBe(2)
  expect(await count({ action: 'records.share' })).toBe(0)
})

test('who may not know of a record of their own organisation is not told that it was read', async () => {
  const { originator, reader } = await three()
  const keeper = await platform.person(originator.organisation, { roles: ['org_admin'], clearance: 0 })
  const excluded = await platform.person(originator.organisation, { roles: ['officer'] })
  const record = await share(originator, reader, 2)
  const deny = { to: { kind: 'person' as const, id: excluded.id }, gives: 'deny' as const }
  await originator.call(shareRecords, { ids: [record], audience: [deny], request: crypto.randomUUID() })
  await reader.call(readRecord, { id: record })
  for (const colleague of [keeper, excluded]) {
    expect(await colleague.call(listReadings, {})).toMatchObject({ items: [], total: 0 })
    expect(await colleague.call(readReaders, { record })).toMatchObject({ items: [], total: 0 })
  }
  expect(await originator.call(listReadings, {})).toMatchObject({ total: 1 })
})

test('who suspends someone is not told what that person held', async () => {
  const { reader } = await three()
  const keeper = await platform.person(reader.organisation, { roles: ['org_admin', 'officer'] })
  await sql`insert into api_tokens (person, organisation, name, hash, scopes, expires_at)
    values (${reader.id}, ${reader.organisation}, 'Mine', '\\x01', '{}', now() + interval '1 day')`.execute(
    platform.owner,
  )
  await keeper.act((tx) => sql`update persons set status = 'suspended' where id = ${reader.id}`.execute(tx))
  const auditor = await platform.person(undefined, { roles: ['auditor'] })
  const acts = { person: keeper.id, purpose, action: 'api_tokens' }
  expect((await auditor.call(readTrail, acts)).items).toMatchObject([
    { action: 'api_tokens.update', changed: ['revoked_at'] },
  ])
  expect((await keeper.call(readOwnTrail, {})).items.map(({ action }) => action)).toEqual(['persons.update'])
})

test('who has no such role, and who signed in by password alone, is refused', async () => {
  const { originator } = await three()
  const plain = await platform.person(originator.organisation)
  const byPassword = await platform.person(undefined, { roles: ['officer', 'auditor'], secondFactor: false })
  for (const person of [plain, byPassword, platform.nobody])
    for (const e of [listReadings, readTrail, verify])
      expect((await person.ask(e, { purpose })).statusCode, e.audit).toBeGreaterThanOrEqual(401)
  expect((await originator.ask(readTrail, { purpose })).statusCode).toBe(403)
  expect((await originator.ask(verify, {})).statusCode).toBe(403)
})

test('everybody sees their own trail and nobody else’s, refusals and purposes with it', async () => {
  const { originator, reader } = await three()
  const record = await share(originator, reader)
  await reader.call(readRecord, { id: record })
  await reader.ask(readTrail, { purpose: 'Curious about others' })
  const { items, total } = await reader.call(readOwnTrail, {})
  expect(total).toBe(2)
  expect(items[0]).toMatchObject({ action: 'audit.trail', outcome: 'access.denied', records: 0 })
  expect(items[1]).toMatchObject({ action: 'records.record', records: 1, originator: { id: originator.organisation } })
  expect((await reader.call(readOwnTrail, { outcome: 'refused' })).total).toBe(1)
  expect((await reader.call(readOwnTrail, { page: 2, size: 1 })).items).toMatchObject([{ action: 'records.record' }])
  expect(items.every(({ person }) => person?.id === reader.id)).toBe(true)
  expect((await platform.nobody.ask(readOwnTrail, {})).statusCode).toBe(401)
})

test('an auditor sees the trail with names and no content, and leaves a purpose behind', async () => {
  const { originator, reader } = await three()
  const auditor = await platform.person(undefined, { roles: ['auditor'] })
  const record = await share(originator, reader)
  await reader.call(readRecord, { id: record })
  await expect(auditor.call(readTrail, { purpose: 'no' })).rejects.toMatchObject({ code: 'access.purpose' })
  const trail = await auditor.call(readTrail, { purpose, person: reader.id })
  expect(trail.items).toMatchObject([{ action: 'records.record', person: { name: expect.any(String) }, records: 1 }])
  expect(JSON.stringify(trail)).not.toContain(record)
  const changes = await auditor.call(readTrail, { purpose, organisation: originator.organisation, kind: 'changes' })
  expect(changes.items.map(({ action }) => action)).toContain('records.insert')
  expect(changes.items.every(({ changed }) => changed !== null)).toBe(true)
  const own = await auditor.call(readOwnTrail, { action: 'audit.trail' })
  expect(own.items[0]).toMatchObject({ purpose, outcome: 'done' })
})

test('a preview shows no trail', async () => {
  const { originator, reader } = await three()
  const record = await share(originator, reader)
  await reader.call(readRecord, { id: record })
  const viewAs = reader.organisation
  expect((await originator.call(listReadings, {}, { viewAs })).total).toBe(0)
  expect((await originator.call(readOwnTrail, {}, { viewAs })).total).toBe(0)
})

test('a long trail is counted to ten thousand and no further', async () => {
  const { reader } = await three()
  await sql`insert into audit_events (person, organisation, action) select ${reader.id}, ${reader.organisation}, 'test.look'
    from generate_series(1, 10050)`.execute(platform.owner)
  const { total, more, items } = await reader.call(readOwnTrail, { page: 51, size: 200 })
  expect({ total, more, items }).toEqual({ total: 10_000, more: true, items: [] })
  expect((await reader.call(readOwnTrail, { page: 50, size: 200 })).items).toHaveLength(200)
})

test('nobody changes the trail, the owner of the database no more than others', async () => {
  const { originator } = await three()
  await originator.call(readOwnTrail, {})
  for (const statement of [
    sql`update audit_events set person = null`,
    sql`delete from audit_events where id = 1`,
    sql`truncate audit_events`,
    sql`delete from audit_seals`,
  ])
    await expect(statement.execute(platform.owner)).rejects.toThrow('append-only')
  await expect(originator.act((tx) => sql`insert into audit_events (action) values ('x')`.execute(tx))).rejects.toThrow(
    'permission denied',
  )
})
