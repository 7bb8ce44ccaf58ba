import { afterAll, expect, test } from 'vitest'
import { addActivity, addProgramme, editProgramme, listProgrammes } from '../programmes/contract.ts'
import { activity, asEdited, circle, programme, refused, registerPlatform, share } from '../programmes/testing.ts'
import * as contract from './contract.ts'
import { overview } from './index.ts'

const { platform, personOf, officer, iraq, niger } = await registerPlatform(overview)
afterAll(() => platform[Symbol.asyncDispose]())

const clear = () => platform.owner.deleteFrom('records').execute()
const year = (y: number) => ({ date: `${y}-01-01`, precision: 'year' as const })
const years = { from: 2020, until: 2020, from2: 2019, until2: 2019 }
const everyone = [circle('everyone')]
const [theme] = await platform.owner.selectFrom('themes').select('code').orderBy('sort').limit(1).execute()
const here = { themes: [theme!.code], states: ['IRQ'], audience: everyone, status: 'completed' as const }

test('each figure of two periods is that of the lists, and opens what began, what ended and what goes on', async () => {
  const made = [
    { title: 'Ended', start: year(2018), end: year(2019) },
    { title: 'Goes on', start: year(2018), end: year(2020) },
    { title: 'New', start: year(2020), end: year(2021) },
    { title: 'Also new', start: year(2020), end: year(2020) },
    { title: 'Long past', start: year(2010), end: year(2011) },
  ]
  for (const { title, ...when } of made)
    await officer.call(addProgramme, programme({ ...here, ...when, title: { original: 'en', texts: { en: title } } }))
  const { cells, coverage, rows } = await iraq.call(contract.comparePeriods, { ...years, columns: 'state' })
  expect(cells).toEqual([{ row: 'UNODC', column: 'IRQ', now: 3, before: 2, both: 1 }])
  expect(rows).toMatchObject([{ id: 'UNODC', now: 3, before: 2, both: 1 }])
  expect(coverage).toMatchObject({ now: 3, before: 2, both: 1, unplaced: 0, undated: 0 })
  for (const [y, n] of [
    [2020, 3],
    [2019, 2],
  ] as const)
    expect((await iraq.call(listProgrammes, { states: ['IRQ'], entities: ['UNODC'], from: y, until: y })).total).toBe(n)

  const behind = await iraq.call(contract.listCompared, { ...years, columns: 'state', row: 'UNODC', column: 'IRQ' })
  expect(behind.counts).toEqual({ new: 2, ended: 1, goes_on: 1 })
  expect(behind.total).toBe(4)
  expect(behind.items.map(({ title, standing }) => `${standing} ${title.text}`).sort()).toEqual([
    'ended Ended',
    'goes_on Goes on',
    'new Also new',
    'new New',
  ])
  expect((await iraq.call(contract.listCompared, { ...years, columns: 'state', row: 'IOM' })).total).toBe(0)
  await clear()
})

test('what is hidden is in no figure, no record list and no file; what is kept from export is in no file', async () => {
  const when = { start: year(2020), end: year(2020) }
  await officer.call(
    addProgramme,
    programme({ ...here, ...when, audience: [share(iraq.organisation)], handling: ['no_export'] }),
  )
  const asked = { ...years, columns: 'state' } as const
  expect((await iraq.call(contract.comparePeriods, asked)).coverage.now).toBe(1)
  expect((await niger.call(contract.comparePeriods, asked)).coverage.now).toBe(0)
  expect((await niger.call(contract.listCompared, asked)).total).toBe(0)
  const file = async (of: typeof iraq) => (await of.ask(contract.exportComparison, asked)).body
  expect(await file(officer)).toContain('Drugs and Crime')
  expect(await file(iraq)).not.toContain('Drugs and Crime')
  expect(await file(iraq)).toContain('1 record that you may read is left out')
  expect(await file(niger)).not.toContain('left out')
  await clear()
})

test('a record counts once in a total, however many of its things stand there, and one without a start counts in both', async () => {
  await officer.call(addProgramme, programme({ ...here, partners: ['IOM'], end: year(2020), states: ['IRQ', 'NER'] }))
  const { coverage, rows, cells } = await iraq.call(contract.comparePeriods, {
    ...years,
    rows: 'state',
    columns: 'entity',
  })
  expect(cells).toHaveLength(4)
  expect(rows.map(({ now, before, both }) => [now, before, both])).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ])
  expect(coverage).toMatchObject({ now: 1, both: 1, undated: 1 })
  await clear()
})

test('periods that end before they begin, and one axis for both, are refused; who may not read is told so', async () => {
  const ask = (input: object) => refused(iraq.call(contract.comparePeriods, { ...years, ...input }))
  expect(await ask({ until: 2019 })).toMatch(/^400/)
  expect(await ask({ from2: 2020 })).toMatch(/^400/)
  expect(await ask({ rows: 'theme' })).toMatch(/^400/)
  const auditor = await personOf('UNODC', { roles: ['auditor'] })
  const asks = [
    () => auditor.call(contract.comparePeriods, years),
    () => auditor.call(contract.listCompared, years),
    () => auditor.call(contract.listChanged, {}),
    () => auditor.call(contract.look, {}),
  ]
  for (const ask of asks) expect(await refused(ask())).toBe('403 access.denied')
})

