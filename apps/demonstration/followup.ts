import data from '../../data/demonstration/recommendations.json' with { type: 'json' }
import { takeStep } from '../../modules/recommendations/actions/writing.ts'
import * as contract from '../../modules/recommendations/contract.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

const CTED = 'assessment@cted.un.example'
const UNOCT = 'a.petrosyan@unoct.un.example'
const INVENTED = 'Invented for the demonstration.'
/** Of A/75/729, when nothing that it recommends had begun. */
const ISSUED = '2021-01-29'

type Step = { status: string; on: string; words: string | null; evidence?: string[] }
/** Of what is invented: so many days before the demonstration is loaded. */
type Ago = { status: string; ago: number; evidence?: string[] }
/** What was done about recommendations over time, so that there is something to follow up. */
async function load(world: World): Promise<void> {
  const invented = ({ ago, ...step }: Ago): Step => ({ ...step, on: world.day(-ago), words: INVENTED })
  const known = ({ steps }: { steps?: Step[] }) => [
    { status: 'not_started', on: ISSUED, words: null },
    ...(steps ?? []),
  ]
  await report(world, UNOCT, data.report, known)
  await report(world, UNOCT, data.evaluations, ({ steps }: { steps: Ago[] }) => steps.map(invented))
  for (const { focal, recommendations } of data.visits) {
    const of = (byOriginator: boolean) => (one: { steps: Ago[] }) =>
      one.steps.filter(({ status }) => ORIGINATORS.has(status) === byOriginator).map(invented)
    await report(world, focal, recommendations, of(false))
    await report(world, CTED, recommendations, of(true))
  }
}

/** What is closed or withdrawn is so by who recommended it. */
const ORIGINATORS = new Set(['closed', 'withdrawn'])

/** Reports steps as one person. */
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
      for (const { words, ...said } of stepsOf(recommendation)) {
        const { code } = recommendation
        const step = {
          ...{ ...said, id: ids.get(code), words: words && { original: 'en', texts: { en: words } } },
          request: world.request(`step/${code}/${said.status}`),
        }
        await takeStep(tx, contract.takeStep.input.parse(step), call)
      }
  })
}

export const followup: Loader = { name: 'followup', load }
