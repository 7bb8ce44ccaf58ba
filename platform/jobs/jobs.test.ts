import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import type { Job } from '../module.ts'
import { beaten, type TestPlatform, testPlatform } from '../testing.ts'
import { serviceActor } from './actor.ts'
import { enqueue } from './enqueue.ts'
import { asQueueOwner } from './queue.ts'
import { startJobs } from './start.ts'
import { drainJobs, effectsIn, HANGING, leaveEffect, moduleWith, twoSteps, waitingIn } from './testing.ts'

const entry = { terms: '', auditKey: '' }
const soon = { timeout: 15_000, interval: 50 }

let platform: TestPlatform
beforeAll(async () => {
  platform = await trialPlatform()
})
afterAll(() => platform[Symbol.asyncDispose]())

async function trialPlatform(): Promise<TestPlatform> {
  const made = await testPlatform()
  // A table in which the jobs of these tests leave their effects: only the administrator makes one in a test's database.
  await asAdministrator(
    made,
    'create table trial_effects (effect text, by_process integer); grant select, insert on trial_effects to app, concord_owner',
  )
  for (const job of ['trial.leave', 'trial.two_steps', 'trial.fail'])
    await sql`call make_service_actor(${job}, 'Trial')`.execute(made.owner)
  return made
}

async function asAdministrator(of: TestPlatform, statements: string): Promise<void> {
  const address = new URL(inject('testDatabase').superuserUrl)
  address.pathname = new URL(of.ownerUrl).pathname
  const administrator = new pg.Client({ connectionString: address.href })
  await administrator.connect()
  await administrator.query(statements)
  await administrator.end()
}

