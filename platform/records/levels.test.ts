import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPerson, testPlatform } from '../testing.ts'
import * as contract from './contract.ts'
import { records } from './index.ts'
import { ALL, addThings, audienceOf, circle, makeThing, NOTHING, shareIt, sightOf, to } from './testing.ts'

const platform = await testPlatform(records)
let officer: TestPerson
let reader: TestPerson
beforeAll(async () => {
  await addThings(platform)
  officer = await platform.person(undefined, { roles: ['officer'] })
  reader = await platform.person(undefined, { roles: ['officer'] })
})
afterAll(() => platform[Symbol.asyncDispose]())

test('a level asks for clearance and a second factor; broad circles stop at it', async () => {
  const low = await platform.person(reader.organisation, { clearance: 0 })
  const single = await platform.person(reader.organisation, { clearance: 2, secondFactor: false })
  const id = await officer.act((tx) => makeThing(tx, 'Confidential', { level: 1, audience: [to(reader.organisation)] }))
  expect(await Promise.all([reader, low, single].map((p) => sightOf(p, id)))).toEqual([ALL, NOTHING, NOTHING])
  await expect(shareIt(officer, id, circle('everyone'))).rejects.toMatchObject({
    code: 'access.too_wide_for_level',
    status: 409,
  })
  await shareIt(officer, id, circle('members'))
  const { version } = (await audienceOf(officer, id)).head
  await expect(officer.call(contract.classify, { id, version, level: 2, handling: [] })).rejects.toMatchObject({
    code: 'access.too_wide_for_level',
  })
  await expect(
    (await platform.person(officer.organisation, { roles: ['officer'], clearance: 1 })).act((tx) =>
      makeThing(tx, 'Too high', { level: 2 }),
    ),
  ).rejects.toMatchObject({ code: 'access.above_your_level' })
})

test('a derivative is no wider and no less protected than what it was made from, and rises with it', async () => {
  const source = await officer.act((tx) =>
    makeThing(tx, 'Source', { level: 1, handling: ['no_quote'], audience: [to(reader.organisation)] }),
  )
  const third = await platform.person()
  const derive = (record: object) => reader.act((tx) => makeThing(tx, 'Derived', { sources: [source], ...record }))
  await expect(derive({ level: 0, handling: ['no_quote'] })).rejects.toThrow('access.below_source')
  await expect(derive({ level: 1 })).rejects.toThrow('access.below_source')
  const derived = await derive({
    level: 1,
    handling: ['no_quote'],
    audience: [to(third.organisation), to(officer.organisation)],
  })
  const second = await reader.act((tx) =>
    makeThing(tx, 'At second remove', {
      sources: [derived],
      level: 1,
      handling: ['no_quote'],
      audience: [to(third.organisation)],
    }),
  )
  expect(await sightOf(third, derived)).toEqual(NOTHING)
  expect(await sightOf(officer, derived)).toEqual(ALL)
  await shareIt(officer, source, to(third.organisation))
  expect(await sightOf(third, derived)).toEqual(ALL)
  expect(await sightOf(third, second)).toEqual(ALL)
  // A source that its reader does not see cannot be named, nor told from none.
  await expect(third.act(async (tx) => makeThing(tx, 'Guess', { sources: [randomUUID()] }))).rejects.toThrow(
    'not_found',
  )
  const hidden = await officer.act((tx) => makeThing(tx, 'Hidden'))
  await expect(third.act(async (tx) => makeThing(tx, 'Guess', { sources: [hidden] }))).rejects.toThrow('not_found')

  const { version } = (await audienceOf(officer, source)).head
  await officer.call(contract.classify, { id: source, version, level: 2, handling: ['no_export', 'no_quote'] })
  for (const id of [derived, second])
    expect((await reader.call(contract.readRecord, { id })).head).toMatchObject({
      level: 2,
      handling: ['no_export', 'no_quote'],
    })
  const line = (await audienceOf(officer, source)).grants.find((g) => g.to.id === third.organisation)!
  await officer.call(contract.withdraw, { grants: [line.id] })
  expect(await sightOf(third, second)).toEqual(NOTHING)
})

test('a level changed meanwhile is an edit conflict with the record as it is', async () => {
  const id = await officer.act((tx) => makeThing(tx, 'Edited twice'))
  await officer.call(contract.classify, { id, version: 1, level: 1, handling: [] })
  await expect(officer.call(contract.classify, { id, version: 1, level: 0, handling: [] })).rejects.toMatchObject({
    code: 'edit_conflict',
    detail: { current: { level: 1, version: 2 } },
  })
})
