import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import type { TestPerson } from '../../platform/testing.ts'
import * as keeping from './contract/group-keeping.ts'
import * as groups from './contract/groups.ts'
import * as organisations from './contract/keeping.ts'
import { readOrganisation } from './contract.ts'
import { directory } from './index.ts'
import { referencePlatform } from './testing.ts'

const platform = await referencePlatform(directory)
afterAll(() => platform[Symbol.asyncDispose]())
const { nobody, owner } = platform

const idOf = async (code: string) =>
  (await owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
const uncct = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })
const colleague = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })
const officer = await platform.person(await idOf('UNDP'), { roles: ['officer', 'org_admin'] })
const niger = await platform.person(await idOf('NER'), { roles: ['focal_point'] })
const en = (text: string) => ({ original: 'en' as const, texts: { en: text } })
const principals = (who: TestPerson) => who.act(async (_tx, viewer) => viewer.principals)
const founding = (fields: object) => ({
  request: randomUUID(),
  code: 'FRIENDS-NER',
  kind: 'ad_hoc' as const,
  since: '2020-01-01',
  names: en('Friends of Niger'),
  ...fields,
})
const ruling = (group: string, fields: object) => ({
  request: randomUUID(),
  group,
  kinds: ['state' as const],
  reason: 'Decision of the Coordination Committee',
  ...fields,
})
const today = new Date().toISOString().slice(0, 10)

test('a working group has sub-groups, terms of reference and pillars, and every edit counts', async () => {
  const made = await uncct.call(
    keeping.addGroup,
    founding({ code: 'WG8-EVAL', kind: 'sub_group', parent: 'WG8', names: en('Sub-Group on Evaluation') }),
  )
  expect(made).toMatchObject({ parent: { code: 'WG8' }, subGroups: [], terms: null, version: 1 })
  const edited = await uncct.call(keeping.editGroup, {
    id: made.id,
    version: 1,
    names: made.names,
    pillars: ['IV'],
    terms: en('It reads evaluations together.'),
    termsIn: 'Minutes of 3 May 2021',
    termsOn: '2021-05-03',
  })
  expect(edited).toMatchObject({ terms: { texts: { en: 'It reads evaluations together.' } }, version: 2 })
  expect((await nobody.call(groups.readGroup, { code: 'WG8' })).subGroups.map((g) => g.code)).toEqual(['WG8-EVAL'])
  await expect(uncct.call(keeping.editGroup, { id: made.id, version: 1, names: en('Other') })).rejects.toMatchObject({
    code: 'edit_conflict',
    detail: { current: { version: 2 } },
  })
})

test('a sub-group names its group, a code is taken once, and the same request counts once', async () => {
  await expect(uncct.call(keeping.addGroup, founding({ kind: 'sub_group' }))).rejects.toMatchObject({
    code: 'directory.parent_of_sub_group',
  })
  await expect(uncct.call(keeping.addGroup, founding({ code: 'WG1' }))).rejects.toMatchObject({
    code: 'directory.group_code_taken',
    params: { code: 'WG1' },
  })
  const input = founding({ code: 'ONCE' })
  const { id } = await uncct.call(keeping.addGroup, input)
  expect((await uncct.call(keeping.addGroup, input)).id).toBe(id)
})

test('nobody but the secretariat founds, edits or dissolves groups, or rules on their members', async () => {
  const { id, version } = await nobody.call(groups.readGroup, { code: 'WG2' })
  for (const person of [officer, niger]) {
    await expect(person.call(keeping.addGroup, founding({ code: 'MINE' }))).rejects.toMatchObject({ status: 403 })
    await expect(person.call(keeping.editGroup, { id, version, names: en('Mine') })).rejects.toMatchObject({
      status: 403,
    })
    await expect(person.call(keeping.dissolveGroup, { id, version, on: today })).rejects.toMatchObject({ status: 403 })
    await expect(person.call(keeping.proposeRule, ruling('WG2', {}))).rejects.toMatchObject({ status: 403 })
    await expect(
      person.act((tx) => tx.insertInto('groups').values({ kind: 'ad_hoc', code: 'RAW', names: '{}' }).execute()),
    ).rejects.toThrow(/row-level security|check constraint/)
  }
  expect((await nobody.call(groups.readGroup, { code: 'WG2' })).version).toBe(version)
})

