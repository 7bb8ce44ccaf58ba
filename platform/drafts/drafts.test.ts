import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPlatform, testPlatform } from '../testing.ts'
import { discardDraft, listDrafts, loadDraft, saveDraft } from './contract.ts'
import { drafts } from './index.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform(drafts)
})
afterAll(() => platform[Symbol.asyncDispose]())

const key = 'programmes.new'

test('words are kept, found again, replaced and discarded', async () => {
  const writer = await platform.person()
  expect(await writer.call(loadDraft, { key })).toEqual({ draft: null })
  await writer.call(saveDraft, { key, value: { title: 'First' } })
  const { savedAt } = await writer.call(saveDraft, { key, value: { title: 'Second' } })
  expect(await writer.call(loadDraft, { key })).toEqual({ draft: { value: { title: 'Second' }, savedAt } })
  expect(await writer.call(listDrafts, {})).toEqual({ items: [{ key, savedAt }], total: 1 })
  await writer.call(discardDraft, { key })
  expect(await writer.call(listDrafts, {})).toEqual({ items: [], total: 0 })
})

test('nobody but the writer finds them, not even a colleague', async () => {
  const writer = await platform.person()
  const colleague = await platform.person(writer.organisation, { roles: ['secretariat'] })
  const other = await platform.person()
  await writer.call(saveDraft, { key, value: 'mine' })
  for (const reader of [colleague, other]) {
    expect(await reader.call(loadDraft, { key })).toEqual({ draft: null })
    await reader.call(discardDraft, { key })
    expect(await reader.call(listDrafts, {})).toEqual({ items: [], total: 0 })
  }
  expect((await writer.call(loadDraft, { key })).draft?.value).toBe('mine')
  await expect(platform.nobody.call(loadDraft, { key })).rejects.toMatchObject({ status: 401 })
})

test('words written with a second factor are not shown in a session without one', async () => {
  const writer = await platform.person()
  await writer.call(saveDraft, { key, value: 'confidential' })
  const withPasswordAlone = platform.believe(writer.id, writer.organisation, false)
  expect(await withPasswordAlone.call(loadDraft, { key })).toEqual({ draft: null })
  await withPasswordAlone.call(saveDraft, { key, value: 'open' })
  await withPasswordAlone.call(discardDraft, { key })
  const again = platform.believe(writer.id, writer.organisation, true)
  expect((await again.call(loadDraft, { key })).draft?.value).toBe('confidential')
})

test('words do not follow a person who moves to another organisation', async () => {
  const writer = await platform.person()
  await writer.call(saveDraft, { key, value: 'of the first organisation' })
  const organisation = await platform.organisation()
  await platform.owner.updateTable('memberships').set({ organisation }).where('person', '=', writer.id).execute()
  expect(await writer.call(loadDraft, { key })).toEqual({ draft: null })
})

test('text that the database cannot hold is kept as far as it can', async () => {
  const writer = await platform.person()
  await writer.call(saveDraft, { key, value: ['a\0b', '\ud800c', '\\u0000'] })
  expect((await writer.call(loadDraft, { key })).draft?.value).toEqual(['ab', '\ufffdc', '\\u0000'])
})

test('what is too long, and too much, is refused', async () => {
  const writer = await platform.person()
  await expect(writer.call(saveDraft, { key, value: 'x'.repeat(200_000) })).rejects.toMatchObject({
    code: 'drafts.too_long',
    status: 413,
  })
  await writer.act(async (tx) => {
    for (let i = 0; i < 200; i++)
      await tx
        .insertInto('drafts')
        .values({ key: `form ${i}`, value: '1' })
        .execute()
  })
  await expect(writer.call(saveDraft, { key, value: 1 })).rejects.toMatchObject({
    code: 'drafts.too_many',
    status: 409,
  })
})
