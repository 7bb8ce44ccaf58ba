import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Module } from '../module.ts'
import { claimRecord } from '../records/claim.ts'
import { classify, type Share, share, withdraw } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { addThings, makeThing } from '../records/testing.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import { listHistory, restoreText } from './contract.ts'
import { historyOf } from './index.ts'

const label = { 'label.title': 'Title' }
const things: Module = {
  name: 'things',
  routes: [],
  permissions: { 'things:write': ['officer'] },
  history: [
    { table: 'things', writes: 'things:write', fields: [{ column: 'title', label: 'label.title', as: 'written' }] },
  ],
  texts: { ar: label, en: label, es: label, fr: label, ru: label, zh: label },
}
const platform = await testPlatform(records, things, historyOf([records, things]))
beforeAll(async () => {
  await addThings(platform)
  await sql`insert into role_permissions values ('officer', 'things:write')`.execute(platform.owner)
})
afterAll(() => platform[Symbol.asyncDispose]())

const to = (person: TestPerson, gives: Share['gives'] = 'read'): Share => ({
  to: { kind: 'organisation', id: person.organisation },
  gives,
})
const make = (by: TestPerson, name: string, audience: Share[] = [], level: 0 | 1 = 0) =>
  by.act((tx) => makeThing(tx, name, { audience, level }))
const versionOf = async (record: string) =>
  (await platform.owner.selectFrom('records').select('version').where('id', '=', record).executeTakeFirstOrThrow())
    .version

/** An edit as modules make them: the record is claimed, then its content changes. */
async function edit(by: TestPerson, record: string, texts: Record<string, string>) {
  const version = await versionOf(record)
  await by.act(async (tx, viewer) => {
    await claimRecord(
      tx,
      { kind: 'test.thing', id: record, version, current: async () => null },
      {
        language: 'en',
        at: new Date(),
      },
    )
    expect(viewer.person).toBe(by.id)
    const title = JSON.stringify({ original: 'en', texts, outdated: [] })
    await sql`update things set title = ${title}::jsonb where id = ${record}`.execute(tx)
  })
}
const shareNow = (by: TestPerson, record: string, ...audience: Share[]) =>
  by.call(share, { ids: [record], audience, request: crypto.randomUUID() })