test('who returns is told what was made, newly shared and changed, with its fields; and not what was not shared', async () => {
  const reader = await personOf('IOM', { roles: ['officer'] })
  const old = await officer.call(addProgramme, programme({ audience: everyone }))
  const closed = await officer.call(addActivity, activity({}))
  await reader.call(contract.look, { seen: true })
  expect(await reader.call(contract.listChanged, {})).toMatchObject({ total: 0, isFirst: false })

  await officer.call(editProgramme, { ...(asEdited(old) as object), type: 'project', status: 'completed' } as never)
  const made = await officer.call(
    addProgramme,
    programme({ audience: everyone, title: { original: 'en', texts: { en: 'Made since' } } }),
  )
  await officer.act(async (tx) => {
    await tx
      .insertInto('grants')
      .values({ record: closed.head.id, grantee_kind: 'organisation', grantee: reader.organisation, gives: 'read' })
      .execute()
  })
  const { items, total } = await reader.call(contract.listChanged, {})
  expect(total).toBe(3)
  const what = new Map(items.map((item) => [item.id, item]))
  expect(what.get(old.head.id)).toMatchObject({ what: 'changed', fields: ['Type', 'Status', 'Status as at'] })
  expect(what.get(made.head.id)).toMatchObject({ what: 'made', kind: 'programme', fields: [] })
  expect(what.get(closed.head.id)).toMatchObject({ what: 'shared', kind: 'activity' })
  expect((await iraq.call(contract.listChanged, {})).items.map(({ id }) => id)).not.toContain(closed.head.id)
  expect((await reader.call(contract.listChanged, { page: 2, size: 2 })).items).toHaveLength(1)

  await platform.owner
    .updateTable('grants')
    .set({ revoked_at: new Date() })
    .where('record', '=', closed.head.id)
    .where('basis', '<>', 'originator')
    .execute()
  expect((await reader.call(contract.listChanged, {})).total).toBe(2)
  await clear()
})

test('a look leaves what it shows until the next visit, and is known to nobody else', async () => {
  const reader = await personOf('WHO', { roles: ['officer'] })
  await officer.call(addProgramme, programme({ audience: everyone }))
  expect(await reader.call(contract.listChanged, {})).toMatchObject({ total: 1, isFirst: true })
  await reader.call(contract.look, {})
  expect(await reader.call(contract.listChanged, {})).toMatchObject({ total: 1, isFirst: false })
  const longAgo = new Date(Date.now() - 7_200_000)
  await platform.owner.updateTable('looks').set({ looked_at: longAgo }).where('person', '=', reader.id).execute()
  expect(new Date((await reader.call(contract.listChanged, {})).since)).toEqual(longAgo)
  await reader.call(contract.look, {})
  expect(new Date((await reader.call(contract.listChanged, {})).since)).toEqual(longAgo)
  const seen = (of: typeof reader) => of.act((tx) => tx.selectFrom('looks').select('person').execute())
  expect(await seen(reader)).toEqual([{ person: reader.id }])
  expect(await seen(iraq)).toEqual([])
  await clear()
})

test('the timeline groups what the reader sees, with counts that its lists keep; to others it is not there', async () => {
  const add = (title: string, more: object) =>
    officer.call(
      addProgramme,
      programme({
        ...here,
        audience: [share(iraq.organisation)],
        title: { original: 'en', texts: { en: title } },
        ...more,
      }),
    )
  await add('Early', { start: year(2018), end: year(2019) })
  await add('Late', { start: year(2020), states: [], partners: ['UNDP'] })
  await officer.call(
    addActivity,
    activity({ ...here, audience: [share(iraq.organisation)], start: { date: '2019-05-01', precision: 'month' } }),
  )
  const groups = await iraq.call(contract.listTimelineGroups, { by: 'state' })
  expect(groups).toMatchObject({ records: 3, first: 2018 })
  expect(groups.items).toMatchObject([
    { id: 'IRQ', count: 2, first: 2018 },
    { id: null, name: null, count: 1, first: 2020 },
  ])
  const titles = async (of: object) =>
    (await iraq.call(contract.listTimeline, { by: 'state', ...of })).items.map(
      ({ title, kind }) => `${kind} ${title.text}`,
    )
  const inIraq = await iraq.call(contract.listTimeline, { by: 'state', group: 'IRQ', size: 1 })
  expect(inIraq.total).toBe(2)
  expect(inIraq.items).toMatchObject([{ title: { text: 'Early' }, pillars: [] }])
  expect(await titles({ group: '-' })).toEqual(['programme Late'])
  expect(await titles({ group: 'NER' })).toEqual([])
  expect(await titles({ kind: 'programme' })).toEqual(['programme Early', 'programme Late'])
  const byEntity = await iraq.call(contract.listTimelineGroups, { by: 'entity', kind: 'programme' })
  expect(byEntity.items.map(({ id, count }) => `${id} ${count}`)).toEqual(['UNDP 1', 'UNODC 2'])
  expect(await niger.call(contract.listTimelineGroups, {})).toMatchObject({ records: 0, items: [], first: null })
  expect((await niger.call(contract.listTimeline, { by: 'state', group: 'IRQ' })).total).toBe(0)
  expect(await refused(platform.nobody.call(contract.listTimeline, {}))).toBe('401 access.sign_in')
  expect(await refused(platform.nobody.call(contract.listTimelineGroups, {}))).toBe('401 access.sign_in')
  await clear()
})
