import { today } from '../../platform/clock.ts'
import { follow } from '../../platform/notices/follow.ts'
import { addTask } from '../../platform/tasks/actions.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

const INVENTED = 'Invented for the demonstration.'

type Invented = { by: string; owner: string; on: string | null; title: string; inDays: number | null }

/** Tasks of invented people on programmes of theirs, and one that is free. */
const TASKS: readonly Invented[] = [
  {
    ...{ by: 'chair@unodc.un.example', owner: 'programme@unodc.un.example', on: 'PRG-001' },
    ...{ title: 'Ask the lead for the figures of the second half of the year', inDays: 6 },
  },
  {
    ...{ by: 'chair@unodc.un.example', owner: 'programme@unodc.un.example', on: null },
    ...{ title: 'Prepare the list of partners for the next meeting of the working group', inDays: -2 },
  },
  {
    ...{ by: 'programme@unodc.un.example', owner: 'programme@unodc.un.example', on: 'PRG-002' },
    ...{ title: 'Check the dates against the annual report', inDays: 20 },
  },
  {
    ...{ by: 'assessment@cted.un.example', owner: 'assessment@cted.un.example', on: null },
    ...{ title: 'Send the questionnaire for the next assessment visit', inDays: 10 },
  },
]

async function load(world: World): Promise<void> {
  for (const { by, owner, on, title, inDays } of TASKS)
    await world.as(by, async (tx, call) => {
      const record = on === null ? undefined : await programmeOf(tx, on)
      if (on !== null && !record) return
      const request = world.request(`task/${title}`)
      const dueOn = inDays === null ? null : Temporal.PlainDate.from(today()).add({ days: inDays }).toString()
      const of = { title, words: INVENTED, owner: world.id(`person:${owner}`), dueOn, request }
      await addTask(tx, { ...of, ...(record && { record }) }, call)
      if (record) await follow(tx, { record, following: true }, call)
    })
}

const programmeOf = async (tx: Parameters<Parameters<World['as']>[1]>[0], code: string): Promise<string | undefined> =>
  (await tx.selectFrom('programmes').select('id').where('code', '=', code).executeTakeFirst())?.id

export const tasks: Loader = { name: 'tasks', load }
