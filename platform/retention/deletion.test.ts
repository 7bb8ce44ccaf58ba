import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { enqueue } from '../jobs/enqueue.ts'
import { startJobs } from '../jobs/start.ts'
import { drainJobs, waitingIn } from '../jobs/testing.ts'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { listRuns } from './contract.ts'
import { retentionOf } from './index.ts'
import { stepOnce, sweep } from './testing.ts'

let platform: TestPlatform
const retention = retentionOf([])
beforeAll(async () => {
  platform = await testPlatform(retention)
})
afterAll(() => platform[Symbol.asyncDispose]())

/** Rules of which the time of single rows runs out, and whether the table takes an old and a new row of the test. */
const ROWS: Record<string, (person: string, org: string, at: ReturnType<typeof sql>) => ReturnType<typeof sql>> = {
  requests: (p, _o, at) =>
    sql`insert into requests (person, request, digest, at) values (${p}, gen_random_uuid(), '', ${at})`,
  drafts: (p, o, at) =>
    sql`insert into drafts (person, organisation, level, key, value, saved_at) values (${p}, ${o}, 0, gen_random_uuid()::text, '1', ${at})`,
  notices: (p, o, at) =>
    sql`insert into notices (person, organisation, topic, told_at) values (${p}, ${o}, 'trial.news', ${at})`,
  tasks: (p, o, at) =>
    sql`insert into tasks (organisation, title, owner, asked_by, status, settled_at) values (${o}, 'Old', ${p}, ${p}, 'done', ${at})`,
  asked_jobs: (p, o, at) =>
    sql`insert into asked_jobs (person, organisation, level, kind, input, language, state, ended_at) values (${p}, ${o}, 0, 'trial.work', '{}', 'en', 'done', ${at})`,
  mails: (p, _o, at) =>
    sql`insert into mails (person, subject, text, language, status, settled_at) values (${p}, '', '', 'en', 'sent', ${at})`,
  api_tokens: (p, o, at) =>
    sql`insert into api_tokens (person, organisation, name, hash, scopes, expires_at) values (${p}, ${o}, 'T', sha256(gen_random_uuid()::text::bytea), '{}', ${at})`,
  invitations: (p, o, at) =>
    sql`insert into invitations (organisation, mail, roles, hash, invited_by, expires_at, settled_at, outcome) values (${o}, 'a@b.example', '{reader}', sha256(gen_random_uuid()::text::bytea), ${p}, ${at}, now(), 'withdrawn')`,
  factor_resets: (p, _o, at) =>
    sql`insert into factor_resets (person, reason, requested_by, requested_at, outcome, decided_at, decided_by) values (${p}, 'Telephone lost', ${p}, ${at}, 'refused', now(), ${p})`,
  'auth.session': (p, _o, at) =>
    sql`insert into auth.session (token, "userId", "expiresAt") values (gen_random_uuid()::text, ${p}, ${at})`,
  'auth.verification': (_p, _o, at) =>
    sql`insert into auth.verification (identifier, value, "expiresAt") values ('step', 'x', ${at})`,
  'auth.attempts': (_p, _o, at) =>
    sql`insert into auth.attempts values (sha256(gen_random_uuid()::text::bytea), 1, ${at})`,
  'auth.used_codes': (_p, _o, at) =>
    sql`insert into auth.used_codes values (sha256(gen_random_uuid()::text::bytea), ${at})`,
  'auth.mailed_codes': (p, _o, at) =>
    sql`insert into auth.mailed_codes values (sha256(gen_random_uuid()::text::bytea), ${p}, 'reset', ${at})`,
  'auth.proven_mailboxes': (p, _o, at) => sql`insert into auth.proven_mailboxes values (${p}, ${at})`,
  'auth.pending_apps': (p, _o, at) => sql`insert into auth.pending_apps values (${p}, 'x', ${at})`,
  'auth.reset_requests': (_p, _o, at) => sql`insert into auth.reset_requests (mail, at) values ('a@b.example', ${at})`,
  exports: (p, o, at) =>
    sql`insert into exports (person, organisation, roles, action, name, format, level, taken_at) values (${p}, ${o}, '{reader}', 'trial.export', 'old.csv', 'csv', 0, ${at})`,
  imports: (p, o, at) =>
    sql`insert into imports (person, organisation, level, kind, file_name, language, sheets, changed_at) values (${p}, ${o}, 0, 'trial.thing', 'old.csv', 'en', '[]', ${at})`,
  nominations: (p, o, at) => sql`
    with made as (insert into records (kind, owner_org, created_by) values ('directory.nomination', ${o}, ${p}) returning id)
    insert into nominations (id, title, name, mail, main, form, reference, dated_on, state, ended_at)
    select id, '{"original": "en", "texts": {"en": "Old"}}', 'Old', 'old@b.example', true, 'letter', 'L 1', '2019-01-01', 'ended', ${at} from made`,
}

