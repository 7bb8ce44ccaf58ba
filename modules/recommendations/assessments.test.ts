import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import { refused, written } from '../programmes/testing.ts'
import * as assessed from './assessment-contract.ts'
import * as contract from './contract.ts'
import { recommendations } from './index.ts'
import { type Clock, type ClockEvent, clockOf } from './rules.ts'
import { consentPlatform, entered, ofNiger } from './testing.ts'

const { platform, personOf, niger, iraq, unodc, cted } = await consentPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

const today = new Date().toISOString().slice(0, 10)
const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const visit = (fields: object = {}) => ({
  ...{ request: randomUUID(), state: 'NER', title: written('Visit'), type: 'comprehensive' as const },
  ...{
    startsOn: '2026-01-10',
    endsOn: '2026-01-14',
    entities: ['UNODC'],
    observations: written('What was seen there'),
  },
  ...fields,
})
const add = async (fields: object = {}) => (await cted.call(assessed.addAssessment, visit(fields))).head.id
const read = (id: string, by = niger) => by.call(assessed.readAssessment, { id })
const set = (by: typeof cted, id: string, event: 'paused' | 'resumed' | 'answered', fields: object = {}) =>
  by.call(assessed.setClock, { id, clock: 'comments', event, request: randomUUID(), ...fields })

test('an assessment is for its originator and its State; who took part is not let in by that', async () => {
  const id = await add()
  expect(await read(id)).toMatchObject({
    state: { code: 'NER' },
    mayWrite: false,
    mayRespond: true,
    entities: [{ code: 'UNODC' }],
  })
  expect(await read(id, cted)).toMatchObject({ mayWrite: true, mayRespond: false })
  for (const by of [unodc, iraq]) {
    expect(await refused(read(id, by))).toBe('404 not_found')
    expect(await refused(set(by, id, 'answered'))).toBe('404 not_found')
    expect((await by.call(assessed.listAssessments, {})).total).toBe(0)
  }
  expect(await refused(niger.call(assessed.addAssessment, visit()))).toBe('403 access.denied')
  const { head } = await read(id, cted)
  const { request: _, state: _s, ...content } = visit({ sentOn: '2026-02-01' })
  expect(await refused(cted.call(assessed.editAssessment, { ...content, id, version: head.version + 1 }))).toBe(
    '409 edit_conflict',
  )
  await cted.call(assessed.editAssessment, { ...content, id, version: head.version })
  expect((await read(id)).clocks[0]).toMatchObject({ clock: 'comments', began: '2026-02-01', state: 'over' })
})

test('the clocks: paused by the originator with a reason, answered by the State, and by nobody else', async () => {
  const id = await add({ startsOn: ahead(-12), endsOn: ahead(-12), sentOn: ahead(-10) })
  expect(await refused(set(cted, id, 'paused'))).toBe('400 input')
  expect(await refused(set(niger, id, 'paused', { reason: 'We need more time' }))).toBe('403 records.read_only')
  await set(cted, id, 'paused', { reason: 'Translation', on: ahead(-4) })
  expect((await read(id)).clocks[0]).toMatchObject({
    state: 'paused',
    due: ahead(24),
    events: [{ event: 'paused', reason: 'Translation' }],
  })
  expect(await refused(set(cted, id, 'paused', { reason: 'Again' }))).toBe('409 recommendations.clock')
  await set(cted, id, 'resumed')
  const reader = await personOf('NER', { roles: ['reader'] })
  expect(await refused(set(reader, id, 'answered'))).toBe('403 records.read_only')
  await set(niger, id, 'answered')
  expect((await read(id, cted)).clocks[0]).toMatchObject({ state: 'answered', answeredOn: today, due: ahead(24) })
})

test('clock_due in SQL says what clockOf says, whatever happened', async () => {
  const id = await add({ sentOn: '2026-02-01', adoptedOn: '2026-02-28' })
  const by = cted.id
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((n) => new Date(Date.UTC(2026, 0, 20) + n * 86_400_000).toISOString().slice(0, 10))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Clock>('comments', 'steps'),
      fc.uniqueArray(day, { maxLength: 5 }),
      fc.boolean(),
      day,
      async (clock, days, isAnswered, on) => {
        const events: ClockEvent[] = days.toSorted().map((at, i, all) => ({
          event: i % 2 === 0 ? 'paused' : 'resumed',
          on: at,
          ...(isAnswered && i === all.length - 1 && { event: 'answered' }),
        }))
        await sql`delete from clock_events where record = ${id}`.execute(platform.owner)
        for (const { event, on: at } of events)
          await sql`insert into clock_events (record, clock, event, on_day, reason, by) values (${id}, ${clock}, ${event}, ${at}, 'because', ${by})`.execute(
            platform.owner,
          )
        const { rows } = await sql<{ due: string; paused: boolean; answered: string | null }>`
        select due::text, paused, answered::text from clock_due(${id}, ${clock}, ${on}::date)`.execute(platform.owner)
        const said = clockOf(clock, clock === 'comments' ? '2026-02-01' : '2026-02-28', events, on)
        expect(rows[0]).toEqual({
          due: said.due,
          answered: said.answeredOn,
          paused: events.filter(({ event }) => event !== 'answered').at(-1)?.event === 'paused',
        })
      },
    ),
    { numRuns: 40, seed: 4 },
  )
})

