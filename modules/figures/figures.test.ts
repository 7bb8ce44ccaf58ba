import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { TestPerson } from '../../platform/testing.ts'
import { saveAttendance } from '../particulars/contract.ts'
import { particulars } from '../particulars/index.ts'
import { addActivity, editActivity, readActivity } from '../programmes/contract.ts'
import { activity, asEdited, circle, refused, registerPlatform, share, written } from '../programmes/testing.ts'
import * as contract from './contract.ts'
import { figures } from './index.ts'
import { type Drawn, drawn, type Made, recount } from './recount.testing.ts'
import { FIGURES, type Figure } from './rules.ts'

const { platform, personOf, officer, iraq, niger } = await registerPlatform(particulars, figures)
afterAll(() => platform[Symbol.asyncDispose]())
afterEach(() => platform.owner.deleteFrom('records').execute())

const year = (y: number) => ({ date: `${y}-01-01`, precision: 'year' as const })
const exactly = (n: number) => ({ n, comparator: 'eq' as const })
const everyone = [circle('everyone')]
const make = async (fields: object, by: TestPerson = officer): Promise<string> =>
  (await by.call(addActivity, activity({ audience: everyone, type: 'training', start: year(2020), ...fields }))).head.id
const partOf = (record: string, other: string) =>
  platform.owner.insertInto('links').values({ record, kind: 'part_of', other }).execute()
const of = async (by: TestPerson, figure: Figure, asked: object = { from: 2020 }) =>
  (await by.call(contract.listFigures, asked)).figures.find((one) => one.figure === figure)!
const listed = async (by: TestPerson, figure: Figure, more: object = {}) =>
  (await by.call(contract.listFigureRecords, { from: 2020, figure, ...more })).items.map(({ id }) => id).sort()

test('only what is done counts, by its type, in the year of its last day; the rest is told by why, and each opens its records', async () => {
  const [course, long] = [
    await make({ events: exactly(25) }),
    await make({ type: 'elearning', start: year(2018), end: year(2020) }),
  ]
  await make({ start: year(2019), events: null })
  const left = {
    planned: await make({ status: 'planned' }),
    ongoing: await make({ status: 'ongoing', start: year(2019) }),
    total: await make({ aggregate: true, events: exactly(500) }),
    near: await make({ type: 'webinar' }),
    part: await make({ events: exactly(3), start: year(2019), end: year(2020) }),
  }
  await partOf(left.part, course)
  await make({ type: 'publication' })
  const found = await of(iraq, 'trainings')
  expect(found.now).toEqual({ amounts: [exactly(26)], records: 2, untold: 0 })
  expect(found.before).toEqual({ amounts: [{ n: 1, comparator: 'gt' }], records: 1, untold: 1 })
  expect(found.years.map(({ year: y, records }) => [y, records])).toEqual([
    [2016, 0],
    [2017, 0],
    [2018, 0],
    [2019, 1],
    [2020, 2],
  ])
  expect(found.left).toEqual({ part: 1, total: 1, ongoing: 1, planned: 1, near: 1 })
  expect(await listed(iraq, 'trainings')).toEqual([course, long].sort())
  for (const [standing, id] of Object.entries(left)) expect(await listed(iraq, 'trainings', { standing })).toEqual([id])
  const latest = await iraq.call(contract.listFigures, {})
  expect(latest.period).toEqual({ from: 2020, until: 2020 })
  expect((await of(iraq, 'trainings', { from: 2019, until: 2020 })).now).toMatchObject({ records: 3, untold: 1 })
  expect((await of(iraq, 'trainings', { from: 2020, states: ['IRQ'] })).now.records).toBe(0)
  expect(await refused(iraq.call(contract.listFigures, { from: 2020, until: 2019 }))).toMatch(/^400/)
})

test('people are told by sex as far as records tell it, and nobody is counted both in a total and in its parts', async () => {
  const told = await make({ participants: exactly(46) })
  const row = { function: null, women: exactly(19), men: exactly(20), other: null }
  await officer.call(saveAttendance, { id: told, version: 1, rows: [row] })
  await make({ participants: { n: 600, comparator: 'gt' } })
  await make({})
  await make({ aggregate: true, participants: { n: 3200, comparator: 'gt' } })
  const { now, split } = await of(niger, 'people_trained')
  expect(now).toEqual({ amounts: [{ n: 646, comparator: 'gt' }], records: 3, untold: 1 })
  expect(split).toEqual({
    ...{ women: [exactly(19)], men: [exactly(20)], other: [] },
    ...{ untold: [{ n: 607, comparator: 'gt' }], records: 1 },
  })
})

