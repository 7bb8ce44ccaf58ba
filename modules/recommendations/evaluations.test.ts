import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { listHistory, restoreText } from '../../platform/history/contract.ts'
import { historyOf } from '../../platform/history/index.ts'
import { records } from '../../platform/records/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { readBoard } from '../followup/contract.ts'
import { followup } from '../followup/index.ts'
import { refused, written } from '../programmes/testing.ts'
import * as assessed from './assessment-contract.ts'
import * as contract from './contract.ts'
import { recommendations } from './index.ts'
import { consentPlatform, entered, ofNiger } from './testing.ts'

const { platform, personOf, niger, iraq, unodc, cted } = await consentPlatform(
  records,
  followup,
  historyOf([recommendations]),
)
afterAll(() => platform[Symbol.asyncDispose]())

const today = new Date().toISOString().slice(0, 10)
const unoct = await personOf('UNOCT', { roles: ['secretariat'] })
/** Of the organisation that assesses, and not one who assesses. */
const atCted = await personOf('CTED', { roles: ['secretariat'] })

const evaluation = (words: string, fields: object = {}) => ({
  ...{ request: randomUUID(), kind: 'evaluation' as const, evaluation: 'Evaluation of 2020', level: 0 },
  ...{ title: written(`Title ${words}`), body: written(`Body ${words}`), leads: ['UNOCT'] },
  ...fields,
})
const reported = {
  ...{ request: randomUUID(), kind: 'report' as const, level: 0, force: 'must' as const },
  ...{ title: written('Title of report'), body: written('Body of report'), addressees: ['member_states' as const] },
}
const visit = () => ({
  ...{ request: randomUUID(), state: 'NER', title: written('Visit'), type: 'focused' as const },
  ...{ startsOn: '2026-01-10', endsOn: '2026-01-14', sentOn: '2026-02-01' },
})
/** With a role that may share, which entering what a State controls needs too; and still not one who assesses. */
const sharing = await personOf('CTED', { roles: ['secretariat', 'donor'] })
/** What a statement comes to in the hands of this person. */
const raw = (by: TestPerson, statement: ReturnType<typeof sql>): Promise<string> =>
  by
    .act(async (tx) => String((await statement.execute(tx)).numAffectedRows ?? 0n))
    .catch((error: Error) => error.message)

test('the secretariat enters evaluations and the recommendations of reports, and edits them', async () => {
  const made = await unoct.call(contract.addRecommendation, evaluation('secretariat'))
  expect(made).toMatchObject({ kind: 'evaluation', mayWrite: true, originator: { code: 'UNOCT' } })
  expect(await unoct.call(contract.addRecommendation, reported)).toMatchObject({ force: 'must', mayWrite: true })
  const { request: _, kind: _k, level: _l, ...content } = evaluation('edited')
  const edit = { ...content, id: made.head.id, version: made.head.version }
  expect((await unoct.call(contract.editRecommendation, edit)).title.texts.en).toBe('Title edited')
  expect(await refused(unodc.call(contract.editRecommendation, edit))).toBe('404 not_found')
  const reader = await personOf('UNOCT', { roles: ['reader'] })
  expect(await refused(reader.call(contract.addRecommendation, evaluation('reader')))).toBe('403 access.denied')
})

