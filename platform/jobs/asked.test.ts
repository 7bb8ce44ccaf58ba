import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Job, Module } from '../module.ts'
import { Problem } from '../problem.ts'
import { sweep } from '../retention/testing.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { askedJob, askJob } from './asked.ts'
import { cancelJob, downloadResult, listJobs, readJob } from './contract.ts'
import { jobsFor } from './index.ts'
import { startJobs } from './start.ts'
import { counting, drainJobs, HANGING, moduleWith, waitingIn } from './testing.ts'

const soon = { timeout: 15_000, interval: 50 }
let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform(jobsFor([]))
})
afterAll(() => platform[Symbol.asyncDispose]())

const ask = (by: TestPerson, kind: `${string}.${string}` = 'trial.count', input: object = { to: 3 }) =>
  by.act((tx, viewer) => askJob(tx, kind, input, { viewer, language: 'en', at: new Date() }))
const run = (...modules: Module[]) => drainJobs(platform, modules)
const result = async (by: TestPerson, id: string) => (await by.ask(downloadResult, { id })).body
const trial = moduleWith(counting(false))
const partsOf = (job: string) =>
  platform.owner.selectFrom('asked_job_parts').select('n').where('job', '=', job).execute()

/** Work of many steps, before whose second something else happens. */
function interrupted(happens: () => Promise<unknown>): Job {
  const job = askedJob('trial.count', async (_tx, { done }) => ({
    done: done + 1,
    total: 9,
    more: done < 8,
    text: 'x',
  }))
  let steps = 0
  return {
    ...job,
    step: async (tx, payload, viewer) => {
      if (++steps === 2) await happens()
      return job.step(tx, payload, viewer)
    },
  }
}

test('work is done step by step, seen by its asker, and its result handed out', async () => {
  const [asker, other] = [await platform.person(), await platform.person()]
  const colleague = await platform.person(asker.organisation, { roles: ['org_admin', 'secretariat'] })
  const id = await ask(asker)
  expect(await asker.call(readJob, { id })).toMatchObject({ state: 'waiting', done: 0, total: null, file: null })
  await run(trial)
  expect(await asker.call(readJob, { id })).toMatchObject({
    ...{ state: 'done', done: 3, total: 3, problem: null, file: { name: 'count.txt', size: 6 } },
  })
  expect(await result(asker, id)).toBe('1\n2\n3\n')
  expect(await asker.call(listJobs, { state: 'ended' })).toMatchObject({ total: 1, items: [{ id }] })
  expect(await asker.call(listJobs, { state: 'under_way' })).toEqual({ items: [], total: 0 })
  // And told, once.
  const told = () => platform.owner.selectFrom('notices').select(['person', 'facts']).where('topic', '=', 'jobs.ended')
  expect(await told().execute()).toMatchObject([{ person: asker.id, facts: { outcome: 'done' } }])
  for (const someone of [other, colleague]) {
    expect(await someone.call(listJobs, {})).toEqual({ items: [], total: 0 })
    for (const e of [readJob, cancelJob, downloadResult]) expect((await someone.ask(e, { id })).statusCode).toBe(404)
  }
  expect((await platform.nobody.ask(listJobs, {})).statusCode).toBe(401)
})

test('it is cancelled between two steps, and leaves nothing', async () => {
  const asker = await platform.person()
  const id = await ask(asker)
  await run(moduleWith(interrupted(() => asker.call(cancelJob, { id }))))
  expect(await asker.call(readJob, { id })).toMatchObject({ state: 'cancelled', done: 1, file: null })
  expect(await partsOf(id)).toEqual([])
  expect(await waitingIn(platform.owner)).toEqual([])
  expect((await asker.ask(downloadResult, { id })).statusCode).toBe(404)
  expect(await asker.call(cancelJob, { id })).toMatchObject({ state: 'cancelled' })
})

test('a refusal ends it with its reason, and nothing of the step is kept', async () => {
  const asker = await platform.person()
  const id = await ask(asker)
  const refusing = askedJob('trial.count', async (tx, { done }) => {
    if (done === 0) return { done: 1, total: 3, more: true, text: 'first' }
    await tx.insertInto('drafts').values({ key: 'half done', value: '1' }).execute()
    throw new Problem('jobs.too_many', 409, { most: 7 })
  })
  await run(moduleWith(refusing))
  expect(await asker.call(readJob, { id })).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('7 pieces'),
  })
  expect(await asker.act((tx) => tx.selectFrom('drafts').select('key').execute())).toEqual([])
  expect(await partsOf(id)).toEqual([])
})

test('what fails again and again is given up, and says so', async () => {
  const asker = await platform.person()
  const id = await ask(asker)
  const failing = moduleWith(askedJob('trial.count', async () => Promise.reject(new Error('the words of a record'))))
  for (let tries = 0; tries < 6; tries++) {
    await run(failing)
    await sql`update jobs._private_jobs set run_at = now()`.execute(platform.owner)
  }
  expect(await asker.call(readJob, { id })).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('given up'),
  })
  expect(await waitingIn(platform.owner)).toEqual([])
})

