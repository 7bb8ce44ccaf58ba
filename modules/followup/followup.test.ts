import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, test } from 'vitest'
import { partsOf, readPdf, wordsIn } from '../../platform/documents/testing.ts'
import { listHeld } from '../../platform/exports/contract.ts'
import { exports } from '../../platform/exports/index.ts'
import { records } from '../../platform/records/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { circle, refused, written } from '../programmes/testing.ts'
import { addAssessment } from '../recommendations/assessment-contract.ts'
import { giveConsent, revokeConsent, withholdConsent } from '../recommendations/consent-contract.ts'
import { addRecommendation, commentOnText, sayView, takeStep } from '../recommendations/contract.ts'
import { consent, consentPlatform, entered } from '../recommendations/testing.ts'
import * as contract from './contract.ts'
import { followup } from './index.ts'

const { platform, personOf, niger, iraq, unodc, cted, undp, donor } = await consentPlatform(exports, records, followup)
afterAll(() => platform[Symbol.asyncDispose]())
afterEach(() => platform.owner.deleteFrom('records').execute())

const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const board = (by: TestPerson, input: object = {}) => by.call(contract.readBoard, input)
/** Key, how many, how many of them overdue; then the rows. */
const groupsOf = async (by: TestPerson, input: object = {}) =>
  (await board(by, input)).items.map(({ key, total, overdue, first }) => [
    ...[key, total, overdue],
    first.map(({ title }) => title.text.replace('Title ', '')).join(' '),
  ])
const step = (by: TestPerson, id: string, status: string, on = ahead(0)) =>
  by.call(takeStep, { id, status, on, evidence: ['Gazette'], request: randomUUID() } as never)
const evaluated = async (by: TestPerson, words: string, fields: object = {}) =>
  (
    await by.call(addRecommendation, {
      ...{ request: randomUUID(), kind: 'evaluation', evaluation: 'Evaluation 1', level: 0 },
      ...{ title: written(`Title ${words}`), body: written(`Body ${words}`), audience: [circle('members')] },
      ...fields,
    } as never)
  ).head.id

test('what is overdue stands first, of groups and of rows, and each recommendation is counted once in all', async () => {
  await entered(cted, 'late', { dueOn: ahead(-3), themes: ['cft', 'youth'], priority: 'low' })
  await entered(cted, 'later', { dueOn: ahead(-1), priority: 'high' })
  await entered(cted, 'open', { dueOn: ahead(9), themes: ['youth'] })
  const done = await entered(cted, 'done', { dueOn: ahead(-9), themes: ['prisons'] })
  await step(niger, done, 'implemented')
  await evaluated(cted, 'answered', { leads: ['UNODC'], response: written('It will be done'), dueOn: ahead(-2) })
  expect(await groupsOf(niger)).toEqual([
    ['NER', 4, 2, 'late later open done'],
    ['-', 1, 1, 'answered'],
  ])
  expect(await groupsOf(cted, { by: 'theme' })).toEqual([
    ['cft', 2, 2, 'late later'],
    ['youth', 2, 1, 'late open'],
    ['prisons', 1, 0, 'done'],
    ['-', 1, 1, 'answered'],
  ])
  expect(await groupsOf(cted, { by: 'priority', kinds: ['assessment'] as never })).toEqual([
    ['high', 1, 1, 'later'],
    ['low', 1, 1, 'late'],
    ['-', 2, 0, 'open done'],
  ])
  expect(await groupsOf(unodc, { by: 'lead' })).toEqual([['UNODC', 1, 1, 'answered']])
  expect((await board(cted, { by: 'theme' })).all).toEqual({
    ...{ total: 5, overdue: 3 },
    counts: { not_started: 4, under_way: 0, implemented: 1, closed: 0, withdrawn: 0, untold: 0 },
  })
  const [row] = (await board(unodc)).items[0]!.first
  expect(row).toMatchObject({ isOverdue: true, answered: true, actions: { total: 0, done: 0, overdue: 0 } })
})