test('it enters nothing of an assessment, and keeps nothing of it: not even where its organization does', async () => {
  const assessment = (await cted.call(assessed.addAssessment, visit())).head
  const id = await entered(cted, 'assessed', { assessment: assessment.id })
  const comment = await niger.call(contract.commentOnText, {
    ...{ id, field: 'body', words: written('This is wrong'), request: randomUUID() },
  })
  const { request: _r, kind: _k, state: _s, ...content } = ofNiger('by the secretariat')
  const { request: _, state: _t, ...visited } = visit()
  for (const by of [unoct, atCted, sharing]) {
    expect(await refused(by.call(contract.addRecommendation, ofNiger('by the secretariat')))).toBe('403 access.denied')
    expect(await refused(by.call(assessed.addAssessment, visit()))).toBe('403 access.denied')
    const edit = { ...visited, id: assessment.id, version: assessment.version }
    expect(await refused(by.call(assessed.editAssessment, edit))).toBe('403 access.denied')
    const answer = { comment: comment.id, words: written('So it is') }
    expect(await refused(by.call(contract.answerComment, answer))).toBe('403 access.denied')
  }
  // What is read is refused, and what is not is not there.
  for (const [by, problem] of [
    [atCted, '403 access.denied'],
    [unoct, '404 not_found'],
  ] as const)
    expect(await refused(by.call(contract.editRecommendation, { ...content, id, version: 1 }))).toBe(problem)
  const pause = { id: assessment.id, clock: 'comments', event: 'paused', reason: 'Translation' } as const
  const step = { id, status: 'under_way' } as const
  for (const [by, problem] of [
    [atCted, '403 records.read_only'],
    [unoct, '404 not_found'],
  ] as const) {
    expect(await refused(by.call(assessed.setClock, { ...pause, request: randomUUID() }))).toBe(problem)
    expect(await refused(by.call(contract.takeStep, { ...step, request: randomUUID() }))).toBe(problem)
  }
  expect(await atCted.call(contract.readRecommendation, { id })).toMatchObject({ mayWrite: false })
  expect(await atCted.call(assessed.readAssessment, { id: assessment.id })).toMatchObject({ mayWrite: false })
  // Told of it by the State are those who keep it.
  const { rows: told } = await sql<{ person: string }>`
    select distinct person from notices where record = ${id} and topic = 'recommendations.commented'`.execute(
    platform.owner,
  )
  expect(told).toEqual([{ person: cted.id }])
})

