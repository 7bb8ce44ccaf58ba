import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { findPrincipals } from '../../platform/records/contract.ts'
import { records } from '../../platform/records/index.ts'
import { addThings, makeThing, NOTHING, sightOf } from '../../platform/records/testing.ts'
import type { TestPerson } from '../../platform/testing.ts'
import * as groups from './contract/groups.ts'
import * as keeping from './contract/keeping.ts'
import * as merging from './contract/merging.ts'
import { listOrganisations, readOrganisation } from './contract.ts'
import { directory } from './index.ts'
import { referencePlatform } from './testing.ts'

const platform = await referencePlatform(records, directory)
await addThings(platform)
afterAll(() => platform[Symbol.asyncDispose]())
const { nobody, owner } = platform

const idOf = async (code: string) =>
  (await owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
const one = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })
const two = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })
const officer = await platform.person(await idOf('UNDP'), { roles: ['officer', 'org_admin'] })
const en = (text: string) => ({ original: 'en' as const, texts: { en: text } })
let entries = 0
/** An entry that people made. */
async function entry(name: string, acronym?: string): Promise<{ code: string; id: string }> {
  const code = `ENTRY${++entries}`
  const { id } = await one.call(keeping.addOrganisation, {
    request: randomUUID(),
    code,
    kind: 'other_organisation',
    names: en(name),
    ...(acronym ? { acronym: en(acronym) } : {}),
    from: '2020-01-01',
  })
  return { code, id }
}
const propose = (absorbed: string, kept: string, who: TestPerson = one) =>
  who.call(merging.proposeMerge, { request: randomUUID(), absorbed, kept, reason: 'Entered twice in May' })
async function merge(absorbed: string, kept: string) {
  const { id } = await propose(absorbed, kept)
  return two.call(merging.confirmMerge, { id })
}
const told = async (person: TestPerson, topic: string) =>
  (
    await owner
      .selectFrom('notices')
      .select('facts')
      .where('person', '=', person.id)
      .where('topic', '=', topic)
      .execute()
  ).length

test('one proposes and another confirms; from then on there is one name, address and list', async () => {
  const kept = await entry('Regional Office for the Sahel', 'ROS')
  const absorbed = await entry('Sahel regional office')
  const part = await entry('Field unit')
  await one.call(keeping.editOrganisation, {
    id: part.id,
    version: 1,
    acronym: null,
    note: null,
    partOf: absorbed.code,
  })
  const proposed = await propose(absorbed.code, kept.code)
  expect(proposed).toMatchObject({ ownProposal: true, outcome: null, absorbed: { code: absorbed.code } })
  expect(await told(two, 'directory.merge_proposed')).toBe(1)
  const done = await two.call(merging.confirmMerge, { id: proposed.id })
  expect(done).toMatchObject({ outcome: 'merged', proposedBy: { id: one.id }, settledBy: { id: two.id } })

  const today = new Date().toISOString().slice(0, 10)
  expect(await nobody.call(readOrganisation, { code: absorbed.code })).toMatchObject({
    mergedInto: { code: kept.code },
  })
  expect(await nobody.call(readOrganisation, { code: kept.code })).toMatchObject({
    absorbed: [{ code: absorbed.code, on: today }],
    parts: [{ code: part.code }],
  })
  const listed = async (q: string) => (await nobody.call(listOrganisations, { q })).items.map((o) => o.code)
  expect(await listed('sahel regional office')).toEqual([kept.code])
  expect(await listed(absorbed.code)).toEqual([kept.code])
  const shared = await officer.call(findPrincipals, { q: 'Sahel regional office', kinds: ['organisation'] })
  expect(shared.items.map((p) => p.code)).toEqual([kept.code])
  const history = await two.call(merging.listMerges, { state: 'settled' })
  expect(history.items[0]).toMatchObject({ id: proposed.id, reason: 'Entered twice in May' })
})

