import data from '../../data/demonstration/recommendations.json' with { type: 'json' }
import { takeStep } from '../../modules/recommendations/actions/writing.ts'
import * as contract from '../../modules/recommendations/contract.ts'
import { today } from '../../platform/clock.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

const CTED = 'assessment@cted.un.example'
const UNOCT = 'a.petrosyan@unoct.un.example'
const INVENTED = 'Invented for the demonstration.'
/** Of A/75/729, when nothing that it recommends had begun. */
const ISSUED = '2021-01-29'

type Step = [status: string, on: string]
const daysAgo = (days: number) => Temporal.PlainDate.from(today()).subtract({ days }).toString()
const after = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

/** Invented steps on evaluations, by how many days ago they were taken. */
const EVALUATIONS: Record<string, [status: string, ago: number][]> = {
  'INV-EVA-11': [
    ['not_started', 500],
    ['under_way', 310],
  ],
  'INV-EVA-12': [['not_started', 500]],
  'INV-EVA-13': [
    ['not_started', 500],
    ['under_way', 420],
    ['implemented', 170],
  ],
  'INV-EVA-21': [
    ['not_started', 290],
    ['under_way', 120],
  ],
  'INV-EVA-22': [
    ['not_started', 290],
    ['closed', 200],
  ],
}

/** Invented steps on the sixth to tenth recommendation of each visit, by how many days after it they were taken. */
const VISITS: Record<string, [status: string, after: number][]> = {
  '06': [
    ['under_way', 30],
    ['implemented', 100],
  ],
  '07': [['under_way', 45]],
  '08': [['implemented', 80]],
  '09': [['under_way', 160]],
  '10': [['closed', 90]],
}

/** What was done about recommendations over time, so that there is something to follow up. */
async function load(world: World): Promise<void> {
  await report(world, UNOCT, data.report, () => [['not_started', ISSUED]])
  await report(world, UNOCT, data.evaluations, ({ code }) =>
    EVALUATIONS[code]!.map(([status, ago]): Step => [status, daysAgo(ago)]),
  )
  for (const { startsOn, focal, recommendations } of data.visits) {
    const steps = ({ code }: { code: string }) =>
      (VISITS[code.slice(-2)] ?? []).map(([status, days]): Step => [status, after(startsOn, days)])
    // What is closed is closed by who recommended it.
    await report(world, focal, recommendations, (of) => steps(of).filter(([status]) => status !== 'closed'))
    await report(world, CTED, recommendations, (of) => steps(of).filter(([status]) => status === 'closed'))
  }
}

/** Reports steps as one person, but none of days that lie ahead. */
async function report<R extends { code: string }>(
  world: World,
  by: string,
  recommendations: readonly R[],
  stepsOf: (of: R) => Step[],
): Promise<void> {
  await world.as(by, async (tx, call) => {
    const codes = recommendations.map(({ code }) => code)
    const found = await tx
      .selectFrom('recommendations')
      .select(['id', 'code'])
      .where('code', 'in', codes)
      .where('form', '=', 'original')
      .execute()
    const ids = new Map(found.map(({ id, code }) => [code, id]))
    for (const recommendation of recommendations)
      for (const [status, on] of stepsOf(recommendation).filter(([, day]) => day <= today())) {
        const { code } = recommendation
        const words = on === ISSUED ? null : { original: 'en', texts: { en: INVENTED } }
        const evidence = ['implemented', 'closed'].includes(status) ? ['Report of the measures taken (invented)'] : []
        const step = { id: ids.get(code), status, on, words, evidence, request: world.request(`step/${code}/${on}`) }
        await takeStep(tx, contract.takeStep.input.parse(step), call)
      }
  })
}

export const followup: Loader = { name: 'followup', load }
