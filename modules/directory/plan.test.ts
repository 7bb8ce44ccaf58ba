import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import * as keeping from './contract/group-keeping.ts'
import { joinGroup } from './contract/groups.ts'
import * as contract from './contract/plan.ts'
import { directory } from './index.ts'
import { referencePlatform } from './testing.ts'

const platform = await referencePlatform(directory)
afterAll(() => platform[Symbol.asyncDispose]())

const idOf = async (code: string) =>
  (await platform.owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
const secretariat = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })
const chair = await platform.person(await idOf('UNESCO'), { roles: ['chair'] })
const member = await platform.person(await idOf('UNDP'), { roles: ['officer'] })
const lead = await platform.person(await idOf('WHO'), { roles: ['officer'] })
const outsider = await platform.person(await idOf('IMO'), { roles: ['officer'] })
const en = (text: string) => ({ original: 'en' as const, texts: { en: text } })

async function found(code: string, hiddenMembers = false) {
  await secretariat.call(keeping.addGroup, {
    request: randomUUID(),
    code,
    kind: 'ad_hoc',
    since: '2020-01-01',
    names: en(code),
    hiddenMembers,
  })
  for (const [organisation, role] of [
    ['UNESCO', 'chair'],
    ['UNDP', 'member'],
    ['WHO', 'member'],
  ] as const)
    await secretariat.call(joinGroup, {
      request: randomUUID(),
      group: code,
      organisation,
      role,
      from: '2020-01-01',
      source: 'A letter',
    })
}
await found('FRIENDS')
await found('QUIET', true)

const planning = (fields: object = {}) => ({
  request: randomUUID(),
  group: 'FRIENDS',
  title: en('A compendium of good practices'),
  ...fields,
})

test('a member adds to the plan; the group reads it, its lead and chair keep it, nobody else knows of it', async () => {
  const made = await member.call(contract.addPlanItem, planning({ lead: 'WHO', due: '2021-06-30' }))
  expect(made).toMatchObject({ status: 'planned', progress: 0, overdue: true, lead: { code: 'WHO' } })
  const { id } = made.head
  const read = (who: typeof member) => who.call(contract.readPlanItem, { id })
  expect((await read(lead)).head.mine).toBe('contribute')
  expect((await read(chair)).head.mine).toBe('contribute')
  await expect(read(outsider)).rejects.toMatchObject({ status: 404 })
  const plan = await chair.call(contract.listPlan, { group: 'FRIENDS' })
  expect(plan).toMatchObject({ total: 1, done: 0, toDo: 1, overdue: 1 })
  await expect(outsider.call(contract.listPlan, { group: 'FRIENDS' })).rejects.toMatchObject({ status: 404 })

  const input = { id, version: 1, title: made.title, lead: 'WHO', due: '2021-06-30' }
  const moved = await lead.call(contract.editPlanItem, { ...input, status: 'done', progress: 40, outcome: en('Out') })
  expect(moved).toMatchObject({ status: 'done', progress: 100, overdue: false, outcome: { texts: { en: 'Out' } } })
  expect(await chair.call(contract.listPlan, { group: 'FRIENDS' })).toMatchObject({ done: 1, toDo: 0, overdue: 0 })
  await expect(chair.call(contract.editPlanItem, { ...input, status: 'dropped', progress: 0 })).rejects.toMatchObject({
    code: 'edit_conflict',
    detail: { current: { status: 'done' } },
  })
})

test('who only belongs to the group reads and does not change; only the originator removes', async () => {
  const made = await chair.call(contract.addPlanItem, planning())
  const input = { id: made.head.id, version: 1 }
  await expect(
    member.call(contract.editPlanItem, { ...input, title: en('Mine'), status: 'planned', progress: 0 }),
  ).rejects.toMatchObject({ code: 'records.read_only', status: 403 })
  await expect(member.call(contract.removePlanItem, input)).rejects.toMatchObject({ code: 'records.originator_only' })
  await expect(outsider.call(contract.removePlanItem, input)).rejects.toMatchObject({ status: 404 })
  await chair.call(contract.removePlanItem, input)
  await expect(member.call(contract.readPlanItem, { id: input.id })).rejects.toMatchObject({ status: 404 })
})

test('nobody plans for a group they do not belong to, or know of', async () => {
  await expect(outsider.call(contract.addPlanItem, planning())).rejects.toMatchObject({ status: 404 })
  await expect(outsider.call(contract.addPlanItem, planning({ group: 'WG1' }))).rejects.toMatchObject({
    code: 'directory.not_in_group',
    status: 403,
  })
  await expect(outsider.call(contract.addPlanItem, planning({ group: 'NONE' }))).rejects.toMatchObject({ status: 404 })
})

test('a group that hides its members names nobody as lead but who says so themselves', async () => {
  await expect(member.call(contract.addPlanItem, planning({ group: 'QUIET', lead: 'WHO' }))).rejects.toMatchObject({
    code: 'directory.hidden_lead',
    status: 409,
  })
  const made = await member.call(contract.addPlanItem, planning({ group: 'QUIET', lead: 'UNDP' }))
  expect(made.lead?.code).toBe('UNDP')
})

test('the same request counts once; the plan is paged, what is open and due first comes first', async () => {
  const input = planning({ due: '2030-01-01' })
  const { head } = await chair.call(contract.addPlanItem, input)
  expect((await chair.call(contract.addPlanItem, input)).head.id).toBe(head.id)
  await chair.call(contract.addPlanItem, planning({ due: '2029-01-01', title: en('Earlier') }))
  const plan = await member.call(contract.listPlan, { group: 'FRIENDS', size: 2 })
  expect(plan.items.map((i) => i.title.text)).toEqual(['Earlier', 'A compendium of good practices'])
  const all = await member.call(contract.listPlan, { group: 'FRIENDS' })
  expect(all.items.map((i) => i.status)).toEqual(['planned', 'planned', 'done'])
  expect(all.total).toBe(3)
  expect((await member.call(contract.listPlan, { group: 'FRIENDS', status: ['done'] })).total).toBe(1)
})