test('who proposed does not confirm, and what is settled stays so', async () => {
  const kept = await entry('Centre for Border Studies')
  const absorbed = await entry('Center for Border Studies')
  const { id } = await propose(absorbed.code, kept.code)
  await expect(one.call(merging.confirmMerge, { id })).rejects.toMatchObject({
    code: 'directory.merge_second_person',
    status: 403,
  })
  await expect(propose(absorbed.code, kept.code, two)).rejects.toMatchObject({ code: 'directory.merge_proposed' })
  expect(await one.call(merging.declineMerge, { id })).toMatchObject({ outcome: 'withdrawn' })
  await expect(two.call(merging.confirmMerge, { id })).rejects.toMatchObject({ code: 'directory.merge_settled' })
  const again = await propose(absorbed.code, kept.code)
  expect(await two.call(merging.declineMerge, { id: again.id })).toMatchObject({ outcome: 'declined' })
  expect(await nobody.call(readOrganisation, { code: absorbed.code })).toMatchObject({ mergedInto: null })
})

test.each([
  ['NER', 'UNDP', 'directory.merge_state'],
  ['UNDP', 'NER', 'directory.merge_state'],
  ['UNODC', 'UNDP', 'directory.merge_reference'],
  ['UNDP', 'UNDP', 'directory.merge_itself'],
])('%s is not merged into %s', async (absorbed, kept, code) => {
  await expect(propose(absorbed, kept)).rejects.toMatchObject({ code, status: 409 })
  expect(await one.call(merging.previewMerge, { absorbed, kept })).toMatchObject({ refusal: code })
})

test('neither a merged entry is merged again, nor one merged into what left', async () => {
  const [a, b, c] = [await entry('Alpha'), await entry('Beta'), await entry('Gamma')]
  await merge(a.code, b.code)
  await expect(propose(a.code, c.code)).rejects.toMatchObject({ code: 'directory.merged' })
  await expect(propose(c.code, a.code)).rejects.toMatchObject({ code: 'directory.merged' })
  await merge(b.code, c.code)
  expect(await nobody.call(readOrganisation, { code: a.code })).toMatchObject({ mergedInto: { code: c.code } })
  const gone = await entry('Delta')
  await owner.updateTable('organisations').set({ left_on: '2021-01-01' }).where('id', '=', gone.id).execute()
  const other = await entry('Epsilon')
  await expect(propose(other.code, gone.code)).rejects.toMatchObject({ code: 'directory.merge_left' })
})

test('nobody but the secretariat sees proposals, proposes or confirms', async () => {
  const [a, b] = [await entry('Institute of Law'), await entry('Law Institute')]
  const { id } = await propose(a.code, b.code)
  for (const who of [officer, await platform.person(a.id, { roles: ['org_admin'] })]) {
    await expect(who.call(merging.listMerges, {})).rejects.toMatchObject({ status: 403 })
    await expect(who.call(merging.listTwins, {})).rejects.toMatchObject({ status: 403 })
    await expect(who.call(merging.previewMerge, { absorbed: a.code, kept: b.code })).rejects.toMatchObject({
      status: 403,
    })
    await expect(propose(a.code, b.code, who)).rejects.toMatchObject({ status: 403 })
    await expect(who.call(merging.confirmMerge, { id })).rejects.toMatchObject({ status: 403 })
    await expect(who.call(merging.declineMerge, { id })).rejects.toMatchObject({ status: 403 })
    const raw = await who.act(async (tx) => ({
      seen: (await tx.selectFrom('organisation_merges').selectAll().execute()).length,
      settled: (await tx.updateTable('organisation_merges').set({ outcome: 'merged' }).executeTakeFirst())
        .numUpdatedRows,
    }))
    expect(raw).toEqual({ seen: 0, settled: 0n })
  }
  // Nor does anyone write it past the function.
  await expect(
    one.act((tx) => tx.updateTable('organisations').set({ merged_into: b.id }).where('id', '=', a.id).execute()),
  ).rejects.toThrow(/access.fixed/)
})

