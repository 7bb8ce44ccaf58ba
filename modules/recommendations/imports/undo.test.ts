import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import * as imports from '../../../platform/imports/contract.ts'
import type { TestPerson } from '../../../platform/testing.ts'
import * as contract from '../contract.ts'
import { broughtPlatform, table } from './testing.ts'

const { platform, personOf, niger, unodc, cted, visit, act, ran, listed } = await broughtPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

test('brought again, what is in is unchanged, what was mended is changed, and each import can be undone', async () => {
  const within = await visit()
  const first = await ran(
    within,
    await table(['1', 'First text', '', 'cft', 'High', 'yes'], ['2', 'Second text', '', 'cft', '', '']),
  )
  expect(first.counts).toMatchObject({ new: 2, bad: 0 })
  const again = [
    ['1', 'First text', '', 'cft', 'High', 'yes'],
    ['2', 'Second text, mended', '', 'cft', 'Low', ''],
  ]
  const second = await ran(within, await table(...again))
  expect(second.counts).toMatchObject({ new: 0, changed: 1, unchanged: 1 })
  expect((await listed(within)).map(({ title }) => title.text)).toEqual(['First text', 'Second text, mended'])
  // The same numbers in another visit are others.
  const elsewhere = await visit()
  expect((await ran(elsewhere, await table(...again))).counts).toMatchObject({ new: 2 })

  expect((await act(cted, imports.undoImport, second.id)).undone).toEqual({ removed: 0, restored: 1, kept: 0 })
  expect((await listed(within)).map(({ title, priority }) => [title.text, priority])).toEqual([
    ['First text', 'high'],
    ['Second text', null],
  ])
  expect(await listed(elsewhere)).toHaveLength(2)
})

test('undone, what the State knows nothing of is gone; what it has read, or has spoken of, stays', async () => {
  const within = await visit()
  const row = (n: string) => [n, `Text ${n}`, '', 'cft', '', '']
  const made = await ran(within, await table(row('1'), row('2'), row('3')))
  const [, read, spoken] = await listed(within)
  await niger.call(contract.readRecommendation, { id: read!.head.id })
  // By somebody of the State who, as far as the trail says, has not read it: only the view itself keeps it.
  await sql`insert into state_views (record, view, said_by) values (${spoken!.head.id}, 'agreed', ${niger.id})`.execute(
    platform.owner,
  )
  expect((await act(cted, imports.undoImport, made.id)).undone).toEqual({ removed: 1, restored: 0, kept: 2 })
  expect((await listed(within)).map(({ code }) => code)).toEqual(['2', '3'])
  const takeBack = (by: TestPerson, ids: string[], version = 1) =>
    by
      .act((tx) => sql`select take_back(${ids}::uuid[], ${ids.map(() => version)}::integer[])`.execute(tx))
      .then(
        () => 'done',
        (error: Error) => error.message,
      )
  const id = read!.head.id
  const fresh =
    (await ran(await visit(), await table(row('9')))) &&
    (await cted.call(contract.listRecommendations, { q: 'Text 9' })).items[0]!.head.id
  const reader = await personOf('CTED', { roles: ['reader'] })
  for (const by of [niger, unodc, reader]) expect(await takeBack(by, [fresh])).toMatch('not_found')
  expect(await takeBack(cted, [fresh], 7)).toMatch('edit_conflict')
  expect(await takeBack(cted, [fresh, id])).toMatch('recommendations.known')
  expect(await takeBack(cted, [fresh, within])).toMatch('not_found')
  expect((await cted.call(contract.readRecommendation, { id: fresh })).code).toBe('9')
})