test('what fails after each step, but comes further each time, is not given up', async () => {
  const asker = await platform.person()
  const id = await ask(asker)
  const steps = 9
  let isRested = true
  const halting = moduleWith(
    askedJob('trial.count', async (_, { done }) => {
      isRested = !isRested
      if (isRested) throw new Error('the server stops')
      return { done: done + 1, total: steps, more: done + 1 < steps }
    }),
  )
  for (let tries = 0; tries < steps; tries++) {
    await run(halting)
    await sql`update jobs._private_jobs set run_at = now()`.execute(platform.owner)
  }
  expect(await asker.call(readJob, { id })).toMatchObject({ state: 'done', done: steps })
  expect(await waitingIn(platform.owner)).toEqual([])
})

test.each([
  [
    'is suspended',
    (person: string) =>
      platform.owner.updateTable('persons').set({ status: 'suspended' }).where('id', '=', person).execute(),
  ],
  [
    'moves',
    async (person: string) =>
      platform.owner
        .updateTable('memberships')
        .set({ organisation: await platform.organisation() })
        .where('person', '=', person)
        .execute(),
  ],
])('[62] the work of someone who %s meanwhile ends, and what it made is destroyed', async (_, change) => {
  const asker = await platform.person()
  const id = await ask(asker)
  await run(moduleWith(interrupted(() => change(asker.id))))
  const row = await platform.owner
    .selectFrom('asked_jobs')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(row.state).toBe('cancelled')
  expect(await partsOf(id)).toEqual([])
  expect(await waitingIn(platform.owner)).toEqual([])
})

test('its steps reach no further than its asker did when asking', async () => {
  const asker = await platform.person(undefined, { secondFactor: false })
  const levels: number[] = []
  const looking = askedJob('trial.count', async (tx) => {
    const { rows } = await sql<{ level: number }>`select viewer_level() as level`.execute(tx)
    levels.push(rows[0]!.level)
    return { done: 1, total: 1, more: false }
  })
  await ask(asker)
  await ask(platform.believe(asker.id, asker.organisation, true))
  await run(moduleWith(looking))
  expect(levels.sort()).toEqual([0, 2])
})

test('a result is withheld once a record in it is closed to its asker, and hidden from a session that reaches less', async () => {
  const asker = await platform.person()
  const { id: record } = await asker.act((tx) =>
    tx.insertInto('records').values({ kind: 'trial.thing', level: 1 }).returning('id').executeTakeFirstOrThrow(),
  )
  const id = await ask(asker)
  const telling = askedJob('trial.count', async () => ({
    ...{
      done: 1,
      total: 1,
      more: false,
      text: 'content',
      records: [record],
      file: { name: 'a.txt', type: 'text/plain' },
    },
  }))
  await run(moduleWith(telling))
  expect(await result(asker, id)).toBe('content')
  const trail = await platform.owner
    .selectFrom('audit_events')
    .select('records')
    .where('action', '=', 'jobs.result')
    .execute()
  expect(trail).toContainEqual({ records: [record] })
  const withPasswordAlone = platform.believe(asker.id, asker.organisation, false)
  expect((await withPasswordAlone.ask(readJob, { id })).statusCode).toBe(404)
  const again = platform.believe(asker.id, asker.organisation, true)
  await platform.owner.updateTable('persons').set({ clearance: 0 }).where('id', '=', asker.id).execute()
  expect((await again.ask(downloadResult, { id })).statusCode).toBe(404)
  await platform.owner.updateTable('persons').set({ clearance: 2 }).where('id', '=', asker.id).execute()
  await platform.owner
    .insertInto('grants')
    .values({ record, grantee_kind: 'person', grantee: asker.id, gives: 'deny' })
    .execute()
  expect((await again.ask(downloadResult, { id })).json()).toMatchObject({ code: 'jobs.withheld', status: 409 })
})

test('one person has a few at a time, and results are kept for a week', async () => {
  const asker = await platform.person()
  for (let n = 0; n < 5; n++) await ask(asker)
  await expect(ask(asker)).rejects.toMatchObject({ code: 'jobs.too_many' })
  await run(trial)
  expect((await asker.call(listJobs, { state: 'ended' })).total).toBe(5)
  await platform.owner
    .updateTable('asked_jobs')
    .set({ ended_at: sql`now() - interval '8 days'` })
    .where('person', '=', asker.id)
    .execute()
  await sweep(platform)
  expect((await asker.call(listJobs, {})).total).toBe(0)
})

test('killed in the middle of a step it goes on elsewhere, and each part is there once', async () => {
  const asker = await platform.person()
  const doomed = spawn(
    process.execPath,
    [join(import.meta.dirname, 'doomed-server.testing.ts'), platform.serverUrl, 'count', platform.entry.terms],
    {
      stdio: 'ignore',
    },
  )
  const id = await ask(asker)
  // The first step is committed; the second has made its part and hangs.
  await vi.waitFor(
    async () => expect(await asker.call(readJob, { id })).toMatchObject({ state: 'running', done: 1 }),
    soon,
  )
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pg_locks where locktype = 'advisory' and objid = ${HANGING}
        and database = (select oid from pg_database where datname = current_database())`.execute(platform.owner)
    expect(rows).toHaveLength(1)
  }, soon)
  const { serverUrl, db, entry } = platform
  const heirs = await Promise.all(
    [0, 1].map(() => startJobs({ serverUrl, db, entry, modules: [trial], watchEvery: 100 })),
  )
  doomed.kill('SIGKILL')
  await vi.waitFor(
    async () => expect(await asker.call(readJob, { id })).toMatchObject({ state: 'done', done: 3 }),
    soon,
  )
  for (const heir of heirs) await heir.stop()
  expect(await result(asker, id)).toBe('1\n2\n3\n')
})