test('whoever speaks for the State and whoever keeps it are reminded a week ahead, on the last days and when it is over, once each', async () => {
  const colleague = await personOf('NER', { roles: ['focal_point'] })
  const reader = await personOf('NER', { roles: ['reader', 'org_admin'] })
  const former = await personOf('NER', { roles: ['focal_point'] })
  await sql`update memberships set ends_on = current_date - 1 where person = ${former.id}`.execute(platform.owner)
  const entitled = [niger.id, colleague.id, cted.id].toSorted()
  // Days of thirty that are gone: eight, seven, one and none are left, and one too many.
  const sent = async (days: number) => add({ startsOn: ahead(-60), endsOn: ahead(-60), sentOn: ahead(-days) })
  const early = await sent(22)
  const [week, eve, last, over] = [await sent(23), await sent(29), await sent(30), await sent(31)]
  const [still, answered, resumed] = [await sent(23), await sent(31), await sent(31)]
  await set(cted, still, 'paused', { reason: 'Translation' })
  await set(niger, answered, 'answered')
  await set(cted, resumed, 'paused', { reason: 'Translation', on: ahead(-20) })
  await set(cted, resumed, 'resumed', { on: ahead(-10) })
  const names = { early, week, eve, last, over, still, answered, resumed }
  const nameOf = (record: string) => Object.entries(names).find(([, id]) => id === record)![0]
  /** Who was told what since: the name of the assessment, the last day, and what was said of it, and to whom. */
  const told = async () => {
    await sql`delete from notices`.execute(platform.owner)
    await cted.act((tx) => enqueue(tx, 'recommendations.remind'))
    await drainJobs(platform, [recommendations])
    const { rows } = await sql<{ record: string; on: string; stage: string; people: string[] }>`
      select record, facts ->> 'on' as on, facts ->> 'stage' as stage, array_agg(person::text order by person) as people from notices
       where topic = 'recommendations.due' and record = any (${Object.values(names)}::uuid[]) group by 1, 2, 3`.execute(
      platform.owner,
    )
    for (const { people } of rows) expect(people).toEqual(entitled)
    return rows.map(({ record, on, stage }) => `${nameOf(record)} ${on} ${stage}`).toSorted()
  }
  expect([reader.id, former.id, unodc.id, iraq.id].filter((id) => entitled.includes(id))).toEqual([])
  expect(await told()).toEqual([
    `eve ${ahead(1)} ahead`,
    `last ${today} ahead`,
    `over ${ahead(-1)} over`,
    `week ${ahead(7)} ahead`,
  ])
  expect(await told()).toEqual([])
  // Ten days of a pause are added: it was over, and is due in nine days.
  expect((await read(resumed)).clocks[0]).toMatchObject({ state: 'running', due: ahead(9) })

  // Days pass: what was told a week ahead is told again on the last days, and then when it is over.
  const pass = (days: number) =>
    sql`update assessments set starts_on = starts_on - ${days}::integer, ends_on = ends_on - ${days}::integer, sent_on = sent_on - ${days}::integer
         where id in (${early}, ${week}, ${resumed})`.execute(platform.owner)
  await sql`update clock_events set on_day = on_day - 2 where record in (${week}, ${resumed})`.execute(platform.owner)
  await pass(2)
  expect(await told()).toEqual([`early ${ahead(6)} ahead`, `resumed ${ahead(7)} ahead`])
  await pass(4)
  await sql`update clock_events set on_day = on_day - 4 where record in (${early}, ${week}, ${resumed})`.execute(
    platform.owner,
  )
  expect(await told()).toEqual([`week ${ahead(1)} ahead`])
  await pass(2)
  await sql`update clock_events set on_day = on_day - 2 where record in (${early}, ${week}, ${resumed})`.execute(
    platform.owner,
  )
  expect(await told()).toEqual([`early ${today} ahead`, `resumed ${ahead(1)} ahead`, `week ${ahead(-1)} over`])
  expect(await told()).toEqual([])
})

