import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import data from '../../data/demonstration/recommendations.json' with { type: 'json' }
import { directory } from '../../modules/directory/index.ts'
import { referencePlatform } from '../../modules/directory/testing.ts'
import { readBoard } from '../../modules/followup/actions/board.ts'
import { readProgress } from '../../modules/followup/actions/progress.ts'
import * as board from '../../modules/followup/contract.ts'
import { followup as followupModule } from '../../modules/followup/index.ts'
import { listGaps } from '../../modules/gaps/actions/gaps.ts'
import * as gap from '../../modules/gaps/contract.ts'
import { gaps } from '../../modules/gaps/index.ts'
import { programmes as programmesModule } from '../../modules/programmes/index.ts'
import { listAssessments } from '../../modules/recommendations/actions/assessment-list.ts'
import { listRecommendations, readRecommendation } from '../../modules/recommendations/actions/reading.ts'
import * as assessment from '../../modules/recommendations/assessment-contract.ts'
import * as contract from '../../modules/recommendations/contract.ts'
import { PRIORITIES, STATUSES } from '../../modules/recommendations/fields.ts'
import { recommendations as recommendationsModule } from '../../modules/recommendations/index.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { LANGUAGES } from '../../platform/text.ts'
import { answers } from './answers.ts'
import { followup } from './followup.ts'
import { loadPeople } from './people.ts'
import { programmes } from './programmes.ts'
import { recommendations } from './recommendations.ts'
import { openWorld } from './world.ts'

const platform = await referencePlatform(directory, programmesModule, recommendationsModule, followupModule, gaps)
const folder = await mkdtemp(join(tmpdir(), 'concord-recommendations-'))
await platform.owner
  .transaction()
  .execute((tx) => loadPeople(tx, { folder, terms: TERMS_VERSION, secret: new Uint8Array(32).fill(7) }))
const world = await openWorld(platform.owner, platform.db, { terms: TERMS_VERSION, auditKey: 'key' })
const load = async () => {
  for (const loader of [recommendations, followup, answers]) await loader.load(world)
}
await programmes.load(world)
await load()
afterAll(async () => {
  await rm(folder, { recursive: true })
  await platform[Symbol.asyncDispose]()
})

const CTED = 'assessment@cted.un.example'
const IRAQ = 'focal.point@iraq.example'

const listed = (mail: string, input: object = {}) =>
  world.as(mail, (tx, call) =>
    listRecommendations(tx, contract.listRecommendations.input.parse({ size: 200, ...input }), call),
  )
const shown = (mail: string, id: string) => world.as(mail, (tx, call) => readRecommendation(tx, { id }, call))
const homeOf = (mail: string, input: object = {}) =>
  world.as(mail, (tx, call) => listGaps(tx, gap.listGaps.input.parse({ size: 100, ...input }), call))

test('three States with 40 recommendations, two evaluations, and the 36 statements of the report; all else is marked invented', async () => {
  const { items: assessed } = await listed(CTED, { kinds: 'assessment' })
  expect(assessed).toHaveLength(40)
  expect(new Set(assessed.flatMap(({ states }) => states.map(({ code }) => code)))).toEqual(
    new Set(['IRQ', 'NER', 'NGA']),
  )
  const { items: evaluated } = await listed(CTED, { kinds: 'evaluation' })
  const evaluations = await Promise.all(evaluated.map(async ({ head }) => (await shown(CTED, head.id)).evaluation))
  expect(new Set(evaluations).size).toBe(2)
  const { items: visits } = await world.as(CTED, (tx, call) =>
    listAssessments(tx, assessment.listAssessments.input.parse({}), call),
  )
  expect(visits).toHaveLength(4)
  for (const { head, code } of [...assessed, ...evaluated, ...visits]) {
    expect(head.invented, code).toBe(true)
    expect(code).toMatch(/^INV-/)
  }
  const { items: reported } = await listed(CTED, { kinds: 'report' })
  expect(reported).toHaveLength(36)
  for (const { head, paragraph, code } of reported) {
    expect(head.invented, code).toBe(false)
    expect(Number(paragraph), code).toBeGreaterThan(0)
  }
  expect(new Set(reported.map(({ force }) => force))).toEqual(new Set(['must', 'urge', 'may_wish', 'should', 'states']))
})

test('each statement of the report has its title and its words in six languages, one text each', () => {
  for (const { code, title, body } of data.report)
    for (const texts of [title, body]) {
      expect(Object.keys(texts).sort(), code).toEqual([...LANGUAGES].sort())
      const said = Object.values(texts).map((text) => text.trim())
      expect(said, code).not.toContain('')
      expect(new Set(said).size, code).toBe(LANGUAGES.length)
    }
})

