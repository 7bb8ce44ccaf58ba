import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAudience, type Share, share, withdrawFrom } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { ALL, addThings, CARD, makeThing, sightOf } from '../records/testing.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import { askAccess, grantAccess, listRequests, refuseAccess, withdrawRequest } from './contract.ts'
import { requests } from './index.ts'

const platform = await testPlatform(records, requests)
beforeAll(() => addThings(platform))
afterAll(() => platform[Symbol.asyncDispose]())

const REASON = 'We plan a course on the same subject.'
const knows = (person: TestPerson): Share => ({
  to: { kind: 'organisation', id: person.organisation },
  gives: 'discover',
})

/** A record that one organisation may know of, and another not. */
async function scene() {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const colleague = await platform.person(officer.organisation)
  const [asker, other] = [await platform.person(), await platform.person()]
  const record = await officer.act((tx) => makeThing(tx, 'Known', { audience: [knows(asker)] }))
  return { officer, colleague, asker, other, record }
}

const ask = (by: TestPerson, record: string, more: object = {}) =>
  by.call(askAccess, { record, reason: REASON, request: randomUUID(), ...more })
const list = async (by: TestPerson, view: 'waiting' | 'mine' | 'past') => (await by.call(listRequests, { view })).items
const told = (person: TestPerson) =>
  person.act(async (tx) => (await tx.selectFrom('notices').select('topic').execute()).map((n) => n.topic))
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`,
  )

test('who may know of a record asks; those who may share it are told, and nobody else sees the request', async () => {
  const { officer, colleague, asker, other, record } = await scene()
  const { id } = await ask(asker, record)
  expect(await list(officer, 'waiting')).toMatchObject([
    {
      id,
      reason: REASON,
      by: { id: asker.id, name: expect.any(String) },
      organisation: { id: asker.organisation },
      mayAnswer: true,
    },
  ])
  expect(await list(asker, 'mine')).toMatchObject([{ id, state: 'waiting', mayWithdraw: true, mayAnswer: false }])
  expect(await told(officer)).toEqual(['requests.asked'])
  for (const person of [colleague, other, await platform.person(asker.organisation)])
    for (const view of ['waiting', 'mine', 'past'] as const) expect(await list(person, view)).toEqual([])
  expect(await told(colleague)).toEqual([])
})

test('who may not know of a record cannot ask: it is as if there were none', async () => {
  const { other, record, officer } = await scene()
  const answers = [await code(ask(other, record)), await code(ask(other, randomUUID()))]
  expect(answers).toEqual(['404 not_found', '404 not_found'])
  expect(await code(ask(officer, record))).toBe('409 requests.held')
  await expect(
    other.act((tx) => tx.insertInto('access_requests').values({ record, gives: 'read', reason: REASON }).execute()),
  ).rejects.toThrow('not_found')
})

test('one request at a time; a request repeated on a bad line is one', async () => {
  const { asker, record } = await scene()
  const request = randomUUID()
  const input = { record, reason: REASON, request }
  expect(await asker.call(askAccess, input)).toEqual(await asker.call(askAccess, input))
  expect(await code(ask(asker, record))).toBe('409 requests.waiting')
  expect(await code(ask(asker, record, { reason: 'Please' }))).toBe('400 input')
})

test('a request that is granted is an ordinary grant until its end, with its basis and its request', async () => {
  const { officer, asker, record } = await scene()
  const { id } = await ask(asker, record)
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const answer = { id, to: 'person' as const, gives: 'read' as const, until }
  expect(await sightOf(asker, record)).toEqual(CARD)
  expect(await code(officer.call(grantAccess, { ...answer, basis: 'consent' }))).toBe('409 access.reference_needed')
  await officer.call(grantAccess, {
    ...answer,
    basis: 'consent',
    reference: 'NV/17',
    words: 'Until the course is held.',
  })
  expect(await sightOf(asker, record)).toEqual(ALL)
  expect(await sightOf(await platform.person(asker.organisation), record)).toEqual(CARD)
  const { grants } = await officer.call(readAudience, { id: record })
  expect(grants.at(-1)).toMatchObject({
    to: { kind: 'person', id: asker.id, name: expect.anything() },
    gives: 'read',
    until,
    basis: 'consent',
    reference: `NV/17 · request ${id}`,
  })
  expect(await list(asker, 'mine')).toMatchObject([
    {
      state: 'granted',
      words: 'Until the course is held.',
      granted: { to: 'person', gives: 'read', until },
      mayWithdraw: false,
    },
  ])
  expect(await told(asker)).toEqual(['requests.answered'])
  expect(await list(officer, 'past')).toMatchObject([{ id, state: 'granted', mayAnswer: false }])
  expect(await code(officer.call(refuseAccess, { id, words: 'On second thoughts' }))).toBe('409 requests.settled')
  // Withdrawn like any grant; the history of the request stays.
  await officer.call(withdrawFrom, { from: { kind: 'person', id: asker.id } })
  expect(await sightOf(asker, record)).toEqual(CARD)
  expect(await list(asker, 'mine')).toMatchObject([{ state: 'granted', granted: null }])
})

test('it may be granted to the whole organisation', async () => {
  const { officer, asker, record } = await scene()
  const { id } = await ask(asker, record, { gives: 'comment' })
  await officer.call(grantAccess, { id, to: 'organisation', gives: 'read' })
  expect(await sightOf(await platform.person(asker.organisation), record)).toEqual(ALL)
})

test('a refusal is said in words, and tells nothing else', async () => {
  const { officer, asker, record } = await scene()
  const { id } = await ask(asker, record)
  expect(await code(officer.call(refuseAccess, { id, words: '' }))).toBe('400 input')
  await officer.call(refuseAccess, { id, words: 'It is being revised.' })
  const [answered] = await list(asker, 'mine')
  expect(answered).toMatchObject({ state: 'refused', words: 'It is being revised.', granted: null })
  expect(JSON.stringify(answered)).not.toContain(officer.id)
  expect(await told(asker)).toEqual(['requests.answered'])
  // One may ask again.
  expect(await code(ask(asker, record))).toBe('done')
})

test('only the originator’s people who may share answer, and only who asked withdraws', async () => {
  const { officer, colleague, asker, other, record } = await scene()
  const { id } = await ask(asker, record)
  const sharer = await platform.person(undefined, { roles: ['officer'] })
  const grant = { id, to: 'person' as const, gives: 'read' as const }
  expect(await code(colleague.call(grantAccess, grant))).toBe('403 access.denied')
  expect(await code(asker.call(grantAccess, grant))).toBe('403 access.denied')
  const askersOfficer = await platform.person(asker.organisation, { roles: ['officer'] })
  for (const stranger of [sharer, askersOfficer]) {
    expect(await code(stranger.call(grantAccess, grant))).toBe('404 not_found')
    expect(await code(stranger.call(refuseAccess, { id, words: 'Not for us to say' }))).toBe('404 not_found')
  }
  for (const person of [officer, other]) expect(await code(person.call(withdrawRequest, { id }))).toBe('404 not_found')
  await asker.call(withdrawRequest, { id })
  expect(await code(officer.call(grantAccess, grant))).toBe('409 requests.settled')
  expect(await sightOf(asker, record)).toEqual(CARD)
})

test('who asks with the role to share cannot answer their own request', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const asker = await platform.person(undefined, { roles: ['officer'] })
  const record = await officer.act((tx) => makeThing(tx, 'Known', { audience: [knows(asker)] }))
  const { id } = await ask(asker, record)
  expect(await code(asker.call(grantAccess, { id, to: 'person', gives: 'contribute' }))).toBe('404 not_found')
  await expect(
    asker.act((tx) => tx.updateTable('access_requests').set({ answer: 'granted' }).where('id', '=', id).execute()),
  ).rejects.toThrow('access.fixed')
})

test('nobody answers for 30 days, and it lapses', async () => {
  const { officer, asker, record } = await scene()
  const { id } = await ask(asker, record)
  await sql`update access_requests set asked_at = now() - interval '30 days' where id = ${id}`.execute(platform.owner)
  expect(await list(officer, 'waiting')).toEqual([])
  expect(await list(officer, 'past')).toMatchObject([{ id, state: 'lapsed' }])
  expect(await code(officer.call(grantAccess, { id, to: 'person', gives: 'read' }))).toBe('409 requests.settled')
  expect(await code(ask(asker, record))).toBe('done')
})

test('when the record goes out of sight, so does the request', async () => {
  const { officer, asker, record } = await scene()
  await ask(asker, record)
  await officer.call(withdrawFrom, { from: { kind: 'organisation', id: asker.organisation } })
  expect(await list(asker, 'mine')).toEqual([])
  expect(await list(officer, 'waiting')).toHaveLength(1)
  await officer.call(share, { ids: [record], audience: [knows(asker)], request: randomUUID() })
  expect(await list(asker, 'mine')).toHaveLength(1)
})