test('what was told of is told again of the new last day once a pause has moved it', async () => {
  const id = await add({ startsOn: ahead(-60), endsOn: ahead(-60), sentOn: ahead(-30) })
  const told = async () => {
    await sql`delete from notices`.execute(platform.owner)
    await cted.act((tx) => enqueue(tx, 'recommendations.remind'))
    await drainJobs(platform, [recommendations])
    const { rows } = await sql<{ on: string }>`
      select distinct facts ->> 'on' as on from notices where record = ${id} and topic = 'recommendations.due'`.execute(
      platform.owner,
    )
    return rows.map(({ on }) => on)
  }
  expect(await told()).toEqual([today])
  await set(cted, id, 'paused', { reason: 'Translation' })
  // Three days pass.
  await sql`update assessments set sent_on = sent_on - 3 where id = ${id}`.execute(platform.owner)
  await sql`update clock_events set on_day = on_day - 3 where record = ${id}`.execute(platform.owner)
  expect(await told()).toEqual([])
  await set(cted, id, 'resumed')
  expect((await read(id)).clocks[0]).toMatchObject({ state: 'running', due: today })
  expect(await told()).toEqual([today])
  expect(await told()).toEqual([])
})

test('the six months for the steps taken are told of likewise', async () => {
  const adopted = new Date()
  adopted.setUTCMonth(adopted.getUTCMonth() - 6, adopted.getUTCDate() + 5)
  const id = await add({
    startsOn: '2020-01-01',
    endsOn: '2020-01-01',
    sentOn: '2020-01-02',
    adoptedOn: adopted.toISOString().slice(0, 10),
  })
  const { due } = (await read(id)).clocks.find(({ clock }) => clock === 'steps')!
  await set(niger, id, 'answered')
  await cted.act((tx) => enqueue(tx, 'recommendations.remind'))
  await drainJobs(platform, [recommendations])
  const { rows } = await sql<{
    facts: object
  }>`select distinct facts from notices where record = ${id} and topic = 'recommendations.due'`.execute(platform.owner)
  expect(rows).toEqual([{ facts: { on: due, clock: 'steps', stage: 'ahead' } }])
})

test('the State comments beside the text, and the originator answers once', async () => {
  const id = await entered(cted, 'commented')
  const comment = { id, field: 'body' as const, passage: 'Body', words: written('This is in place') }
  const made = await niger.call(contract.commentOnText, { ...comment, request: randomUUID() })
  for (const by of [cted, unodc])
    expect(await refused(by.call(contract.commentOnText, { ...comment, request: randomUUID() }))).toBe(
      '403 access.denied',
    )
  expect(await refused(iraq.call(contract.commentOnText, { ...comment, request: randomUUID() }))).toBe('404 not_found')
  const answer = { comment: made.id, words: written('It was taken up') }
  expect(await refused(unodc.call(contract.answerComment, answer))).toBe('404 not_found')
  await cted.call(contract.answerComment, answer)
  expect(await refused(cted.call(contract.answerComment, answer))).toBe('409 recommendations.answered')
  expect((await niger.call(contract.readRecommendation, { id })).comments).toMatchObject([
    { passage: 'Body', answer: { texts: { en: 'It was taken up' } } },
  ])
})

test('the State gives its view and its steps; the need it agreed to is its word', async () => {
  const id = await entered(cted, 'viewed')
  await niger.call(contract.sayView, {
    id,
    view: 'partly',
    words: written('As far as the law allows'),
    need: 'prioritised',
    request: randomUUID(),
  })
  expect(await refused(cted.call(contract.sayView, { id, view: 'agreed', request: randomUUID() }))).toBe(
    '403 access.denied',
  )
  expect(await refused(iraq.call(contract.sayView, { id, view: 'agreed', request: randomUUID() }))).toBe(
    '404 not_found',
  )
  expect(await refused(niger.call(contract.takeStep, { id, status: 'implemented', request: randomUUID() }))).toBe(
    '400 input',
  )
  await niger.call(contract.takeStep, { id, status: 'implemented', evidence: ['Law 12'], request: randomUUID() })
  expect(await refused(niger.call(contract.takeStep, { id, status: 'withdrawn', request: randomUUID() }))).toBe(
    '403 records.read_only',
  )
  expect(
    await refused(
      unodc.call(contract.takeStep, { id, status: 'closed', evidence: ['Gazette'], request: randomUUID() }),
    ),
  ).toBe('404 not_found')
  const { head, ...seen } = await cted.call(contract.readRecommendation, { id })
  expect(seen).toMatchObject({
    view: 'partly',
    need: 'prioritised',
    status: 'implemented',
    steps: [{ evidence: ['Law 12'], organisation: { code: 'NER' } }],
  })
  const { request: _, kind: _k, state: _s, ...content } = ofNiger('viewed', { need: false })
  expect(await cted.call(contract.editRecommendation, { ...content, id, version: head.version })).toMatchObject({
    need: 'prioritised',
  })
  expect(await refused(cted.call(contract.editRecommendation, { ...content, id, version: head.version }))).toBe(
    '409 edit_conflict',
  )
  expect(await refused(niger.call(contract.editRecommendation, { ...content, id, version: head.version }))).toBe(
    '403 access.denied',
  )
})