test('neither side comes to see what only the other was given, and nobody loses anything', async () => {
  const [a, b] = [await entry('Bureau of Ports'), await entry('Ports Bureau')]
  const ofA = await platform.person(a.id, { roles: ['officer'] })
  const ofB = await platform.person(b.id, { roles: ['officer'] })
  const sharer = await platform.person(await idOf('UNDP'), { roles: ['officer'] })
  const stranger = await platform.person(undefined, { roles: ['officer'] })
  const to = (id: string) => [{ to: { kind: 'organisation' as const, id }, gives: 'read' as const }]
  const forA = await sharer.act((tx) => makeThing(tx, 'For A', { audience: to(a.id) }))
  const forB = await sharer.act((tx) => makeThing(tx, 'For B', { audience: to(b.id) }))
  const byA = await ofA.act((tx) => makeThing(tx, 'By A'))
  const joining = { request: randomUUID(), role: 'member' as const, from: '2020-01-01', source: 'Minutes' }
  await one.call(groups.joinGroup, { ...joining, group: 'WG1', organisation: b.code })
  const forGroup = await sharer.act(async (tx) =>
    makeThing(tx, 'For the group', {
      audience: [
        {
          to: {
            kind: 'group',
            id: (await tx.selectFrom('groups').select('id').where('code', '=', 'WG1').executeTakeFirstOrThrow()).id,
          },
          gives: 'read',
        },
      ],
    }),
  )
  const all = { record: true, content: true, facts: 2 }
  const sights = async () =>
    Promise.all([ofA, ofB].map((who) => Promise.all([forA, forB, byA, forGroup].map((id) => sightOf(who, id)))))
  const before = await sights()
  expect(before).toEqual([
    [all, NOTHING, all, NOTHING],
    [NOTHING, all, NOTHING, all],
  ])
  await merge(a.code, b.code)
  expect(await sights()).toEqual(before)
  // Its people learn of it, and so does whoever shares with it.
  expect(await told(ofA, 'directory.merged')).toBe(1)
  expect(await told(ofB, 'directory.merged')).toBe(0)
  expect(await told(sharer, 'directory.merged_receiver')).toBe(1)
  expect(await told(stranger, 'directory.merged_receiver')).toBe(0)
  // They still bring records; but nothing and nobody new goes to the old entry.
  const later = await ofA.act((tx) => makeThing(tx, 'Later'))
  expect(await sightOf(ofA, later)).toEqual(all)
  await expect(sharer.act((tx) => makeThing(tx, 'New', { audience: to(a.id) }))).rejects.toThrow(/directory.merged/)
  for (const statement of [
    sql`insert into memberships (person, organisation) values (${officer.id}, ${a.id})`,
    sql`insert into group_members (group_id, organisation) select id, ${a.id} from groups where code = 'WG2'`,
    sql`insert into invitations (organisation, mail, roles, hash, expires_at) values (${a.id}, 'new@x.example', '{reader}', '\\x01', now() + interval '1 day')`,
  ])
    await expect(one.act((tx) => statement.execute(tx))).rejects.toThrow(/directory.merged/)
})

test('open invitations into the absorbed entry are withdrawn, and other proposals about it', async () => {
  const [a, b, c] = [await entry('Unit A'), await entry('Unit B'), await entry('Unit C')]
  await sql`insert into invitations (organisation, mail, roles, hash, expires_at) values (${a.id}, 'invited@x.example', '{reader}', '\\x02', now() + interval '1 day')`.execute(
    owner,
  )
  const other = await propose(c.code, a.code)
  expect(await one.call(merging.previewMerge, { absorbed: a.code, kept: b.code })).toMatchObject({
    absorbed: { invitations: 1 },
    refusal: null,
  })
  await merge(a.code, b.code)
  expect(await owner.selectFrom('invitations').select('outcome').where('organisation', '=', a.id).execute()).toEqual([
    { outcome: 'withdrawn' },
  ])
  await expect(two.call(merging.confirmMerge, { id: other.id })).rejects.toMatchObject({
    code: 'directory.merge_settled',
  })
})

test('likely twins are told with the reason, entered ones first of all', async () => {
  const spelled = await entry('United Nations Developement Programme')
  const called = await entry('An office under another name', 'UNODC')
  const { items } = await one.call(merging.listTwins, {})
  expect(items.find((t) => t.entry.code === spelled.code && t.twin.code === 'UNDP')).toMatchObject({
    reason: 'name',
    said: 'United Nations Developement Programme',
    alsoSaid: 'United Nations Development Programme',
  })
  expect(items.find((t) => t.entry.code === called.code && t.twin.code === 'UNODC')).toMatchObject({
    reason: 'acronym',
  })
  // What comes with the program is not absorbed, so two of it are no twins.
  expect(items.every((t) => t.entry.code.startsWith('ENTRY'))).toBe(true)
  expect((await one.call(merging.listTwins, { code: 'UNODC' })).items.map((t) => t.entry.code)).toContain(called.code)
  await merge(called.code, 'UNODC')
  expect((await one.call(merging.listTwins, { code: 'UNODC' })).items.map((t) => t.entry.code)).not.toContain(
    called.code,
  )
})