test('a job exists when the transaction that asked for it commits, and not otherwise', async () => {
  const someone = await platform.person()
  await expect(
    someone.act(async (tx) => {
      await enqueue(tx, 'trial.leave', { effect: 'never' })
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await someone.act((tx) => enqueue(tx, 'trial.leave', { effect: 'asked' }))
  await drainJobs(platform, [moduleWith(leaveEffect)])
  expect(await effectsIn(platform.owner)).toEqual(['asked'])
  expect(await waitingIn(platform.owner)).toEqual([])
})

test('with a key one waits at a time, and what is for later waits', async () => {
  const someone = await platform.person()
  const later = new Date(Date.now() + 3_600_000)
  await someone.act(async (tx) => {
    await enqueue(tx, 'trial.leave', { effect: 'old' }, { key: 'same', runAt: later })
    await enqueue(tx, 'trial.leave', { effect: 'new' }, { key: 'same', runAt: later })
  })
  await drainJobs(platform, [moduleWith(leaveEffect)])
  expect(await waitingIn(platform.owner)).toMatchObject([{ task: 'trial.leave', key: 'trial.leave:same', attempts: 0 }])
  await someone.act((tx) => enqueue(tx, 'trial.leave', { effect: 'newest' }, { key: 'same' }))
  await drainJobs(platform, [moduleWith(leaveEffect)])
  expect(await effectsIn(platform.owner)).toContain('newest')
  expect(await effectsIn(platform.owner)).not.toContain('new')
})

test('asked for again at the moment at which it is taken, it comes again', async () => {
  const someone = await platform.person()
  const ask = () => someone.act((tx) => enqueue(tx, 'trial.leave', { effect: 'taken' }, { key: 'taken' }))
  await ask()
  await beaten(
    platform,
    (tx) =>
      sql`update jobs._private_jobs set locked_at = now(), locked_by = 'a server' where key = 'trial.leave:taken'`.execute(
        tx,
      ),
    ask,
  )
  const waiting = await waitingIn(platform.owner)
  expect(waiting.filter(({ key }) => key === 'trial.leave:taken')).toHaveLength(1)
  expect(waiting).toHaveLength(2)
  await sql`delete from jobs._private_jobs`.execute(platform.owner)
})

test('a step that fails leaves no effect, waits for its next try, and its words are not kept', async () => {
  const fail: Job = {
    name: 'trial.fail',
    step: async (tx) => {
      await sql`insert into trial_effects values ('half done', 0)`.execute(tx)
      throw new Error('the words of a record')
    },
  }
  const someone = await platform.person()
  await someone.act((tx) => enqueue(tx, 'trial.fail'))
  await drainJobs(platform, [moduleWith(fail)])
  expect(await effectsIn(platform.owner)).not.toContain('half done')
  expect(await waitingIn(platform.owner)).toMatchObject([{ task: 'trial.fail', attempts: 1, error: 'Error' }])
})

test('a job runs as its own actor, who holds nothing by itself', async () => {
  const { rows } = await sql<{ id: string }>`select service_actor('trial.leave') as id`.execute(platform.owner)
  expect(serviceActor('trial.leave')).toBe(rows[0]!.id)
  const someone = await platform.person()
  const record = await someone.act((tx) =>
    tx.insertInto('records').values({ kind: 'trial.thing' }).returning('id').executeTakeFirstOrThrow(),
  )
  const actor = platform.believe(serviceActor('trial.leave'), '', true)
  const seen = await actor.act(async (tx, viewer) => ({
    viewer,
    records: await tx.selectFrom('records').select('id').where('id', '=', record.id).execute(),
    persons: await tx.selectFrom('persons').select('id').where('service', '=', false).execute(),
  }))
  expect(seen).toMatchObject({ viewer: { member: true, permissions: [], level: 0 }, records: [], persons: [] })
})

test('without an actor a job does not start', async () => {
  const orphan: Job = { name: 'trial.orphan', step: async () => false }
  const started = startJobs({ serverUrl: platform.serverUrl, db: platform.db, entry, modules: [moduleWith(orphan)] })
  await expect(started).rejects.toThrow('trial.orphan')
})

test('the role that serves requests reaches the queue by its one function only', async () => {
  const someone = await platform.person()
  await expect(someone.act((tx) => sql`select * from jobs._private_jobs`.execute(tx))).rejects.toThrow(
    'permission denied',
  )
  await expect(someone.act((tx) => sql`select jobs.add_job('trial.leave')`.execute(tx))).rejects.toThrow(
    'permission denied',
  )
})

test('two servers side by side run each job once', async () => {
  await using world = await trialPlatform()
  const someone = await world.person()
  const wanted = Array.from({ length: 60 }, (_, i) => `effect ${String(i).padStart(2, '0')}`)
  const options = { serverUrl: world.serverUrl, db: world.db, entry, modules: [moduleWith(leaveEffect)] }
  const servers = [await startJobs(options), await startJobs(options)]
  await someone.act(async (tx) => {
    for (const effect of wanted) await enqueue(tx, 'trial.leave', { effect })
  })
  await vi.waitFor(async () => expect(await effectsIn(world.owner)).toHaveLength(wanted.length), soon)
  for (const server of servers) await server.stop()
  expect(await effectsIn(world.owner)).toEqual(wanted)
  expect(await waitingIn(world.owner)).toEqual([])
})

test('a job whose server is killed half-way runs again elsewhere, and leaves its effects once', async () => {
  await using world = await trialPlatform()
  const someone = await world.person()
  const doomed = spawn(process.execPath, [join(import.meta.dirname, 'doomed-server.testing.ts'), world.serverUrl], {
    stdio: 'ignore',
  })
  await someone.act((tx) => enqueue(tx, 'trial.two_steps'))
  // The first step is committed; the second has written its effect and hangs.
  await vi.waitFor(async () => expect(await effectsIn(world.owner)).toEqual(['first']), soon)
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pg_locks where locktype = 'advisory' and objid = ${HANGING}
        and database = (select oid from pg_database where datname = current_database())`.execute(world.owner)
    expect(rows).toHaveLength(1)
  }, soon)
  const heir = await startJobs({
    serverUrl: world.serverUrl,
    db: world.db,
    entry,
    modules: [moduleWith(twoSteps(false))],
    watchEvery: 100,
  })
  // While it lives, nobody takes its job.
  await new Promise((waited) => setTimeout(waited, 500))
  expect(await effectsIn(world.owner)).toEqual(['first'])
  doomed.kill('SIGKILL')
  await vi.waitFor(async () => expect(await waitingIn(world.owner)).toEqual([]), soon)
  await heir.stop()
  expect(await effectsIn(world.owner)).toEqual(['first', 'second'])
})

test('jobs go on after the database broke every connection', async () => {
  await using world = await trialPlatform()
  const someone = await world.person()
  const options = { serverUrl: world.serverUrl, db: world.db, entry, modules: [moduleWith(leaveEffect)] }
  const server = await startJobs(options)
  await asAdministrator(
    world,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'concord_server'",
  )
  await vi.waitFor(() => someone.act((tx) => enqueue(tx, 'trial.leave', { effect: 'afterwards' })), soon)
  await vi.waitFor(async () => expect(await effectsIn(world.owner)).toEqual(['afterwards']), soon)
  await server.stop()
})

test('a nightly job that no server ran at its hour is made up for, once', async () => {
  await using world = await trialPlatform()
  const nightly: Job = {
    name: 'trial.leave',
    cron: '5 3 * * *',
    step: async (tx) => {
      await sql`insert into trial_effects values ('nightly', 0)`.execute(tx)
      return false
    },
  }
  const options = { serverUrl: world.serverUrl, db: world.db, entry, modules: [moduleWith(nightly)] }
  const known = await startJobs(options)
  await vi.waitFor(async () => {
    const { rows } = await sql`select from jobs._private_known_crontabs`.execute(world.owner)
    expect(rows).toHaveLength(1)
  }, soon)
  await known.stop()
  expect(await effectsIn(world.owner)).toEqual([])
  await sql`update jobs._private_known_crontabs set known_since = now() - interval '3 days'`.execute(world.owner)
  const servers = [await startJobs(options), await startJobs(options)]
  await vi.waitFor(async () => expect(await effectsIn(world.owner)).toEqual(['nightly']), soon)
  for (const server of servers) await server.stop()
  expect(await waitingIn(world.owner)).toEqual([])
  expect(await effectsIn(world.owner)).toEqual(['nightly'])
})

test('the operator’s own options stay in the address of the database', () => {
  const address = asQueueOwner('postgres://me:x@host/db?sslmode=require&options=-c%20statement_timeout%3D9')
  expect(new URL(address).searchParams.get('options')).toBe('-c statement_timeout=9 -c role=jobs')
  expect(new URL(address).searchParams.get('sslmode')).toBe('require')
})
