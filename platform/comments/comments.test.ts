import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Share } from '../records/contract.ts'
import { withdraw } from '../records/contract.ts'
import { records } from '../records/index.ts'
import { addThings, makeThing } from '../records/testing.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import {
  addComment,
  editComment,
  findMentionable,
  hideComment,
  listComments,
  listVersions,
  removeComment,
} from './contract.ts'
import { comments } from './index.ts'

const platform = await testPlatform(records, comments)
beforeAll(() => addThings(platform))
afterAll(() => platform[Symbol.asyncDispose]())

const to = (person: TestPerson, gives: 'discover' | 'read' | 'comment' | 'deny'): Share => ({
  to: { kind: 'organisation', id: person.organisation },
  gives,
})

/** A thing shared with one organisation to comment, with another to read, with a third to know of. */
async function scene(level: 0 | 1 = 0) {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const [writer, reader, knower, other] = [
    await platform.person(),
    await platform.person(),
    await platform.person(),
    await platform.person(),
  ]
  const record = await officer.act((tx) =>
    makeThing(tx, 'Discussed', {
      level,
      audience: [to(writer, 'comment'), to(reader, 'read'), to(knower, 'discover')],
    }),
  )
  return { officer, writer, reader, knower, other, record }
}

const say = (by: TestPerson, record: string, words: string, more: { parent?: string } = {}) =>
  by.call(addComment, { record, language: 'en', words, request: randomUUID(), ...more })
