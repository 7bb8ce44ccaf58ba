import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPerson, type TestPlatform, testPlatform } from '../testing.ts'
import { arrangeViews, changeView, listViews, removeView, saveView } from './contract.ts'
import { views } from './index.ts'
import { queryOf } from './web/use-saved-views.tsx'

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform(views)
})
afterAll(() => platform[Symbol.asyncDispose]())

const page = '/programmes'
const save = (by: TestPerson, name: string, more: object = {}) =>
  by.call(saveView, { page, name, query: 'themes=cft&sort=title', request: randomUUID(), ...more })
const names = async (of: TestPerson) => (await of.call(listViews, { page })).items.map(({ name }) => name)
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`,
  )

test('a view is its maker’s own until it is shared, and then their organisation’s', async () => {
  const maker = await platform.person()
  const [colleague, other] = [await platform.person(maker.organisation), await platform.person()]
  const { id } = await save(maker, 'Finance')
  expect(await names(maker)).toEqual(['Finance'])
  expect(await names(colleague)).toEqual([])
  await maker.call(changeView, { id, name: 'Financing of terrorism', shared: true })
  expect((await colleague.call(listViews, { page })).items).toMatchObject([
    {
      name: 'Financing of terrorism',
      query: 'themes=cft&sort=title',
      shared: true,
      by: { id: maker.id },
      mayRemove: false,
    },
  ])
  expect(await names(other)).toEqual([])
  expect((await colleague.call(listViews, { page: '/programmes/activities' })).items).toEqual([])
  await maker.call(changeView, { id, name: 'Finance', shared: false })
  expect(await names(colleague)).toEqual([])
  await expect(platform.nobody.call(listViews, { page })).rejects.toMatchObject({ status: 401 })
})

test('only its maker changes a view; an administrator of the organisation removes what is shared', async () => {
  const maker = await platform.person()
  const colleague = await platform.person(maker.organisation)
  const administrator = await platform.person(maker.organisation, { roles: ['org_admin'] })
  const { id } = await save(maker, 'Shared', { shared: true })
  const own = await save(maker, 'Own')
  for (const person of [colleague, administrator, await platform.person()])
    expect(await code(person.call(changeView, { id, name: 'Mine', shared: true }))).toBe('404 not_found')
  for (const person of [colleague, await platform.person()])
    expect(await code(person.call(removeView, { id }))).toBe('404 not_found')
  expect(await code(administrator.call(removeView, { id: own.id }))).toBe('404 not_found')
  await administrator.call(removeView, { id })
  expect(await names(maker)).toEqual(['Own'])
})

test('each person has their own order, and the view that a page opens with', async () => {
  const maker = await platform.person()
  const colleague = await platform.person(maker.organisation)
  const [a, b] = [await save(maker, 'A', { shared: true }), await save(maker, 'B', { shared: true })]
  const own = await save(colleague, 'C')
  expect(await names(colleague)).toEqual(['C', 'A', 'B'])
  await colleague.call(arrangeViews, { page, ids: [b.id, own.id, a.id], opens: b.id })
  const { items } = await colleague.call(listViews, { page })
  expect(items.map(({ name, opens }) => [name, opens])).toEqual([
    ['B', true],
    ['C', false],
    ['A', false],
  ])
  expect(await names(maker)).toEqual(['A', 'B'])
  // A view of another's, of another page, and none at all are refused alike.
  const elsewhere = await save(maker, 'D', { page: '/countries' })
  for (const id of [own.id, elsewhere.id, randomUUID()])
    expect(await code(maker.call(arrangeViews, { page, ids: [id], opens: null }))).toBe('404 not_found')
})

test('a view is an address of Concord and nothing else', async () => {
  const maker = await platform.person()
  for (const bad of [
    { page: '//evil.example' },
    { page: 'https://evil.example' },
    { page: '/programmes/../people' },
    { query: 'a=1#b' },
    { query: '?a=1' },
    { name: ' ' },
    { name: 'x'.repeat(61) },
  ])
    expect(await code(save(maker, 'A', bad)), JSON.stringify(bad)).toBe('400 input')
  expect(queryOf('?themes=cft,pve&page=3&preview=7&q=a')).toBe('q=a&themes=cft,pve')
})

test('views do not follow a person to another organisation', async () => {
  const maker = await platform.person()
  await save(maker, 'Of the first')
  const organisation = await platform.organisation()
  await platform.owner.updateTable('memberships').set({ organisation }).where('person', '=', maker.id).execute()
  expect(await names(maker)).toEqual([])
})
