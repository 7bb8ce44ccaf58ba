import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enqueue } from '../jobs/enqueue.ts'
import { drainJobs } from '../jobs/testing.ts'
import { classify } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { keepLevel, listReviews, setReview } from './contract.ts'
import { retentionOf } from './index.ts'

let platform: TestPlatform
const retention = retentionOf([])
beforeAll(async () => {
  platform = await testPlatform(retention, records)
})
afterAll(() => platform[Symbol.asyncDispose]())

const make = async (by: TestPerson, level: number): Promise<string> =>
  (
    await by.act((tx) =>
      tx.insertInto('records').values({ kind: 'test.thing', level }).returning('id').executeTakeFirstOrThrow(),
    )
  ).id
const officer = () => platform.person(undefined, { roles: ['officer'] })
const plus = (years: number, days = 0) => Temporal.Now.plainDateISO('UTC').add({ years, days }).toString()
const all = (by: TestPerson, record: string) => by.call(listReviews, { view: 'all', record })
const past = (record: string) =>
  platform.owner
    .selectFrom('level_reviews')
    .select(['outcome', 'level', 'reason', 'decided_by'])
    .where('record', '=', record)
    .where('outcome', 'is not', null)
    .execute()
/** As if the record had got its level long ago. */
const age = (record: string) =>
  sql`update level_reviews set due_on = current_date - 1, latest_on = current_date - 1 where record = ${record} and outcome is null`.execute(
    platform.owner,
  )

test('what is confidential is to be reviewed after twenty years, or on an earlier day that its originator sets', async () => {
  const a = await officer()
  const open = await make(a, 0)
  const record = await make(a, 1)
  expect((await all(a, open)).total).toBe(0)
  expect((await all(a, record)).items).toMatchObject([{ level: 1, dueOn: plus(20), latestOn: plus(20), isDue: false }])
  expect((await a.call(listReviews, { record })).total).toBe(0)
  await a.call(setReview, { record, on: plus(0, 30) })
  expect((await a.call(listReviews, { record })).items).toMatchObject([{ dueOn: plus(0, 30) }])
  expect((await a.ask(setReview, { record, on: plus(20, 1) })).json()).toMatchObject({ code: 'retention.review_late' })
  expect((await a.ask(setReview, { record, on: plus(0) })).json()).toMatchObject({ code: 'retention.review_past' })
  expect((await a.ask(setReview, { record: open, on: plus(1) })).json()).toMatchObject({ code: 'retention.no_review' })
})

test('the level is kept with a reason for five years at most, or lowered; what was decided stays on record', async () => {
  const a = await officer()
  const record = await make(a, 2)
  await age(record)
  expect((await a.call(listReviews, { record })).items).toMatchObject([{ isDue: true, level: 2 }])
  const keep = { record, reason: 'Sources are still alive' }
  expect((await a.ask(keepLevel, { ...keep, next: plus(5, 1) })).json()).toMatchObject({
    code: 'retention.review_late',
  })
  expect((await a.ask(keepLevel, { ...keep, reason: 'no', next: plus(1) })).json().fields).toMatchObject([
    { path: 'reason' },
  ])
  await a.call(keepLevel, { ...keep, next: plus(5) })
  expect((await all(a, record)).items).toMatchObject([{ dueOn: plus(5), level: 2 }])
  const { head } = (await all(a, record)).items[0]!
  await a.call(classify, { id: record, version: head.version, level: 1, handling: [] })
  expect((await all(a, record)).items).toMatchObject([{ dueOn: plus(20), level: 1 }])
  await a.call(classify, { id: record, version: head.version + 1, level: 0, handling: [] })
  expect((await all(a, record)).total).toBe(0)
  expect(await past(record)).toEqual([
    { outcome: 'kept', level: 2, reason: keep.reason, decided_by: a.id },
    { outcome: 'lowered', level: 2, reason: '', decided_by: a.id },
    { outcome: 'lowered', level: 1, reason: '', decided_by: a.id },
  ])
})

test('a derivative that rises with its source has a review of its own, and does not come down with it', async () => {
  const a = await officer()
  const source = await make(a, 0)
  const { id: derived } = await a.act((tx) =>
    tx
      .insertInto('records')
      .values({ kind: 'test.thing', sources: [source] })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await a.call(classify, { id: source, version: 1, level: 1, handling: [] })
  expect((await all(a, derived)).items).toMatchObject([{ level: 1 }])
  await a.call(classify, { id: source, version: 2, level: 0, handling: [] })
  expect((await all(a, derived)).items).toMatchObject([{ level: 1 }])
})

test('only the originator’s people who may share see and settle its reviews', async () => {
  const a = await officer()
  const record = await make(a, 1)
  const [colleague, foreign] = [await platform.person(a.organisation), await officer()]
  await platform.owner
    .insertInto('grants')
    .values({ record, grantee_kind: 'organisation', grantee: foreign.organisation, gives: 'contribute' })
    .execute()
  expect((await all(foreign, record)).total).toBe(0)
  expect((await foreign.ask(setReview, { record, on: plus(1) })).statusCode).toBe(404)
  expect((await foreign.ask(keepLevel, { record, reason: 'A good reason', next: plus(1) })).statusCode).toBe(404)
  expect((await colleague.ask(listReviews, {})).statusCode).toBe(403)
  await expect(
    colleague.act((tx) => sql`select set_level_review(${record}, current_date + 9)`.execute(tx)),
  ).rejects.toThrow('access.denied')
  expect(await foreign.act((tx) => tx.selectFrom('level_reviews').select('id').execute())).toEqual([])
  // Without a second factor nothing confidential is in sight.
  const password = platform.believe(a.id, a.organisation, false)
  expect(await password.act((tx) => tx.selectFrom('level_reviews').select('id').execute())).toEqual([])
})

test('those who may lower it are told once', async () => {
  const a = await officer()
  platform.believe(a.id, a.organisation, true)
  const colleague = await platform.person(a.organisation)
  const record = await make(a, 1)
  await age(record)
  const told = () =>
    platform.owner.selectFrom('notices').select(['person', 'facts']).where('record', '=', record).execute()
  for (const _ of [1, 2]) {
    await a.act((tx) => enqueue(tx, 'retention.remind'))
    await drainJobs(platform, [retention])
    expect(await told()).toEqual([{ person: a.id, facts: { on: plus(0, -1) } }])
  }
  expect((await told()).some(({ person }) => person === colleague.id)).toBe(false)
})
