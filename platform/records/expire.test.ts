import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceActor } from '../jobs/actor.ts'
import { testPlatform } from '../testing.ts'
import { refreshDue } from './expire.ts'
import { records } from './index.ts'
import { ALL, addThings, makeThing, NOTHING, sightOf } from './testing.ts'

const platform = await testPlatform(records)
beforeAll(() => addThings(platform))
afterAll(() => platform[Symbol.asyncDispose]())

test('audiences in time are brought up to date by their job, and by nobody else', async () => {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const [early, late] = [await platform.person(), await platform.person()]
  const soon = new Date(Date.now() + 300)
  const id = await officer.act((tx) =>
    makeThing(tx, 'In time', {
      audience: [
        { to: { kind: 'organisation', id: early.organisation }, gives: 'read', until: soon.toISOString() },
        { to: { kind: 'organisation', id: late.organisation }, gives: 'read', from: soon.toISOString() },
      ],
    }),
  )
  const kept = async () =>
    (
      await sql<{ readers: string[]; until: Date | null; due: Date | null }>`
      select readers, audience_until as until, audience_due as due from records where id = ${id}`.execute(
        platform.owner,
      )
    ).rows[0]!
  expect((await kept()).due).toEqual(soon)
  expect([await sightOf(early, id), await sightOf(late, id)]).toEqual([ALL, NOTHING])

  await new Promise((then) => setTimeout(then, 350))
  const [concord] = await platform.owner
    .selectFrom('organisations')
    .select('id')
    .where('code', '=', 'CONCORD')
    .execute()
  const actor = platform.believe(serviceActor('records.expire'), concord!.id, true)
  expect(await actor.act((tx) => refreshDue(tx))).toBe(false)
  const { readers, until, due } = await kept()
  expect(readers.toSorted()).toEqual([officer.organisation, late.organisation].toSorted())
  expect([until, due]).toEqual([null, null])
  expect([await sightOf(early, id), await sightOf(late, id)]).toEqual([NOTHING, ALL])
  await expect(officer.act((tx) => refreshDue(tx))).rejects.toThrow('access.denied')
})