test('an ad hoc group is known to its members only, and each member of a hidden one sees itself alone', async () => {
  await uncct.call(keeping.addGroup, founding({ hiddenMembers: true }))
  for (const organisation of ['UNDP', 'NER'])
    await uncct.call(groups.joinGroup, {
      request: randomUUID(),
      group: 'FRIENDS-NER',
      organisation,
      role: 'member',
      from: '2020-01-01',
      source: 'Letter of 3 May',
    })
  const outsider = await platform.person(await idOf('MLI'))
  await expect(outsider.call(groups.readGroup, { code: 'FRIENDS-NER' })).rejects.toMatchObject({ status: 404 })
  const seen = await niger.call(groups.readGroup, { code: 'FRIENDS-NER' })
  expect(seen.members.map((m) => m.organisation?.code)).toEqual(['NER'])
  expect(seen).toMatchObject({ hiddenMembers: true, mine: true })
  // Who joined it hidden stays hidden.
  await expect(
    uncct.call(keeping.editGroup, { id: seen.id, version: seen.version, names: seen.names, hiddenMembers: false }),
  ).rejects.toMatchObject({ code: 'directory.hidden_stays', status: 409 })
})

test('a person may lead a group, and is named to those who may know them', async () => {
  const { members } = await uncct.call(groups.joinGroup, {
    request: randomUUID(),
    group: 'WG6',
    person: officer.id,
    role: 'vice_chair',
    from: '2020-01-01',
    source: 'Letter of 3 May',
  })
  expect(members.find((m) => m.person?.id === officer.id)).toMatchObject({ role: 'vice_chair', confirmed: true })
  expect((await nobody.call(groups.readGroup, { code: 'WG6' })).members.some((m) => m.person !== null)).toBe(false)
  for (const wrong of [{}, { person: officer.id, organisation: 'UNDP' }])
    await expect(
      uncct.call(groups.joinGroup, {
        request: randomUUID(),
        group: 'WG6',
        role: 'member',
        from: today,
        source: 'A letter',
        ...wrong,
      }),
    ).rejects.toMatchObject({ code: 'directory.one_member' })
})

test('from the day a group is dissolved nothing is seen through it', async () => {
  const group = await nobody.call(groups.readGroup, { code: 'WG6' })
  expect(await principals(officer)).toContain(group.id)
  await uncct.call(keeping.dissolveGroup, { id: group.id, version: group.version, on: today })
  expect(await principals(officer)).not.toContain(group.id)
  expect((await nobody.call(groups.readGroup, { code: 'WG6' })).dissolvedOn).toBe(today)
  const compact = await nobody.call(groups.readGroup, { code: 'COMPACT' })
  await expect(
    uncct.call(keeping.dissolveGroup, { id: compact.id, version: compact.version, on: today }),
  ).rejects.toMatchObject({ code: 'directory.compact_stays' })
})

test('a rule has no effect until another administrator confirms it; then it makes and ends memberships', async () => {
  const { id: sids } = await uncct.call(keeping.addGroup, founding({ code: 'SIDS-GROUP', names: en('Islands') }))
  const { rule } = await uncct.call(keeping.proposeRule, ruling('SIDS-GROUP', { development: ['sids'] }))
  expect(rule).toMatchObject({ ownProposal: true, confirmedAt: null })
  const fiji = await platform.person(await idOf('FJI'))
  expect(await principals(fiji)).not.toContain(sids)
  await expect(uncct.call(keeping.confirmRule, { id: rule!.id })).rejects.toMatchObject({
    code: 'directory.confirm_own_rule',
    status: 403,
  })
  const confirmed = await colleague.call(keeping.confirmRule, { id: rule!.id })
  const listed = await owner.selectFrom('states').select('organisation').where('sids', '=', true).execute()
  expect(confirmed.members).toHaveLength(listed.length)
  expect(confirmed.members.every((m) => m.byRule && m.confirmed)).toBe(true)
  expect(await principals(fiji)).toContain(sids)
  expect(await principals(niger)).not.toContain(sids)
  // Facts change, and with them who belongs.
  await owner.updateTable('states').set({ sids: true }).where('organisation', '=', niger.organisation).execute()
  expect(await principals(niger)).toContain(sids)
  await owner.updateTable('states').set({ sids: false }).where('organisation', '=', niger.organisation).execute()
  expect(await principals(niger)).not.toContain(sids)
  // What follows from a rule is not ended by hand.
  const { id } = confirmed.members[0]!
  await expect(uncct.call(groups.endMembership, { id, lastDay: today })).rejects.toMatchObject({
    code: 'directory.by_rule',
  })
  await expect(uncct.call(groups.removeMembership, { id })).rejects.toMatchObject({ code: 'directory.by_rule' })
  const ended = await uncct.call(keeping.endRule, { id: rule!.id })
  expect(ended).toMatchObject({ rule: null, members: [] })
  expect(await principals(fiji)).not.toContain(sids)
})

