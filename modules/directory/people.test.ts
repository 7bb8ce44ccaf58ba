import { afterAll, expect, test } from 'vitest'
import { listColleagues, listMyself, listPeople, readListing } from './contract/people.ts'
import { directory } from './index.ts'
import { referencePlatform } from './testing.ts'

const platform = await referencePlatform(directory)
afterAll(() => platform[Symbol.asyncDispose]())

async function idOf(code: string): Promise<string> {
  return (
    await platform.owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  ).id
}
const purpose = 'Invitation to the meeting of the working group'
const [iraq, unodc] = [await idOf('IRQ'), await idOf('UNODC')]
const listed = await platform.person(iraq, { roles: ['focal_point'] })
const unlisted = await platform.person(iraq, { roles: ['reader'] })
const officer = await platform.person(unodc, { roles: ['officer'] })
await listed.call(listMyself, { listed: true })

test('people of another organisation find who chose to be listed, with role and organisation', async () => {
  const { items, total } = await officer.call(listPeople, { purpose, organisation: 'IRQ' })
  expect(total).toBe(1)
  expect(items).toMatchObject([
    { id: listed.id, roles: ['focal_point'], organisation: { code: 'IRQ', name: { text: 'Iraq' } }, listed: true },
  ])
  expect((await officer.call(listColleagues, {})).items.map((p) => p.id)).toEqual([officer.id])
})

test('colleagues see each other, listed or not', async () => {
  const { items } = await listed.call(listColleagues, {})
  expect(items.map((p) => p.id).toSorted()).toEqual([listed.id, unlisted.id].toSorted())
})

test('a role or a name narrows the search', async () => {
  expect((await officer.call(listPeople, { purpose, role: 'focal_point' })).items.map((p) => p.id)).toEqual([listed.id])
  expect((await officer.call(listPeople, { purpose, q: 'nobody of this name' })).total).toBe(0)
})

test('searching people needs a purpose, and the purpose is kept with who searched', async () => {
  await expect(officer.call(listPeople, { q: 'person' })).rejects.toMatchObject({ code: 'access.purpose', status: 400 })
  await expect(officer.call(listPeople, { q: 'person', purpose: 'x' })).rejects.toMatchObject({
    code: 'access.purpose',
  })
  await officer.call(listPeople, { q: 'person', purpose: 'Checking who attends' })
  const trail = await platform.owner
    .selectFrom('audit_events')
    .select(['person', 'outcome', 'purpose'])
    .where('action', '=', 'directory.people')
    .orderBy('id', 'desc')
    .limit(3)
    .execute()
  expect(trail).toEqual([
    { person: officer.id, outcome: 'done', purpose: 'Checking who attends' },
    { person: officer.id, outcome: 'access.purpose', purpose: null },
    { person: officer.id, outcome: 'access.purpose', purpose: null },
  ])
})

test('the public and suspended people search nobody, and suspended people are not found', async () => {
  await expect(platform.nobody.call(listPeople, { purpose })).rejects.toMatchObject({ status: 401 })
  const suspended = await platform.person(unodc, { roles: ['officer'] })
  await suspended.call(listMyself, { listed: true })
  await platform.owner.updateTable('persons').set({ status: 'suspended' }).where('id', '=', suspended.id).execute()
  await expect(suspended.call(listPeople, { purpose })).rejects.toMatchObject({ status: 401 })
  expect((await listed.call(listPeople, { purpose, organisation: 'UNODC' })).items).toEqual([])
})

test('row-level security hides unlisted people, whatever is asked', async () => {
  const seen = await officer.act((tx) =>
    tx.selectFrom('persons').select('id').where('id', 'in', [listed.id, unlisted.id]).execute(),
  )
  expect(seen).toEqual([{ id: listed.id }])
  const nobody = await platform.nobody.act((tx) => tx.selectFrom('persons').select('id').execute()).catch(() => [])
  expect(nobody).toEqual([])
})

test('people list themselves and no one else, and may take it back', async () => {
  expect(await unlisted.call(readListing, {})).toEqual({ listed: false })
  await unlisted.call(listMyself, { listed: true })
  expect((await officer.call(listPeople, { purpose, organisation: 'IRQ' })).total).toBe(2)
  await unlisted.call(listMyself, { listed: false })
  expect((await officer.call(listPeople, { purpose, organisation: 'IRQ' })).total).toBe(1)
})