test('what is invented says so in its words too', async () => {
  const { items } = await listed(CTED, { kinds: 'assessment,evaluation' })
  for (const { head } of items) {
    const { body, steps, actions, response } = await shown(CTED, head.id)
    const words = [body, response, ...steps.map((step) => step.words), ...actions.map(({ what }) => what)]
    for (const said of words) if (said) expect(said.texts.en).toContain('nvented for the demonstration')
    for (const document of [...steps, ...actions].flatMap(({ evidence }) => evidence))
      expect(document).toContain('(invented)')
  }
})

test('each priority and each status occurs; what is implemented or closed has its evidence', async () => {
  const { items } = await listed(CTED, { kinds: 'assessment,evaluation' })
  expect(new Set(items.map(({ priority }) => priority))).toEqual(new Set(PRIORITIES))
  expect(new Set(items.map(({ status }) => status))).toEqual(new Set(STATUSES))
  for (const { head, status } of items.filter((one) => one.status === 'implemented' || one.status === 'closed')) {
    const { steps } = await shown(CTED, head.id)
    expect(steps.find((step) => step.status === status)!.evidence).not.toEqual([])
  }
})

test('of the evaluations actions are done, overdue and ahead', async () => {
  const { items } = await listed(CTED, { kinds: 'evaluation' })
  const actions = (await Promise.all(items.map(({ head }) => shown(CTED, head.id)))).flatMap((one) => one.actions)
  const today = world.day(0)
  expect(actions.filter(({ doneOn }) => doneOn !== null).length).toBeGreaterThan(1)
  expect(actions.some(({ doneOn, dueOn }) => doneOn === null && dueOn! < today)).toBe(true)
  expect(actions.some(({ doneOn, dueOn }) => doneOn === null && dueOn! > today)).toBe(true)
})

test('four statements of the report say which resolutions took them up', async () => {
  const { items } = await listed(CTED, { kinds: 'report' })
  const uptake = await Promise.all(
    items.map(async ({ code, head }) =>
      (await shown(CTED, head.id)).uptake.map(({ document }) => `${code} ${document}`),
    ),
  )
  expect(uptake.flat().sort()).toEqual([
    'REC-014 A/RES/75/291',
    'REC-015 A/RES/75/291',
    'REC-016 A/RES/75/291',
    'REC-016 A/RES/77/298',
    'REC-019 A/RES/75/291',
  ])
})

const HOMES = [
  { home: 'Iraq', mail: IRAQ, by: { states: 'IRQ' } },
  { home: 'UNODC', mail: 'programme@unodc.un.example', by: { fits: 'theme,state' } },
  { home: 'a donor', mail: 'donor@netherlands.example', by: {} },
]

test.each(HOMES)('$home sees unmet needs, and at least two other verdicts', async ({ mail, by }) => {
  const { counts } = await homeOf(mail, by)
  expect(counts.unmet).toBeGreaterThan(0)
  expect(counts.planned).toBeGreaterThan(0)
  expect(Object.values(counts).filter((n) => n > 0).length).toBeGreaterThanOrEqual(3)
})

test('the board by lead has groups, and the picture of two years moves', async () => {
  for (const mail of [CTED, IRAQ]) {
    const { items } = await world.as(mail, (tx, call) =>
      readBoard(tx, board.readBoard.input.parse({ by: 'lead', kinds: 'assessment' }), call),
    )
    expect(items.filter(({ key }) => key !== '-').length).toBeGreaterThanOrEqual(4)
    const { points } = await world.as(mail, (tx, call) =>
      readProgress(tx, board.readProgress.input.parse({ kinds: 'assessment', quarters: 8 }), call),
    )
    const counts = points.map((point) => JSON.stringify(point.counts))
    expect(counts.filter((one, n) => n > 0 && one !== counts[n - 1]).length).toBeGreaterThanOrEqual(4)
  }
})

test('somebody who can sign in keeps what the Office for Counter-Terrorism entered', async () => {
  const { items } = await listed('a.petrosyan@unoct.un.example', { kinds: 'evaluation,report' })
  expect(items).toHaveLength(data.evaluations.length + 36)
  for (const { head } of items.slice(0, 3))
    expect((await shown('a.petrosyan@unoct.un.example', head.id)).mayWrite).toBe(true)
})

test('a second load changes nothing', async () => {
  const count = async () => {
    const tables = ['records', 'consents', 'recommendation_steps', 'factual_comments', 'clock_events'] as const
    return Promise.all(
      tables.map(async (table) => {
        const { n } = await platform.owner
          .selectFrom(table)
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
        return [table, n]
      }),
    )
  }
  const before = await count()
  await load()
  expect(await count()).toEqual(before)
})
