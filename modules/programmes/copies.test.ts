import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { askToDestroy, confirmDestroyed, listHeld, listTaken } from '../../platform/exports/contract.ts'
import { exports } from '../../platform/exports/index.ts'
import { downloadResult } from '../../platform/jobs/contract.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import { classify, share as shareRecords, withdrawFrom } from '../../platform/records/contract.ts'
import { records } from '../../platform/records/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import * as contract from './contract.ts'
import { programmes } from './index.ts'
import { programme, refused, registerPlatform, share, written } from './testing.ts'

const { platform, officer, iraq, niger } = await registerPlatform(exports, records)
afterAll(() => platform[Symbol.asyncDispose]())
const colleague = await platform.person(officer.organisation, { roles: ['officer'] })

let n = 0
/** A programme that Niger and Iraq read, alone in a list of its own. */
async function shared(fields: object = {}) {
  const word = `copy${++n}`
  const audience = [share(niger.organisation), share(iraq.organisation)]
  const title = { original: 'en' as const, texts: { en: `Programme ${word}` } }
  const { head } = await officer.call(contract.addProgramme, programme({ title, audience, ...fields }) as never)
  return { id: head.id, q: word }
}
const take = async (person: TestPerson, q: string, format = 'csv') =>
  expect((await person.ask(contract.exportProgrammes, { q, format } as never)).statusCode).toBe(200)
const held = async (person: TestPerson, record: string) =>
  (await person.call(listHeld, { record, state: 'any' })).items.map(
    ({ holder, format, due, destroyedAt, askedAt }) => ({
      ...{ by: holder.code, format, due, asked: askedAt !== null, gone: destroyedAt !== null },
    }),
  )
const taken = async (person: TestPerson, view: 'all' | 'due' = 'due') => (await person.call(listTaken, { view })).items
const told = (person: TestPerson) =>
  person.act((tx) =>
    tx.selectFrom('notices').select(['topic', 'facts', 'href']).where('topic', '=', 'exports.due').execute(),
  )
const KEPT = { due: null, asked: false, gone: false }

test('who takes a record of another organisation leaves a copy in the register, seen by that organisation and the taker', async () => {
  const { id, q } = await shared({ level: 1, handling: ['no_quote'] })
  await take(niger, q, 'xlsx')
  await take(officer, q)
  for (const person of [officer, colleague])
    expect(await held(person, id)).toEqual([{ by: 'NER', format: 'xlsx', ...KEPT }])
  for (const person of [iraq, niger]) expect(await held(person, id)).toEqual([])
  expect((await taken(niger, 'all'))[0]).toMatchObject({
    ...{
      name: 'programmes-confidential.xlsx',
      format: 'xlsx',
      level: 1,
      records: 1,
      due: [],
      asked: 0,
      destroyedAt: null,
    },
  })
  expect(await taken(officer, 'all')).toEqual([])
  expect(await taken(niger)).toEqual([])
})

test('a file that work made is noted each time it is fetched, not when it is made', async () => {
  const { id, q } = await shared()
  const { job } = await iraq.call(contract.askProgrammesExport, { q, format: 'json' } as never)
  await drainJobs(platform, [programmes])
  expect(await held(officer, id)).toEqual([])
  const reply = await iraq.ask(downloadResult, { id: job })
  expect(JSON.parse(reply.body).items).toMatchObject([{ id }])
  expect(await held(officer, id)).toEqual([{ by: 'IRQ', format: 'json', ...KEPT }])
})

