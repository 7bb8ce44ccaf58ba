import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { downloadResult } from '../jobs/contract.ts'
import { jobsFor } from '../jobs/index.ts'
import { drainJobs } from '../jobs/testing.ts'
import { peopleRefs } from '../records/principals.ts'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { retentionOf } from './index.ts'
import { askErasure, askMyData, decideErasure, listErasures, readMyData, withdrawErasure } from './rights-contract.ts'

let platform: TestPlatform
let secretariat: TestPerson
const retention = retentionOf([])
beforeAll(async () => {
  platform = await testPlatform(retention, jobsFor([retention]))
  secretariat = await platform.person(undefined, { roles: ['secretariat'] })
})
afterAll(() => platform[Symbol.asyncDispose]())

const NAME = 'Zebediah Quillfeather'
const MAIL = 'zebediah.quillfeather@example.org'

/** Someone with something in every table that holds data of people. */
async function known(name = NAME, mail = MAIL): Promise<TestPerson & { record: string }> {
  const { owner } = platform
  const who = await platform.person(undefined, { roles: ['focal_point'], mail })
  const { id, organisation: org } = who
  const other = await platform.person()
  await sql`update persons set name = ${name}, listed = true where id = ${id}`.execute(owner)
  await sql`update memberships set title = ${`Assistant to ${name}`} where person = ${id}`.execute(owner)
  const record = await who.act((tx) =>
    tx.insertInto('records').values({ kind: 'test.thing' }).returning('id').executeTakeFirstOrThrow(),
  )
  const foreign = await other.act((tx) =>
    tx.insertInto('records').values({ kind: 'test.thing' }).returning('id').executeTakeFirstOrThrow(),
  )
  for (const gives of ['discover', 'comment'])
    await sql`insert into grants (record, grantee_kind, grantee, gives, granted_by, granted_org) values (${foreign.id}, 'person', ${id}, ${gives}, ${other.id}, ${other.organisation})`.execute(
      owner,
    )
  const statements = [
    sql`insert into auth.session (token, "userId", "expiresAt", "userAgent", "ipAddress") values (${id}, ${id}, now() + interval '1 day', 'Browser', '10.0.0.1')`,
    sql`insert into auth.account ("accountId", "providerId", "userId", password) values (${mail}, 'sign-on', ${id}, null)`,
    sql`insert into auth."twoFactor" ("userId", secret, "backupCodes") values (${id}, 'secret', 'codes')`,
    sql`insert into auth.passkey (name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp") values (${`Key of ${name}`}, 'key', ${id}, ${id}, 0, 'single', false)`,
    sql`insert into auth.verification (identifier, value, "expiresAt") values ('2fa', ${id}, now() + interval '1 day')`,
    sql`insert into auth.mailed_codes values (sha256(${id}::bytea), ${id}, 'reset', now() + interval '1 day')`,
    sql`insert into auth.proven_mailboxes values (${id}, now() + interval '1 day')`,
    sql`insert into auth.pending_apps values (${id}, 'secret', now() + interval '1 day')`,
    sql`insert into auth.reset_requests (mail) values (${mail})`,
    sql`insert into api_tokens (person, organisation, name, hash, scopes, expires_at) values (${id}, ${org}, ${`Key of ${name}`}, sha256(${mail}::bytea), '{}', now() + interval '1 day')`,
    sql`insert into invitations (organisation, mail, name, roles, hash, invited_by, expires_at, settled_at, outcome) values (${org}, ${mail}, ${name}, '{reader}', sha256(${name}::bytea), ${other.id}, now(), now(), 'accepted')`,
    sql`insert into factor_resets (person, reason, requested_by) values (${id}, ${`${name} lost the telephone`}, ${other.id})`,
    sql`insert into requests (person, request, digest) values (${id}, gen_random_uuid(), '')`,
    sql`insert into drafts (person, organisation, level, key, value) values (${id}, ${org}, 2, 'note', to_jsonb(${`Signed, ${name}`}::text))`,
    sql`insert into mails (person, subject, text, language, status, settled_at) values (${id}, ${`Dear ${name}`}, 'Words', 'en', 'sent', now())`,
    sql`insert into mails (address, subject, text, language, status, settled_at) values (${mail}, 'Invitation', ${`Dear ${name}`}, 'en', 'sent', now())`,
    sql`insert into mails (person, subject, text, language) values (${other.id}, ${`${name} has come`}, ${`Write to ${mail}`}, 'en')`,
    sql`insert into notices (person, organisation, topic, facts) values (${id}, ${org}, 'trial.news', '{"count": 2}')`,
    sql`insert into follows (person, organisation, record) values (${id}, ${org}, ${foreign.id})`,
    sql`insert into notice_settings (person, time_zone) values (${id}, 'Africa/Niamey')`,
    sql`insert into notice_choices (person, topic, pace) values (${id}, 'trial.news', 'never')`,
    sql`insert into tasks (organisation, title, words, owner, asked_by) values (${org}, ${`For ${name}`}, '', ${id}, ${id})`,
    sql`insert into asked_jobs (person, organisation, level, kind, input, language, file_name, state, ended_at) values (${id}, ${org}, 0, 'trial.work', '{}', 'en', ${`${name}.csv`}, 'done', now())`,
    sql`insert into asked_job_parts (job, n, body) select id, 1, ${Buffer.from(`of ${name}`)}::bytea from asked_jobs where person = ${id}`,
    sql`insert into exports (person, organisation, roles, action, name, format, level) values (${id}, ${org}, '{reader}', 'trial.export', 'list.csv', 'csv', 0)`,
    sql`insert into looks (person, organisation) values (${id}, ${org})`,
    sql`insert into imports (person, organisation, level, kind, file_name, language, sheets) values (${id}, ${org}, 0, 'trial.thing', ${`${name}.csv`}, 'en', '[]')`,
    sql`insert into import_rows (import, sheet, n, cells) select id, 0, 2, array[${name}::text] from imports where person = ${id}`,
    sql`insert into comments (record, person, organisation) values (${foreign.id}, ${id}, ${org})`,
    sql`insert into comment_texts (comment, record, version, language, words) select id, record, 1, 'en', 'An official remark' from comments where person = ${id}`,
    sql`insert into record_history (record, table_name, person, organisation, version, level, standing, changed) values (${record.id}, 'things', ${id}, ${org}, 1, 0, '{}', '{}')`,
    sql`insert into saved_views (person, organisation, page, name, query) values (${id}, ${org}, '/programmes', ${`Of ${name}`}, '')`,
    sql`insert into view_places (person, view, place) select ${id}, id, 1 from saved_views where person = ${id}`,
    sql`insert into access_requests (record, person, organisation, gives, reason) values (${foreign.id}, ${id}, ${org}, 'read', ${`${name} needs it for work`})`,
    sql`insert into files (record, name, type, size, hash, key, stored_by) values (${record.id}, 'report.pdf', 'application/pdf', 9, ${'0'.repeat(64)}, 'k', ${id})`,
    sql`insert into emergencies (about, reason, hours, asked_by) values (gen_random_uuid(), 'Lives depend on this list', 2, ${id})`,
  ]
  await sql`insert into groups (kind, code, names) values ('ad_hoc', ${`G${id.slice(0, 8)}`}, '{"original": "en", "texts": {"en": "Friends"}}')`.execute(
    owner,
  )
  statements.push(
    sql`insert into group_members (group_id, person) select id, ${id} from groups where code = ${`G${id.slice(0, 8)}`}`,
  )
  statements.push(sql`
    with made as (insert into records (kind, owner_org, created_by) values ('directory.nomination', ${org}, ${other.id}) returning id),
    nominated as (insert into nominations (id, title, name, post, mail, main, form, reference, dated_on, state, person, confirm_by)
      select id, ${JSON.stringify({ original: 'en', texts: { en: name }, outdated: [] })}::jsonb, ${name}, ${`Office of ${name}`}, ${mail}, true, 'letter', 'L 1', '2019-01-01', 'active', ${id}, current_date + 90 from made returning id),
    seen as (insert into focal_points_seen (nomination, seen_on) select id, current_date from nominated)
    insert into nomination_events (record, step, person, organisation) select id, 'active', ${id}, ${org} from nominated`)
  for (const statement of statements) await statement.execute(owner)
  return { ...who, record: record.id }
}