test('a part is counted with its whole by who sees both, and by itself by who does not see the whole', async () => {
  const whole = await make({ events: exactly(10), audience: [share(iraq.organisation)] })
  const middle = await make({ status: 'planned' })
  const part = await make({ events: exactly(2) })
  await partOf(part, middle)
  await partOf(middle, whole)
  expect((await of(iraq, 'trainings')).now.amounts).toEqual([exactly(10)])
  expect((await of(niger, 'trainings')).now.amounts).toEqual([exactly(2)])
  expect(await listed(niger, 'trainings')).toEqual([part])
  expect((await of(niger, 'trainings')).left).toMatchObject({ part: 0, planned: 1 })
  // A circle, as may close behind a hidden record, is still one thing.
  await partOf(whole, part)
  expect((await of(iraq, 'trainings')).now.records).toBe(1)
})

test('every figure is what a plain recount over what the viewer may read gives, and what the list behind it holds', async () => {
  const people = { officer, iraq, niger }
  const questions = [
    { from: 2019, until: 2020 },
    { from: 2020, until: 2020, states: ['IRQ'] },
    { from: 2021, until: 2021, entities: ['IOM'] },
  ]
  let seen = 0
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 14, maxLength: 14 }), async (specs) => {
      const world = await madeOf(specs)
      for (const [name, person] of Object.entries(people)) {
        const readable = world.filter(({ readers }) => person === officer || readers.some((reader) => reader === name))
        for (const asked of questions) {
          const found = await person.call(contract.listFigures, asked)
          for (const figure of FIGURES) {
            const { ids, ...expected } = recount(readable, figure, asked)
            expect(found.figures.find((one) => one.figure === figure)!.now).toEqual(expected)
            seen += ids.length
            if (figure === 'trainings') expect(await listed(person, figure, asked)).toEqual(ids)
          }
        }
      }
      await platform.owner.deleteFrom('records').execute()
    }),
    { numRuns: 2, seed: 7, endOnFailure: true },
  )
  expect(seen).toBeGreaterThan(40)
})

async function madeOf(specs: readonly Drawn[]): Promise<Made[]> {
  const ids: string[] = []
  for (const { readers, women, longer, year: y, partOf: _, ...spec } of specs) {
    const id = await make({
      ...spec,
      start: year(y),
      end: longer ? { date: `${y + 1}-03-01`, precision: 'month' } : null,
      audience: readers.map((name) => share((name === 'iraq' ? iraq : niger).organisation)),
    })
    const rows = [{ function: null, women, men: null, other: null }]
    if (women) await officer.call(saveAttendance, { id, version: 1, rows })
    ids.push(id)
  }
  const made = specs.map((spec, n) => ({
    ...spec,
    id: ids[n]!,
    wholes: [...new Set(spec.partOf)].filter((other) => other !== n).map((other) => ids[other]!),
  }))
  for (const { id, wholes } of made) for (const whole of wholes) await partOf(id, whole)
  return made
}