const tableOf = (name: string) => sql.raw(name.includes('.') ? `auth."${name.slice(5)}"` : name)
const count = async (name: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${tableOf(name)}`.execute(platform.owner)
  return rows[0]!.n
}

test('what has served its time is deleted from every table with a period, what has not stays, and the proof says so', async () => {
  const rules = await platform.owner
    .selectFrom('retention_rules')
    .select(['table_name', sql<string>`period::text`.as('period')])
    .where('kept', '=', 'for_period')
    .execute()
  expect(Object.keys(ROWS).sort()).toEqual(rules.map((r) => r.table_name).sort())
  const [old, young] = [await platform.person(), await platform.person()]
  const before = new Map<string, number>()
  for (const { table_name, period } of rules) {
    before.set(table_name, await count(table_name))
    const row = ROWS[table_name]!
    await row(old.id, old.organisation, sql`now() - ${period}::interval - interval '1 minute'`).execute(platform.owner)
    await row(young.id, young.organisation, sql`now() - ${period}::interval + interval '5 minutes'`).execute(
      platform.owner,
    )
    expect(await count(table_name), table_name).toBe(before.get(table_name)! + 2)
  }
  const records = await count('records')
  await platform.person().then((someone) => someone.act((tx) => enqueue(tx, 'retention.delete')))
  await drainJobs(platform, [retention])
  for (const { table_name } of rules) expect(await count(table_name), table_name).toBe(before.get(table_name)! + 1)
  // A nomination goes as a record, with its grants.
  expect(await count('records')).toBe(records - 1)

  const auditor = await platform.person(undefined, { roles: ['auditor'] })
  const { items, total } = await auditor.call(listRuns, {})
  expect(total).toBe(1)
  expect(items[0]!.endedAt).not.toBeNull()
  expect(items[0]!.tables.map(({ table }) => table)).toEqual(rules.map((r) => r.table_name).sort())
  for (const line of items[0]!.tables) expect(line).toMatchObject({ deleted: 1, held: 0, remaining: 0 })
  const trail = await platform.owner
    .selectFrom('audit_events')
    .select('action')
    .where('action', 'like', 'retention_proofs.%')
    .execute()
  expect(trail.length).toBeGreaterThanOrEqual(rules.length)
  // Once a day: nothing is left to do, and the next run says so.
  await sweep(platform)
  const again = await auditor.call(listRuns, {})
  expect(again.items[0]!.tables.every(({ deleted }) => deleted === 0)).toBe(true)
})

test('a task on a record is kept with the record, however old', async () => {
  const a = await platform.person()
  const { id: record } = await a.act((tx) =>
    tx.insertInto('records').values({ kind: 'test.thing' }).returning('id').executeTakeFirstOrThrow(),
  )
  await sql`insert into tasks (organisation, record, title, owner, asked_by, status, settled_at)
    values (${a.organisation}, ${record}, 'Old', ${a.id}, ${a.id}, 'done', now() - interval '9 years')`.execute(
    platform.owner,
  )
  await sweep(platform)
  expect(await platform.owner.selectFrom('tasks').select('id').where('record', '=', record).execute()).toHaveLength(1)
})

test('proof of deletion is for the secretariat and auditors alone', async () => {
  const [admin, reader] = [await platform.person(undefined, { roles: ['org_admin'] }), await platform.person()]
  for (const other of [admin, reader]) {
    expect((await other.ask(listRuns, {})).statusCode).toBe(403)
    expect(await other.act((tx) => tx.selectFrom('retention_proofs').select('run').execute())).toEqual([])
  }
  expect((await platform.nobody.ask(listRuns, {})).statusCode).toBe(401)
  await expect(reader.act((tx) => sql`select retention_step(1)`.execute(tx))).rejects.toThrow('access.denied')
  await expect(reader.act((tx) => tx.insertInto('retention_runs').defaultValues().execute())).rejects.toThrow(
    'row-level security',
  )
})

test('in batches: a run that stopped in the middle goes on where it was', async () => {
  const a = await platform.person()
  await sql`insert into requests (person, request, digest, at) select ${a.id}, gen_random_uuid(), '', now() - interval '8 days' from generate_series(1, 25)`.execute(
    platform.owner,
  )
  while ((await count('requests')) > 15) expect(await stepOnce(platform, 10)).toBe(true)
  // Here the server is gone; another goes on.
  await sweep(platform)
  expect(await platform.owner.selectFrom('requests').select('request').where('person', '=', a.id).execute()).toEqual([])
  const proof = await platform.owner
    .selectFrom('retention_proofs')
    .innerJoin('retention_runs', 'retention_runs.id', 'run')
    .select(['deleted', 'remaining'])
    .where('table_name', '=', 'requests')
    .orderBy('started_at', 'desc')
    .executeTakeFirstOrThrow()
  expect(proof).toEqual({ deleted: 25, remaining: 0 })
  expect(
    await platform.owner.selectFrom('retention_runs').select('id').where('ended_at', 'is', null).execute(),
  ).toEqual([])
})

test('killed in the middle of a step nothing of it is kept, and another server finishes', async () => {
  const a = await platform.person()
  await sql`insert into requests (person, request, digest, at) select ${a.id}, gen_random_uuid(), '', now() - interval '8 days' from generate_series(1, 1500)`.execute(
    platform.owner,
  )
  // Whoever holds the last row makes the second batch wait, with what it deleted not yet committed.
  const waits = platform.owner.transaction().execute(async (tx) => {
    await sql`select from requests where ctid = (select max(ctid) from requests where person = ${a.id}) for update`.execute(
      tx,
    )
    const doomed = spawn(process.execPath, [
      join(import.meta.dirname, 'doomed-server.testing.ts'),
      platform.serverUrl,
      platform.entry.terms,
    ])
    await a.act((inner) => enqueue(inner, 'retention.delete'))
    await vi.waitUntil(async () => {
      const { rows } = await sql`
        select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`.execute(
        platform.owner,
      )
      return rows.length > 0
    }, 20_000)
    doomed.kill('SIGKILL')
  })
  await waits
  const { serverUrl, db, entry } = platform
  const heir = await startJobs({ serverUrl, db, entry, modules: [retention], watchEvery: 100 })
  await vi.waitFor(async () => expect(await waitingIn(platform.owner)).toEqual([]), { timeout: 20_000, interval: 100 })
  await heir.stop()
  expect(await platform.owner.selectFrom('requests').select('request').where('person', '=', a.id).execute()).toEqual([])
  const { deleted } = await platform.owner
    .selectFrom('retention_proofs')
    .innerJoin('retention_runs', 'retention_runs.id', 'run')
    .select('deleted')
    .where('table_name', '=', 'requests')
    .orderBy('started_at', 'desc')
    .executeTakeFirstOrThrow()
  expect(deleted).toBe(1500)
})
