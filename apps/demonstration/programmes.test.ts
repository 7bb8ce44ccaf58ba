import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { directory } from '../../modules/directory/index.ts'
import { referencePlatform } from '../../modules/directory/testing.ts'
import { listActivities, readActivity } from '../../modules/programmes/actions/activities.ts'
import { readPresence } from '../../modules/programmes/actions/presence.ts'
import { listProgrammes } from '../../modules/programmes/actions/programmes.ts'
import * as matrix from '../../modules/programmes/contract/presence.ts'
import * as contract from '../../modules/programmes/contract.ts'
import { programmes as programmesModule } from '../../modules/programmes/index.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { loadPeople } from './people.ts'
import { programmes } from './programmes.ts'
import { openWorld } from './world.ts'

const platform = await referencePlatform(directory, programmesModule)
const folder = await mkdtemp(join(tmpdir(), 'concord-programmes-'))
await platform.owner
  .transaction()
  .execute((tx) => loadPeople(tx, { folder, terms: TERMS_VERSION, secret: new Uint8Array(32).fill(7) }))
const world = await openWorld(platform.owner, platform.db, { terms: TERMS_VERSION, auditKey: 'key' })
await programmes.load(world)
afterAll(async () => {
  await rm(folder, { recursive: true })
  await platform[Symbol.asyncDispose]()
})

const SECRETARIAT = 'secretariat@unoct.un.example'
const IRAQ = 'focal.point@iraq.example'
const NIGER = 'focal.point@niger.example'

const programmesOf = (mail: string, input: object = {}) =>
  world.as(mail, (tx, call) => listProgrammes(tx, contract.listProgrammes.input.parse({ size: 200, ...input }), call))
const activitiesOf = (mail: string, input: object = {}) =>
  world.as(mail, (tx, call) => listActivities(tx, contract.listActivities.input.parse({ size: 200, ...input }), call))
const inventedOf = async (mail: string) =>
  [...(await programmesOf(mail)).items, ...(await activitiesOf(mail)).items]
    .filter(({ head }) => head.invented)
    .map(({ code }) => code)
    .sort()

test('the record of 2020 is whole: 86 programmes and 74 activities, each with its paragraph', async () => {
  const [programmes, activities] = [await programmesOf(SECRETARIAT), await activitiesOf(SECRETARIAT)]
  const reported = [...programmes.items, ...activities.items].filter(({ head }) => !head.invented)
  expect(reported.filter(({ code }) => code.startsWith('PRG-'))).toHaveLength(86)
  expect(reported.filter(({ code }) => code.startsWith('ACT-'))).toHaveLength(74)
  for (const { source } of reported) {
    expect(source.document).toBe('A/75/729')
    expect(source.paragraphs.length + source.also.length).toBeGreaterThan(0)
  }
  const linked = activities.items.find(({ code }) => code === 'ACT-002')
  expect(linked).toMatchObject({ programme: { code: 'PRG-009' }, events: { n: 7, comparator: 'eq' } })
})

test('the offices of §46 stand where the report says, and what it does not say is not known', async () => {
  const { items } = await programmesOf(IRAQ, { types: ['office', 'hub', 'deployment'] })
  const said = items.map(({ code, office }) => [code, ...office!.hosts.map((host) => host.code)].join(' '))
  expect(said).toEqual(['PRG-010 MAR', 'PRG-011 QAT', 'PRG-012 ESP', 'PRG-013 QAT', 'PRG-014 KGZ SDN'])
  expect(items.map(({ office }) => office!.agreement)).toEqual([
    ...Array.from({ length: 3 }, () => ({ reference: '', signed: null })),
    null,
    null,
  ])
  expect(items.every(({ start, office }) => start === null && office!.staff === null)).toBe(true)
})

test('signing in as different people visibly differs, and only in what is invented', async () => {
  const iraq = await inventedOf(IRAQ)
  const niger = await inventedOf(NIGER)
  expect(iraq).toEqual(expect.arrayContaining(['INV-01', 'INV-03', 'INV-24']))
  expect(niger).toEqual(expect.arrayContaining(['INV-07']))
  expect(niger).not.toEqual(expect.arrayContaining(['INV-01']))
  expect(iraq).not.toContain('INV-07')
  expect(await inventedOf(SECRETARIAT)).not.toContain('INV-03')
  // An audience that has ended, one that has not begun, and one denied.
  const nigeria = await inventedOf('focal.point@nigeria.example')
  expect(nigeria).toContain('INV-21')
  for (const code of ['INV-22', 'INV-23', 'INV-28']) expect(nigeria).not.toContain(code)
  expect(await inventedOf('r.kowalewicz@interpol.example')).not.toContain('INV-13')
})

test('the matrix of the year is full of the report, and leaves its totals out', async () => {
  const found = await world.as(NIGER, (tx, call) =>
    readPresence(tx, matrix.readPresence.input.parse({ kind: 'activity', from: 2020, until: 2020 }), call),
  )
  expect(found.coverage.aggregates).toBe(4)
  expect(found.rows.length).toBeGreaterThan(10)
  expect(found.rows.find(({ id }) => id === 'UNODC')!.total).toBeGreaterThan(5)
})

test('who leads a programme of the report may keep it up to date', async () => {
  const { items } = await programmesOf('programme@unodc.un.example', { entities: ['UNODC'], roles: ['lead'] })
  expect(items.every(({ head }) => head.mine === 'contribute')).toBe(true)
  const { items: others } = await programmesOf('programme@unodc.un.example', { entities: ['UNITAR'], roles: ['lead'] })
  expect(others.some(({ head }) => head.mine === 'read')).toBe(true)
})

test('a second load changes nothing', async () => {
  const count = () =>
    platform.owner
      .selectFrom('grants')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  const before = await count()
  await programmes.load(world)
  expect(await count()).toEqual(before)
  const { items } = await activitiesOf(SECRETARIAT, { q: 'ACT-001' })
  expect(await world.as(SECRETARIAT, (tx, call) => readActivity(tx, { id: items[0]!.id }, call))).toMatchObject({
    places: [{ state: { code: 'ARE' } }],
    start: { date: '2019-12-01', precision: 'month' },
    head: { version: 1 },
  })
})
