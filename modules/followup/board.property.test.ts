import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { TestPerson } from '../../platform/testing.ts'
import { circle, written } from '../programmes/testing.ts'
import { addAssessment, readAssessment } from '../recommendations/assessment-contract.ts'
import { giveConsent } from '../recommendations/consent-contract.ts'
import { addRecommendation, listRecommendations, readRecommendation, takeStep } from '../recommendations/contract.ts'
import { type Recommendation, STATUSES } from '../recommendations/fields.ts'
import { consent, consentPlatform, ofNiger } from '../recommendations/testing.ts'
import { listGroup, readBoard, readProgress } from './contract.ts'
import { followup } from './index.ts'
import { COUNTED, type Counts, GROUPINGS, type Grouping, NONE, type Tally } from './rules.ts'

const { platform, niger, unodc, cted, donor, iraq } = await consentPlatform(followup)
afterAll(() => platform[Symbol.asyncDispose]())

const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const TODAY = ahead(0)
const visits = await Promise.all(
  [-100, -300, -900].map((days) =>
    cted.call(addAssessment, {
      ...{ request: randomUUID(), state: 'NER', title: written('Visit'), type: 'focused' },
      ...{ startsOn: ahead(days), endsOn: ahead(days) },
    }),
  ),
)

const one = fc.record({
  isOfVisit: fc.boolean(),
  visit: fc.constantFrom(null, ...visits.map(({ head }) => head.id)),
  themes: fc.subarray(['cft', 'youth', 'prisons'], { minLength: 1 }),
  priority: fc.constantFrom(null, 'high', 'medium', 'low'),
  dueOn: fc.constantFrom(null, ahead(-30), ahead(-1), TODAY, ahead(30)),
  leads: fc.subarray(['UNODC', 'NER']),
  status: fc.constantFrom(null, ...STATUSES.filter((status) => status !== 'withdrawn')),
  consents: fc.array(
    fc.record({ form: fc.constantFrom('whole', 'redacted', 'need'), to: fc.constantFrom('UNODC', 'DEU') }),
    { maxLength: 2 },
  ),
})
type One = typeof one extends fc.Arbitrary<infer T> ? T : never

async function enter({ isOfVisit, visit, status, consents, ...facts }: One): Promise<void> {
  const { state: _, need: __, ...common } = ofNiger('one', facts)
  const input = isOfVisit
    ? { ...common, state: 'NER', need: true, assessment: visit }
    : { ...common, kind: 'evaluation', evaluation: 'Evaluation 1', level: 0, audience: [circle('members')] }
  const { head } = await cted.call(addRecommendation, input as never)
  const step = { id: head.id, status, on: ahead(-2), evidence: ['Gazette'], request: randomUUID() }
  if (status) await cted.call(takeStep, step as never)
  if (isOfVisit)
    for (const { form, to } of consents) await niger.call(giveConsent, consent([head.id], form as 'whole', to))
}

/** All that the register shows to someone, each read one by one. */
async function everything(by: TestPerson): Promise<(Recommendation & { made: string })[]> {
  const { items } = await by.call(listRecommendations, { size: 200 })
  return Promise.all(
    items.map(async ({ head: { id } }) => {
      const of = await by.call(readRecommendation, { id })
      const visited = of.assessment && (await by.call(readAssessment, { id: of.assessment.id })).endsOn
      return { ...of, made: visited ?? of.head.createdAt.slice(0, 10) }
    }),
  )
}

const isOverdue = ({ status, dueOn }: Recommendation) =>
  dueOn !== null && dueOn < TODAY && (status === 'not_started' || status === 'under_way')
const AGES = [
  [183, 'half'],
  [365, 'year'],
  [730, 'two'],
] as const
function keysOf(by: Grouping, of: Recommendation & { made: string }): string[] {
  const codes = (some: readonly { code: string }[]) => some.map(({ code }) => code)
  const days = (Date.parse(TODAY) - Date.parse(of.made)) / 86_400_000
  const keys = {
    state: codes(of.states),
    theme: of.themes,
    priority: of.priority ? [of.priority] : [],
    lead: codes(of.leads),
    age: of.form === 'need' ? [] : [AGES.find(([most]) => days < most)?.[1] ?? 'older'],
  }[by]
  return keys.length > 0 ? keys : [NONE]
}
const tallyOf = (some: readonly Recommendation[]): Tally => ({
  total: some.length,
  overdue: some.filter(isOverdue).length,
  counts: Object.fromEntries(
    COUNTED.map((status) => [status, some.filter((of) => (of.status ?? 'untold') === status).length]),
  ) as Counts,
})

test('the board is what a naive count over the register of the same reader says, however it is grouped and narrowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(one, { minLength: 3, maxLength: 5 }),
      fc.constantFrom(...GROUPINGS),
      async (several, opened) => {
        for (const recommendation of several) await enter(recommendation)
        for (const by of [cted, niger, unodc, donor, iraq]) {
          const all = await everything(by)
          for (const grouping of GROUPINGS) {
            const board = await by.call(readBoard, { by: grouping, size: 50 })
            expect(board.all).toEqual(tallyOf(all))
            const expected = Map.groupBy(
              all.flatMap((of) => keysOf(grouping, of).map((key) => ({ key, of }))),
              ({ key }) => key,
            )
            expect(board.items.map(({ key }) => key).toSorted()).toEqual([...expected.keys()].toSorted())
            for (const { key, first, name: _, ...tally } of board.items) {
              const rows = expected.get(key)!.map(({ of }) => of)
              expect(tally, `${grouping} ${key}`).toEqual(tallyOf(rows))
              expect(first.map((row) => row.isOverdue)).toEqual(
                first
                  .map((row) => row.isOverdue)
                  .toSorted()
                  .reverse(),
              )
              if (grouping !== opened) continue
              const { items } = await by.call(listGroup, { by: grouping, key, size: 200 })
              expect(items.map(({ head }) => head.id).toSorted()).toEqual(rows.map(({ head }) => head.id).toSorted())
            }
          }
          for (const narrowing of [
            { overdue: true },
            { statuses: ['implemented'] },
            { needs: ['identified'] },
          ] as never[]) {
            const { total } = await by.call(listRecommendations, narrowing)
            expect((await by.call(readBoard, narrowing)).all.total).toBe(total)
          }
          const { points, left } = await by.call(readProgress, {})
          const told = all.filter(({ form }) => form !== 'need')
          expect(left).toBe(all.length - told.length)
          expect(points.at(-1)?.counts).toEqual(told.length > 0 ? tallyOf(told).counts : undefined)
        }
        await platform.owner.deleteFrom('records').where('kind', '=', 'recommendations.recommendation').execute()
      },
    ),
    { numRuns: 2, seed: 24 },
  )
}, 120_000)
