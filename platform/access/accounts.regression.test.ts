import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { makeToken, readAccount } from './account-contract.ts'
import { readSession } from './contract.ts'
import {
  changePerson,
  decideFactorReset,
  invite,
  listPeople,
  placePerson,
  readPerson,
  requestFactorReset,
  setStatus,
} from './people-contract.ts'
import { accessPlatform } from './testing.ts'

/**
 * Failures that other platforms really had with the keeping of accounts, each named after where it happened
 * (MISP, OpenCTI, opencve advisories); here they must not.
 */
const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const [home, other] = [await platform.organisation({ code: 'HOME' }), await platform.organisation({ code: 'OTHER' })]
const admin = await platform.joined(home, { name: 'Ada', roles: ['org_admin', 'officer'], clearance: 1 })
const second = await platform.joined(home, { name: 'Bo', roles: ['org_admin', 'officer'], clearance: 1 })
const secretariat = await platform.joined(other, { name: 'Di', roles: ['secretariat'], clearance: 2 })
const versionOf = async (id: string) => (await secretariat.browser.call(readPerson, { id })).version
const refused = { code: 'access.more_than_held', status: 403 }

test('54 MISP CVE-2019-12794: an organisation administrator neither resets, renames the mail of, nor suspends a stronger account', async () => {
  for (const roles of [['secretariat'], ['auditor']] as const) {
    const stronger = await platform.joined(home, { roles, clearance: 0 })
    const version = await versionOf(stronger.id)
    for (const status of ['suspended', 'left'] as const)
      await expect(admin.browser.call(setStatus, { id: stronger.id, version, status })).rejects.toMatchObject(refused)
    await expect(
      admin.browser.call(changePerson, { id: stronger.id, version, mail: 'mine@example.org' }),
    ).rejects.toMatchObject(refused)
    await expect(
      admin.browser.call(changePerson, { id: stronger.id, version, roles: ['reader'] }),
    ).rejects.toMatchObject(refused)
    await expect(
      admin.browser.call(requestFactorReset, { person: stronger.id, reason: 'says they lost it' }),
    ).rejects.toMatchObject(refused)
    expect((await stronger.browser.call(readSession, {})).person).toMatchObject({ id: stronger.id })
  }
})

test('54 MISP CVE-2019-12794: nor takes off the second factor of someone with a role they do not hold, even by two', async () => {
  const focal = await platform.joined(home, { roles: ['focal_point'] })
  await expect(
    admin.browser.call(requestFactorReset, { person: focal.id, reason: 'says they lost it' }),
  ).rejects.toMatchObject(refused)
  const { id } = await secretariat.browser.call(requestFactorReset, { person: focal.id, reason: 'says they lost it' })
  await expect(second.browser.call(decideFactorReset, { id, outcome: 'approved' })).rejects.toMatchObject(refused)
})

test('54 OpenCTI CVE-2026-44730: an administrator does not bring a stronger user into their own organisation', async () => {
  await expect(
    admin.browser.call(placePerson, { id: secretariat.id, version: 1, organisation: home, roles: ['reader'] }),
  ).rejects.toMatchObject({ code: 'access.denied' })
  // Nor past a forgetful action: the database refuses the row.
  await expect(
    platform.actAs(admin.id, (tx) =>
      tx
        .insertInto('memberships')
        .values({ person: secretariat.id, organisation: home, roles: ['reader'] })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^CC403|42501$/) })
  for (const change of [{ person: secretariat.id }, { organisation: other }, { starts_on: '2001-01-01' }])
    await expect(
      platform.actAs(admin.id, (tx) =>
        tx.updateTable('memberships').set(change).where('person', '=', second.id).execute(),
      ),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^CC403|42501$/) })
  const { id, mail } = secretariat
  await admin.browser.call(invite, { mail, language: 'en', roles: ['reader'], request: randomUUID() })
  expect((await secretariat.browser.call(readPerson, { id: admin.id })).organisation?.code).toBe('HOME')
  expect((await admin.browser.call(listPeople, {})).items.map((p) => p.id)).not.toContain(id)
})

test('54 MISP 934b9cd4f: reserved roles are not an organisation administrator’s to give', async () => {
  const someone = await platform.member(home, { roles: ['reader'], clearance: 0 })
  for (const role of ['secretariat', 'auditor', 'focal_point', 'chair', 'donor'] as const)
    await expect(
      admin.browser.call(changePerson, { id: someone.id, version: await versionOf(someone.id), roles: [role] }),
    ).rejects.toMatchObject(refused)
  await expect(
    admin.browser.call(changePerson, { id: someone.id, version: await versionOf(someone.id), clearance: 2 }),
  ).rejects.toMatchObject(refused)
})

