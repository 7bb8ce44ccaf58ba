import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setClock } from '../clock.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import type { Share } from './contract.ts'
import * as contract from './contract.ts'
import { records } from './index.ts'
import { ALL, addThings, audienceOf, CARD, circle, makeThing, NOTHING, shareIt, sightOf, to } from './testing.ts'

const platform = await testPlatform(records)
let officer: TestPerson
let reader: TestPerson
beforeAll(async () => {
  await addThings(platform)
  officer = await platform.person(undefined, { roles: ['officer'] })
  reader = await platform.person(undefined, { roles: ['officer'] })
})
afterAll(() => {
  setClock()
  return platform[Symbol.asyncDispose]()
})

test('a record without an audience is its originator’s alone, and shared it reaches exactly those named', async () => {
  const id = await officer.act((tx) => makeThing(tx, 'Alone'))
  const colleague = await platform.person(officer.organisation)
  const third = await platform.person()
  expect(await sightOf(colleague, id)).toEqual(ALL)
  expect(await sightOf(reader, id)).toEqual(NOTHING)
  await shareIt(officer, id, to(reader.organisation))
  expect(await sightOf(reader, id)).toEqual(ALL)
  expect(await sightOf(third, id)).toEqual(NOTHING)
  await expect(third.call(contract.readAudience, { id })).rejects.toMatchObject({ code: 'not_found', status: 404 })
})

test('who may only discover a record sees that it exists and its card, none of its content', async () => {
  const card = { original: 'en' as const, texts: { en: 'Something on training' }, outdated: [] }
  const id = await officer.act((tx) =>
    makeThing(tx, 'Held back', { card, audience: [to(reader.organisation, { gives: 'discover' })] }),
  )
  expect(await sightOf(reader, id)).toEqual(CARD)
  const found = await reader.call(contract.readRecord, { id })
  expect(found).toMatchObject({
    head: { mine: 'discover', own: false },
    title: null,
    card: { text: 'Something on training' },
  })
})

test('the originator sees the whole audience with its history, a reader only why they themselves may read', async () => {
  const other = await platform.person()
  const id = await officer.act((tx) =>
    makeThing(tx, 'Two readers', {
      audience: [
        to(reader.organisation, { basis: 'consent', reference: 'Note of 3 May' }),
        to(other.organisation, { until: '2999-01-01T00:00:00Z' }),
      ],
    }),
  )
  const whole = await audienceOf(officer, id)
  expect(whole.mayShare).toBe(true)
  const lineOf = (organisation: string) => whole.grants.find((g) => g.to.id === organisation)!
  expect(whole.grants[0]).toMatchObject({ to: { id: officer.organisation }, basis: 'originator', gives: 'contribute' })
  expect(lineOf(reader.organisation)).toMatchObject({
    basis: 'consent',
    reference: 'Note of 3 May',
    state: 'in_force',
    grantedBy: { id: officer.id, name: expect.any(String) },
  })
  expect(lineOf(other.organisation)).toMatchObject({ until: '2999-01-01T00:00:00.000Z' })
  const mine = await audienceOf(reader, id)
  expect(mine).toMatchObject({ mayShare: false, head: { own: false, mine: 'read', until: null } })
  expect(mine.grants).toMatchObject([{ to: { id: reader.organisation }, basis: 'consent', grantedBy: null }])
  expect(JSON.stringify(mine)).not.toContain(other.organisation)
  expect((await audienceOf(other, id)).head.until).toBe('2999-01-01T00:00:00.000Z')

  await officer.call(contract.withdraw, { grants: [lineOf(reader.organisation).id] })
  expect(await sightOf(reader, id)).toEqual(NOTHING)
  expect((await audienceOf(officer, id)).grants).toContainEqual(
    expect.objectContaining({
      id: lineOf(reader.organisation).id,
      state: 'withdrawn',
      withdrawnBy: expect.objectContaining({ id: officer.id }),
    }),
  )
  await expect(audienceOf(reader, id)).rejects.toMatchObject({ status: 404 })
})

