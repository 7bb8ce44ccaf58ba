import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { directory } from '../../modules/directory/index.ts'
import { referencePlatform } from '../../modules/directory/testing.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { loadDemonstration } from './load.ts'
import type { Loader } from './loaders.ts'
import { openWorld } from './world.ts'

const platform = await referencePlatform(directory)
const folder = await mkdtemp(join(tmpdir(), 'concord-demonstration-'))
const entry = { terms: TERMS_VERSION, auditKey: 'audit key of the tests' }
const options = { ownerUrl: platform.ownerUrl, db: platform.db, entry, folder, secret: new Uint8Array(32).fill(7) }
const entered: string[] = []
const first: Loader = { name: 'first', load: async () => void entered.push('first') }
const second: Loader = {
  name: 'second',
  load: async () => {
    entered.push('second')
    if (entered.length === 2) throw new Error('broken off')
  },
}
const start = () => loadDemonstration({ ...options, loaders: [first, second] })
await expect(start()).rejects.toThrow('broken off')
const written = await readFile(join(folder, 'accounts.json'), 'utf8')
await start()
afterAll(async () => {
  await rm(folder, { recursive: true })
  await platform[Symbol.asyncDispose]()
})

const accounts = JSON.parse(written)

test('a load broken off goes on where it stopped, and a loaded demonstration is left alone', async () => {
  expect(entered).toEqual(['first', 'second', 'second'])
  await start()
  expect(entered).toHaveLength(3)
  expect(await readFile(join(folder, 'accounts.json'), 'utf8')).toBe(written)
})

test('one account for each role is written for the owner of the folder alone', async () => {
  expect(new Set(accounts.flatMap((a: { role: string }) => a.role.split(', ')))).toEqual(
    new Set(['secretariat', 'officer', 'focal_point', 'chair', 'donor', 'org_admin', 'auditor']),
  )
  expect(accounts[0]).toMatchObject({ mail: 'secretariat@unoct.un.example', organisation: 'UNOCT' })
  for (const { password, totp } of accounts) {
    expect(password).toMatch(/^\w{16}$/)
    expect(totp).toMatch(/^[A-Z2-7]{32,}=*$/)
  }
  expect((await stat(join(folder, 'accounts.json'))).mode & 0o777).toBe(0o600)
})

test('everyone in it is marked as invented, belongs to an organisation, and has accepted the terms', async () => {
  const people = await platform.owner
    .selectFrom('persons as p')
    .leftJoin('memberships as m', 'm.person', 'p.id')
    .select(['p.mail', 'p.invented', 'p.status', 'p.terms_version', 'm.organisation'])
    .where('p.service', '=', false)
    .execute()
  expect(people.length).toBeGreaterThan(30)
  for (const person of people)
    expect(person).toMatchObject({
      invented: true,
      // Those whose time as focal points is over belong to the record all the same.
      status: person.mail.startsWith('former.') ? 'left' : 'active',
      terms_version: TERMS_VERSION,
      organisation: expect.any(String),
    })
})

test('loaders act as the people of the data, with their rights and no others', async () => {
  const world = await openWorld(platform.owner, platform.db, entry)
  const chair = await world.as('chair@unodc.un.example', async (_tx, { viewer }) => viewer)
  expect(chair).toMatchObject({ organisation: world.id('org:UNODC'), level: 2, secondFactor: true, member: true })
  expect(chair.principals).toEqual(expect.arrayContaining([world.id('group:WG5'), world.id('circle:compact')]))
  expect(chair.permissions).not.toContain('directory:administer')
  expect(world.id('state:IQ')).toBe(
    await world.as('focal.point@iraq.example', async (_tx, { viewer }) => viewer.organisation),
  )
  expect(world.someone('org:UNODC', 'officer')).toMatch(/@unodc\.un\.example$/)
  expect(world.request('PRG-001')).toBe(world.request('PRG-001'))
  expect(() => world.id('org:NOWHERE')).toThrow('NOWHERE')
})

test("an organisation's administrator keeps the accounts of its officers, and of nobody elsewhere", async () => {
  const world = await openWorld(platform.owner, platform.db, entry)
  const may = (mail: string) =>
    world.as('administrator@undp.un.example', async (tx) => {
      const { rows } = await sql<{ narrow: boolean; widen: boolean; invite: boolean }>`
        select may_narrow(${world.id(`person:${mail}`)}) as narrow, may_widen(${world.id(`person:${mail}`)}) as widen,
               may_give(array['officer'], viewer_org()) and not may_give(array['auditor'], viewer_org()) as invite`.execute(
        tx,
      )
      return rows[0]
    })
  expect(await may('j.okonjo@undp.un.example')).toEqual({ narrow: true, widen: true, invite: true })
  expect(await may('programme@unodc.un.example')).toMatchObject({ narrow: false, widen: false })
})
