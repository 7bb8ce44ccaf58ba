import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { readSession, signIn } from './contract.ts'
import {
  changePerson,
  decideFactorReset,
  findOrganisations,
  invite,
  listFactorResets,
  listInvitations,
  listPeople,
  placePerson,
  readPerson,
  requestFactorReset,
  setStatus,
} from './people-contract.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const [home, other] = [await platform.organisation({ code: 'HOME' }), await platform.organisation({ code: 'OTHER' })]
const admin = await platform.joined(home, { name: 'Ada', roles: ['org_admin', 'officer'], clearance: 1 })
const second = await platform.joined(home, { name: 'Bo', roles: ['org_admin', 'officer'], clearance: 1 })
const stranger = await platform.joined(other, { name: 'Cy', roles: ['org_admin', 'officer'], clearance: 2 })
const secretariat = await platform.joined(other, { name: 'Di', roles: ['secretariat'], clearance: 2 })
const versionOf = async (id: string) => (await secretariat.browser.call(readPerson, { id })).version

test('an administrator lists the people of their organisation; the secretariat all', async () => {
  await platform.member(home, { name: 'Zoë Reader', roles: ['reader'], clearance: 0, factor: false })
  const { items, total } = await admin.browser.call(listPeople, { sort: 'name' })
  expect(total).toBe(3)
  expect(items.map((p) => p.name)).toEqual(['Ada', 'Bo', 'Zoë Reader'])
  expect(items.map((p) => p.secondFactor)).toEqual([true, true, false])
  expect(items.every((p) => p.organisation?.code === 'HOME')).toBe(true)
  expect(items.map((p) => [p.mayNarrow, p.mayWiden])).toEqual([
    [false, false],
    [true, true],
    [true, true],
  ])
  expect((await admin.browser.call(listPeople, { q: 'zoë', status: ['active'], role: ['reader'] })).total).toBe(1)
  expect((await admin.browser.call(listPeople, { organisation: other })).total).toBe(0)
  expect((await secretariat.browser.call(listPeople, { size: 200 })).total).toBe(5)
})

test('roles, title and clearance change, and two who change at once do not overwrite each other', async () => {
  const { id } = await platform.member(home, { roles: ['reader'], clearance: 0 })
  const { version } = await admin.browser.call(readPerson, { id })
  const changed = await admin.browser.call(changePerson, {
    id,
    version,
    roles: ['officer'],
    title: 'Officer',
    clearance: 1,
  })
  expect(changed).toMatchObject({ roles: ['officer'], title: 'Officer', clearance: 1, version: version + 1 })
  await expect(second.browser.call(changePerson, { id, version, name: 'Else' })).rejects.toMatchObject({
    code: 'edit_conflict',
    detail: { current: { version: version + 1 } },
  })
})

