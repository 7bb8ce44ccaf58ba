import { sql } from 'kysely'
import { asViewer } from '../database.ts'
import { serviceActor } from '../jobs/actor.ts'
import type { TestPlatform } from '../testing.ts'

/** One step of the daily run, as its actor; true while there is more to do. */
export const stepOnce = ({ db, entry }: Pick<TestPlatform, 'db' | 'entry'>, atMost = 1000): Promise<boolean> =>
  asViewer(db, entry, { actor: serviceActor('retention.delete'), secondFactor: true }, null, async (tx) => {
    const { rows } = await sql<{ more: boolean }>`select retention_step(${atMost}) as more`.execute(tx)
    return rows[0]!.more
  })

/** A whole run. */
export async function sweep(platform: Pick<TestPlatform, 'db' | 'entry'>): Promise<void> {
  while (await stepOnce(platform));
}
