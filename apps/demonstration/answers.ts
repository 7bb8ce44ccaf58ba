import data from '../../data/demonstration/recommendations.json' with { type: 'json' }
import { addProgramme } from '../../modules/programmes/actions/programmes.ts'
import * as contract from '../../modules/programmes/contract.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

/**
 * Invented programmes that answer what States need today: the record of 2020 is over. For the State, the Compact and donors,
 * each entered by who leads it.
 */
async function load(world: World): Promise<void> {
  const day = (days: number) => ({ date: world.day(days), precision: 'day' })
  const read = (kind: 'circle' | 'organisation', name: string) => ({ to: { kind, id: world.id(name) }, gives: 'read' })
  for (const { by, code, title, lead, state, theme, pillar, startsIn, endsIn, ...facts } of data.answers)
    await world.as(by, (tx, call) =>
      addProgramme(
        tx,
        contract.addProgramme.input.parse({
          ...{ ...facts, code, title: { original: 'en', texts: title }, leads: [lead], states: [state] },
          ...{ themes: [theme], pillars: [pillar], start: day(startsIn), end: day(endsIn) },
          // As reported before today: what is under way by its own word came through its safeguards.
          statusOn: world.day(-20),
          source: { document: 'Invented for the demonstration', paragraphs: [], also: [] },
          ...{ level: 0, invented: true, request: world.request(`answer/${code}`) },
          audience: [
            read('organisation', `org:${state}`),
            ...['compact', 'donors'].map((circle) => read('circle', `circle:${circle}`)),
          ],
        }),
        call,
      ),
    )
}

export const answers: Loader = { name: 'answers', load }