test('nor does it by plain SQL, and who only reads writes no recommendation at all', async () => {
  const assessment = (await cted.call(assessed.addAssessment, visit())).head.id
  const id = await entered(cted, 'plain', { assessment })
  const mine = (await cted.call(contract.addRecommendation, evaluation('plain'))).head.id
  const reader = await personOf('CTED', { roles: ['reader'] })
  const statements = [
    sql`update recommendations set title = body where id = ${id}`,
    sql`update assessments set title = observations where id = ${assessment}`,
    sql`insert into clock_events (record, clock, event, reason) values (${assessment}, 'comments', 'paused', 'Because')`,
    sql`insert into recommendation_steps (record, status) values (${id}, 'under_way')`,
    sql`insert into recommendation_actions (record, what, organisation) select ${id}, title, originator from recommendations where id = ${id}`,
    sql`insert into recommendations (id, kind, states, themes, title, body)
      select r, 'assessment', ${[niger.organisation]}::uuid[], '{cft}', ${written('T')}::jsonb, ${written('B')}::jsonb from unnest(array[${randomUUID()}::uuid]) r`,
    sql`select take_back(${[id]}::uuid[], '{1}')`,
  ]
  for (const [n, statement] of statements.entries())
    for (const by of [atCted, reader])
      expect(await raw(by, statement), `${n}`).toMatch(/row-level security|not_found|^0$/)
  // Entering a record of the own is everyone's; what it says is not.
  const enter = (kind: 'assessment' | 'evaluation', by: TestPerson) =>
    by
      .act(async (tx) => {
        const { rows } = await sql<{ id: string }>`
          insert into records (kind, controller, level) values ('recommendations.recommendation',
            ${kind === 'assessment' ? niger.organisation : null}, 1) returning id`.execute(tx)
        await sql`insert into recommendations (id, kind, states, themes, evaluation, title, body)
          values (${rows[0]!.id}, ${kind}, ${kind === 'assessment' ? [niger.organisation] : []}::uuid[], '{cft}',
                  ${kind === 'assessment' ? '' : 'E'}, ${written('T')}::jsonb, ${written('B')}::jsonb)`.execute(tx)
        return 'done'
      })
      .catch((error: Error) => error.message)
  const visited = (by: TestPerson) =>
    by
      .act(async (tx) => {
        const { rows } = await sql<{ id: string }>`
          insert into records (kind, controller, level) values ('recommendations.assessment', ${niger.organisation}, 1) returning id`.execute(
          tx,
        )
        await sql`insert into assessments (id, title, type, states, starts_on, ends_on)
          values (${rows[0]!.id}, ${written('T')}::jsonb, 'remote', ${[niger.organisation]}::uuid[], '2026-01-01', '2026-01-02')`.execute(
          tx,
        )
        return 'done'
      })
      .catch((error: Error) => error.message)
  expect(await visited(cted)).toBe('done')
  for (const by of [atCted, reader]) expect(await visited(by)).toMatch(/row-level security|access.denied/)
  expect(await visited(sharing)).toContain('row-level security')
  expect(await enter('assessment', sharing)).toContain('row-level security')
  expect(await enter('evaluation', cted)).toBe('done')
  expect(await enter('evaluation', atCted)).toBe('done')
  expect(await enter('evaluation', reader)).toContain('row-level security')
  expect(await enter('assessment', atCted)).toMatch(/row-level security|access.denied/)
  // Of an evaluation: the secretariat writes, the reader does not.
  const act = sql`insert into recommendation_actions (record, what, organisation) select ${mine}, title, originator from recommendations where id = ${mine}`
  const title = sql`update recommendations set title = body where id = ${mine}`
  expect([await raw(atCted, act), await raw(atCted, title)]).toEqual(['1', '1'])
  expect(await raw(reader, act)).toContain('row-level security')
  expect(await raw(reader, title)).toBe('0')
  expect(await raw(reader, sql`update recommendation_actions set due_on = current_date where record = ${mine}`)).toBe(
    '0',
  )
  expect(await raw(reader, sql`delete from recommendation_actions where record = ${mine}`)).toBe('0')
})

test('an earlier text of an assessment is not brought back by the secretariat', async () => {
  const id = await entered(cted, 'first')
  const { head } = await cted.call(contract.readRecommendation, { id })
  const { request: _r, kind: _k, state: _s, ...content } = ofNiger('second')
  await cted.call(contract.editRecommendation, { ...content, id, version: head.version })
  const { items } = await cted.call(listHistory, { record: id })
  const restoring = {
    edit: items[0]!.id,
    field: 'recommendations.title',
    language: 'en' as const,
    version: head.version + 1,
  }
  expect(await refused(atCted.call(restoreText, restoring))).toBe('403 records.read_only')
  expect((await cted.call(contract.readRecommendation, { id })).head.version).toBe(head.version + 1)
  await cted.call(restoreText, restoring)
  expect((await cted.call(contract.readRecommendation, { id })).title.texts.en).toBe('Title first')
})

