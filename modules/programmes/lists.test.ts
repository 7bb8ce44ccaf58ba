import { afterAll, expect, test } from 'vitest'
import * as contract from './contract.ts'
import { activity, registerPlatform, written } from './testing.ts'

const { platform, personOf } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

test('lists are narrowed, sorted and paged by the server', async () => {
  const own = await personOf('UNICRI', { roles: ['officer'] })
  const make = (title: string, fields: object) =>
    own.call(contract.addActivity, activity({ title: written(title), leads: ['UNICRI'], ...fields }))
  await make('Été', {
    code: 'L-1',
    themes: ['cbrn'],
    states: ['JOR'],
    start: { date: '2019-12-01', precision: 'month' },
  })
  await make('Zeta', {
    code: 'L-2',
    partners: ['UNODC'],
    states: ['JOR', 'LBN'],
    pillars: ['II'],
    start: { date: '2020-01-01', precision: 'year' },
  })
  await make('alpha 100%', {
    code: 'L-3',
    type: 'training',
    status: 'planned',
    regions: ['sahel'],
    start: { date: '2021-02-03', precision: 'day' },
  })
  await make('Total', { code: 'L-4', aggregate: true, states: ['JOR'] })
  const codes = async (input: object) =>
    (await own.call(contract.listActivities, { entities: ['UNICRI'], ...input })).items.map((i) => i.code)
  expect(await codes({})).toEqual(['L-1', 'L-2', 'L-3', 'L-4'])
  expect(await codes({ dir: 'desc', aggregates: false })).toEqual(['L-3', 'L-2', 'L-1'])
  expect(await codes({ sort: 'title', aggregates: false })).toEqual(['L-3', 'L-1', 'L-2'])
  expect(await codes({ sort: 'start', size: 2, page: 2 })).toEqual(['L-4', 'L-3'])
  expect(await codes({ states: ['LBN', 'FRA'] })).toEqual(['L-2'])
  expect(await codes({ themes: ['cbrn'], states: ['JOR'] })).toEqual(['L-1'])
  expect(await codes({ pillars: ['II'] })).toEqual(['L-2'])
  expect(await codes({ types: ['training'] })).toEqual(['L-3'])
  expect(await codes({ statuses: ['planned'] })).toEqual(['L-3'])
  expect(await codes({ until: 2019 })).toEqual(['L-1'])
  expect(await codes({ from: 2020, until: 2020, aggregates: false })).toEqual(['L-2'])
  expect(await codes({ q: 'ete' })).toEqual(['L-1'])
  expect(await codes({ q: '100%' })).toEqual(['L-3'])
  expect(await codes({ q: '1%0' })).toEqual([])
  expect(await codes({ entities: ['UNODC'], roles: ['partner'], q: 'zeta' })).toEqual(['L-2'])
  expect(await codes({ entities: ['UNODC'], roles: ['lead'], q: 'zeta' })).toEqual([])
  // M49 places Jordan in Asia; the Sahel has no official list of States, so only what names it lies in it.
  expect(await codes({ regions: ['asia'], aggregates: false })).toEqual(['L-1', 'L-2'])
  expect(await codes({ regions: ['sahel'] })).toEqual(['L-3'])
})