const read = (by: TestPerson, record: string) => by.call(listComments, { record })
const told = (person: TestPerson) =>
  person.act(async (tx) =>
    (await tx.selectFrom('notices').select('topic').orderBy('told_at').execute()).map((n) => n.topic),
  )
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`,
  )

test('who may comment comments and answers; who may read reads; whoever else finds no record', async () => {
  const { officer, writer, reader, knower, other, record } = await scene()
  const first = await say(writer, record, 'Which months are meant?')
  const answer = await say(officer, record, 'March to May.', { parent: first.id })
  const seen = await read(reader, record)
  expect(seen).toMatchObject({ total: 1, count: 2, mayComment: false })
  expect(seen.items[0]).toMatchObject({
    id: first.id,
    organisation: { id: writer.organisation },
    state: 'shown',
    text: { words: 'Which months are meant?', language: 'en', version: 1 },
    mayEdit: false,
    mayAnswer: false,
    answers: [{ id: answer.id, text: { words: 'March to May.' } }],
  })
  expect(await code(say(reader, record, 'I too'))).toBe('403 comments.read_only')
  for (const nobody of [knower, other, platform.nobody]) {
    expect(await code(read(nobody, record))).toBe('404 not_found')
    expect(await code(nobody.call(listVersions, { id: first.id }))).toBe('404 not_found')
  }
  for (const nobody of [knower, other]) expect(await code(say(nobody, record, 'Let me in'))).toBe('404 not_found')
  // One level of answers, and in the same record.
  expect(await code(say(writer, record, 'Deeper', { parent: answer.id }))).toBe('404 not_found')
  const elsewhere = await scene()
  expect(await code(say(elsewhere.writer, elsewhere.record, 'Across', { parent: first.id }))).toBe('404 not_found')
})

test('a request repeated on a bad line is one comment', async () => {
  const { writer, record } = await scene()
  const input = { record, language: 'en' as const, words: 'Once', request: randomUUID() }
  expect(await writer.call(addComment, input)).toEqual(await writer.call(addComment, input))
  expect((await read(writer, record)).total).toBe(1)
})

test('comments take the level and the audience of their record at every moment', async () => {
  const { officer, writer, reader, record } = await scene(1)
  await say(writer, record, 'In confidence')
  expect((await read(reader, record)).count).toBe(1)
  const alone = platform.believe(reader.id, reader.organisation, false)
  expect(await code(read(alone, record))).toBe('404 not_found')
  const { grants } = await officer.act(async (tx) => ({
    grants: await tx.selectFrom('grants').select('id').where('grantee', '=', reader.organisation).execute(),
  }))
  const again = platform.believe(reader.id, reader.organisation, true)
  await officer.call(withdraw, { grants: grants.map(({ id }) => id) })
  expect(await code(read(again, record))).toBe('404 not_found')
  const rows = await again.act((tx) => tx.selectFrom('comment_texts').select('words').execute())
  expect(rows).toEqual([])
})

test('a comment of a confidential record is read like the record: the audit trail says so', async () => {
  const { writer, reader, record } = await scene(1)
  await say(writer, record, 'In confidence')
  await read(reader, record)
  const lines = await platform.owner
    .selectFrom('audit_events')
    .select('records')
    .where('action', '=', 'comments.list')
    .where('person', '=', reader.id)
    .execute()
  expect(lines).toEqual([{ records: [record] }])
})

test('its writer edits a comment, and what it said before stays to be seen', async () => {
  const { officer, writer, reader, record } = await scene()
  const { id } = await say(writer, record, 'Forty participants')
  const edit = (by: TestPerson, version: number, words: string) =>
    by.call(editComment, { id, version, language: 'en', words })
  expect(await edit(writer, 1, 'Fourteen participants')).toEqual({ version: 2 })
  expect(await code(edit(writer, 1, 'Four participants'))).toBe('409 edit_conflict')
  expect(await code(edit(officer, 2, 'No participants'))).toBe('403 comments.not_yours')
  expect(await code(edit(reader, 2, 'No participants'))).toBe('403 comments.not_yours')
  expect((await reader.call(listVersions, { id })).items.map((v) => v.words)).toEqual([
    'Fourteen participants',
    'Forty participants',
  ])
  // Past the endpoint, too: words once written stay.
  const changed = await writer.act((tx) =>
    tx.updateTable('comment_texts').set({ words: 'x' }).where('comment', '=', id).executeTakeFirst(),
  )
  expect(changed.numUpdatedRows).toBe(0n)
})

test('a comment that was removed leaves its words nowhere, and a line only where there are answers', async () => {
  const { officer, writer, reader, record } = await scene()
  const [lonely, answered] = [await say(writer, record, 'A slip'), await say(writer, record, 'A question')]
  const answer = await say(officer, record, 'An answer', { parent: answered.id })
  expect(await code(officer.call(removeComment, { id: lonely.id }))).toBe('403 comments.not_yours')
  for (const { id } of [lonely, answered]) await writer.call(removeComment, { id })
  expect(await code(writer.call(removeComment, { id: lonely.id }))).toBe('404 not_found')
  const { items, count } = await read(reader, record)
  expect(items).toMatchObject([{ id: answered.id, state: 'removed', text: null, answers: [{ id: answer.id }] }])
  expect(count).toBe(1)
  const { rows } = {
    rows: await platform.owner.selectFrom('comment_texts').select('words').where('record', '=', record).execute(),
  }
  expect(rows).toEqual([{ words: 'An answer' }])
  expect(await code(say(writer, record, 'And?', { parent: answered.id }))).toBe('409 comments.closed')
})

test('the originator hides a comment, saying why; its words are then for its writer and the originator only', async () => {
  const { officer, writer, reader, record } = await scene()
  const { id } = await say(writer, record, 'The name of a source')
  const hide = (by: TestPerson, reason: string | null) => by.call(hideComment, { id, reason })
  expect(await code(hide(reader, 'No'.repeat(5)))).toBe('403 access.denied')
  const foreign = await platform.person(writer.organisation, { roles: ['officer'] })
  expect(await code(hide(foreign, 'Not ours to hide'))).toBe('403 comments.originator_hides')
  await hide(officer, 'It names a person.')
  expect((await read(reader, record)).items[0]).toMatchObject({
    state: 'hidden',
    text: null,
    reason: 'It names a person.',
  })
  expect(await code(reader.call(listVersions, { id }))).toBe('404 not_found')
  expect((await read(writer, record)).items[0]!.text?.words).toBe('The name of a source')
  expect((await read(officer, record)).items[0]).toMatchObject({
    text: { words: 'The name of a source' },
    mayHide: true,
  })
  // Who looks through the reader's eyes sees what the reader sees.
  const through = await officer.call(listComments, { record }, { viewAs: reader.organisation })
  expect(through.items[0]).toMatchObject({ state: 'hidden', text: null, mayHide: false })
  expect(await code(writer.call(editComment, { id, version: 1, language: 'en', words: 'Another name' }))).toBe(
    '409 comments.closed',
  )
  await hide(officer, null)
  expect((await read(reader, record)).items[0]).toMatchObject({ state: 'shown', text: { version: 1 } })
})

test('people are suggested, and mentioned, only where one knows them and they read the record', async () => {
  const { officer, writer, reader, record } = await scene()
  const listed = async (organisation: string | undefined, name: string) => {
    const person = await platform.person(organisation)
    await platform.owner.updateTable('persons').set({ listed: true, name }).where('id', '=', person.id).execute()
    return person
  }
  const [amina, zahra] = [await listed(officer.organisation, 'Amina Fall'), await listed(undefined, 'Amina Zahra')]
  const colleague = await platform.person(writer.organisation)
  const found = await writer.call(findMentionable, { record, q: 'amína' })
  expect(found.items.map(({ id }) => id)).toEqual([amina.id])
  expect((await writer.call(findMentionable, { record })).items.map(({ id }) => id)).toContain(colleague.id)
  expect((await reader.call(findMentionable, { record, q: 'amina' })).items).toEqual([])

  await say(writer, record, `Does <@${amina.id}> know?`)
  expect(await told(amina)).toEqual(['comments.mentioned'])
  const seen = await read(officer, record)
  const notice = await amina.act((tx) => tx.selectFrom('notices').select('href').executeTakeFirstOrThrow())
  expect(notice.href).toBe(`#comment-${seen.items[0]!.id}`)
  expect(seen.mentioned).toMatchObject([{ id: amina.id, name: 'Amina Fall' }])
  // Who does not read it, who is not listed, and who does not exist are refused alike.
  const refusals = []
  for (const id of [zahra.id, reader.id, randomUUID()]) refusals.push(await code(say(writer, record, `And <@${id}>?`)))
  expect(new Set(refusals)).toEqual(new Set(['409 comments.no_such_person']))
  expect(await told(zahra)).toEqual([])
})

