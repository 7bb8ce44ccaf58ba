import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import type { Tx } from '../database.ts'
import { type Module, route } from '../module.ts'
import { listTokens, makeToken, revokeToken } from './account-contract.ts'
import { readSession } from './contract.ts'
import { listPeople } from './people-contract.ts'
import { accessPlatform } from './testing.ts'

const look = endpoint({
  method: 'GET',
  path: '/api/trial/look',
  access: 'trial:look',
  audit: 'trial.look',
  cli: 'look',
  summary: 'Looks',
  input: z.object({}),
  output: z.object({ level: z.number() }),
})
const touch = endpoint({
  ...look,
  method: 'POST',
  path: '/api/trial/touch',
  access: 'trial:touch',
  audit: 'trial.touch',
  cli: 'touch',
})
const trial: Module = {
  name: 'trial',
  routes: [look, touch].map((e) => route(e, async (_tx, _input, { viewer }) => ({ level: viewer.level }))),
  permissions: { 'trial:look': ['officer'], 'trial:touch': ['officer'] },
  texts: { ar: {}, en: {}, es: {}, fr: {}, ru: {}, zh: {} },
}

const platform = await accessPlatform({ modules: [trial] })
afterAll(() => platform[Symbol.asyncDispose]())
const organisation = await platform.organisation()
const program = (token: string) => platform.browser({ token })

test('a token does what its scopes say, up to its level, and no more', async () => {
  const officer = await platform.joined(organisation, { roles: ['officer'], clearance: 2 })
  const { key, id } = await officer.browser.call(makeToken, {
    name: 'Nightly report',
    scopes: ['trial:look'],
    maxLevel: 1,
    days: 30,
  })
  expect(key).toMatch(/^concord_[\w-]{43}$/)
  expect(await program(key).call(look, {})).toEqual({ level: 1 })
  await expect(program(key).call(touch, {})).rejects.toMatchObject({ code: 'access.denied' })
  const { items } = await officer.browser.call(listTokens, {})
  expect(items).toMatchObject([{ id, name: 'Nightly report', scopes: ['trial:look'], maxLevel: 1, revokedAt: null }])
  expect(items[0]?.usedAt).not.toBeNull()
  expect(JSON.stringify(items)).not.toContain(key.slice(8))
  expect((await platform.mails(officer.id)).at(-1)?.text).toContain('Nightly report')
})

test('a token carries no more than its maker holds, and lasts a year at most', async () => {
  const officer = await platform.joined(organisation, { roles: ['officer'], clearance: 1 })
  for (const wrong of [
    { scopes: ['access:accounts'] },
    { scopes: ['access:tokens'] },
    { scopes: ['trial:look'], maxLevel: 2 },
  ])
    await expect(officer.browser.call(makeToken, { name: 'x', days: 1, ...wrong })).rejects.toMatchObject({
      code: 'access.more_than_held',
    })
  await expect(officer.browser.call(makeToken, { name: 'x', scopes: [], days: 366 })).rejects.toMatchObject({
    code: 'input',
  })
})

test('what the maker loses, the token loses', async () => {
  const officer = await platform.joined(organisation, { roles: ['officer'] })
  const { key } = await officer.browser.call(makeToken, { name: 'x', scopes: ['trial:look'], days: 1 })
  await program(key).call(look, {})
  await platform.owner
    .updateTable('memberships')
    .set({ roles: ['reader'] })
    .where('person', '=', officer.id)
    .execute()
  await expect(program(key).call(look, {})).rejects.toMatchObject({ code: 'access.denied' })
})

test('a revoked or expired token is nobody', async () => {
  const officer = await platform.joined(organisation, { roles: ['officer'] })
  const make = () => officer.browser.call(makeToken, { name: 'x', scopes: ['trial:look'], days: 1 })
  const [one, two] = [await make(), await make()]
  const stranger = await platform.joined(organisation, { roles: ['officer'] })
  await expect(stranger.browser.call(revokeToken, { id: one.id })).rejects.toMatchObject({ code: 'not_found' })
  await officer.browser.call(revokeToken, { id: one.id })
  await expect(officer.browser.call(revokeToken, { id: one.id })).rejects.toMatchObject({ code: 'not_found' })
  await platform.owner
    .updateTable('api_tokens')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('id', '=', two.id)
    .execute()
  for (const { key } of [one, two]) {
    expect((await program(key).ask(look, {})).statusCode).toBe(401)
    expect((await program(key).call(readSession, {})).person).toBeUndefined()
  }
})

test('without a second factor no token is made', async () => {
  const officer = await platform.joined(organisation, { roles: ['officer'], factor: false })
  await expect(officer.browser.call(makeToken, { name: 'x', scopes: [], days: 1 })).rejects.toMatchObject({
    status: 403,
  })
})

test('the database holds the same against a forgetful action', async () => {
  const officer = await platform.member(organisation, { roles: ['officer'], clearance: 1 })
  const act = <T>(work: (tx: Tx) => Promise<T>) => platform.actAs(officer.id, work)
  const row = {
    name: 'x',
    hash: Buffer.alloc(32),
    scopes: ['trial:look'],
    max_level: 1,
    expires_at: new Date(Date.now() + 1000),
  }
  for (const wrong of [
    { scopes: ['access:accounts'] },
    { max_level: 2 },
    { expires_at: new Date(Date.now() + 400 * 86_400_000) },
    { organisation: await platform.organisation() },
  ])
    await expect(
      act((tx) =>
        tx
          .insertInto('api_tokens')
          .values({ ...row, ...wrong })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: 'CC403' })
  await act((tx) => tx.insertInto('api_tokens').values(row).execute())
  for (const change of [
    { scopes: ['trial:touch'] },
    { expires_at: new Date(Date.now() + 9_000_000) },
    { hash: Buffer.alloc(32, 1) },
  ])
    await expect(act((tx) => tx.updateTable('api_tokens').set(change).execute())).rejects.toMatchObject({
      code: 'CC403',
    })
})

test('a token of one who keeps accounts works within its scopes', async () => {
  const admin = await platform.joined(organisation, { roles: ['org_admin'] })
  const { key } = await admin.browser.call(makeToken, {
    name: 'x',
    scopes: ['access:people', 'access:organisation'],
    days: 1,
  })
  const { items } = await program(key).call(listPeople, {})
  expect(items.map((p) => p.id)).toContain(admin.id)
})
