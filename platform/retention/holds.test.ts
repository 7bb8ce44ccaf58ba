import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { liftHold, listHolds, placeHold } from './contract.ts'
import { retentionOf } from './index.ts'
import { askErasure, decideErasure, listErasures, readMyData } from './rights-contract.ts'
import { sweep } from './testing.ts'

let platform: TestPlatform
let secretariat: TestPerson
let second: TestPerson
beforeAll(async () => {
  platform = await testPlatform(retentionOf([]))
  secretariat = await platform.person(undefined, { roles: ['secretariat'] })
  second = await platform.person(secretariat.organisation, { roles: ['secretariat'] })
})
afterAll(() => platform[Symbol.asyncDispose]())

const words = { reason: 'Case before the tribunal', reference: 'OIOS/2026/12', reviewOn: '2099-01-01' }
type On = { kind: 'record' | 'person' | 'organisation'; id: string }
const place = async (by: TestPerson, on: On) => (await by.call(placeHold, { on, ...words, request: randomUUID() })).id
const lift = (by: TestPerson, id: string) => by.ask(liftHold, { id, why: 'The case is closed' })

async function record(by: TestPerson, readers: readonly TestPerson[] = [], gives = 'read'): Promise<string> {
  const { id } = await by.act((tx) =>
    tx.insertInto('records').values({ kind: 'test.thing', level: 1 }).returning('id').executeTakeFirstOrThrow(),
  )
  for (const { organisation } of readers)
    await platform.owner
      .insertInto('grants')
      .values({ record: id, grantee_kind: 'organisation', grantee: organisation, gives })
      .execute()
  return id
}
const remove = (by: TestPerson, id: string) =>
  by.act((tx) => tx.deleteFrom('records').where('id', '=', id).executeTakeFirst()).then((gone) => gone.numDeletedRows)
const holdsOf = async (by: TestPerson) => (await by.call(listHolds, {})).items.map(({ id }) => id)

test('a record under a hold is not removed, nor anything of it, until another person lifts the hold', async () => {
  const keeper = await platform.person(undefined, { roles: ['org_admin', 'officer'] })
  const colleague = await platform.person(keeper.organisation, { roles: ['org_admin'] })
  const [reader, stranger] = [await platform.person(), await platform.person()]
  const held = await record(keeper, [reader])
  await keeper.act((tx) =>
    tx
      .insertInto('comments')
      .values({ record: held })
      .returning('id')
      .executeTakeFirstOrThrow()
      .then(({ id }) =>
        tx
          .insertInto('comment_texts')
          .values({ record: held, comment: id, version: 1, language: 'en', words: 'Said' })
          .execute(),
      ),
  )
  const hold = await place(keeper, { kind: 'record', id: held })
  await expect(remove(keeper, held)).rejects.toThrow('retention.held')
  await expect(keeper.act((tx) => tx.deleteFrom('comment_texts').where('record', '=', held).execute())).rejects.toThrow(
    'retention.held',
  )
  expect(await holdsOf(reader)).toEqual([hold])
  // Whoever does not know of the record knows of no hold, the secretariat and an auditor no more than others.
  const auditor = await platform.person(undefined, { roles: ['auditor'] })
  for (const other of [stranger, secretariat, auditor]) {
    expect(await holdsOf(other)).not.toContain(hold)
    expect(
      await other.act((tx) => tx.selectFrom('legal_holds').select('id').where('record', '=', held).execute()),
    ).toEqual([])
  }
  expect((await lift(secretariat, hold)).statusCode).toBe(404)
  expect((await lift(reader, hold)).statusCode).toBe(403)
  expect((await lift(keeper, hold)).json()).toMatchObject({ code: 'retention.second_person', status: 403 })
  expect(
    (await keeper.ask(placeHold, { on: { kind: 'record', id: held }, ...words, request: randomUUID() })).json(),
  ).toMatchObject({
    code: 'retention.held_already',
  })
  expect((await lift(colleague, hold)).statusCode).toBe(200)
  expect((await lift(colleague, hold)).json()).toMatchObject({ code: 'retention.settled' })
  expect((await keeper.call(listHolds, { state: 'lifted', record: held })).items).toMatchObject([
    { id: hold, lifted: { by: { id: colleague.id }, why: 'The case is closed' }, mayLift: false },
  ])
  expect(await remove(keeper, held)).toBe(1n)
})