/** Every place in the whole database, whatever the schema, whose text holds one of these words. */
async function traces(...wanted: string[]): Promise<string[]> {
  const { rows } = await sql<{ schema: string; table: string }>`
    select n.nspname as schema, c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname in ('public', 'auth', 'jobs')`.execute(platform.owner)
  expect(rows.length).toBeGreaterThan(70)
  const found: string[] = []
  for (const { schema, table } of rows) {
    if (schema === 'jobs' && !table.startsWith('_private_')) continue
    const name = sql.table(`${schema}.${table}`)
    // A row as text holds every column, bytes too, as hexadecimal digits.
    const words = wanted.flatMap((word) => [word, Buffer.from(word).toString('hex')])
    const { rows: hits } =
      await sql`select 1 from ${name} t where t::text ilike any (${words.map((word) => `%${word}%`)}::text[])`.execute(
        platform.owner,
      )
    if (hits.length > 0) found.push(`${schema}.${table}`)
  }
  return found
}

test('everyone sees what is held about them, by table, and takes it with them; nobody sees it of another', async () => {
  const who = await known('Ottoline Marrowbone', 'ottoline@example.org')
  const { items, held } = await who.call(readMyData, {})
  expect(held).toBe(false)
  const rules = await platform.owner
    .selectFrom('retention_rules')
    .select('table_name')
    .where('whose', 'is not', null)
    .execute()
  // What is written only with an act of its own, or seen by nobody.
  const absent = [
    'erasures',
    'legal_holds',
    'level_reviews',
    'organisation_merges',
    'organisation_names',
    'group_rules',
    'emergencies',
    'safeguard_checks',
    'clock_events',
    'consents',
    'distinctions',
    'factual_comments',
    'merges',
    'recommendation_steps',
    'redactions',
    'state_views',
    'safeguard_reasons',
  ]
  expect(items.map(({ table }) => table).sort()).toEqual(
    rules
      .map((r) => r.table_name)
      .filter((t) => !absent.includes(t))
      .sort(),
  )
  expect(items.find(({ table }) => table === 'drafts')).toMatchObject({
    rows: 1,
    kept: 'for_period',
    period: { count: 90, unit: 'day' },
    onErasure: 'delete',
  })

  const { job } = await who.call(askMyData, {})
  await drainJobs(platform, [retention])
  const file = JSON.parse((await who.ask(downloadResult, { id: job })).body) as {
    tables: { table: string; rows: Record<string, unknown>[] }[]
  }
  const rowsOf = (table: string) => file.tables.find((t) => t.table === table)!.rows
  expect(rowsOf('persons')).toMatchObject([{ name: 'Ottoline Marrowbone', mail: 'ottoline@example.org' }])
  expect(rowsOf('drafts')).toMatchObject([{ value: 'Signed, Ottoline Marrowbone' }])
  expect(rowsOf('auth.session')).toMatchObject([{ ipAddress: '10.0.0.1' }])
  expect(rowsOf('files')).toMatchObject([{ name: 'report.pdf' }])
  expect(rowsOf('mails')).toHaveLength(2)
  const everything = JSON.stringify(file)
  // No secrets, and nobody else.
  for (const secret of ['backupCodes', '"hash"', '"token"', 'publicKey', 'credentialID'])
    expect(everything).not.toContain(secret)
  const others = await platform.owner
    .selectFrom('persons')
    .select(['id', 'name', 'mail'])
    .where('id', '<>', who.id)
    .execute()
  for (const other of others) for (const word of [other.id, other.mail]) expect(everything).not.toContain(word)
  const stranger = await platform.person()
  expect((await stranger.ask(downloadResult, { id: job })).statusCode).toBe(404)
  expect((await stranger.call(readMyData, {})).items.map(({ table }) => table)).not.toContain('drafts')
  expect((await platform.nobody.ask(readMyData, {})).statusCode).toBe(401)
})