test('only the originator widens: a reader, even one who contributes, neither shares nor withdraws nor changes the level', async () => {
  const third = await platform.organisation()
  const id = await officer.act((tx) =>
    makeThing(tx, 'Ours', { audience: [to(reader.organisation, { gives: 'contribute' })] }),
  )
  const line = (await audienceOf(officer, id)).grants.find((g) => g.to.id === reader.organisation)
  await expect(shareIt(reader, id, to(third))).rejects.toMatchObject({ code: 'records.originator_shares', status: 403 })
  await expect(reader.call(contract.withdraw, { grants: [line!.id] })).rejects.toMatchObject({
    code: 'records.originator_shares',
  })
  const { version } = (await audienceOf(reader, id)).head
  await expect(reader.call(contract.classify, { id, version, level: 1, handling: [] })).rejects.toMatchObject({
    code: 'access.originator_only',
  })
  // The same behind the endpoints.
  await expect(reader.act((tx) => sql`update records set level = 1 where id = ${id}`.execute(tx))).rejects.toThrow(
    'access.originator_only',
  )
  await expect(
    reader.act((tx) =>
      tx
        .insertInto('grants')
        .values({ record: id, grantee_kind: 'organisation', grantee: third, gives: 'read' })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('who has not the role, or no second factor, does not share', async () => {
  const id = await officer.act((tx) => makeThing(tx, 'Not by everyone'))
  const plain = await platform.person(officer.organisation)
  await expect(shareIt(plain, id, circle('members'))).rejects.toMatchObject({ code: 'access.denied', status: 403 })
  const hasty = await platform.person(officer.organisation, { roles: ['officer'], secondFactor: false })
  await expect(shareIt(hasty, id, circle('members'))).rejects.toMatchObject({ code: 'access.denied' })
  await expect(
    plain.act((tx) => sql`update records set handling = '{no_quote}' where id = ${id}`.execute(tx)),
  ).rejects.toThrow('access.denied')
})

test('a receiver keeps people of its own out, and nobody else', async () => {
  const [colleague, stranger] = [await platform.person(reader.organisation), await platform.person()]
  const id = await officer.act((tx) => makeThing(tx, 'Not for all of them', { audience: [circle('members')] }))
  const deny = (person: string): Share => ({ to: { kind: 'person', id: person }, gives: 'deny' })
  await shareIt(reader, id, deny(colleague.id))
  expect(await sightOf(colleague, id)).toEqual(NOTHING)
  expect(await sightOf(reader, id)).toEqual(ALL)
  await expect(shareIt(reader, id, deny(stranger.id))).rejects.toMatchObject({ code: 'access.no_such_grantee' })
  await expect(shareIt(reader, id, to(stranger.organisation, { gives: 'deny' }))).rejects.toMatchObject({ status: 404 })
  const { keptOut } = await audienceOf(reader, id)
  expect(keptOut).toMatchObject([{ to: { id: colleague.id } }])
  await reader.call(contract.withdraw, { grants: [keptOut[0]!.id] })
  expect(await sightOf(colleague, id)).toEqual(ALL)
})

test('a denial overrides every grant, and does not tell that there is something to deny', async () => {
  const id = await officer.act((tx) =>
    makeThing(tx, 'Denied', { audience: [circle('members'), to(reader.organisation, { gives: 'contribute' })] }),
  )
  await shareIt(officer, id, to(reader.organisation, { gives: 'deny' }))
  expect(await sightOf(reader, id)).toEqual(NOTHING)
  expect(await reader.act((tx) => tx.selectFrom('grants').select('id').where('record', '=', id).execute())).toEqual([])
  await expect(shareIt(officer, id, to(officer.organisation, { gives: 'deny' }))).rejects.toMatchObject({
    code: 'access.would_lock_out',
  })
  await expect(shareIt(officer, id, circle('members', 'deny'))).rejects.toMatchObject({ code: 'access.would_lock_out' })
})

test('grants begin and end at their moment, refreshed or not', async () => {
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString()
  const id = await officer.act((tx) =>
    makeThing(tx, 'In time', { audience: [to(reader.organisation, { from: soon(400), until: soon(900) })] }),
  )
  const seen = async () => (await sightOf(reader, id)).content
  const states: boolean[] = []
  for (const pause of [0, 550, 550]) {
    await new Promise((then) => setTimeout(then, pause))
    states.push(await seen())
  }
  expect(states).toEqual([false, true, false])
  expect((await audienceOf(officer, id)).grants.map((g) => g.state)).toContain('ended')
})

test('many records are shared and withdrawn in one act, or none', async () => {
  const ids = await officer.act(async (tx) => [await makeThing(tx, 'One'), await makeThing(tx, 'Two', { level: 1 })])
  const request = randomUUID()
  await expect(
    officer.call(contract.share, { ids, audience: [circle('everyone')], request: randomUUID() }),
  ).rejects.toMatchObject({ code: 'access.too_wide_for_level' })
  const both = { ids, audience: [to(reader.organisation)], request }
  await officer.call(contract.share, both)
  await officer.call(contract.share, both)
  expect((await audienceOf(officer, ids[0]!)).grants).toHaveLength(2)
  await expect(
    officer.call(contract.share, { ...both, ids: [...ids, randomUUID()], request: randomUUID() }),
  ).rejects.toMatchObject({ status: 404 })
  expect(
    await officer.call(contract.withdrawFrom, {
      from: { kind: 'organisation', id: reader.organisation },
      records: ids,
    }),
  ).toEqual({ withdrawn: 2 })
  for (const id of ids) expect(await sightOf(reader, id)).toEqual(NOTHING)
  await officer.call(contract.share, { ...both, request: randomUUID() })
  const { withdrawn } = await officer.call(contract.withdrawFrom, {
    from: { kind: 'organisation', id: reader.organisation },
  })
  expect(withdrawn).toBeGreaterThanOrEqual(2)
  expect(
    await reader.act((tx) =>
      sql<{
        n: number
      }>`select count(*)::integer as n from records where owner_org = ${officer.organisation} and kind = 'test.thing'
    and not exists (select from grants g where g.record = records.id and g.grantee_kind = 'circle')`.execute(tx),
    ),
  ).toMatchObject({ rows: [{ n: 0 }] })
})

test('of two who share the same record at the same time, neither undoes the other', async () => {
  const id = await officer.act((tx) => makeThing(tx, 'At once', { audience: [to(reader.organisation)] }))
  const third = await platform.person()
  const line = (await audienceOf(officer, id)).grants.find((g) => g.to.id === reader.organisation)
  const colleague = await platform.person(officer.organisation, { roles: ['officer'] })
  let withdrawn: Promise<unknown> = Promise.resolve()
  await officer.act(async (tx) => {
    await tx
      .insertInto('grants')
      .values({ record: id, grantee_kind: 'organisation', grantee: third.organisation, gives: 'read' })
      .execute()
    withdrawn = colleague.call(contract.withdraw, { grants: [line!.id] })
    await new Promise((then) => setTimeout(then, 150))
  })
  await withdrawn
  expect(await sightOf(reader, id)).toEqual(NOTHING)
  expect(await sightOf(third, id)).toEqual(ALL)
})

test('a fact written while the audience narrows is narrowed too', async () => {
  const id = await officer.act((tx) => makeThing(tx, 'Racing', { audience: [to(reader.organisation)] }))
  const line = (await audienceOf(officer, id)).grants.find((g) => g.to.id === reader.organisation)
  const colleague = await platform.person(officer.organisation, { roles: ['officer'] })
  let withdrawn: Promise<unknown> = Promise.resolve()
  await officer.act(async (tx) => {
    await sql`insert into thing_facts (record, n) values (${id}, 3)`.execute(tx)
    withdrawn = colleague.call(contract.withdraw, { grants: [line!.id] })
    await new Promise((then) => setTimeout(then, 150))
  })
  await withdrawn
  expect(await sightOf(reader, id)).toEqual(NOTHING)
})

test('ids cannot be chosen, records not moved, history not rewritten', async () => {
  const id = await officer.act((tx) => makeThing(tx, 'Fixed', { audience: [to(reader.organisation)] }))
  const other = await officer.act((tx) => makeThing(tx, 'Other'))
  const refused = (query: ReturnType<typeof sql>) =>
    expect(officer.act((tx) => query.execute(tx))).rejects.toMatchObject({ code: '42501' })
  await refused(sql`insert into records (id, kind) values (${randomUUID()}, 'test.thing')`)
  await refused(sql`update thing_facts set record = ${other} where record = ${id}`)
  await refused(sql`update things set owner_org = ${reader.organisation}`)
  await refused(sql`update records set owner_org = ${reader.organisation}`)
  await refused(sql`update grants set ends_at = now() where record = ${id}`)
  await refused(sql`delete from grants where record = ${id}`)
  await refused(sql`select readers from records`)
  await refused(sql`select readers from things`)
  await expect(
    officer.act((tx) =>
      sql`update grants set revoked_at = now() where record = ${id} and basis = 'originator'`.execute(tx),
    ),
  ).rejects.toThrow('access.fixed')
  await officer.call(contract.withdrawFrom, { from: { kind: 'organisation', id: reader.organisation }, records: [id] })
  await expect(
    officer.act((tx) => sql`update grants set revoked_at = null where record = ${id}`.execute(tx)),
  ).rejects.toThrow('access.fixed')
})