test('nobody holds what they do not see, or what is not theirs to hold', async () => {
  const owner = await platform.person(undefined, { roles: ['officer'] })
  const foreign = await platform.person(undefined, { roles: ['org_admin'] })
  const hidden = await record(owner)
  const shared = await record(owner, [foreign])
  const ask = (by: TestPerson, on: On, more: object = {}) =>
    by.ask(placeHold, { on, ...words, ...more, request: randomUUID() })
  const absent = await ask(foreign, { kind: 'record', id: randomUUID() })
  expect(absent.statusCode).toBe(404)
  const missed = await ask(foreign, { kind: 'record', id: hidden })
  expect([missed.statusCode, missed.body]).toEqual([404, absent.body])
  expect((await ask(foreign, { kind: 'record', id: shared })).statusCode).toBe(404)
  expect((await ask(foreign, { kind: 'person', id: owner.id })).statusCode).toBe(404)
  expect((await ask(foreign, { kind: 'organisation', id: foreign.organisation })).statusCode).toBe(404)
  expect((await ask(owner, { kind: 'record', id: shared })).statusCode).toBe(403)
  expect((await ask(secretariat, { kind: 'person', id: owner.id }, { reviewOn: '2020-01-01' })).json()).toMatchObject({
    code: 'retention.review_past',
  })
  expect((await ask(secretariat, { kind: 'person', id: owner.id }, { reason: 'x' })).json().fields).toMatchObject([
    { path: 'reason' },
  ])
})

test('what there is of a person under a hold stays when its time is up, and is not erased; colleagues learn nothing of it', async () => {
  const held = await platform.person()
  const [colleague, free] = [await platform.person(held.organisation), await platform.person()]
  for (const { id } of [held, free])
    await sql`insert into requests (person, request, digest, at) values (${id}, gen_random_uuid(), '', now() - interval '8 days')`.execute(
      platform.owner,
    )
  const hold = await place(secretariat, { kind: 'person', id: held.id })
  expect(await holdsOf(held)).toEqual([hold])
  expect(await holdsOf(colleague)).toEqual([])
  expect((await held.call(readMyData, {})).held).toBe(true)
  const requestsOf = (id: string) =>
    platform.owner.selectFrom('requests').select('person').where('person', '=', id).execute()
  await sweep(platform)
  expect(await requestsOf(free.id)).toHaveLength(0)
  expect(await requestsOf(held.id)).toHaveLength(1)
  const proof = await platform.owner
    .selectFrom('retention_proofs')
    .select(['deleted', 'held', 'remaining'])
    .where('table_name', '=', 'requests')
    .executeTakeFirstOrThrow()
  expect(proof).toEqual({ deleted: 1, held: 1, remaining: 0 })

  await held.call(askErasure, { request: randomUUID() })
  const { items } = await secretariat.call(listErasures, {})
  const asked = items.find(({ person }) => person.id === held.id)!
  expect((await secretariat.ask(decideErasure, { id: asked.id, erase: true })).json()).toMatchObject({
    code: 'retention.held',
    status: 409,
  })
  expect((await lift(second, hold)).statusCode).toBe(200)
  await secretariat.call(decideErasure, { id: asked.id, erase: true })
  expect(await requestsOf(held.id)).toHaveLength(0)
})

test('a hold on an organisation keeps its records and what there is of its people', async () => {
  const member = await platform.person()
  const made = await record(member)
  await sql`insert into requests (person, request, digest, at) values (${member.id}, gen_random_uuid(), '', now() - interval '8 days')`.execute(
    platform.owner,
  )
  const hold = await place(secretariat, { kind: 'organisation', id: member.organisation })
  await expect(remove(member, made)).rejects.toThrow('retention.held')
  expect(await holdsOf(member)).toEqual([hold])
  await sweep(platform)
  expect(
    await platform.owner.selectFrom('requests').select('person').where('person', '=', member.id).execute(),
  ).toHaveLength(1)
  expect((await lift(second, hold)).statusCode).toBe(200)
  expect(await remove(member, made)).toBe(1n)
})

test('what a hold on a record kept of an erased person goes once it is lifted', async () => {
  const owner = await platform.person(undefined, { roles: ['org_admin', 'officer'] })
  const colleague = await platform.person(owner.organisation, { roles: ['org_admin'] })
  const gone = await platform.person()
  const held = await record(owner, [gone])
  await gone.act((tx) => tx.insertInto('follows').values({ record: held }).execute())
  const hold = await place(owner, { kind: 'record', id: held })
  const { id } = await gone.call(askErasure, { request: randomUUID() })
  await secretariat.call(decideErasure, { id, erase: true })
  const follows = () => platform.owner.selectFrom('follows').select('record').where('person', '=', gone.id).execute()
  expect(await follows()).toHaveLength(1)
  expect((await lift(colleague, hold)).statusCode).toBe(200)
  await sweep(platform)
  expect(await follows()).toEqual([])
})