const seenBy = async (reader: TestPerson, record: string) =>
  (await reader.call(listHistory, { record })).items.flatMap(({ changes }) =>
    changes.map((change) => (change.kind === 'text' ? `${change.language}: ${change.before} > ${change.after}` : '')),
  )
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`,
  )

test('the originator’s own people see each edit, by whom, language by language', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const colleague = await platform.person(officer.organisation)
  const id = await make(officer, 'Borders')
  await edit(officer, id, { en: 'Borders and ports', fr: 'Frontières' })
  const { items, total, record } = await colleague.call(listHistory, { record: id })
  expect([total, record.version]).toEqual([1, 2])
  expect(items).toMatchObject([
    {
      version: 2,
      by: { id: officer.id },
      organisation: { id: officer.organisation },
      changes: [
        {
          field: 'things.title',
          label: 'Title',
          kind: 'text',
          language: 'en',
          before: 'Borders',
          after: 'Borders and ports',
        },
        { language: 'fr', before: '', after: 'Frontières', mayRestore: false },
      ],
    },
  ])
  for (const nobody of [await platform.person(), platform.nobody])
    expect(await code(nobody.call(listHistory, { record: id }))).toBe('404 not_found')
})

test('words removed before a record was shared are out of reach for whom it is shared with', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const [reader, knower] = [await platform.person(), await platform.person()]
  const id = await make(officer, 'With a name')
  await edit(officer, id, { en: 'Without' })
  await shareNow(officer, id, to(reader), to(knower, 'discover'))
  await edit(officer, id, { en: 'Without, and more' })
  expect(await seenBy(officer, id)).toHaveLength(2)
  expect(await seenBy(reader, id)).toEqual(['en: Without > Without, and more'])
  expect(await code(knower.call(listHistory, { record: id }))).toBe('404 not_found')
  const raw = await reader.act((tx) => tx.selectFrom('record_history').select('changed').execute())
  expect(JSON.stringify(raw)).not.toContain('With a name')
})

test('a grant dated back shows no more than one given now', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const reader = await platform.person()
  const id = await make(officer, 'With a name')
  await edit(officer, id, { en: 'Without' })
  await shareNow(officer, id, { ...to(reader), from: '2020-01-01T00:00:00Z' })
  expect(await seenBy(reader, id)).toEqual([])
})

test('what was seen under a grant that was withdrawn is not seen under the next', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const reader = await platform.person()
  const id = await make(officer, 'One', [to(reader)])
  await edit(officer, id, { en: 'Two' })
  expect(await seenBy(reader, id)).toEqual(['en: One > Two'])
  const grants = await platform.owner
    .selectFrom('grants')
    .select('id')
    .where('grantee', '=', reader.organisation)
    .execute()
  await officer.call(withdraw, { grants: grants.map((g) => g.id) })
  await edit(officer, id, { en: 'Three' })
  await shareNow(officer, id, to(reader))
  await edit(officer, id, { en: 'Four' })
  expect(await seenBy(reader, id)).toEqual(['en: Three > Four'])
})

test('who was kept out at the time sees nothing of that time', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const reader = await platform.person()
  const id = await make(officer, 'One', [to(reader)])
  await platform.owner
    .insertInto('grants')
    .values({
      record: id,
      grantee_kind: 'person',
      grantee: reader.id,
      gives: 'deny',
      granted_org: officer.organisation,
    })
    .execute()
  await edit(officer, id, { en: 'Two' })
  await platform.owner.updateTable('grants').set({ revoked_at: new Date() }).where('grantee', '=', reader.id).execute()
  await edit(officer, id, { en: 'Three' })
  expect(await seenBy(reader, id)).toEqual(['en: Two > Three'])
})

test('who joins a group later does not see what the group could see before', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const [member, late] = [await platform.person(), await platform.person()]
  const names = JSON.stringify({ original: 'en', texts: { en: 'Group' }, outdated: [] })
  const { id: group } = await platform.owner
    .insertInto('groups')
    .values({ kind: 'working_group', code: `G${Date.now()}`, names })
    .returning('id')
    .executeTakeFirstOrThrow()
  const join = (person: TestPerson) =>
    platform.owner
      .insertInto('group_members')
      .values({ group_id: group, organisation: person.organisation, starts_on: '2020-01-01' })
      .execute()
  await join(member)
  const id = await make(officer, 'One', [{ to: { kind: 'group', id: group }, gives: 'read' }])
  await edit(officer, id, { en: 'Two' })
  await join(late)
  await edit(officer, id, { en: 'Three' })
  expect(await seenBy(member, id)).toHaveLength(2)
  expect(await seenBy(late, id)).toEqual(['en: Two > Three'])
})

test('what changed while a record was confidential stays so when it comes down', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const reader = await platform.person()
  const id = await make(officer, 'One', [to(reader)], 1)
  await edit(officer, id, { en: 'Two' })
  await officer.call(classify, { id, version: await versionOf(id), level: 0, handling: [] })
  await edit(officer, id, { en: 'Three' })
  expect(await seenBy(reader, id)).toHaveLength(2)
  const withPasswordAlone = platform.believe(reader.id, reader.organisation, false)
  expect(await seenBy(withPasswordAlone, id)).toEqual(['en: Two > Three'])
})

test('who works on a record for a third organisation is named to its originator only', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const partner = await platform.person(undefined, { roles: ['officer'] })
  const reader = await platform.person()
  await platform.owner.updateTable('persons').set({ listed: true }).where('id', '=', partner.id).execute()
  const id = await make(officer, 'One', [to(partner, 'contribute'), to(reader)])
  await edit(partner, id, { en: 'Two' })
  const editOf = async (person: TestPerson) => (await person.call(listHistory, { record: id })).items[0]!
  expect(await editOf(officer)).toMatchObject({ by: { id: partner.id }, organisation: { id: partner.organisation } })
  expect(await editOf(partner)).toMatchObject({ by: { id: partner.id } })
  expect(await editOf(reader)).toMatchObject({ by: null, organisation: null })
})

test('an earlier text comes back as a new edit, which changes neither level nor audience', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const [reader, partner] = [await platform.person(), await platform.person(undefined, { roles: ['officer'] })]
  const id = await make(officer, 'First words', [to(reader), to(partner, 'contribute')])
  await edit(officer, id, { en: 'Later words', fr: 'Mots' })
  await officer.call(classify, { id, version: await versionOf(id), level: 1, handling: ['no_quote'] })
  const { items } = await partner.call(listHistory, { record: id })
  const found = { edit: items[0]!.id, field: 'things.title', language: 'en' as const }
  const version = await versionOf(id)
  expect(items[0]!.changes[0]).toMatchObject({ mayRestore: true })
  expect((await reader.call(listHistory, { record: id })).items[0]!.changes[0]).toMatchObject({ mayRestore: false })
  expect(await code(reader.call(restoreText, { ...found, version }))).toBe('403 access.denied')
  expect(
    await code((await platform.person(undefined, { roles: ['officer'] })).call(restoreText, { ...found, version })),
  ).toBe('404 not_found')
  expect(await code(partner.call(restoreText, { ...found, version: version - 1 }))).toBe('409 edit_conflict')
  const audience = () =>
    platform.owner
      .selectFrom('records')
      .select(['level', 'handling', 'readers', 'contributors'])
      .where('id', '=', id)
      .execute()
  const before = await audience()
  expect(await partner.call(restoreText, { ...found, version })).toEqual({ version: version + 1 })
  expect(await audience()).toEqual(before)
  const { rows } = await sql<{ title: unknown }>`select title from things where id = ${id}`.execute(platform.owner)
  expect(rows[0]!.title).toEqual({ original: 'en', texts: { en: 'First words', fr: 'Mots' }, outdated: ['fr'] })
  expect((await seenBy(officer, id))[0]).toBe('en: Later words > First words')
  // A reader with the permission but without the right.
  const second = await platform.person(reader.organisation, { roles: ['officer'] })
  expect(await code(second.call(restoreText, { ...found, version: version + 1 }))).toBe('403 records.read_only')
})

test('nobody writes, changes or removes a difference, and nobody sees one with another’s eyes', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const reader = await platform.person()
  const id = await make(officer, 'One', [to(reader)])
  await edit(officer, id, { en: 'Two' })
  const through = await officer.call(listHistory, { record: id }, { viewAs: reader.organisation })
  expect(through).toMatchObject({ total: 0, items: [] })
  for (const write of [
    sql`delete from record_history`,
    sql`update record_history set level = 0`,
    sql`select standing from record_history`,
  ])
    await expect(officer.act((tx) => write.execute(tx))).rejects.toThrow('permission denied')
})