test('another organisation’s administrator finds nobody there', async () => {
  const { id } = await platform.member(home)
  await expect(stranger.browser.call(readPerson, { id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(stranger.browser.call(changePerson, { id, version: 1, name: 'X Y' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(stranger.browser.call(setStatus, { id, version: 1, status: 'suspended' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const unknown = await stranger.browser.ask(readPerson, { id: randomUUID() })
  expect((await stranger.browser.ask(readPerson, { id })).body).toBe(unknown.body)
})

test('suspended, a person is out at once; let in again, they sign in anew', async () => {
  const someone = await platform.joined(home)
  await admin.browser.call(setStatus, { id: someone.id, version: await versionOf(someone.id), status: 'suspended' })
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  await expect(platform.browser().call(signIn, { mail: someone.mail, password: PASSWORD })).rejects.toMatchObject({
    code: 'access.wrong_password',
  })
  await admin.browser.call(setStatus, { id: someone.id, version: await versionOf(someone.id), status: 'active' })
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  expect((await (await platform.signedIn(someone)).call(readSession, {})).person).toMatchObject({ id: someone.id })
})

test('who left is gone from the organisation, and cannot be let in by it', async () => {
  const someone = await platform.joined(home)
  await admin.browser.call(setStatus, { id: someone.id, version: await versionOf(someone.id), status: 'left' })
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  await expect(admin.browser.call(readPerson, { id: someone.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('the secretariat moves a person: from today they belong to the other organisation only', async () => {
  const someone = await platform.joined(home, { roles: ['officer'] })
  await expect(
    admin.browser.call(placePerson, { id: someone.id, version: 1, organisation: other, roles: ['reader'] }),
  ).rejects.toMatchObject({ code: 'access.denied' })
  await secretariat.browser.call(placePerson, {
    id: someone.id,
    version: await versionOf(someone.id),
    organisation: other,
    roles: ['reader'],
  })
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  expect((await (await platform.signedIn(someone)).call(readSession, {})).person).toMatchObject({
    organisation: { code: 'OTHER' },
    roles: ['reader'],
  })
  await expect(
    secretariat.browser.call(placePerson, {
      id: someone.id,
      version: await versionOf(someone.id),
      organisation: randomUUID(),
      roles: ['reader'],
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('the secretariat changes a mail address; both addresses are told and sessions end', async () => {
  const someone = await platform.joined(home)
  const mail = `new-${randomUUID()}@example.org`
  await expect(
    admin.browser.call(changePerson, { id: someone.id, version: await versionOf(someone.id), mail }),
  ).rejects.toMatchObject({ code: 'access.more_than_held' })
  await expect(
    secretariat.browser.call(changePerson, { id: someone.id, version: await versionOf(someone.id), mail: admin.mail }),
  ).rejects.toMatchObject({ code: 'access.mail_taken' })
  await secretariat.browser.call(changePerson, { id: someone.id, version: await versionOf(someone.id), mail })
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  expect([...(await platform.mails(someone.mail)), ...(await platform.mails(someone.id))]).toHaveLength(2)
  expect((await (await platform.signedIn({ ...someone, mail })).call(readSession, {})).person).toMatchObject({
    id: someone.id,
  })
})

test('a lost second factor is taken off by two, never by one or by its owner', async () => {
  const someone = await platform.joined(home, { roles: ['officer'] })
  const { id } = await admin.browser.call(requestFactorReset, {
    person: someone.id,
    reason: 'The phone fell into the Tigris',
  })
  await expect(
    admin.browser.call(requestFactorReset, { person: someone.id, reason: 'again, please' }),
  ).rejects.toMatchObject({ code: 'access.already_requested' })
  expect((await admin.browser.call(listFactorResets, {})).items).toMatchObject([{ id, mayApprove: false }])
  await expect(admin.browser.call(decideFactorReset, { id, outcome: 'approved' })).rejects.toMatchObject({
    code: 'access.second_person',
  })
  expect((await stranger.browser.call(listFactorResets, {})).items).toEqual([])
  await expect(stranger.browser.call(decideFactorReset, { id, outcome: 'approved' })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await second.browser.call(listFactorResets, {})).items).toMatchObject([
    { id, mayApprove: true, requestedBy: { name: 'Ada' } },
  ])
  await second.browser.call(decideFactorReset, { id, outcome: 'approved' })
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  const browser = platform.browser()
  expect(await browser.call(signIn, { mail: someone.mail, password: PASSWORD })).toMatchObject({ next: 'done' })
  expect((await browser.call(readSession, {})).person).toMatchObject({ secondFactor: false })
  const told = (await platform.mails(someone.id)).map((m) => m.subject)
  expect(told).toEqual(['Someone asks to take off your second factor', 'Your second factor was taken off'])
  await expect(second.browser.call(decideFactorReset, { id, outcome: 'refused' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a refused or week-old request changes nothing', async () => {
  const someone = await platform.joined(home, { roles: ['officer'] })
  const ask = () => admin.browser.call(requestFactorReset, { person: someone.id, reason: 'Lost the phone' })
  await second.browser.call(decideFactorReset, { id: (await ask()).id, outcome: 'refused' })
  const { id } = await ask()
  await platform.owner
    .updateTable('factor_resets')
    .set({ requested_at: new Date(Date.now() - 8 * 86_400_000) })
    .where('id', '=', id)
    .execute()
  await expect(second.browser.call(decideFactorReset, { id, outcome: 'approved' })).rejects.toMatchObject({
    code: 'access.too_late',
  })
  expect((await someone.browser.call(readSession, {})).person).toMatchObject({ secondFactor: true })
  expect((await ask()).id).not.toBe(id)
})

test('an administrator who loses a role loses the invitations they sent', async () => {
  const keeper = await platform.joined(home, { roles: ['org_admin', 'officer'] })
  await keeper.browser.call(invite, {
    mail: `new-${randomUUID()}@example.org`,
    language: 'en',
    roles: ['officer'],
    request: randomUUID(),
  })
  const before = await admin.browser.call(listInvitations, {})
  await secretariat.browser.call(changePerson, {
    id: keeper.id,
    version: await versionOf(keeper.id),
    roles: ['officer'],
  })
  expect((await admin.browser.call(listInvitations, {})).total).toBe(before.total - 1)
})

test('the secretariat finds organisations by code or by name in any language', async () => {
  const names = JSON.stringify({ original: 'en', texts: { en: 'Office of Trials', ar: 'مكتب التجارب' }, outdated: [] })
  await platform.owner.insertInto('organisations').values({ code: 'TRIAL', kind: 'un_entity', names }).execute()
  for (const q of ['trial', 'office of', 'التجارب'])
    expect((await secretariat.browser.call(findOrganisations, { q })).items.map((o) => o.code)).toContain('TRIAL')
  expect((await secretariat.browser.call(findOrganisations, { q: '%' })).items).toEqual([])
  await expect(admin.browser.call(findOrganisations, {})).rejects.toMatchObject({ code: 'access.denied' })
})
