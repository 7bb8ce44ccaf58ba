import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { listGroups, readGroup } from '../../modules/directory/contract/groups.ts'
import { readPresence } from '../../modules/programmes/contract/presence.ts'
import {
  addActivity,
  exportActivities,
  listActivities,
  listKnown,
  listProgrammes,
  readActivity,
} from '../../modules/programmes/contract.ts'
import { readReaders } from '../../platform/audit/contract.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { downloadFile, listAttachments } from '../../platform/files/contract.ts'
import { findPrincipals, listSeen, readAudience, readRecord, share } from '../../platform/records/contract.ts'
import { query, suggest } from '../../platform/search/contract.ts'
import { type Asker, jsonOf } from './installation.ts'
import { actAs } from './raw-sight.ts'
import { nameOf } from './regressions.ts'
import { activityOf, closeStage, done, fresh, openStage, setScene, toOrganisation } from './scene.ts'
import { readForm } from './snapshot.ts'
import { allRows } from './trials.ts'

const server = await openStage()
afterAll(() => closeStage(server))
const mine = await setScene(server)
const theirs = await setScene(server)
const stranger = theirs.reader

const ask = (asker: Asker, endpoint: Endpoint, input: unknown) => server.ask(asker, { endpoint, input })
const status = async (asker: Asker, endpoint: Endpoint, input: unknown) => (await ask(asker, endpoint, input)).status
type Head = { head: { id: string } }
const root = `${import.meta.dirname}/../..`
const sources = (pattern: string) =>
  globSync(pattern, { cwd: root }).filter((file) => !/\.test\.tsx?$|testing/.test(file))
const textOf = (file: string) => readFileSync(`${root}/${file}`, 'utf8')

test(nameOf(20, 'a file is for those who read its record, and its place on disk tells nothing'), async () => {
  expect(await status(mine.reader, downloadFile, { id: mine.file })).toBe(200)
  for (const asker of [stranger, mine.secretariat, null]) {
    expect(await status(asker, downloadFile, { id: mine.file })).toBe(404)
    expect(await status(asker, listAttachments, { record: mine.record })).toBe(404)
  }
  const { hash } = await server.owner
    .selectFrom('files')
    .select('hash')
    .where('id', '=', mine.file)
    .executeTakeFirstOrThrow()
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect((await ask(mine.reader, listAttachments, { record: mine.record })).body).not.toContain(hash)
})

test(
  nameOf(21, 'an activity does not name its programme to who may not read that, nor is it found by it'),
  async () => {
    const input = { ...activityOf(mine), ...fresh(), programme: mine.record, audience: [toOrganisation(theirs)] }
    const { head } = (await done(server, mine.originator, addActivity, input)) as Head
    expect(jsonOf(await ask(mine.originator, readActivity, { id: head.id }))).toMatchObject({
      programme: { id: mine.record },
    })
    expect(jsonOf(await ask(stranger, readActivity, { id: head.id }))).toMatchObject({ programme: null })
    expect(jsonOf(await ask(stranger, listActivities, { programme: mine.record }))).toMatchObject({ total: 0 })
    expect((await ask(stranger, exportActivities, {})).body).not.toContain(mine.record)
  },
)

test(nameOf(25, 'what is kept beside a record is as hidden as the record'), async () => {
  const form = await readForm(server.owner)
  await actAs(server, stranger, async (tx) => {
    for (const [table, { key }] of form.shareable) {
      const { rows } = await sql`select 1 from ${sql.table(table)} where ${sql.ref(key)} = ${mine.record}`.execute(tx)
      expect(rows, table).toEqual([])
    }
  })
  expect(form.shareable.size).toBeGreaterThan(3)
})

