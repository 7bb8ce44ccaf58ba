import { readFile } from 'node:fs/promises'
import type { InventedRecord } from '../../data/shapes.ts'
import { today } from '../../platform/clock.ts'
import { placeHold } from '../../platform/retention/actions/holds.ts'
import { setReview } from '../../platform/retention/actions/reviews.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

/** Records of which a review is soon due. */
const DUE = 2
/** An invented person who never signs in. */
const HELD = 'person:r.kowalewicz@interpol.example'

const inDays = (days: number): string => Temporal.PlainDate.from(today()).add({ days }).toString()

/** Invented: reviews of levels that are soon due, and a legal hold on an invented person. */
async function load(world: World): Promise<void> {
  const invented = JSON.parse(
    await readFile(new URL('../../data/demonstration/confidential.json', import.meta.url), 'utf8'),
  ) as InventedRecord[]
  for (const { code, author } of invented.slice(0, DUE))
    await world.as(author, async (tx) => {
      const { id } = await tx
        .selectFrom('programmes')
        .select('id')
        .where('code', '=', code)
        .union(tx.selectFrom('activities').select('id').where('code', '=', code))
        .executeTakeFirstOrThrow()
      await setReview(tx, { record: id, on: inDays(20) })
    })
  await world.as(world.someone('org:UNOCT', 'secretariat')!, (tx) =>
    placeHold(tx, {
      on: { kind: 'person', id: world.id(HELD) },
      reason: 'Invented for the demonstration.',
      reference: 'INVENTED/2020/1',
      reviewOn: inDays(180),
      request: world.request('hold'),
    }),
  )
}

export const retention: Loader = { name: 'retention', load }