test('a rule may follow another group, in no circle; a State that leaves belongs no more', async () => {
  await uncct.call(keeping.addGroup, founding({ code: 'SAHEL', names: en('Sahel entities') }))
  await uncct.call(keeping.addGroup, founding({ code: 'NEXT', names: en('Next') }))
  const rules = { kinds: ['state'], regions: ['sahel'] as string[] } as const
  const { rule } = await uncct.call(keeping.proposeRule, ruling('SAHEL', { ...rules }))
  await colleague.call(keeping.confirmRule, { id: rule!.id })
  const members = async () =>
    (await uncct.call(groups.readGroup, { code: 'SAHEL' })).members.map((m) => m.organisation!.code)
  expect(await members()).toContain('NER')
  await expect(uncct.call(keeping.proposeRule, ruling('NEXT', { ofGroup: 'SAHEL' }))).rejects.toMatchObject({
    code: 'directory.rule_on_rule',
  })
  await expect(uncct.call(keeping.proposeRule, ruling('SAHEL', {}))).rejects.toMatchObject({
    code: 'directory.has_rule',
  })
  await expect(uncct.call(keeping.proposeRule, ruling('NEXT', { regions: ['atlantis'] }))).rejects.toMatchObject({
    code: 'directory.no_such_region',
    params: { code: 'atlantis' },
  })
  const { id, version } = await nobody.call(readOrganisation, { code: 'TCD' })
  await uncct.call(organisations.recordDeparture, { id, version, on: today })
  expect(await members()).not.toContain('TCD')

  const follows = ruling('NEXT', { kinds: ['un_entity'], ofGroup: 'COMPACT' })
  await colleague.call(keeping.confirmRule, { id: (await uncct.call(keeping.proposeRule, follows)).rule!.id })
  const of = async (code: string) =>
    (await uncct.call(groups.readGroup, { code })).members.filter((m) => m.confirmed).map((m) => m.organisation!.code)
  expect(await of('NEXT')).toContain('UNDP')
  const undp = (await uncct.call(groups.readGroup, { code: 'COMPACT' })).members.find(
    (m) => m.organisation?.code === 'UNDP',
  )!
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await uncct.call(groups.endMembership, { id: undp.id, lastDay: yesterday })
  expect(await of('NEXT')).not.toContain('UNDP')
})

test('as days pass the nightly job ends what a rule no longer holds', async () => {
  const mali = await idOf('MLI')
  const codes = async () =>
    (await uncct.call(groups.readGroup, { code: 'SAHEL' })).members.map((m) => m.organisation?.code)
  // As it stands the morning after its last day: nothing but the calendar tells that it is over.
  await sql`alter table organisations disable trigger rules`.execute(owner)
  await owner.updateTable('organisations').set({ left_on: today }).where('id', '=', mali).execute()
  await sql`alter table organisations enable trigger rules`.execute(owner)
  expect(await codes()).toContain('MLI')
  await uncct.act((tx) => enqueue(tx, 'directory.follow_rules'))
  await drainJobs(platform, [directory])
  expect(await codes()).not.toContain('MLI')
})