test('evaluations and reports are shared in the ordinary way, and carry their own fields', async () => {
  const input = {
    ...ofNiger('evaluated'),
    kind: 'evaluation' as const,
    state: null,
    need: false,
    level: 0,
    evaluation: 'Of 2020',
  }
  const actions = [{ what: written('Write a plan'), organisation: 'UNODC', dueOn: '2026-01-01' }]
  const audience = [{ to: { kind: 'organisation' as const, id: iraq.organisation }, gives: 'read' as const }]
  const made = await unodc.call(contract.addRecommendation, {
    ...input,
    acceptance: 'accepted',
    response: written('It will be done'),
    actions,
    audience,
  })
  expect(made).toMatchObject({
    kind: 'evaluation',
    acceptance: 'accepted',
    actions: [{ organisation: { code: 'UNODC' } }],
    mayConsent: false,
  })
  expect(await iraq.call(contract.readRecommendation, { id: made.head.id })).toMatchObject({
    mayWrite: false,
    response: { original: 'en' },
  })
  expect(await refused(niger.call(contract.readRecommendation, { id: made.head.id }))).toBe('404 not_found')
  for (const wrong of [{ evaluation: '' }, { force: 'must' as const }, { state: 'NER' }])
    expect(await refused(unodc.call(contract.addRecommendation, { ...input, request: randomUUID(), ...wrong }))).toBe(
      '400 input',
    )
  const { request: _r, kind: _k, state: _s, level: _l, ...content } = input
  const edit = { ...content, id: made.head.id, version: made.head.version }
  const done = { ...actions[0]!, doneOn: today }
  for (const wrong of [{ evaluation: '' }, { force: 'must' as const }, { need: true }, { actions: [done] }])
    expect(await refused(unodc.call(contract.editRecommendation, { ...edit, ...wrong }))).toBe('400 input')
  const closed = { ...edit, actions: [{ ...done, evidence: ['Plan of 2026'] }] }
  expect(await unodc.call(contract.editRecommendation, closed)).toMatchObject({ actions: [{ doneOn: today }] })
})

test.each([
  ['the secretariat', unoct],
  ['an officer', await personOf('UNOCT', { roles: ['officer'] })],
])('an evaluation is closed by %s: accepted, answered, acted on, and shown by a document', async (who, by) => {
  const audience = [{ to: { kind: 'organisation' as const, id: iraq.organisation }, gives: 'read' as const }]
  const isOfficer = who === 'an officer'
  const actions = [{ what: written('Write a plan'), organisation: 'UNOCT', dueOn: '2026-01-01' }]
  const made = await by.call(
    contract.addRecommendation,
    evaluation(who, {
      ...{ acceptance: 'partly', response: written('It will be done'), actions },
      ...(isOfficer && { audience }),
    }),
  )
  const { id, version } = made.head
  expect(made).toMatchObject({ acceptance: 'partly', actions: [{ organisation: { code: 'UNOCT' }, doneOn: null }] })
  const followed = async () =>
    (await by.call(readBoard, { by: 'lead', q: who })).items.find(({ key }) => key === 'UNOCT')!
  expect((await followed()).first).toMatchObject([{ answered: true, actions: { total: 1, done: 0, overdue: 1 } }])
  // An action is done when something shows it.
  const {
    request: _,
    kind: _k,
    level: _l,
    ...content
  } = evaluation(who, { acceptance: 'partly', response: made.response })
  const done = { ...actions[0]!, doneOn: today }
  const edit = { ...content, id, version }
  expect(await refused(by.call(contract.editRecommendation, { ...edit, actions: [done] }))).toBe('400 input')
  await by.call(contract.editRecommendation, { ...edit, actions: [{ ...done, evidence: ['Plan of 2026'] }] })
  expect((await followed()).first).toMatchObject([{ actions: { total: 1, done: 1, overdue: 0 } }])
  // So is the recommendation.
  const close = (person: TestPerson, evidence: string[] = []) =>
    person.call(contract.takeStep, { id, status: 'closed', evidence, request: randomUUID() })
  for (const [person, problem] of [
    [unodc, '404 not_found'],
    [iraq, isOfficer ? '403 records.read_only' : '404 not_found'],
    [by, '400 input'],
  ] as const)
    expect(await refused(close(person, person === by ? [] : ['Note 7']))).toBe(problem)
  expect(await raw(by, sql`insert into recommendation_steps (record, status) values (${id}, 'closed')`)).toContain(
    'check constraint',
  )
  expect(await close(by, ['Report of closure'])).toMatchObject({
    ...{ status: 'closed', statusOn: today },
    steps: [{ status: 'closed', evidence: ['Report of closure'], organisation: { code: 'UNOCT' } }],
  })
  expect((await followed()).counts).toMatchObject({ closed: 1 })
})
