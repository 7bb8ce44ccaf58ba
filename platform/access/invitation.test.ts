import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { acceptInvitation, readInvitation, readSession, signIn } from './contract.ts'
import { firstAdministratorLink } from './first-administrator.ts'
import {
  invite,
  listInvitations,
  listPeople,
  readPerson,
  resendInvitation,
  setStatus,
  withdrawInvitation,
} from './people-contract.ts'
import { TERMS_VERSION } from './terms.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const [home, other] = [
  await platform.organisation({ code: 'HOME', name: 'Home Office' }),
  await platform.organisation({ code: 'OTHER' }),
]
const admin = await platform.joined(home, { name: 'Ada Admin', roles: ['org_admin', 'officer'], clearance: 1 })
const stranger = await platform.joined(other, { roles: ['org_admin', 'officer'] })
const secretariat = await platform.joined(other, { name: 'Sami Secretary', roles: ['secretariat'] })

const someone = () => `new-${randomUUID()}@example.org`
const send = (mail: string, more: object = {}) => ({
  mail,
  name: 'Nour Newcomer',
  language: 'fr' as const,
  roles: ['officer' as const],
  request: randomUUID(),
  ...more,
})
const secretMailedTo = async (mail: string) => {
  const sent = await platform.mails(mail)
  return /\/welcome#([\w-]{43})/.exec(sent.at(-1)?.text ?? '')?.[1] ?? ''
}
const accepting = (secret: string) => ({
  secret,
  name: 'Nour Newcomer',
  language: 'fr' as const,
  password: PASSWORD,
  terms: TERMS_VERSION,
})

test('an invited person reads the invitation, accepts it once, and signs in', async () => {
  const mail = someone()
  await admin.browser.call(invite, send(mail, { clearance: 1 }))
  const [sent] = await platform.mails(mail)
  expect(sent?.subject).toBe('Invitation à Concord pour Home Office')
  const secret = await secretMailedTo(mail)
  const browser = platform.browser()
  expect(await browser.call(readInvitation, { secret })).toMatchObject({
    mail,
    invitedBy: 'Ada Admin',
    taken: false,
    organisation: { name: { text: 'Home Office' } },
  })
  expect(await browser.call(acceptInvitation, accepting(secret))).toEqual({ mail })
  await expect(browser.call(acceptInvitation, accepting(secret))).rejects.toMatchObject({
    code: 'access.invitation_ended',
  })
  expect(await browser.call(signIn, { mail, password: PASSWORD })).toMatchObject({ next: 'done' })
  expect((await browser.call(readSession, {})).person).toMatchObject({
    name: 'Nour Newcomer',
    language: 'fr',
    clearance: 1,
    roles: ['officer'],
    termsAccepted: true,
    secondFactor: false,
    organisation: { code: 'HOME' },
  })
})

test('a repeated request invites once', async () => {
  const mail = someone()
  const request = send(mail)
  const { id } = await admin.browser.call(invite, request)
  expect(await admin.browser.call(invite, request)).toEqual({ id })
  expect(await platform.mails(mail)).toHaveLength(1)
})

test('an address with an account elsewhere cannot be found out by inviting it', async () => {
  const theirs = stranger.mail
  const answer = await admin.browser.ask(invite, send(theirs))
  const plain = await admin.browser.ask(invite, send(someone()))
  expect([answer.statusCode, Object.keys(answer.json())]).toEqual([plain.statusCode, Object.keys(plain.json())])
  const { items } = await admin.browser.call(listInvitations, {})
  expect(items.map((i) => i.mail)).toContain(theirs)
  const [letter] = await platform.mails(theirs)
  expect(letter?.text).toContain('a déjà un compte')
  expect(letter?.text).not.toContain('/welcome#')
  await expect(admin.browser.call(invite, send(theirs))).rejects.toMatchObject({ code: 'access.already_invited' })
})