test('what the person may no longer see is neither counted nor carried away', async () => {
  const [who, owner] = [await platform.person(), await platform.person()]
  const { id: record } = await owner.act((tx) =>
    tx.insertInto('records').values({ kind: 'test.thing' }).returning('id').executeTakeFirstOrThrow(),
  )
  await sql`insert into comments (record, person, organisation) values (${record}, ${who.id}, ${who.organisation})`.execute(
    platform.owner,
  )
  expect((await who.call(readMyData, {})).items.map(({ table }) => table)).not.toContain('comments')
  const { rows } = await who.act((tx) => sql`select visible_rows('comments', 9)`.execute(tx))
  expect(rows).toEqual([])
  // By no name of a table can more be had.
  for (const table of ['auth.session', 'comments', 'nowhere']) {
    const { rows: own } = await who.act((tx) => sql`select own_rows(${table}, 9)`.execute(tx))
    expect(own).toEqual([])
  }
})

test('erased by a second person, nothing personal remains anywhere, and what they did has “a former user” as its doer', async () => {
  const who = await known()
  expect((await traces(NAME, MAIL)).length).toBeGreaterThan(15)
  const { id } = await who.call(askErasure, { reason: `I, ${NAME}, leave`, request: randomUUID() })
  expect((await who.ask(decideErasure, { id, erase: true })).statusCode).toBe(403)
  await secretariat.call(decideErasure, { id, erase: true })

  expect(await traces(NAME, MAIL)).toEqual([])
  expect((await who.ask(readMyData, {})).statusCode).toBe(401)
  for (const table of [
    'session',
    'account',
    'twoFactor',
    'passkey',
    'mailed_codes',
    'pending_apps',
    'proven_mailboxes',
  ])
    expect(
      (
        await sql`select from ${sql.table(`auth.${table}`)} t where t::text like ${`%${who.id}%`}`.execute(
          platform.owner,
        )
      ).rows,
      table,
    ).toEqual([])
  const rules = await platform.owner
    .selectFrom('retention_rules')
    .select(['table_name', 'whose'])
    .where('on_erasure', '=', 'delete')
    .execute()
  for (const { table_name, whose } of rules) {
    const left = await sql`select from ${sql.table(table_name)} t where (${sql.raw(whose!)}) = ${who.id}`.execute(
      platform.owner,
    )
    expect(left.rows, table_name).toEqual([])
  }
  // What was said and done officially stays, with its doer unknown.
  const kept = await platform.owner.selectFrom('comments').select('id').where('person', '=', who.id).execute()
  expect(kept).toHaveLength(1)
  const trail = await platform.owner.selectFrom('audit_events').select('id').where('person', '=', who.id).execute()
  expect(trail.length).toBeGreaterThan(0)
  const stranger = await platform.person()
  for (const [language, name] of [
    ['en', 'A former user'],
    ['ar', 'مستخدم سابق'],
    ['zh', '一位前用户'],
  ] as const)
    expect((await stranger.act((tx) => peopleRefs(tx, [who.id], language))).get(who.id)).toMatchObject({ name })
  const state = await platform.owner
    .selectFrom('nominations')
    .select(['state', 'name'])
    .where('person', '=', who.id)
    .executeTakeFirstOrThrow()
  expect(state).toEqual({ state: 'ended', name: '' })

  const { items } = await secretariat.call(listErasures, { view: 'settled' })
  const receipt = items.find((e) => e.id === id)!
  expect(receipt).toMatchObject({ state: 'done', decidedBy: { id: secretariat.id }, mayDecide: false })
  const done = (table: string) => receipt.receipt!.find((line) => line.table === table)?.done
  expect([done('drafts'), done('persons'), done('comments'), done('audit_events')]).toEqual([
    'deleted',
    'emptied',
    'kept',
    'kept',
  ])
  // Nobody brings them back, or changes what is left.
  for (const change of [{ name: 'Back' }, { status: 'active' }, { erased_at: null }])
    await expect(
      secretariat.act((tx) => tx.updateTable('persons').set(change).where('id', '=', who.id).executeTakeFirst()),
    ).rejects.toThrow(/access\./)
})