test(nameOf(26, 'a search of the pages is the list itself, and finds nothing hidden'), async () => {
  expect(jsonOf(await ask(mine.reader, listProgrammes, { q: mine.word }))).toMatchObject({ total: 1 })
  expect(jsonOf(await ask(stranger, listProgrammes, { q: mine.word }))).toMatchObject({ total: 0, items: [] })
  expect(jsonOf(await ask(mine.reader, query, { q: mine.word }))).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ id: mine.record })]),
  })
  const kinds = ['programmes.programme']
  expect(jsonOf(await ask(stranger, query, { q: mine.word, kinds }))).toMatchObject({ total: 0, items: [] })
  expect((await ask(stranger, query, { q: mine.word })).body).not.toContain(mine.record)
  const reaching = sources('{modules/*,platform/*,platform,apps}/web/**/*.{ts,tsx}').filter((file) =>
    /\/api\/(?!auth)/.test(textOf(file).replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')),
  )
  expect(reaching.filter((file) => /fetch\(/.test(textOf(file)))).toEqual([])
})

test(nameOf(27, 'the command line has no way of its own to the data'), () => {
  const files = sources('apps/cli/**/*.ts')
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) expect(textOf(file), file).not.toMatch(/asViewer|\bsql`|\.selectFrom\(|actions\//)
})

test(nameOf(28, 'what is not declared is not there, and there is one door to the data'), async () => {
  for (const path of [
    '/api/programmes',
    '/api/records',
    `/api/programmes/${mine.record}`,
    '/api/records/raw',
    '/api/auth/get-session',
    '/api/admin',
  ])
    expect(
      (await ask(mine.reader, { ...listProgrammes, path: path as `/api/${string}` }, { id: mine.record })).status,
      path,
    ).toBe(404)
  const opening = sources('{platform,modules,apps}/**/*.ts').filter((file) =>
    /new pg\.(Pool|Client)|openDatabase\(/.test(textOf(file)),
  )
  expect(opening.filter((file) => /^modules\/(?!directory\/reference)/.test(file))).toEqual([])
})

test(nameOf(29, 'what is said of a record is not said to who may not know of it'), async () => {
  for (const endpoint of [readRecord, readAudience]) {
    expect(await status(mine.reader, endpoint, { id: mine.record })).toBe(200)
    for (const asker of [stranger, theirs.originator, null])
      expect(await status(asker, endpoint, { id: mine.record })).toBe(404)
  }
  expect((await ask(theirs.originator, listSeen, { organisation: mine.organisation.to })).body).not.toContain(
    mine.record,
  )
})

test(nameOf(30, 'who else is in an audience, or in a group that hides its members, is not named'), async () => {
  await done(server, mine.originator, share, {
    ids: [mine.record],
    audience: [{ to: { kind: 'organisation', id: theirs.organisation.to }, gives: 'read' }],
    ...fresh(),
  })
  expect((await ask(mine.reader, readAudience, { id: mine.record })).body).not.toContain(theirs.organisation.to)
  await server.owner
    .updateTable('groups')
    .set({ hidden_members: true })
    .where('id', '=', mine.organisation.group)
    .execute()
  const { code } = await server.owner
    .selectFrom('groups')
    .select('code')
    .where('id', '=', mine.organisation.group)
    .executeTakeFirstOrThrow()
  for (const asker of [stranger, null]) {
    expect((await ask(asker, readGroup, { code })).body).not.toContain(mine.organisation.to)
    const { items } = jsonOf(await ask(asker, listGroups, {})) as { items: { code: string; members: number }[] }
    expect(items.find((group) => group.code === code)!.members).toBe(0)
  }
  await sql`update grants set revoked_at = now() where record = ${mine.record} and grantee = ${theirs.organisation.to}`.execute(
    server.owner,
  )
})

test(nameOf(31, 'who may only know of a record sees its card, not its title'), async () => {
  const audience = [{ to: { kind: 'organisation', id: theirs.organisation.to }, gives: 'discover' }]
  const card = { original: 'en', texts: { en: 'Something on borders' } }
  const title = { original: 'en', texts: { en: 'Quagmire' } }
  const { head } = (await done(server, mine.originator, addActivity, {
    ...activityOf(mine),
    code: 'KNOWN',
    title,
    ...fresh(),
    level: 1,
    card,
    audience,
  })) as Head
  for (const [endpoint, input] of [
    [listActivities, {}],
    [listKnown, {}],
    [readRecord, { id: head.id }],
    [readAudience, { id: head.id }],
    [exportActivities, {}],
  ] as const)
    expect((await ask(stranger, endpoint, input)).body).not.toContain('Quagmire')
  expect(jsonOf(await ask(stranger, readRecord, { id: head.id }))).toMatchObject({
    card: { text: 'Something on borders' },
  })
  expect(await status(stranger, readActivity, { id: head.id })).toBe(404)
})

test(nameOf(32, 'who read a record is told to its originator alone'), async () => {
  await ask(mine.reader, readRecord, { id: mine.record })
  expect(jsonOf(await ask(mine.originator, readReaders, { record: mine.record }))).not.toMatchObject({ total: 0 })
  const hidden = await ask(theirs.originator, readReaders, { record: mine.record })
  const absent = await ask(theirs.originator, readReaders, { record: crypto.randomUUID() })
  expect([hidden.status, hidden.body]).toEqual([absent.status, absent.body])
})

test(nameOf(33, 'suggestions hold nobody who did not choose to be listed, and no hidden group'), async () => {
  await server.owner.updateTable('persons').set({ listed: false }).where('id', '=', mine.reader.id).execute()
  await server.owner.updateTable('groups').set({ kind: 'ad_hoc' }).where('id', '=', mine.organisation.group).execute()
  for (const q of ['', 'someone', 'group'])
    for (const id of [mine.reader.id, mine.organisation.group])
      expect((await ask(stranger, findPrincipals, { q })).body).not.toContain(id)
  expect((await ask(mine.administrator, findPrincipals, { q: 'someone' })).body).toContain(mine.reader.id)
  expect((await ask(stranger, listKnown, {})).body).not.toContain(mine.record)
  for (const q of [mine.word, mine.word.slice(0, 5), 'group'])
    for (const id of [mine.record, mine.organisation.group])
      expect((await ask(stranger, suggest, { q })).body).not.toContain(id)
  expect((await ask(mine.reader, suggest, { q: mine.word.slice(0, 5) })).body).toContain(mine.record)
})

test(nameOf(34, 'no reading changes anything, and no other site acts in one’s name'), async () => {
  const form = await readForm(server.owner)
  const before = await allRows(server.owner, form)
  for (const { endpoint } of modules.flatMap((m) => m.routes))
    if (endpoint.method === 'GET')
      for (const input of [{}, { id: mine.record, record: mine.record, organisation: mine.organisation.to }])
        await ask(mine.reader, endpoint, input)
  const after = await allRows(server.owner, form)
  expect(after).toEqual(before)
  for (const headers of [{ 'x-concord': '' }, { origin: 'https://evil.example' }] as Record<string, string>[]) {
    const reply = await server.ask(mine.originator, {
      endpoint: share,
      input: { ids: [mine.record], audience: [toOrganisation(theirs)], ...fresh() },
      headers,
    })
    expect([reply.status, reply.body]).toEqual([403, expect.stringContaining('access.forged')])
  }
})

test(nameOf(53, 'nobody in particular sees only what is open to everyone'), async () => {
  const everyone = [{ to: { kind: 'circle', id: '00000000-0000-4000-8000-000000000001' }, gives: 'read' }]
  const { head } = (await done(server, mine.originator, addActivity, {
    ...activityOf(mine),
    code: 'OPEN',
    ...fresh(),
    audience: everyone,
  })) as Head
  expect(await status(null, readRecord, { id: head.id })).toBe(200)
  expect(await status(null, readRecord, { id: mine.record })).toBe(404)
  expect(await status(null, readPresence, {})).toBe(401)
  const refused = await server.ask(mine.originator, {
    endpoint: addActivity,
    input: { ...activityOf(mine), ...fresh(), level: 1, audience: everyone },
  })
  expect(refused.status).toBe(409)
})