test('a stated total says which figure it is of, and stands beside what is recorded of the same organisations', async () => {
  const unoct = await personOf('UNOCT', { roles: ['officer'] })
  const total = await make({ type: 'aggregate', aggregate: true, events: exactly(73), leads: ['UNOCT'] }, unoct)
  await make({ type: 'expert_meeting', events: exactly(5), leads: ['UNCCT'] })
  await make({ type: 'expert_meeting', events: exactly(7), leads: ['UNODC'] })
  await make({ type: 'expert_meeting', leads: ['UNODC'], partners: ['UNOCT'], audience: [share(unoct.organisation)] })
  expect(await iraq.call(contract.readTotal, { id: total })).toMatchObject({ isTotal: true, mine: false, total: null })
  const saved = await unoct.call(contract.saveTotal, { id: total, version: 1, figure: 'expert_meetings' })
  expect(saved).toMatchObject({ mine: true, version: 2, total: { figure: 'expert_meetings', stated: exactly(73) } })
  const { figures: all, totals } = await iraq.call(contract.listFigures, { from: 2020 })
  expect(totals).toMatchObject({
    total: 1,
    items: [{ id: total, recorded: { amounts: [exactly(5)] }, gap: { is: 'exact', n: 68 } }],
  })
  expect(totals.items[0]!.of).toEqual(expect.arrayContaining(['UNOCT', 'UNCCT']))
  expect(all[0]).toMatchObject({ figure: 'expert_meetings', now: { amounts: [exactly(12)] }, left: { total: 1 } })
  expect(await listed(iraq, 'expert_meetings', { standing: 'total' })).toEqual([total])
  expect((await unoct.call(contract.listFigures, { from: 2020 })).totals.items[0]).toMatchObject({
    gap: { is: 'exact', n: 67 },
  })
  for (const elsewhere of [{ from: 2021 }, { from: 2020, states: ['IRQ'] }, { from: 2020, entities: ['UNODC'] }])
    expect((await iraq.call(contract.listFigures, elsewhere)).totals).toEqual({ items: [], total: 0 })
  // What is no total any more is the total of nothing.
  const record = await unoct.call(readActivity, { id: total })
  await unoct.call(editActivity, { ...(asEdited({ ...record, aggregate: false, programme: null }) as object) } as never)
  expect(await iraq.call(contract.readTotal, { id: total })).toMatchObject({ isTotal: false, total: null })
})

test('only who contributes to a total says what it is of; hidden is as absent, and what counts by itself is refused', async () => {
  const id = await make({ aggregate: true })
  const hidden = await make({ aggregate: true, audience: [] })
  const save = (who: TestPerson, record: string, version = 1) =>
    refused(who.call(contract.saveTotal, { id: record, version, figure: 'missions' }))
  expect(await save(iraq, id)).toBe('403 records.read_only')
  expect(await save(iraq, hidden)).toBe('404 not_found')
  expect(await save(officer, randomUUID())).toBe('404 not_found')
  expect(await refused(iraq.call(contract.readTotal, { id: hidden }))).toBe('404 not_found')
  expect(await save(officer, await make({}))).toBe('409 figures.totals_only')
  expect(await save(officer, id, 9)).toBe('409 edit_conflict')
  expect(await save(officer, id)).toBe('done')
  expect((await officer.call(contract.saveTotal, { id, version: 2, figure: null })).total).toBeNull()
  const auditor = await personOf('UNODC', { roles: ['auditor'] })
  for (const ask of [
    () => auditor.call(contract.listFigures, {}),
    () => auditor.call(contract.listFigureRecords, { figure: 'missions' }),
    () => auditor.call(contract.exportFigures, {}),
    () => auditor.call(contract.readTotal, { id }),
    () => save(auditor, id).then((said) => Promise.reject({ status: said.slice(0, 3), code: said.slice(4) })),
  ])
    expect(await refused(ask())).toBe('403 access.denied')
})

test('a file holds each figure and each stated total apart, and nothing that is hidden or kept from export', async () => {
  await make({ title: written('Open'), events: exactly(4) })
  await make({ handling: ['no_export'], events: exactly(30) })
  await make({ audience: [], events: exactly(900) })
  const total = await make({ aggregate: true, title: written('All courses of 2020'), events: exactly(77) })
  await officer.call(contract.saveTotal, { id: total, version: 1, figure: 'trainings' })
  const file = async (format: string) =>
    String((await iraq.ask(contract.exportFigures, { from: 2020, format } as never)).body)
  const { items } = JSON.parse(await file('json')) as { items: Record<string, unknown>[] }
  const trainings = items.filter(({ figure }) => (figure as { code: string }).code === 'trainings')
  expect(trainings.find(({ is, from }) => is === 'counted' && from === '2020')).toMatchObject({
    amount: [exactly(4)],
    records: 1,
  })
  expect(trainings.filter(({ is }) => is === 'stated')).toMatchObject([
    { amount: [exactly(77)], source: 'UNODC · All courses of 2020' },
  ])
  const csv = await file('csv')
  expect(csv).toContain('1 record that you may read is left out')
  expect(csv).not.toContain('904')
  expect((await of(iraq, 'trainings')).now.amounts).toEqual([exactly(34)])
  const copies = await platform.owner.selectFrom('copies').select('record').execute()
  expect(new Set(copies.map(({ record }) => record))).toEqual(new Set([total]))
})