test('54 ActivityInfo: whoever manages roles does not manage their own', async () => {
  const own = { code: 'access.not_your_own', status: 403 }
  for (const keeper of [admin, secretariat]) {
    const version = await versionOf(keeper.id)
    await expect(
      keeper.browser.call(changePerson, { id: keeper.id, version, roles: ['officer', 'org_admin', 'reader'] }),
    ).rejects.toMatchObject(own)
    await expect(keeper.browser.call(changePerson, { id: keeper.id, version, clearance: 0 })).rejects.toMatchObject(own)
    await expect(keeper.browser.call(setStatus, { id: keeper.id, version, status: 'suspended' })).rejects.toMatchObject(
      own,
    )
  }
  await expect(
    secretariat.browser.call(placePerson, {
      id: secretariat.id,
      version: await versionOf(secretariat.id),
      organisation: home,
      roles: ['focal_point'],
    }),
  ).rejects.toMatchObject(own)
})

test('54: an auditor does not become an administrator', async () => {
  const someone = await platform.member(home, { roles: ['auditor'] })
  await expect(
    secretariat.browser.call(changePerson, {
      id: someone.id,
      version: await versionOf(someone.id),
      roles: ['auditor', 'secretariat'],
    }),
  ).rejects.toMatchObject({ code: 'access.auditor_apart' })
})

test('55 OpenCTI GHSA-j2p5: seeing people in a directory is no right to change them', async () => {
  const someone = await platform.member(home, { roles: ['reader'], listed: true })
  const reader = await platform.joined(home, { roles: ['reader', 'officer', 'focal_point'] })
  for (const [endpoint, input] of [
    [changePerson, { id: someone.id, version: 1, name: 'Someone else' }],
    [setStatus, { id: someone.id, version: 1, status: 'left' }],
    [invite, { mail: 'x@example.org', language: 'en', roles: ['reader'], request: randomUUID() }],
  ] as const)
    expect((await reader.browser.ask(endpoint, input)).json()).toMatchObject({ code: 'access.denied' })
  const changed = await platform.actAs(reader.id, (tx) =>
    tx.updateTable('persons').set({ status: 'left' }).where('id', '=', someone.id).executeTakeFirstOrThrow(),
  )
  expect(changed.numUpdatedRows).toBe(0n)
})

test('61 opencve #744: a key speaks for the organisation it was made in, not for where its maker went', async () => {
  const someone = await platform.joined(home, { roles: ['officer'] })
  const { key, id } = await someone.browser.call(makeToken, { name: 'x', scopes: [], days: 1 })
  await secretariat.browser.call(placePerson, {
    id: someone.id,
    version: await versionOf(someone.id),
    organisation: other,
    roles: ['officer'],
  })
  await platform.owner.updateTable('api_tokens').set({ revoked_at: null }).where('id', '=', id).execute()
  expect((await platform.browser({ token: key }).call(readSession, {})).person).toBeUndefined()
})

test('62: what ends someone’s access ends sessions and tokens in the same transaction', async () => {
  const endings: Record<string, (person: string, organisation: string) => Promise<unknown>> = {
    suspended: (id) =>
      platform.owner.updateTable('persons').set({ status: 'suspended' }).where('id', '=', id).execute(),
    left: (id) => platform.owner.updateTable('persons').set({ status: 'left' }).where('id', '=', id).execute(),
    'membership ended': (id) =>
      platform.owner
        .updateTable('memberships')
        .set({ ends_on: sql`current_date - 1`, starts_on: '2020-01-01' })
        .where('person', '=', id)
        .execute(),
    'membership deleted': (id) => platform.owner.deleteFrom('memberships').where('person', '=', id).execute(),
    'organisation left the Compact': (_id, organisation) =>
      platform.owner
        .updateTable('organisations')
        .set({ left_on: sql`current_date` })
        .where('id', '=', organisation)
        .execute(),
  }
  for (const [name, end] of Object.entries(endings)) {
    const organisation = await platform.organisation()
    const someone = await platform.joined(organisation, { roles: ['officer'] })
    const { key } = await someone.browser.call(makeToken, { name: 'x', scopes: [], days: 1 })
    await end(someone.id, organisation)
    const left = await sql<{ sessions: number; tokens: number }>`
      select (select count(*) from auth.session where "userId" = ${someone.id})::int as sessions,
             (select count(*) from api_tokens where person = ${someone.id} and revoked_at is null)::int as tokens`.execute(
      platform.owner,
    )
    expect(left.rows, name).toEqual([{ sessions: 0, tokens: 0 }])
    expect((await someone.browser.call(readSession, {})).person, name).toBeUndefined()
    expect((await platform.browser({ token: key }).call(readSession, {})).person, name).toBeUndefined()
  }
})

test('62: what is dated for later ends when its day comes, without anybody doing anything', async () => {
  const organisation = await platform.organisation()
  const someone = await platform.joined(organisation)
  await sql`alter table memberships disable trigger access`.execute(platform.owner)
  await platform.owner
    .updateTable('memberships')
    .set({ starts_on: '2020-01-01', ends_on: sql`current_date - 1` })
    .where('person', '=', someone.id)
    .execute()
  await sql`alter table memberships enable trigger access`.execute(platform.owner)
  expect((await someone.browser.call(readSession, {})).person).toBeUndefined()
  expect((await someone.browser.ask(readAccount, {})).statusCode).toBe(401)
})