test('[32] whom one may mention does not tell with whom else a record is shared', async () => {
  const { officer, writer, reader, record } = await scene()
  const other = await bintou(reader.organisation)
  // Its originator knows to whom it gave the record; another receiver does not.
  expect([await bintousFound(officer, record), await bintousFound(writer, record)]).toEqual([1, 0])
  expect(await code(say(writer, record, `Does <@${other.id}> know?`))).toBe('409 comments.no_such_person')
})

test.each([
  ['that is out of sight', { kind: 'ad_hoc', hidden_members: false }],
  ['whose members are hidden', { kind: 'working_group', hidden_members: true }],
])('[32] nor does its originator learn who is in a group %s, let in or kept out by it', async (_, kind) => {
  const { officer, reader, record } = await scene()
  const other = await bintou(reader.organisation)
  const names = JSON.stringify({ original: 'en', texts: { en: 'Group' }, outdated: [] })
  const { id: group } = await platform.owner
    .insertInto('groups')
    .values({ ...kind, code: `HIDDEN-${record}`, names })
    .returning('id')
    .executeTakeFirstOrThrow()
  await platform.owner
    .insertInto('group_members')
    .values({ group_id: group, organisation: other.organisation })
    .execute()
  const give = (gives: 'read' | 'deny') =>
    platform.owner.insertInto('grants').values({ record, grantee_kind: 'group', grantee: group, gives }).execute()
  await give('deny')
  expect(await bintousFound(officer, record)).toBe(1)
  await say(officer, record, `Does <@${other.id}> know?`)
  expect(await told(other)).toEqual([])
  await platform.owner.deleteFrom('grants').where('grantee', 'in', [reader.organisation, group]).execute()
  await give('read')
  expect(await bintousFound(officer, record)).toBe(0)
  // Once it is in the group itself, it knows of it; of its members only where they are shown.
  await platform.owner
    .insertInto('group_members')
    .values({ group_id: group, organisation: officer.organisation })
    .execute()
  expect(await bintousFound(officer, record)).toBe(kind.hidden_members ? 0 : 1)
})

/** Someone who is listed and found by that name. */
async function bintou(organisation: string): Promise<TestPerson> {
  const person = await platform.person(organisation)
  await platform.owner
    .updateTable('persons')
    .set({ listed: true, name: 'Bintou Ba' })
    .where('id', '=', person.id)
    .execute()
  return person
}
const bintousFound = async (by: TestPerson, record: string) =>
  (await by.call(findMentionable, { record, q: 'bintou' })).items.length

test('an edit tells only those it mentions anew', async () => {
  const { writer, record } = await scene()
  const [first, second] = [await platform.person(writer.organisation), await platform.person(writer.organisation)]
  const { id } = await say(writer, record, `<@${first.id}> asks`)
  await first.act((tx) => tx.updateTable('notices').set({ read_at: new Date() }).execute())
  await writer.call(editComment, { id, version: 1, language: 'en', words: `<@${first.id}> and <@${second.id}> ask` })
  expect(await told(first)).toHaveLength(1)
  expect(await told(second)).toEqual(['comments.mentioned'])
})

test('who wrote in a conversation is told of answers, who follows the record of every comment, and nobody of their own', async () => {
  const { officer, writer, reader, record } = await scene()
  await reader.act((tx) => tx.insertInto('follows').values({ record }).execute())
  const { id } = await say(writer, record, 'A question')
  await say(officer, record, 'An answer', { parent: id })
  expect(await told(writer)).toEqual(['comments.replied'])
  expect(await told(officer)).toEqual([])
  expect(new Set(await told(reader))).toEqual(new Set(['comments.commented']))
})

test('names of writers are those that the reader may know', async () => {
  const { writer, reader, record } = await scene()
  await say(writer, record, 'From someone')
  expect((await read(reader, record)).items[0]!.by.name).toBeNull()
  await platform.owner.updateTable('persons').set({ listed: true }).where('id', '=', writer.id).execute()
  expect((await read(reader, record)).items[0]!.by.name).not.toBeNull()
})

test('words that are none are refused, and what is no text is left out', async () => {
  const { writer, record } = await scene()
  expect(await code(say(writer, record, ' \u0000 \u202e '))).toBe('400 input')
  expect(await code(say(writer, record, 'x'.repeat(5001)))).toBe('400 input')
  const { id } = await say(writer, record, 'a\u0000b\u202ec\nd')
  expect((await read(writer, record)).items.find((c) => c.id === id)!.text!.words).toBe('abc\nd')
})
