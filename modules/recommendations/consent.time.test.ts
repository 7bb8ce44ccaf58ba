import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { records } from '../../platform/records/index.ts'
import { query as searchFor } from '../../platform/search/contract.ts'
import { search } from '../../platform/search/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { consent, consentPlatform, entered, register } from './testing.ts'

const { platform, personOf, niger, unodc, undp, donor, cted } = await consentPlatform(records, search)
const expert = await personOf('CHE', { roles: ['officer'] })
afterAll(() => platform[Symbol.asyncDispose]())
beforeEach(() => sql`delete from records`.execute(platform.owner))

const GROUP = [{ kind: 'group' as const, code: 'WGZ' }]
const { id: group } = await platform.owner
  .insertInto('groups')
  .values({
    ...{ kind: 'working_group', code: 'WGZ' },
    names: JSON.stringify({ original: 'en', texts: { en: 'Group Z' }, outdated: [] }),
  })
  .returning('id')
  .executeTakeFirstOrThrow()
/** Today, or so many days from it. */
const day = (days = 0) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const join = (of: { organisation: string } | { person: string }, fields: object = {}) =>
  platform.owner
    .insertInto('group_members')
    .values({ group_id: group, ...of, role: 'member', verified: true, starts_on: day(-30), ...fields } as never)
    .returning('id')
    .executeTakeFirstOrThrow()

/** By how many ways someone has what was disclosed of it: by its id, in the register, in search, by plain SQL. */
async function ways(by: TestPerson, disclosed: string, word: string): Promise<number> {
  const rows = await by.act((tx) => tx.selectFrom('recommendations').select('id').where('id', '=', disclosed).execute())
  return [
    (await by.ask(contract.readRecommendation, { id: disclosed })).statusCode === 200,
    (await register(by)).some((line) => line.includes(word)),
    (await by.ask(searchFor, { q: word })).body.includes(disclosed),
    rows.length > 0,
  ].filter(Boolean).length
}
const disclosedBy = async (reference: string) =>
  (await platform.owner.selectFrom('consents').select('disclosed').where('reference', '=', reference).execute())[0]!
    .disclosed!

test('a consent with days is read from when it begins until it ends, and its State sees which it is', async () => {
  const id = await entered(cted, 'Oribi')
  const [from, until] = [new Date(Date.now() + 3000), new Date(Date.now() + 9000)]
  const spell = { from: from.toISOString(), until: until.toISOString(), reference: 'Note of a spell' }
  await niger.call(asked.giveConsent, consent([id], 'whole', 'UNODC', spell))
  const disclosed = await disclosedBy('Note of a spell')
  const standing = async () =>
    (await niger.call(asked.listConsents, { recommendation: id })).items.map(({ state }) => state)
  const at = async (moment: Date) => {
    await setTimeout(Math.max(0, moment.getTime() - Date.now() + 50))
    return { ways: await ways(unodc, disclosed, 'Oribi'), others: await ways(undp, disclosed, 'Oribi') }
  }
  expect(await at(new Date())).toEqual({ ways: 0, others: 0 })
  expect(await standing()).toEqual(['upcoming'])
  expect(await at(from)).toEqual({ ways: 4, others: 0 })
  expect(await standing()).toEqual(['in_force'])
  // Nothing ran meanwhile: it ends by the clock, not by a job.
  expect(await at(until)).toEqual({ ways: 0, others: 0 })
  expect(await standing()).toEqual(['ended'])
})

test('given to a group it is for whoever is of it now: who joins reads it, who leaves does not', async () => {
  const id = await entered(cted, 'Puku')
  await niger.call(asked.giveConsent, consent([id], 'whole', GROUP, { reference: 'Note to a group' }))
  const disclosed = await disclosedBy('Note to a group')
  const having = async () => {
    const found = await Promise.all([unodc, undp, expert, donor].map((by) => ways(by, disclosed, 'Puku')))
    return found.join(' ')
  }
  expect(await having()).toBe('0 0 0 0')
  const org = await join({ organisation: undp.organisation })
  const person = await join({ person: expert.id })
  // One that nobody confirmed, one that begins tomorrow.
  await join({ organisation: unodc.organisation }, { verified: false })
  await join({ organisation: donor.organisation }, { starts_on: day(1) })
  expect(await having()).toBe('0 4 4 0')
  await sql`update group_members set ends_on = ${day(-1)} where id = ${org.id}`.execute(platform.owner)
  expect(await having()).toBe('0 0 4 0')
  await sql`delete from group_members where id = ${person.id}`.execute(platform.owner)
  expect(await having()).toBe('0 0 0 0')
  await join({ organisation: undp.organisation }, { starts_on: day() })
  expect(await having()).toBe('0 4 0 0')
  await sql`update groups set dissolved_on = ${day()} where id = ${group}`.execute(platform.owner)
  expect(await having()).toBe('0 0 0 0')
})
