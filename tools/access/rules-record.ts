import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

/** A link is shown to who reads both its ends. */
export const RECORD_NARROWER: Readonly<Record<string, (row: Row, sight: Sight) => boolean>> = {
  links: (row, sight) => sight.may('read', row['record'] as string) && sight.may('read', row['other'] as string),
}
export const RECORD_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  links: ['record', 'other'],
  // A chain stays within one programme.
  results: ['record', 'parent', 'kind'],
  indicators: ['record', 'result'],
  measurements: ['record', 'indicator'],
}

/** Links between records in sight and hidden ones, of all kinds, both ways. */
export async function fillRecord(owner: Database, world: World, chance: Dice): Promise<void> {
  for (const { id } of world.records)
    for (const kind of chance.some(['part_of', 'follows', 'contributes_to'], 2)) {
      const other = chance.pick(world.records).id
      if (other !== id)
        await sql`insert into links (id, record, kind, other) values (${chance.uuid()}, ${id}, ${kind}, ${other})
          on conflict do nothing`.execute(owner)
    }
  // Totals, in sight and out of it, of all figures that the world's activities could be in.
  await sql`update activities set total_of = (array['trainings', 'people_trained', 'outreach'])[1 + length(code) % 3] where aggregate`.execute(
    owner,
  )
  const words = (text: string) => JSON.stringify({ original: 'en', texts: { en: `${text} ${chance.word()}` } })
  for (const { id } of world.records.filter(({ kind }) => kind === 'programme')) {
    const [outcome, output, indicator] = [chance.uuid(), chance.uuid(), chance.uuid()]
    await sql`insert into results (id, record, parent, kind, statement) values
      (${outcome}, ${id}, null, 'outcome', ${words('Outcome')}), (${output}, ${id}, ${outcome}, 'output', ${words('Output')})`.execute(
      owner,
    )
    await sql`insert into indicators (id, record, result, name, unit, baseline, target) values
      (${indicator}, ${id}, ${output}, ${words('Indicator')}, ${words('People')}, 0, ${chance.below(90) + 1})`.execute(
      owner,
    )
    await sql`insert into measurements (id, record, indicator, measured_on, precision, value) values
      (${chance.uuid()}, ${id}, ${indicator}, '2020-01-01', 'year', ${chance.below(90)})`.execute(owner)
  }
}