test('asked by the secretariat in the person’s name it takes the letter, and another who decides', async () => {
  const who = await platform.person()
  const second = await platform.person(secretariat.organisation, { roles: ['secretariat'] })
  const ask = (by: TestPerson, more: object = {}) =>
    by.ask(askErasure, { person: who.id, ...more, request: randomUUID() })
  expect((await ask(secretariat)).json().fields).toMatchObject([{ path: 'reference' }])
  expect((await ask(await platform.person(), { reference: 'Letter 4' })).statusCode).toBe(403)
  const { id } = (await ask(secretariat, { reference: 'Letter 4' })).json() as { id: string }
  expect((await ask(second, { reference: 'Letter 4' })).json()).toMatchObject({ code: 'retention.asked_already' })
  expect((await secretariat.ask(decideErasure, { id, erase: true })).json()).toMatchObject({
    code: 'retention.second_person',
  })
  expect((await second.ask(decideErasure, { id, erase: false })).json().fields).toMatchObject([{ path: 'words' }])
  await second.call(decideErasure, { id, erase: false, words: 'Still in service' })
  expect((await who.call(listErasures, { view: 'mine' })).items).toMatchObject([
    { id, state: 'refused', words: 'Still in service', reference: 'Letter 4' },
  ])
  expect((await second.ask(decideErasure, { id, erase: true })).json()).toMatchObject({ code: 'retention.settled' })
})

test('a request is taken back by whoever made it; others neither see nor touch it', async () => {
  const [who, stranger] = [await platform.person(), await platform.person(undefined, { roles: ['org_admin'] })]
  const { id } = await who.call(askErasure, { request: randomUUID() })
  expect((await stranger.call(listErasures, {})).total).toBe(0)
  expect((await stranger.ask(withdrawErasure, { id })).statusCode).toBe(404)
  expect((await stranger.ask(decideErasure, { id, erase: true })).statusCode).toBe(403)
  await who.call(withdrawErasure, { id })
  expect((await who.ask(withdrawErasure, { id })).statusCode).toBe(404)
  expect((await secretariat.ask(decideErasure, { id, erase: true })).json()).toMatchObject({
    code: 'retention.settled',
  })
  await who.call(askErasure, { request: randomUUID() })
})