test('another organisation sees and touches none of it', async () => {
  const mail = someone()
  const { id } = await admin.browser.call(invite, send(mail))
  expect((await stranger.browser.call(listInvitations, {})).items.map((i) => i.id)).not.toContain(id)
  for (const endpoint of [resendInvitation, withdrawInvitation])
    await expect(stranger.browser.call(endpoint, { id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(stranger.browser.call(invite, send(mail, { organisation: home }))).rejects.toMatchObject({
    code: 'access.more_than_held',
  })
})

test('sent again, only the newest link is good; withdrawn, none is', async () => {
  const mail = someone()
  const { id } = await admin.browser.call(invite, send(mail))
  const former = await secretMailedTo(mail)
  await admin.browser.call(resendInvitation, { id })
  const newest = await secretMailedTo(mail)
  expect(newest).not.toBe(former)
  const browser = platform.browser()
  await expect(browser.call(readInvitation, { secret: former })).rejects.toMatchObject({
    code: 'access.invitation_ended',
  })
  expect(await browser.call(readInvitation, { secret: newest })).toMatchObject({ mail })
  await admin.browser.call(withdrawInvitation, { id })
  await expect(browser.call(acceptInvitation, accepting(newest))).rejects.toMatchObject({
    code: 'access.invitation_ended',
  })
})

test('a link runs out after a week', async () => {
  const mail = someone()
  await admin.browser.call(invite, send(mail))
  await platform.owner
    .updateTable('invitations')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('mail', '=', mail)
    .execute()
  const secret = await secretMailedTo(mail)
  await expect(platform.browser().call(readInvitation, { secret })).rejects.toMatchObject({ status: 410 })
  await admin.browser.call(invite, send(mail))
  expect(await secretMailedTo(mail)).not.toBe(secret)
})

test('a weak password or other terms accept nothing', async () => {
  const mail = someone()
  await admin.browser.call(invite, send(mail))
  const secret = await secretMailedTo(mail)
  const browser = platform.browser()
  for (const [change, code] of [
    [{ password: 'Password2024!' }, 'access.password_known'],
    [{ password: 'nour and the sea' }, 'access.password_personal'],
    [{ terms: '2019-01' }, 'access.other_terms'],
  ] as const)
    await expect(browser.call(acceptInvitation, { ...accepting(secret), ...change })).rejects.toMatchObject({ code })
  expect(await browser.call(acceptInvitation, accepting(secret))).toEqual({ mail })
})

test('nobody invites to more than they hold', async () => {
  for (const more of [
    { roles: ['focal_point'] },
    { roles: ['secretariat'] },
    { roles: ['auditor'] },
    { clearance: 2 },
    { organisation: other },
  ]) {
    const answer = await admin.browser.ask(invite, send(someone(), more))
    expect(answer.json(), JSON.stringify(more)).toMatchObject({ code: 'access.more_than_held' })
  }
  const { mail } = await platform.member(home, { roles: ['reader'] })
  const reader = platform.browser()
  await reader.call(signIn, { mail, password: PASSWORD })
  await expect(reader.call(invite, send(someone()))).rejects.toMatchObject({ status: 401 })
})

test('who already belongs here is not invited', async () => {
  await expect(admin.browser.call(invite, send(admin.mail))).rejects.toMatchObject({ code: 'access.already_here' })
})

test('the invitations of a suspended administrator are void', async () => {
  const suspect = await platform.joined(home, { roles: ['org_admin', 'officer'] })
  const mail = someone()
  await suspect.browser.call(invite, send(mail))
  const secret = await secretMailedTo(mail)
  const { version } = await secretariat.browser.call(readPerson, { id: suspect.id })
  await secretariat.browser.call(setStatus, { id: suspect.id, version, status: 'suspended' })
  await expect(platform.browser().call(acceptInvitation, accepting(secret))).rejects.toMatchObject({ status: 410 })
})

test('the secretariat invites into any organisation, and its administrators are told', async () => {
  const mail = someone()
  await secretariat.browser.call(invite, send(mail, { organisation: home, roles: ['focal_point'] }))
  const browser = platform.browser()
  await browser.call(acceptInvitation, accepting(await secretMailedTo(mail)))
  const { items } = await admin.browser.call(listPeople, { q: mail })
  expect(items).toMatchObject([{ mail, roles: ['focal_point'], status: 'active', mayWiden: false, mayNarrow: true }])
  const told = await platform.mails(admin.id)
  expect(told.map((m) => m.text).join()).toContain('The secretariat invited or moved Nour Newcomer into Home Office')
})

test('the first administrator comes by a link that the server prints, until there is one', async () => {
  await using empty = await accessPlatform()
  await empty.organisation({ code: 'UNOCT' })
  const former = await firstAdministratorLink(empty.ownerUrl, 'https://concord.example')
  const link = await firstAdministratorLink(empty.ownerUrl, 'https://concord.example')
  expect(link).toMatch(/^https:\/\/concord\.example\/welcome#[\w-]{43}$/)
  const browser = empty.browser()
  const [old, secret] = [former, link].map((l) => l!.split('#')[1]!)
  await expect(browser.call(readInvitation, { secret: old! })).rejects.toMatchObject({ status: 410 })
  expect(await browser.call(readInvitation, { secret: secret! })).toMatchObject({ mail: null, invitedBy: null })
  await expect(browser.call(acceptInvitation, accepting(secret!))).rejects.toMatchObject({
    code: 'access.mail_missing',
  })
  await browser.call(acceptInvitation, { ...accepting(secret!), mail: 'First@Example.org' })
  await browser.call(signIn, { mail: 'first@example.org', password: PASSWORD })
  expect((await browser.call(readSession, {})).person).toMatchObject({ roles: ['secretariat', 'reader'], clearance: 2 })
  expect(await firstAdministratorLink(empty.ownerUrl, 'https://concord.example')).toBeNull()
})

test('without that organisation the first administrator cannot be made, and it is said', async () => {
  await using empty = await accessPlatform()
  await expect(firstAdministratorLink(empty.ownerUrl, 'https://concord.example', 'NOWHERE')).rejects.toThrow('NOWHERE')
})