test('a group is read page by page, and so are the groups', async () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7]) await entered(cted, `${n}`, { dueOn: ahead(-10 + n) })
  await entered(cted, 'other', { themes: ['youth'] })
  expect(await groupsOf(niger, { by: 'theme' })).toEqual([
    ['cft', 7, 7, '1 2 3 4 5'],
    ['youth', 1, 0, 'other'],
  ])
  expect(await groupsOf(niger, { by: 'theme', page: 2, size: 1 })).toEqual([['youth', 1, 0, 'other']])
  const page = async (key: string, fields: object) => {
    const { items, total } = await niger.call(contract.listGroup, { by: 'theme', key, ...fields })
    return [total, items.map(({ title }) => title.text.replace('Title ', '')).join(' ')]
  }
  expect(await page('cft', { page: 2, size: 5 })).toEqual([7, '6 7'])
  expect(await page('cft', { overdue: true, q: 'Title 3' })).toEqual([1, '3'])
  expect(await page('-', {})).toEqual([0, ''])
  const states = await niger.call(contract.listGroup, { by: 'state', key: 'ner', size: 2 })
  expect([states.total, states.items.length]).toEqual([8, 2])
  expect((await iraq.call(contract.listGroup, { by: 'state', key: 'NER' })).total).toBe(0)
})

test('of theme and need only nobody learns status, day, priority or age, however they ask', async () => {
  const id = await entered(cted, 'secret', { dueOn: ahead(-30), priority: 'high' })
  await niger.call(giveConsent, consent([id], 'need', [{ kind: 'circle', code: 'donors' }]))
  const before = await board(donor)
  await step(niger, id, 'implemented')
  for (const by of ['state', 'theme', 'priority', 'lead', 'age'] as const) {
    const { items, all } = await board(donor, { by })
    expect(all).toMatchObject({ total: 1, overdue: 0, counts: { untold: 1, implemented: 0, not_started: 0 } })
    expect(items.map(({ key }) => key)).toEqual([{ state: 'NER', theme: 'cft' }[by as 'state'] ?? '-'])
    const [row] = items[0]!.first
    expect(row).toMatchObject({
      form: 'need',
      status: null,
      statusOn: null,
      dueOn: null,
      isOverdue: false,
      answered: null,
    })
  }
  for (const narrowing of [
    { overdue: true },
    { statuses: 'implemented' },
    { priorities: 'high' },
    { statuses: 'not_started' },
  ])
    expect((await board(donor, narrowing as never)).all.total).toBe(0)
  expect((await donor.call(contract.readProgress, {})).points).toEqual([])
  expect((await donor.call(contract.readProgress, {})).left).toBe(1)
  // What happened to the original changes nothing in what they are answered.
  expect({ ...(await board(donor)), asOf: '' }).toEqual({ ...before, asOf: '' })
})

test('what a State opens is on the board of who may read it, and gone with the consent', async () => {
  const id = await entered(cted, 'opened', { dueOn: ahead(-1) })
  expect((await board(unodc)).all.total).toBe(0)
  await niger.call(giveConsent, consent([id], 'whole', 'UNODC'))
  expect(await groupsOf(unodc)).toEqual([['NER', 1, 1, 'opened']])
  expect((await board(undp)).all.total).toBe(0)
  expect((await board(iraq)).all.total).toBe(0)
  const { items } = await niger.call(contract.readOwnState, {})
  expect(items[0]!.sees).toMatchObject([{ form: 'whole', to: { code: 'UNODC' }, until: null }])
  const { rows } = await sql<{ id: string }>`select id from consents where record = ${id}`.execute(platform.owner)
  await niger.call(revokeConsent, { consents: [rows[0]!.id] })
  expect((await board(unodc)).all.total).toBe(0)
  expect((await unodc.call(contract.readProgress, {})).points).toEqual([])
})

