import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import * as groups from './contract/groups.ts'
import * as people from './contract/people.ts'
import type * as contract from './contract.ts'
import { directory } from './index.ts'
import { referencePlatform } from './testing.ts'

const platform = await referencePlatform(directory)
afterAll(() => platform[Symbol.asyncDispose]())
const { nobody } = platform

async function idOf(code: string): Promise<string> {
  return (
    await platform.owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  ).id
}
const uncct = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })
const colleague = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })
const group = (code: string, on?: string) => nobody.call(groups.readGroup, { code, ...(on && { on }) })
const joining = (fields: object) => ({
  request: randomUUID(),
  group: 'WG3',
  organisation: 'ICAO',
  role: 'member' as const,
  from: '2020-01-01',
  source: 'Minutes of the working group',
  ...fields,
})

test('eight working groups and the Compact are shown to anyone; leadership no source confirms says so', async () => {
  const { items, total } = await nobody.call(groups.listGroups, {}, { language: 'fr' })
  expect(total).toBe(9)
  expect(items.map((g) => g.code)).toEqual(['COMPACT', 'WG1', 'WG2', 'WG3', 'WG4', 'WG5', 'WG6', 'WG7', 'WG8'])
  const border = items.find((g) => g.code === 'WG3')
  expect(border).toMatchObject({ name: { language: 'fr' }, unofficial: true, pillars: ['II'] })
  expect(border?.leaders.map((m) => [m.role, m.organisation?.code, m.confirmed])).toEqual([
    ['chair', 'CTED', false],
    ['vice_chair', 'INTERPOL', false],
    ['vice_chair', 'WCO', false],
  ])
})

test('the Compact of a day is its members of that day; nobody belonged before it was signed', async () => {
  const [before, then] = [await group('COMPACT', '2018-02-22'), await group('COMPACT', '2021-01-29')]
  expect(before.members).toEqual([])
  expect(then.members.filter((m) => m.confirmed).map((m) => m.organisation?.code)).toEqual(
    expect.arrayContaining(['UNODC', 'INTERPOL', 'WCO']),
  )
  expect(then.members.find((m) => m.organisation?.code === 'UNODC')).toMatchObject({
    from: '2021-01-29',
    fromKnown: false,
  })
})

test('leadership changes on a day: the old chair ends, the new one begins, both stay on record', async () => {
  const chair = (await group('WG3')).members.find((m) => m.role === 'chair')!
  await uncct.call(groups.endMembership, { id: chair.id, lastDay: '2023-06-30' })
  const after = await uncct.call(
    groups.joinGroup,
    joining({ organisation: 'UNODC', role: 'chair', from: '2023-07-01' }),
  )
  expect(after.members.find((m) => m.role === 'chair')).toMatchObject({
    organisation: { code: 'UNODC' },
    confirmed: true,
    from: '2023-07-01',
  })
  expect(after.others).toMatchObject([{ organisation: { code: 'CTED' }, until: '2023-06-30' }])
  expect((await group('WG3', '2023-06-30')).members.find((m) => m.role === 'chair')?.organisation?.code).toBe('CTED')
  expect(
    (await nobody.call(groups.listGroups, { on: '2023-07-01' })).items.find((g) => g.code === 'WG3')?.leaders[0]
      ?.organisation?.code,
  ).toBe('UNODC')
})

test('an organisation belongs to a group once at a time; the same request counts once', async () => {
  const input = joining({ group: 'WG2' })
  await uncct.call(groups.joinGroup, input)
  await uncct.call(groups.joinGroup, input)
  expect((await group('WG2')).members.filter((m) => m.organisation?.code === 'ICAO')).toHaveLength(1)
  await expect(uncct.call(groups.joinGroup, { ...input, request: randomUUID() })).rejects.toMatchObject({
    code: 'directory.already_in_group',
    status: 409,
  })
})

test('dates that do not fit are refused, and an ended membership is not reopened', async () => {
  const { members } = await uncct.call(
    groups.joinGroup,
    joining({ group: 'WG4', organisation: 'IMO', from: '2020-05-01', until: '2020-12-31' }),
  )
  expect(members.find((m) => m.organisation?.code === 'IMO')).toBeUndefined()
  const { id } = (await group('WG4', '2020-06-01')).members.find((m) => m.organisation?.code === 'IMO')!
  await expect(uncct.call(groups.endMembership, { id, lastDay: '2020-04-30' })).rejects.toMatchObject({
    code: 'directory.dates',
  })
  await expect(uncct.call(groups.endMembership, { id, lastDay: '2021-12-31' })).rejects.toMatchObject({
    code: 'directory.already_ended',
    params: { on: '2020-12-31' },
  })
  await expect(
    uncct.call(groups.joinGroup, joining({ group: 'WG4', from: '2020-05-01', until: '2020-04-01' })),
  ).rejects.toMatchObject({ code: 'directory.dates' })
  await expect(
    uncct.act((tx) => tx.updateTable('group_members').set({ ends_on: null }).where('id', '=', id).execute()),
  ).rejects.toMatchObject({ message: 'access.fixed' })
})

