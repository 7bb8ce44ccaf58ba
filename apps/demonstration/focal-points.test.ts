import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { countFocalPoints, listStateCover } from '../../modules/directory/actions/nominations-cover.ts'
import { listNominations, readNomination } from '../../modules/directory/actions/nominations-reading.ts'
import * as contract from '../../modules/directory/contract/nominations.ts'
import { directory } from '../../modules/directory/index.ts'
import { referencePlatform } from '../../modules/directory/testing.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { loadFocalPoints } from './focal-points.ts'
import { loadPeople } from './people.ts'
import { openWorld } from './world.ts'

const platform = await referencePlatform(directory)
const folder = await mkdtemp(join(tmpdir(), 'concord-focal-points-'))
await platform.owner.transaction().execute(async (tx) => {
  await loadPeople(tx, { folder, terms: TERMS_VERSION, secret: new Uint8Array(32).fill(7) })
  await loadFocalPoints(tx, { terms: TERMS_VERSION })
})
const world = await openWorld(platform.owner, platform.db, { terms: TERMS_VERSION, auditKey: 'key' })
afterAll(async () => {
  await rm(folder, { recursive: true })
  await platform[Symbol.asyncDispose]()
})
const SECRETARIAT = 'secretariat@unoct.un.example'
const NIGER = 'focal.point@niger.example'

test('126 States on the day of the report, none before the launch, and others today', async () => {
  const on = async (day: string) => (await platform.nobody.call(contract.countFocalPoints, { on: day })).states
  expect(await on('2020-12-31')).toBe(126)
  expect(await on('2020-03-25')).toBe(0)
  const today = await world.as(SECRETARIAT, (tx, call) => countFocalPoints(tx, {}, call))
  expect(today.states).not.toBe(126)
  const { counts } = await world.as(SECRETARIAT, (tx, call) =>
    listStateCover(tx, contract.listStateCover.input.parse({}), call),
  )
  expect(counts.active + counts.due + counts.overdue + counts.lapsed).toBe(today.states)
  for (const cover of contract.COVER) expect(counts[cover], cover).toBeGreaterThan(0)
})

test('all of it is invented and says so; a State sees its own, with its history', async () => {
  const list = (mail: string) =>
    world.as(mail, (tx, call) => listNominations(tx, contract.listNominations.input.parse({ size: 200 }), call))
  const { items } = await list(SECRETARIAT)
  expect(items.length).toBeGreaterThan(130)
  expect(items.every(({ head }) => head.invented)).toBe(true)
  const own = await list(NIGER)
  expect(own.items.map(({ head, mail }) => [head.originator.code, mail])).toEqual([['NER', NIGER]])
  const { history, mine, acts } = await world.as(NIGER, (tx, call) =>
    readNomination(tx, { id: own.items[0]!.head.id }, call),
  )
  expect(history.map(({ step }) => step)).toEqual(['reconfirmed', 'active', 'invited', 'verified', 'recorded'])
  expect({ mine, acts }).toEqual({ mine: true, acts: ['reconfirm', 'hand_over', 'withdraw'] })
})