test('progress is told from the steps, and of what a State opened from its history', async () => {
  const visit = (days: number) => ({
    ...{ request: randomUUID(), state: 'NER', title: written('Visit'), type: 'focused' as const },
    ...{ startsOn: ahead(days), endsOn: ahead(days) },
  })
  const { head } = await cted.call(addAssessment, visit(-800))
  const id = await entered(cted, 'followed', { assessment: head.id })
  await step(niger, id, 'under_way', ahead(-400))
  await niger.call(giveConsent, consent([id], 'whole', 'UNODC'))
  await step(niger, id, 'implemented', ahead(-100))
  const stood = async (by: TestPerson) => {
    const { points } = await by.call(contract.readProgress, { quarters: 12 })
    return points.map(({ on, counts }) => [on, Object.entries(counts).flatMap(([status, n]) => (n ? [status] : []))[0]])
  }
  const expected = (on: string) => (on < ahead(-400) ? 'not_started' : on < ahead(-100) ? 'under_way' : 'implemented')
  for (const by of [niger, cted]) {
    const points = await stood(by)
    expect(points.length).toBeGreaterThan(7)
    for (const [on, status] of points) expect(status, on).toBe(expected(on!))
  }
  // The reader of the disclosure knows what it said when it was opened, and what became of it since.
  const theirs = await stood(unodc)
  expect(theirs[0]![0]! >= ahead(-400)).toBe(true)
  expect(new Set(theirs.map(([, status]) => status))).toEqual(new Set(['under_way', 'implemented']))
  for (const [on, status] of theirs) expect(status, on).toBe(expected(on!))
  expect(await stood(iraq)).toEqual([])
})

test('a State sees all that is said about it: who sees it, what it answered, and which clocks run', async () => {
  const visit = {
    state: 'NER',
    title: written('Visit'),
    type: 'focused' as const,
    startsOn: ahead(-20),
    endsOn: ahead(-19),
  }
  const { head } = await cted.call(addAssessment, { ...visit, sentOn: ahead(-10), request: randomUUID() })
  const id = await entered(cted, 'answered', { assessment: head.id })
  const kept = await entered(cted, 'kept')
  const until = new Date(Date.now() + 86_400_000).toISOString()
  // Given twice to the same reader, it is seen as long as the one that lasts.
  for (const more of [{ until }, {}])
    await niger.call(giveConsent, consent([id], 'need', [{ kind: 'circle', code: 'compact' }], more))
  await niger.call(withholdConsent, { recommendations: [kept], reference: 'Note verbale 18', request: randomUUID() })
  await niger.call(sayView, { id, view: 'partly', request: randomUUID() })
  await niger.call(commentOnText, { id, field: 'body', words: written('It is so already'), request: randomUUID() })
  await step(niger, id, 'under_way', ahead(-2))
  const { items, total, all, clocks } = await niger.call(contract.readOwnState, {})
  expect(total).toBe(2)
  expect(all.counts).toMatchObject({ under_way: 1, not_started: 1 })
  expect(items.find((row) => row.head.id === id)).toMatchObject({
    ...{ form: 'original', view: 'partly', lastStep: ahead(-2), comments: { given: 1, answered: 0 } },
    sees: [{ form: 'need', to: { kind: 'circle' }, until: null }],
  })
  expect(items.find((row) => row.head.id === kept)).toMatchObject({ sees: [], lastStep: null })
  expect(clocks).toMatchObject([{ head: { id: head.id }, clocks: [{ state: 'running' }, { state: 'not_begun' }] }])
  expect(await iraq.call(contract.readOwnState, {})).toMatchObject({ items: [], total: 0, clocks: [] })
  for (const by of [cted, unodc]) expect(await refused(by.call(contract.readOwnState, {}))).toBe('403 access.denied')
})