test('when the right ends the holder is asked to destroy the file, and no longer when it comes back', async () => {
  const { id, q } = await shared()
  await take(niger, q)
  await officer.call(withdrawFrom, { from: { kind: 'organisation', id: niger.organisation }, records: [id] } as never)
  expect(await held(officer, id)).toMatchObject([{ by: 'NER', due: 'right' }])
  expect(await taken(niger)).toMatchObject([{ records: 1, due: [{ why: 'right', count: 1 }] }])
  expect(await told(niger)).toEqual([{ topic: 'exports.due', facts: { why: 'right' }, href: '/exports?view=due' }])
  const [file] = await taken(niger)
  expect(await refused(iraq.call(confirmDestroyed, { id: file!.id }))).toBe('404 not_found')
  await niger.call(confirmDestroyed, { id: file!.id })
  expect(await refused(niger.call(confirmDestroyed, { id: file!.id }))).toBe('404 not_found')
  expect(await held(officer, id)).toMatchObject([{ by: 'NER', gone: true }])
  expect((await officer.call(listHeld, { record: id })).total).toBe(0)
  expect(await taken(niger)).toEqual([])

  const other = await shared()
  await take(iraq, other.q)
  await officer.call(withdrawFrom, {
    from: { kind: 'organisation', id: iraq.organisation },
    records: [other.id],
  } as never)
  expect(await held(officer, other.id)).toMatchObject([{ due: 'right' }])
  const again = { ids: [other.id], audience: [share(iraq.organisation)], request: randomUUID() }
  await officer.call(shareRecords, again as never)
  expect(await held(officer, other.id)).toMatchObject([{ due: null }])
  expect(await taken(iraq)).toEqual([])
})

test('a higher level, a caveat against export and a removal are told at once', async () => {
  const of = [await shared(), await shared(), await shared()]
  for (const { q } of of) await take(iraq, q)
  const version = 1
  await officer.call(classify, { id: of[0]!.id, version, level: 1, handling: [], reason: 'Sensitive' } as never)
  await officer.call(classify, {
    id: of[1]!.id,
    version,
    level: 0,
    handling: ['no_export'],
    reason: 'Sensitive',
  } as never)
  await officer.call(contract.removeProgramme, { id: of[2]!.id, version })
  expect(await held(officer, of[0]!.id)).toMatchObject([{ due: 'level' }])
  expect(await held(officer, of[1]!.id)).toMatchObject([{ due: 'handling' }])
  const due = (await taken(iraq)).map((file) => file.due.map(({ why }) => why).join())
  expect(due.toSorted()).toEqual(['handling', 'level', 'right'])
})

test('the originator asks for destruction whatever the right; who may not share it, or does not own it, cannot', async () => {
  const { id, q } = await shared()
  await take(niger, q)
  const ask = { record: id, holder: niger.organisation }
  const reader = await platform.person(officer.organisation, { roles: ['reader'] })
  expect(await refused(reader.call(askToDestroy, ask))).toBe('403 access.denied')
  expect(await refused(iraq.call(askToDestroy, ask))).toBe('404 not_found')
  expect(await refused(officer.call(askToDestroy, { record: id, holder: iraq.organisation }))).toBe('404 not_found')
  expect(await officer.call(askToDestroy, ask)).toEqual({ copies: 1 })
  expect(await held(officer, id)).toMatchObject([{ due: null, asked: true }])
  expect((await taken(niger))[0]).toMatchObject({ due: [], asked: 1 })
})

test('what ends with a membership is found at night', async () => {
  const { id, q } = await shared()
  const leaver = await platform.person(niger.organisation, { roles: ['reader'] })
  await take(leaver, q)
  await platform.owner
    .updateTable('exports')
    .set({ checked_at: new Date(0) })
    .execute()
  await platform.owner.updateTable('persons').set({ status: 'suspended' }).where('id', '=', leaver.id).execute()
  await platform.owner
    .updateTable('organisations')
    .set({ left_on: '2020-01-01' })
    .where('id', '=', niger.organisation)
    .execute()
  expect(await held(officer, id)).toMatchObject([{ due: null }])
  await platform.owner.transaction().execute(async (tx) => {
    await sql`select set_config('concord.person', service_actor('exports.check')::text, true)`.execute(tx)
    await sql`select check_exports(1000)`.execute(tx)
  })
  expect(await held(officer, id)).toMatchObject([{ by: 'NER', due: 'right' }])
})

test('the register takes no record that its taker does not read', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    programme({ title: written('Kept to ourselves') }) as never,
  )
  const before = await taken(iraq, 'all')
  await iraq.act((tx) => sql`select note_export('trial', 'x.csv', 'csv', ${[head.id]}::uuid[])`.execute(tx))
  expect(await taken(iraq, 'all')).toEqual(before)
  expect(await held(officer, head.id)).toEqual([])
})