test('what people enter for their own organisation waits for another administrator', async () => {
  const { members } = await uncct.call(groups.joinGroup, joining({ group: 'WG8', organisation: 'UNOCT' }))
  const own = members.find((m) => m.organisation?.code === 'UNOCT')!
  expect(own.confirmed).toBe(false)
  await expect(uncct.call(groups.confirmMembership, { id: own.id, source: 'We say so' })).rejects.toMatchObject({
    code: 'directory.confirm_own',
    status: 403,
  })
  const confirmed = await colleague.call(groups.confirmMembership, { id: own.id, source: 'Minutes of 3 May 2021' })
  expect(confirmed.members.find((m) => m.id === own.id)).toMatchObject({
    confirmed: true,
    source: 'Minutes of 3 May 2021',
  })
})

test('an unconfirmed membership may be removed; a confirmed one is ended', async () => {
  const { members } = await group('WG5')
  const unconfirmed = members.find((m) => m.organisation?.code === 'CTED')!
  expect((await uncct.call(groups.removeMembership, { id: unconfirmed.id })).members.map((m) => m.id)).not.toContain(
    unconfirmed.id,
  )
  const confirmed = (await group('COMPACT')).members.find((m) => m.organisation?.code === 'UNDP')!
  await expect(uncct.call(groups.removeMembership, { id: confirmed.id })).rejects.toMatchObject({
    code: 'directory.end_instead',
    status: 409,
  })
})

test('a membership that no source confirms opens nothing that is shared with the group', async () => {
  const [member, unconfirmed] = [await platform.person(await idOf('UNODC')), await platform.person(await idOf('WHO'))]
  const principals = (who: typeof member) => who.act(async (_tx, viewer) => viewer.principals)
  const compact = (await group('COMPACT')).id
  expect(await principals(member)).toContain(compact)
  expect(await principals(unconfirmed)).not.toContain(compact)
})

test('another organisation, an organisation administrator and a chair change no leadership', async () => {
  const chair = (await group('WG7')).members.find((m) => m.role === 'chair')!
  for (const [code, role] of [
    ['OHCHR', 'chair'],
    ['OHCHR', 'org_admin'],
    ['UNDP', 'officer'],
  ] as const) {
    const person = await platform.person(await idOf(code), { roles: [role] })
    await expect(person.call(groups.endMembership, { id: chair.id, lastDay: '2023-06-30' })).rejects.toMatchObject({
      code: 'access.denied',
      status: 403,
    })
    await expect(person.call(groups.joinGroup, joining({ organisation: code }))).rejects.toMatchObject({
      status: 403,
    })
    await expect(
      person.act((tx) =>
        tx
          .insertInto('group_members')
          .values({ group_id: chair.id, organisation: person.organisation, role: 'chair' })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/)
  }
  expect((await group('WG7')).members.find((m) => m.role === 'chair')).toEqual(chair)
})

test('without a second factor nobody administers the directory', async () => {
  const person = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'], secondFactor: false })
  await expect(person.call(groups.joinGroup, joining({ organisation: 'UNHCR' }))).rejects.toMatchObject({
    status: 403,
  })
})

test('persons in a group are shown to those who may know them', async () => {
  const [listed, unlisted] = [
    await platform.person(await idOf('UNESCO'), { roles: ['officer'] }),
    await platform.person(await idOf('UNESCO'), { roles: ['officer'] }),
  ]
  await listed.call(people.listMyself, { listed: true })
  const { id } = await group('WG1')
  for (const { id: person } of [listed, unlisted])
    await platform.owner
      .insertInto('group_members')
      .values({ group_id: id, person, role: 'member', starts_on: '2020-01-01' })
      .execute()
  const persons = (members: contract.Member[]) => members.flatMap((m) => m.person?.id ?? [])
  const other = await platform.person(await idOf('UNDP'))
  expect(persons((await other.call(groups.readGroup, { code: 'WG1' })).members)).toEqual([listed.id])
  expect(persons((await listed.call(groups.readGroup, { code: 'WG1' })).members).toSorted()).toEqual(
    [listed.id, unlisted.id].toSorted(),
  )
  expect(persons((await group('WG1')).members)).toEqual([])
})