test('the home page is told what waits for the own organization alone', async () => {
  await entered(cted, 'late', { dueOn: ahead(-1) })
  await entered(cted, 'soon', { dueOn: ahead(20) })
  await entered(cted, 'far', { dueOn: ahead(90) })
  await evaluated(cted, 'theirs', { leads: ['UNODC'], dueOn: ahead(-2) })
  const nothing = { overdue: 0, soon: 0 }
  const taken = { kind: 'report', evaluation: '', uptake: [{ document: 'A/RES/75/291', paragraph: '12' }] }
  await evaluated(undp, 'report', taken)
  expect(await niger.call(contract.readWaiting, {})).toMatchObject({
    ...{ state: { overdue: 1, soon: 1 }, lead: nothing, originator: nothing, reports: { total: 0, takenUp: 0 } },
  })
  expect(await cted.call(contract.readWaiting, {})).toMatchObject({
    state: nothing,
    originator: { overdue: 2, soon: 1 },
  })
  expect(await unodc.call(contract.readWaiting, {})).toMatchObject({
    lead: { overdue: 1, soon: 0 },
    originator: nothing,
  })
  expect(await undp.call(contract.readWaiting, {})).toMatchObject({ reports: { total: 1, takenUp: 1 }, lead: nothing })
})

test('the document holds what its reader sees and may carry away, marked, and is noted as a copy', async () => {
  const open = await entered(cted, 'carried', { dueOn: ahead(-1), handling: ['no_quote'] })
  const kept = await entered(cted, 'kept', { handling: ['no_export'] })
  const hidden = await entered(cted, 'hidden')
  await niger.call(giveConsent, consent([open, kept], 'whole', 'UNODC'))
  const described = await unodc.ask(contract.exportBoard, { format: 'json', by: 'theme' })
  expect(described.headers['content-disposition']).toContain('follow-up-confidential.json')
  expect(JSON.parse(described.body)).toMatchObject({ level: 1, marking: 'Confidential · Not for quotation' })
  for (const words of [
    'Title carried',
    '1 record that you may read is left out',
    '1 recommendation: 1 open, 1 of them overdue',
  ])
    expect(described.body, words).toContain(words)
  const pdf = await readPdf((await unodc.ask(contract.exportBoard, { language: 'ar' })).rawPayload)
  expect(pdf).toMatchObject({ title: 'متابعة التوصيات', language: 'ar', isTagged: true })
  const word = await unodc.ask(contract.exportBoard, { format: 'docx' })
  expect(wordsIn(partsOf(word.rawPayload)['word/document.xml']!)).toContain('Title carried')
  for (const text of [described.body, pdf.all])
    for (const words of ['Title kept', 'Title hidden']) expect(text).not.toContain(words)
  const copies = async (record: string) => (await niger.call(listHeld, { record, state: 'any' })).items.length
  const { rows } = await sql<{ disclosed: string; record: string }>`select disclosed, record from consents`.execute(
    platform.owner,
  )
  const disclosed = (record: string) => rows.find((row) => row.record === record)!.disclosed
  expect([await copies(disclosed(open)), await copies(disclosed(kept))]).toEqual([3, 0])
  // Who sees it is for the State and the originator to know.
  expect((await niger.ask(contract.exportBoard, { format: 'json' })).body).toContain('Whole: UNODC')
  expect(described.body).not.toContain('Who sees it')
  // The originator takes along its own; the caveat binds others.
  expect((await cted.ask(contract.exportBoard, { format: 'json' })).body).toContain('Title kept')
  expect(hidden).not.toBe(open)
})

test('who may not read recommendations has no board; what is no group or no format is refused by its name', async () => {
  const auditor = await personOf('UNODC', { roles: ['auditor'] })
  for (const endpoint of [contract.readBoard, contract.readProgress, contract.readWaiting, contract.exportBoard])
    expect(await refused(auditor.call(endpoint as typeof contract.readBoard, {}))).toBe('403 access.denied')
  expect((await platform.nobody.ask(contract.readBoard, {})).statusCode).toBe(401)
  const reply = await unodc.ask(contract.readBoard, { by: 'mood' })
  expect([reply.statusCode, JSON.parse(reply.body).fields[0].path]).toEqual([400, 'by'])
})
